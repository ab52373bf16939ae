"""What must stay possible for nobody to be found: one demand per figure or difference."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from casedesk.disclosure.blocks import Ints
from casedesk.disclosure.figures import Figure, figure, filtered_parts, link_ends, true_figures
from casedesk.disclosure.rows import UNBOUNDED, rows
from casedesk.disclosure.system import Bounds, System
from casedesk.disclosure.tables import TOTAL, ProtectedTable, Table, every_key
from casedesk.disclosure.worlds import World

_NEVER = -1


class Demand(NamedTuple):
    """Some complete set of counts puts a figure, less another, at most low or at least high."""

    whole: Figure
    less: Figure | None
    low: int
    high: int


def could_be_none(name: Figure, less: Figure | None = None) -> Demand:
    """Return the demand that a count could be 0."""
    return Demand(name, less, 0, UNBOUNDED)


def could_reach(name: Figure, least: int, less: Figure | None = None) -> Demand:
    """Return the demand that a count could be so many or more."""
    return Demand(name, less, _NEVER, least)


def public_demands(system: System) -> list[Demand]:
    """Return what everybody can demand of what was published, in canonical order.

    Every figure and every difference that could be small could also be none, or not small; and
    in every group that is known to be there, somebody could differ from the rest. To insiders a
    figure in which they are is never none.
    """
    small = system.world.threshold
    none = _NEVER if system.world.insiders else 0
    published = {figure(table, key) for table in system.world.tables for key in every_key(table)}
    found = {
        Demand(whole, less, none, small)
        for whole, less in [*((name, None) for name in published), *differences(system.world)]
        if _meets(_bounds(system.said, whole, less), 1, small - 1)
    }
    found |= {
        could_reach(whole, 1, part)
        for table in system.world.tables
        for whole, part in _groups(table)
        if _meets(_bounds(system.said, whole, part), 0, 0) and system.said[whole][0]
    }
    return sorted(found, key=_order)


def exact_demands(system: System, truth: Sequence[Table]) -> list[Demand]:
    """Return what must be possible where true counts are published as they are.

    Each small count, and each small difference, could be 0 and could be not small; where too few
    stand behind a count, it could be off by what is small; in each group, somebody could be in
    another category than all the others.
    """
    counts = true_figures(truth)
    small = system.world.threshold
    found: set[Demand] = set()
    for whole, less in [*((name, None) for name in counts), *differences(system.world)]:
        if whole not in counts or (less is not None and less not in counts):
            continue
        count = counts[whole] - (0 if less is None else counts[less])
        if 0 < count < small or (count == 0 and less is None):
            found |= {could_be_none(whole, less), could_reach(whole, small, less)}
    for table in truth:
        for key in table.weak:
            name = figure(table, key)
            if counts[name] >= small:
                found.add(Demand(name, None, counts[name] - small, counts[name] + small))
        for whole, part in _groups(table):
            if counts.get(whole, 0) > 0:
                found.add(could_reach(whole, 1, part))
    return sorted(found, key=_order)


def differences(world: World) -> Iterator[tuple[Figure, Figure]]:
    """Yield each whole and part, both published, of which the difference is a group of persons."""
    published = {figure(table, key) for table in world.tables for key in every_key(table)}
    for whole, part in _wholes(world):
        if whole in published and part in published:
            yield whole, part


def _wholes(world: World) -> Iterator[tuple[Figure, Figure]]:
    for table in world.tables:
        for key in every_key(table):
            part = figure(table, key)
            if table.overlapping and key[0] != TOTAL:
                yield figure(table, (TOTAL, *key[1:])), part
    pairs = [link_ends(link) for link in world.links] + list(filtered_parts(world.tables))
    yield from ((whole, part) for part, whole in pairs)
    for each in world.nested:
        for table in world.tables:
            if table.population in each.parts:
                for key in every_key(table):
                    part = figure(table, key)
                    yield Figure(each.whole, part.fixed), part


def _order(demand: Demand) -> tuple[object, ...]:
    return demand.whole, demand.less or (), demand.low, demand.high


def _groups(table: Table | ProtectedTable) -> Iterator[tuple[Figure, Figure]]:
    """Yield each margin with each category that could be all of it."""
    for key in every_key(table):
        for place, value in enumerate(key):
            if value != TOTAL and len(table.values[place]) > 1:
                yield figure(table, (*key[:place], TOTAL, *key[place + 1 :])), figure(table, key)


def _bounds(said: Mapping[Figure, Bounds], whole: Figure, less: Figure | None) -> Bounds:
    low, high = said[whole]
    if less is None:
        return low, high
    return max(0, low - said[less][1]), high - said[less][0]


def _meets(bounds: Bounds, low: int, high: int) -> bool:
    return bounds[0] <= high and low <= bounds[1]


class Measured:
    """Demands as sums over a system, to see which of them witnesses meet."""

    def __init__(self, system: System, demands: Sequence[Demand]) -> None:
        sums = [
            system.sum(each.whole)
            if each.less is None
            else system.difference(each.whole, each.less)
            for each in demands
        ]
        self.rows = rows(sums, [(each.low, each.high) for each in demands])

    def met(self, witness: Ints) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
        """Tell of each demand whether a witness meets it."""
        found = self.rows.of(witness)
        met: np.ndarray[tuple[int], np.dtype[np.bool_]] = (found <= self.rows.low) | (
            found >= self.rows.high
        )
        return met
