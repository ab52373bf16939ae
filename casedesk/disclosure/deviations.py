"""The programme of suppression: complete sets of counts that differ little from what is shown."""

from collections.abc import Collection, Iterator, Mapping
from math import log1p
from typing import NamedTuple

import highspy
import numpy as np

from casedesk.disclosure.blocks import Ints
from casedesk.disclosure.demands import Demand, Measured
from casedesk.disclosure.figures import Figure
from casedesk.disclosure.refusals import CannotProtect
from casedesk.disclosure.rows import Sum, rows
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
from casedesk.disclosure.wishes import Wish

_REDRAWS = 4
#: what a step towards a demand is worth, against a step away from what is shown
_PULL = 1e-3


class Found(NamedTuple):
    """Counts that meet a demand, and the figures that they put away from the truth."""

    witness: Ints
    moved: frozenset[Figure]


class Deviations:
    """Looks for complete sets of counts, paying for each shown figure that is not as it is.

    Beside the counts stands for each figure by how much it is below and above the truth: the
    first steps apart from those after them, for only the first can be welcome. Were all of them,
    the cheapest counts would put everybody into one cell.
    """

    def __init__(self, system: System, truth: Mapping[Figure, int], ends: float) -> None:
        self._system, self.truth, self._ends = system, truth, ends
        self.names = sorted(truth)
        self._true = np.array([truth[name] for name in self.names], dtype=np.int64)
        size, shown, small = system.size, len(self.names), system.world.threshold
        #: where a figure's steps stand: below and above the truth, the first ones and the others
        below, above, _far_below, far_above = (
            size + shown * at + np.arange(shown) for at in range(4)
        )
        sums = [
            Sum(
                np.array([*system.sum(name).plus, below[at], below[at] + 2 * shown]),
                np.array([above[at], far_above[at]]),
            )
            for at, name in enumerate(self.names)
        ]
        near = rows(sums, [(count, count) for count in self._true.tolist()])
        self._figures = rows([system.sum(name) for name in self.names], ((0, 0) for _ in sums))
        # Room for every count to be not small at once, lest each demand need its own counts.
        most = 2 * int(self._true.max(initial=0)) + (20 + size) * small
        made = model(size + 4 * shown, most, system.structure, system.statements, near)
        made.col_upper_ = np.where(
            np.isin(np.arange(size + 4 * shown), [*below, *above]), float(small), float(most)
        )
        self._columns = np.arange(size + 4 * shown, dtype=np.int32)
        self._price = np.array([_price(count) for count in self._true.tolist()])
        self._highs = solver(ends - spent())
        self._highs.passModel(made)
        self._chance = np.random.default_rng(0)
        self._highs.setOptionValue("mip_rel_gap", 0.3)

    def meet(
        self, demand: Demand | None, hidden: Collection[Figure], wish: Wish | None = None
    ) -> Found | None:
        """Return counts that meet a demand and move little that is shown; None if none do.

        ``wish`` is what else would be welcome. Raises CannotProtect if time runs out.
        """
        none = np.zeros(len(self.names))
        wish = wish or Wish(none, none, np.zeros(self._system.size))
        if demand is None:
            return self._cheapest(hidden, wish)
        row = Measured(self._system, [demand]).rows
        found: list[Found] = []
        for low, high in sides(demand):
            with with_row(self._highs, row, low, high):
                each = self._cheapest(hidden, wish)
            if each is not None:
                found.append(each)
        return min(found, key=lambda each: self._cost(each, hidden), default=None)

    def _cheapest(self, hidden: Collection[Figure], wish: Wish) -> Found | None:
        shown = np.array([name not in hidden for name in self.names])
        price = np.where(shown, self._price, 0.0)
        pull = wish.counts
        for _draw in range(1 + _REDRAWS):
            cost = np.concatenate([_PULL * pull, *_steps(price, wish)])
            self._highs.changeColsCost(len(cost), self._columns, cost)
            values = self._run()
            if values is None:
                return None
            witness = whole(values[: self._system.size])
            if witness is not None:
                return self._found(witness)
            price = price * self._chance.uniform(0.8, 1.25, len(price))
            pull = pull + self._chance.uniform(0.0, 10.0, len(pull))
        return self._in_whole_numbers()

    def _in_whole_numbers(self) -> Found | None:
        size = self._system.size
        columns = self._columns[:size]
        for kind in (highspy.HighsVarType.kInteger, highspy.HighsVarType.kContinuous):
            kinds = np.full(size, int(kind), dtype=np.uint8)
            self._highs.changeColsIntegrality(size, columns, kinds)
            if kind == highspy.HighsVarType.kInteger:
                values = self._run()
        witness = None if values is None else whole(np.rint(values[:size]))
        return None if witness is None else self._found(witness)

    def _found(self, witness: Ints) -> Found:
        off = np.flatnonzero(self._figures.of(witness) != self._true)
        return Found(witness, frozenset(self.names[place] for place in off))

    def _cost(self, found: Found, hidden: Collection[Figure]) -> float:
        return sum(_price(self.truth[name]) for name in found.moved if name not in hidden)

    def _run(self) -> Floats | None:
        stop_here()
        names = tuple(sorted(table.name for table in self._system.world.tables))
        if not allow(self._highs, self._ends):
            raise CannotProtect("time", names)
        self._highs.run()
        status = self._highs.getModelStatus()
        if status == Status.kTimeLimit:
            raise CannotProtect("time", names)
        if status != Status.kOptimal:
            return None
        return np.asarray(self._highs.getSolution().col_value, dtype=float)


def _steps(price: Floats, wish: Wish) -> Iterator[Floats]:
    """Yield what steps cost: the first ones below and above the truth, then the others.

    A step away from what is wished costs more than a wish is worth, lest both be taken.
    """
    below, above = price + 2 * _PULL * wish.above, price + 2 * _PULL * wish.below
    yield below - _PULL * wish.below
    yield above - _PULL * wish.above
    yield below
    yield above


def _price(count: int) -> float:
    """Return what it costs to put a figure away from the truth by one."""
    return 1 + log1p(count)
