"""Every set of whole numbers that agrees with what was published, one by one: plainly right."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import combinations, product

import numpy as np
from numpy.typing import NDArray

from casedesk.disclosure import (
    TOTAL,
    Deduction,
    Figure,
    Key,
    ProtectedTable,
    World,
    figure,
    interval,
)

Ints = NDArray[np.int64]
#: what somebody is: the categories of each dimension, several where they overlap; under IN the
#: populations that count them, if there are several
IN = "in"
Kind = Mapping[str, frozenset[str]]


@dataclass(frozen=True)
class Crowd:
    """All crowds of so many people of some kinds."""

    kinds: Sequence[Kind]
    least: int
    most: int

    def counts(self) -> Ints:
        """Return a row for each crowd: how many there are of each kind."""
        sizes = range(self.least, self.most + 1)
        return np.concatenate([compositions(size, len(self.kinds)) for size in sizes])

    def column(self, table: ProtectedTable, key: Key) -> Ints:
        """Return which kinds a figure counts, as ones and zeros."""
        wanted = [pair for pair in zip(table.dimensions, key, strict=True) if pair[1] != TOTAL]
        return np.array(
            [
                table.population in kind.get(IN, (table.population,))
                and all(value in kind[name] for name, value in wanted)
                for kind in self.kinds
            ],
            dtype=np.int64,
        )


@cache
def compositions(total: int, parts: int) -> Ints:
    """Return all ways to share a total among so many parts."""
    bars = combinations(range(total + parts - 1), parts - 1)
    places = np.array(list(bars), dtype=np.int64).reshape(-1, parts - 1)
    edges = np.column_stack(
        [np.full(len(places), -1), places, np.full(len(places), total + parts - 1)]
    )
    found: Ints = np.diff(edges, axis=1) - 1
    return found


def deductions(world: World, crowd: Crowd) -> list[Deduction]:
    """Return what follows from a world of one population, by looking at every crowd."""
    counts = crowd.counts()
    columns = dict[Figure, Ints]()
    said = dict[Figure, tuple[int, int]]()
    for table in world.tables:
        for key, count in table.counts.items():
            name = figure(table, key)
            low, high = interval(count, table.base)
            columns[name] = crowd.column(table, key)
            before = said.get(name, (0, crowd.most))
            said[name] = max(low, before[0]), min(crowd.most if high is None else high, before[1])
    for name, (low, high) in said.items():
        found = counts @ columns[name]
        counts = counts[(found >= low) & (found <= high)]
    assert len(counts)
    values = {name: counts @ column for name, column in columns.items()}
    small = range(1, world.threshold)
    told = set[Deduction]()
    for name, each in values.items():
        if {*each.tolist()} <= {*small}:
            told.add(_told(name, None, each))
    for whole, less, apart in _pairs(world):
        left = values[whole] - values[less]
        if apart and {*left.tolist()} <= {*small}:
            told.add(_told(whole, less, left))
        if whole.population == less.population and not left.any() and said[whole][0]:
            told.add(Deduction("everybody", whole, less, 0, 0))
    return sorted(told, key=lambda each: (each.whole, each.less or ()))


def _told(whole: Figure, less: Figure | None, values: Ints) -> Deduction:
    low, high = int(values.min()), int(values.max())
    return Deduction("exact" if low == high else "small", whole, less, low, high)


def _pairs(world: World) -> Iterator[tuple[Figure, Figure, bool]]:
    """Yield each sum with each part of it, and whether the rest of it is no figure by itself."""
    for nested in world.nested:
        shown = {figure(table, key) for table in world.tables for key in table.counts}
        for name in shown:
            whole = Figure(nested.whole, name.fixed)
            if name.population in nested.parts and whole in shown:
                yield whole, name, True
    for table in world.tables:
        for key in table.counts:
            for place, value in enumerate(key):
                if value != TOTAL and len(table.values[place]) > 1:
                    whole = figure(table, (*key[:place], TOTAL, *key[place + 1 :]))
                    yield whole, figure(table, key), table.overlapping and place == 0


def kinds(values: Mapping[str, Sequence[frozenset[str]]]) -> list[Kind]:
    """Return every kind of person."""
    return [dict(zip(values, each, strict=True)) for each in product(*values.values())]
