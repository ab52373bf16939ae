"""Certified suppression: what is shown is exact, and what could give away a small count is hidden.

For each demand that is not met yet, one programme looks for a complete set of counts that meets
it, and pays for each shown figure that differs from the truth. Those that differ are hidden; the
counts found are a witness. After M. Fischetti and J. J. Salazar-González, "Models and algorithms
for optimizing cell suppression in tabular data with linear constraints", JASA 95 (2000).
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from casedesk.disclosure.blocks import Ints
from casedesk.disclosure.certificates import Certificate, check
from casedesk.disclosure.demands import Demand, Measured, exact_demands, public_demands
from casedesk.disclosure.deviations import Deviations, Found
from casedesk.disclosure.figures import Figure, figure, true_figures
from casedesk.disclosure.refusals import CannotProtect
from casedesk.disclosure.solver import spent
from casedesk.disclosure.system import System
from casedesk.disclosure.tables import Link, ProtectedTable, Table, every_key
from casedesk.disclosure.wishes import Wishes
from casedesk.disclosure.worlds import World, components


@dataclass(frozen=True)
class Suppressed:
    """Exact tables with hidden figures, their proof, and why each figure is hidden."""

    tables: tuple[ProtectedTable, ...]
    certificate: Certificate
    #: hidden figure -> the figure that it would have given away; itself, if it is small or weak
    because: Mapping[Figure, Figure]


def suppress(
    tables: Sequence[Table],
    *,
    links: Sequence[Link] = (),
    before: World | None = None,
    earlier: Sequence[Table] = (),
    threshold: int = 5,
    time_limit: float = 120.0,
) -> Suppressed:
    """Return the tables in the same order, exact, with every count below the threshold hidden.

    What was published before, and facts stated outside, stay as they are; with the true tables
    behind what was published ``earlier``, its small counts stay as safe as the new ones. The
    time limit is in seconds of the processor. Raises ValueError if the tables contradict each
    other, and CannotProtect if nothing that could be hidden would do, if time runs out, or if
    there is no proof.
    """
    ends = spent() + time_limit
    true = (*tables, *earlier)
    truth = true_figures(tables)
    before = before or World(())
    shown, kept = _published(before)
    hidden = {name: name for name, count in truth.items() if count < threshold} | {
        name: name for name in kept
    }
    hidden |= {name: name for table in tables for name in _weak(table)}
    if given_away := sorted(hidden.keys() & shown):
        raise CannotProtect("deducible", (), tuple(given_away))
    # Nothing shown yet but what was shown before.
    blank = [_protected(table, truth, truth.keys() - shown) for table in tables]
    parts = components(_world(blank, links, before, threshold))
    proofs = [
        _Part(
            part, [each for each in true if each.population in part.populations], hidden, ends
        ).solve()
        for part in parts
    ]
    result = tuple(_protected(table, truth, hidden) for table in tables)
    certificate = Certificate(tuple(proofs))
    check(_world(result, links, before, threshold), certificate, truth=true)
    return Suppressed(result, certificate, hidden)


def _weak(table: Table) -> Iterator[Figure]:
    return (figure(table, key) for key in table.weak)


class _Part:
    """The tables of a component, hidden figure by figure until every demand is met."""

    def __init__(
        self, world: World, tables: Sequence[Table], hidden: dict[Figure, Figure], ends: float
    ) -> None:
        self.hidden = hidden
        self.system = System(world)
        # Of everything hidden; what is shown after all only takes demands away.
        self.demands = [*exact_demands(self.system, tables), *public_demands(self.system)]
        self.measured = Measured(self.system, self.demands)
        self.deviations = Deviations(self.system, true_figures(tables), ends)
        names = self.deviations.names
        self.wishes = Wishes(names, self.demands, self.measured, self.system.size)
        self.unmet = np.ones(len(self.demands), dtype=bool)
        self.found: list[Found] = []
        self.small = frozenset(hidden)

    def solve(self) -> tuple[Ints, ...]:
        """Hide what must be hidden; returns the witnesses."""
        names = tuple(table.name for table in self.system.world.tables)
        truth = self.deviations.meet(None, ())
        if truth is None or truth.moved:
            raise CannotProtect("infeasible", names)
        self._keep(truth, None)
        blocked: list[Figure] = []
        for place, demand in enumerate(self.demands):
            if not self.unmet[place]:
                continue
            found = self.deviations.meet(demand, self.hidden, self.wishes.draw(self.unmet))
            if found is None:
                blocked.append(demand.less or demand.whole)
            else:
                self._keep(found, demand)
        if blocked:
            raise CannotProtect("deducible", names, tuple(sorted(set(blocked))))
        self._show_again()
        return tuple(each.witness for each in self.found)

    def _keep(self, found: Found, demand: Demand | None) -> None:
        self.found.append(found)
        self.unmet &= ~self.measured.met(found.witness)
        for name in found.moved:
            if demand is not None:
                self.hidden.setdefault(name, demand.less or demand.whole)

    def _show_again(self) -> None:
        """Show each figure, the largest first, without which the other witnesses are enough."""
        met = np.array([self.measured.met(each.witness) for each in self.found])
        kept = np.ones(len(self.found), dtype=bool)
        counts = self.deviations.truth
        for name in sorted(set(self.hidden) & set(counts), key=lambda each: (-counts[each], each)):
            if name in self.small:
                continue
            rest = kept & np.array([name not in each.moved for each in self.found])
            if met[rest].any(axis=0).all():
                kept = rest
                del self.hidden[name]
        self.found = _needed(
            [each for each, keep in zip(self.found, kept, strict=True) if keep], met[kept]
        )


def _needed(found: Sequence[Found], met: NDArray[np.bool_]) -> list[Found]:
    """Return witnesses that together meet as much as all of them, greedily few."""
    rest, chosen = np.ones(met.shape[1], dtype=bool), list[Found]()
    while rest.any():
        best = int(np.argmax((met & rest).sum(axis=1)))
        if not (met[best] & rest).any():
            break
        chosen.append(found[best])
        rest &= ~met[best]
    return chosen


def _published(before: World) -> tuple[set[Figure], set[Figure]]:
    """Return the figures that were shown before, and those that were hidden."""
    counts = {
        figure(table, key): count for table in before.tables for key, count in table.counts.items()
    }
    shown = {name for name, count in counts.items() if count is not None}
    return shown, set(counts) - shown


def _world(
    tables: Sequence[ProtectedTable], links: Sequence[Link], before: World, threshold: int
) -> World:
    return replace(
        before,
        tables=(*before.tables, *tables),
        links=(*before.links, *(link for link in links if link not in before.links)),
        threshold=threshold,
    )


def _protected(
    table: Table, truth: Mapping[Figure, int], hidden: Collection[Figure]
) -> ProtectedTable:
    counts = {key: figure(table, key) for key in every_key(table)}
    return ProtectedTable(
        table.name,
        table.population,
        table.dimensions,
        table.values,
        {key: None if name in hidden else truth[name] for key, name in counts.items()},
        1,
        table.overlapping,
        table.alone,
        within=table.within,
    )
