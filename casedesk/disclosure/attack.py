"""The attacker's own tool: what can be deduced from published tables, without the records."""

from collections.abc import Iterable
from typing import Literal, NamedTuple

import numpy as np

from casedesk.disclosure.demands import Demand, Measured, public_demands
from casedesk.disclosure.figures import Figure
from casedesk.disclosure.search import Search, witnesses
from casedesk.disclosure.system import Bounds, System
from casedesk.disclosure.worlds import World, components


class Deduction(NamedTuple):
    """A small count, or the difference of two, that lies from low to high for certain.

    ``kind`` is "exact" if both are the same, "small" if not, and "everybody" if it is not small
    but all of a group are in one category: then it is the group less the category.
    """

    kind: Literal["exact", "small", "everybody"]
    whole: Figure
    less: Figure | None
    low: int
    high: int


class Contradiction(Exception):
    """No set of counts agrees with what was published; the populations are named."""


def deduce(world: World, *, time_limit: float = 600.0) -> list[Deduction]:
    """Return every small count that follows from a world, in canonical order.

    Raises Contradiction, ValueError if the tables do not fit together, and CannotProtect if time
    (in seconds, for each component) runs out.
    """
    found: list[Deduction] = []
    for part in components(world):
        system, search = _opened(part, time_limit)
        demands = public_demands(system)
        _witnesses, blocked = witnesses(system, demands, search=search, time_limit=time_limit)
        found += [_deduction(system, search, demand) for demand in blocked]
    return found


def bounds(
    world: World, figures: Iterable[Figure], *, time_limit: float = 600.0
) -> dict[Figure, tuple[int, int | None]]:
    """Return the lowest and the highest possible count of each figure; None is no bound.

    Raises what :func:`deduce` raises, and KeyError if a figure is in no table.
    """
    wanted = sorted(set(figures))
    found: dict[Figure, tuple[int, int | None]] = {}
    for part in components(world):
        mine = [name for name in wanted if name.population in part.populations]
        if mine:
            system, search = _opened(part, time_limit)
            for name in mine:
                low, high = _extremes(system, search, Demand(name, None, 0, 0))
                found[name] = low, None if high >= search.most else high
    if missing := [name for name in wanted if name not in found]:
        raise KeyError(missing[0])
    return found


def possible(world: World, *, time_limit: float = 600.0) -> bool:
    """Tell whether any counts at all agree with a world: with what was told, for example.

    Raises CannotProtect if time (in seconds, for each component) runs out.
    """
    try:
        for part in components(world):
            _opened(part, time_limit)
    except Contradiction:
        return False
    return True


def _opened(part: World, time_limit: float) -> tuple[System, Search]:
    system = System(part)
    search = Search(system, time_limit)
    if search.best(np.zeros(system.size)) is None:
        raise Contradiction(", ".join(part.populations))
    return system, search


def _deduction(system: System, search: Search, demand: Demand) -> Deduction:
    low, high = _extremes(system, search, demand)
    if high < 1:
        return Deduction("everybody", demand.whole, demand.less, low, high)
    kind: Literal["exact", "small"] = "exact" if low == high else "small"
    return Deduction(kind, demand.whole, demand.less, low, high)


def _extremes(system: System, search: Search, demand: Demand) -> Bounds:
    measured = Measured(system, [demand]).rows
    cost = np.bincount(measured.places, measured.signs, system.size).astype(float)
    ends = [search.best(cost), search.best(-cost)]
    low, high = (int(measured.of(end)[0]) for end in ends if end is not None)
    return low, high
