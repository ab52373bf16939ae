"""Sums of variables with bounds, in whole numbers."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from casedesk.disclosure.blocks import Ints

#: stands for no bound; sums of counts stay far below it
UNBOUNDED = 1 << 60


class Sum(NamedTuple):
    """Some variables added up, less some others."""

    plus: Ints
    minus: Ints


class Rows(NamedTuple):
    """Many sums: of row i, the variables and signs from starts[i] to starts[i + 1]."""

    starts: Ints
    places: Ints
    signs: Ints
    low: Ints
    high: Ints

    def of(self, values: Ints) -> Ints:
        """Return each sum for these values of the variables."""
        if not len(self.low):
            return self.low
        found: Ints = np.add.reduceat(self.signs * values[self.places], self.starts[:-1])
        return found

    def hold(self, values: Ints) -> bool:
        """Tell whether each sum is within its bounds."""
        found = self.of(values)
        return bool(np.all((self.low <= found) & (found <= self.high)))


def rows(sums: Sequence[Sum], bounds: Iterable[tuple[int, int]]) -> Rows:
    """Return the sums with their bounds; a sum of nothing is no sum."""
    limits = np.array(list(bounds), dtype=np.int64).reshape(-1, 2)
    lengths = [len(each.plus) + len(each.minus) for each in sums]
    if not all(lengths):
        raise ValueError("a sum of nothing")
    nothing = np.zeros(0, dtype=np.int64)
    return Rows(
        np.cumsum([0, *lengths], dtype=np.int64),
        np.concatenate([nothing, *(part for each in sums for part in each)]),
        np.concatenate([nothing, *(part for each in sums for part in _signs(each))]),
        limits[:, 0].copy(),
        limits[:, 1].copy(),
    )


def _signs(each: Sum) -> tuple[Ints, Ints]:
    return (
        np.ones(len(each.plus), dtype=np.int64),
        np.full(len(each.minus), -1, dtype=np.int64),
    )
