"""The search for witnesses: complete sets of counts that agree with everything published."""

from collections.abc import Iterable, Sequence

import highspy
import numpy as np

from casedesk.disclosure.blocks import Ints
from casedesk.disclosure.demands import Demand, Measured
from casedesk.disclosure.refusals import CannotProtect
from casedesk.disclosure.rows import UNBOUNDED
from casedesk.disclosure.solver import (
    Floats,
    Status,
    allow,
    model,
    sides,
    solver,
    spent,
    whole,
    with_row,
)
from casedesk.disclosure.stopping import stop_here
from casedesk.disclosure.system import System

#: how often in a row a batch may bring nothing new before demands are looked at one by one
_PATIENCE = 2


class Search:
    """Finds counts that agree with a system, by linear and, if need be, integer programmes."""

    def __init__(self, system: System, time_limit: float) -> None:
        self.system = system
        self._ends = spent() + time_limit
        self._highs = solver(time_limit)
        finite = system.statements.high[system.statements.high < UNBOUNDED]
        #: no count that is looked for is above it, lest the solver run away
        self.most = 2 * int(finite.max(initial=0)) + 20 * system.world.threshold
        made = model(system.size, self.most, system.structure, system.statements)
        self._highs.passModel(made)
        self._columns = np.arange(system.size, dtype=np.int32)

    def best(self, cost: Floats, *, integers: bool = True) -> Ints | None:
        """Return counts of least cost, or None if there are none, or no whole ones.

        Whole numbers are only asked for if the linear programme does not give them by itself.
        Raises CannotProtect if time runs out.
        """
        self._highs.changeColsCost(len(cost), self._columns, cost)
        values = self._run()
        if values is None:
            return None
        found = whole(values)
        if found is not None or not integers:
            return found
        self._set(highspy.HighsVarType.kInteger)
        values = self._run()
        self._set(highspy.HighsVarType.kContinuous)
        return None if values is None else whole(np.rint(values))

    def best_with(self, demand: Demand, cost: Floats) -> Iterable[Ints]:
        """Yield counts of least cost that meet a demand, from either side that is possible."""
        row = Measured(self.system, [demand]).rows
        for low, high in sides(demand):
            with with_row(self._highs, row, low, high):
                found = self.best(cost)
            if found is not None:
                yield found

    def _run(self) -> Floats | None:
        stop_here()
        if not allow(self._highs, self._ends):
            raise CannotProtect("time", _names(self.system))
        self._highs.run()
        status = self._highs.getModelStatus()
        if status == Status.kTimeLimit:
            raise CannotProtect("time", _names(self.system))
        if status != Status.kOptimal:
            return None
        return np.asarray(self._highs.getSolution().col_value, dtype=float)

    def _set(self, kind: highspy.HighsVarType) -> None:
        kinds = np.full(self.system.size, int(kind), dtype=np.uint8)
        self._highs.changeColsIntegrality(self.system.size, self._columns, kinds)


def witnesses(
    system: System,
    demands: Sequence[Demand],
    *,
    known: Iterable[Ints] = (),
    time_limit: float = 60.0,
    search: Search | None = None,
) -> tuple[list[Ints], list[Demand]]:
    """Return witnesses that together meet the demands, and the demands that none can meet.

    Those known are tried first, as many as are needed. Same arguments, same answer. Raises
    CannotProtect if time runs out.
    """
    measured = Measured(system, demands)
    unmet = np.ones(len(demands), dtype=bool)
    found: list[Ints] = []

    def keep(witness: Ints | None) -> bool:
        if witness is None or not system.holds(witness):
            return False
        met = measured.met(witness) & unmet
        if met.any():
            found.append(witness)
            unmet[met] = False
        return bool(met.any())

    for each in known:
        keep(each)
        if not unmet.any():
            return found, []
    if not unmet.any():
        return found, []
    search = search or Search(system, time_limit)
    chance = np.random.default_rng(0)
    tries = 0
    while unmet.any() and tries < _PATIENCE:
        tries = (
            0
            if keep(search.best(push(measured, unmet, chance, system.size), integers=False))
            else tries + 1
        )
    blocked: list[Demand] = []
    for at, demand in enumerate(demands):
        if unmet[at]:
            cost = push(measured, unmet, chance, system.size)
            if not any(keep(each) for each in search.best_with(demand, cost)) and unmet[at]:
                blocked.append(demand)
                unmet[at] = False
    return found, blocked


def push(
    measured: Measured,
    unmet: np.ndarray[tuple[int], np.dtype[np.bool_]],
    chance: np.random.Generator,
    size: int,
) -> Floats:
    """Return costs that pull each unmet demand to one of its sides, by chance if it has two."""
    low, high = measured.rows.low, measured.rows.high
    side = np.where(chance.random(len(low)) < 0.5, 1.0, -1.0)
    side = np.where(high >= UNBOUNDED, 1.0, np.where(low < 0, -1.0, side))
    weight = np.where(unmet, side * chance.uniform(0.5, 1.5, len(low)), 0.0)
    weights = np.repeat(weight, np.diff(measured.rows.starts))
    return np.bincount(measured.rows.places, weights * measured.rows.signs, size).astype(float)


def _names(system: System) -> tuple[str, ...]:
    return tuple(sorted(table.name for table in system.world.tables))
