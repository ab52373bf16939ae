"""The unknown counts of one population, as a run of variables."""

from collections.abc import Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

from casedesk.disclosure.forms import Clique, Form, Overlap

Ints = NDArray[np.int64]


class Block:
    """Where the variables of a population stand: one table per clique and per overlap."""

    def __init__(self, form: Form, start: int) -> None:
        self.form = form
        self.cliques: list[tuple[Clique, Ints]] = []
        self.overlaps: dict[str, Ints] = {}
        self.end = start
        for clique in form.cliques:
            self.cliques.append((clique, self._variables(*self._lengths(clique))))
        for name, overlap in form.overlaps.items():
            lengths = (len(overlap.categories), *self._lengths(overlap.by))
            self.overlaps[name] = self._variables(*lengths)

    def terms(self, fixed: Mapping[str, str]) -> Ints:
        """Return the variables that make up the count of those of these categories.

        Raises KeyError if the categories do not stand together in any clique.
        """
        crossed = [name for name in fixed if name in self.overlaps]
        if not crossed:
            names, variables = self._smallest(set(fixed))
            return _slice(variables, self._places(names, fixed))
        (name,) = crossed
        overlap = self.form.overlaps[name]
        if not set(fixed) - {name} <= set(overlap.by):
            raise KeyError(tuple(sorted(fixed)))
        place = overlap.categories.index(fixed[name])
        return _slice(self.overlaps[name], (place, *self._places(overlap.by, fixed)))

    def separators(self) -> Iterator[tuple[Ints, Ints]]:
        """Yield what two cliques say of the same count, as two sets of variables."""
        for at, (names, variables) in enumerate(self.cliques[1:], start=1):
            before = max(self.cliques[:at], key=lambda other: len({*other[0]} & {*names}))
            shared = [name for name in names if name in before[0]]
            for fixed in self._cells(shared):
                yield (
                    _slice(variables, self._places(names, fixed)),
                    _slice(before[1], self._places(before[0], fixed)),
                )

    def slices(self, overlap: Overlap) -> Iterator[dict[str, str]]:
        """Yield the combinations of categories by which an overlapping dimension is classified."""
        return self._cells(overlap.by)

    def _variables(self, *lengths: int) -> Ints:
        size = int(np.prod(lengths, dtype=np.int64))
        variables = np.arange(self.end, self.end + size, dtype=np.int64).reshape(lengths)
        self.end += size
        return variables

    def _lengths(self, names: Clique) -> tuple[int, ...]:
        return tuple(len(self.form.values[name]) for name in names)

    def _places(self, names: Clique, fixed: Mapping[str, str]) -> tuple[int | slice, ...]:
        return tuple(
            self.form.values[name].index(fixed[name]) if name in fixed else slice(None)
            for name in names
        )

    def _smallest(self, names: set[str]) -> tuple[Clique, Ints]:
        fitting = [each for each in self.cliques if names <= set(each[0])]
        if not fitting:
            raise KeyError(tuple(sorted(names)))
        return min(fitting, key=lambda each: each[1].size)

    def _cells(self, names: Clique | list[str]) -> Iterator[dict[str, str]]:
        for place in np.ndindex(*(len(self.form.values[name]) for name in names)):
            yield {name: self.form.values[name][at] for name, at in zip(names, place, strict=True)}


def _slice(variables: Ints, places: tuple[int | slice, ...]) -> Ints:
    found: Ints = np.atleast_1d(variables[places]).ravel()
    return found
