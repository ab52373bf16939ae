"""The attacker's system: every complete set of counts that agrees with all that was published."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np

from casedesk.disclosure.blocks import Block, Ints
from casedesk.disclosure.figures import Figure, figure, link_ends
from casedesk.disclosure.forms import Form, form
from casedesk.disclosure.printing import interval
from casedesk.disclosure.rows import UNBOUNDED, Rows, Sum, rows
from casedesk.disclosure.worlds import World

#: nobody counts so many, and no sum of so many variables runs over
MOST = 1 << 40
_NONE = np.zeros(0, dtype=np.int64)
Bounds = tuple[int, int]


class System:
    """The unknown counts of a world, what holds between them, and what was said of them.

    Raises ValueError if the tables of the world do not fit together.
    """

    def __init__(self, world: World) -> None:
        self.world = world
        self.blocks: dict[str, Block] = {}
        self.size = 0
        forms = _forms(world)
        for population in world.populations:
            self.blocks[population] = Block(forms[population], self.size)
            self.size = self.blocks[population].end
        #: lowest and highest count of each published figure, in canonical order
        self.said = _said(world)
        self.structure = self._structure()
        names = sorted(self.said)
        self.statements = rows(
            [self.sum(name) for name in names], [self.said[name] for name in names]
        )

    def sum(self, name: Figure) -> Sum:
        """Return the variables that make up a figure. Raises KeyError if no table shows it."""
        return Sum(self.blocks[name.population].terms(dict(name.fixed)), _NONE)

    def difference(self, whole: Figure, part: Figure) -> Sum:
        """Return a figure less another one, without what stands in both."""
        plus, minus = self.sum(whole).plus, self.sum(part).plus
        return Sum(
            np.setdiff1d(plus, minus, assume_unique=True),
            np.setdiff1d(minus, plus, assume_unique=True),
        )

    def holds(self, witness: Ints) -> bool:
        """Tell, in whole numbers, whether these counts agree with everything published."""
        return (
            witness.dtype == np.int64
            and witness.shape == (self.size,)
            and bool(np.all((witness >= 0) & (witness <= MOST)))
            and self.structure.hold(witness)
            and self.statements.hold(witness)
        )

    def _structure(self) -> Rows:
        found = [
            *(each for block in self.blocks.values() for each in _separators(block)),
            *(each for block in self.blocks.values() for each in _overlapping(block)),
            *self._links(),
            *self._nested(),
        ]
        return rows([each for each, _bounds in found], [bounds for _sum, bounds in found])

    def _links(self) -> Iterator[tuple[Sum, Bounds]]:
        for link in self.world.links:
            part, whole = link_ends(link)
            most = 0 if link.relation == "equal" else UNBOUNDED
            yield self.difference(whole, part), (0, most)

    def _nested(self) -> Iterator[tuple[Sum, Bounds]]:
        """Yield what holds between a whole and its parts; they have the same form."""
        for each in self.world.nested:
            parts = [self.blocks[name] for name in each.parts]
            for place, variable in enumerate(_own(self.blocks[each.whole])):
                ones = np.array([_own(part)[place] for part in parts])
                whole = np.array([variable])
                yield Sum(ones, whole), (0, 0 if each.kind == "sum" else UNBOUNDED)
                if each.kind == "union":
                    yield from (
                        (Sum(whole, ones[at : at + 1]), (0, UNBOUNDED)) for at in range(len(ones))
                    )


def _own(block: Block) -> Ints:
    """Return all variables of a block in order."""
    runs = [variables.ravel() for _clique, variables in block.cliques]
    return np.concatenate([*runs, *(each.ravel() for each in block.overlaps.values())])


def _forms(world: World) -> Mapping[str, Form]:
    """Return the form of each population; what is nested has one form together."""
    family = {name: {name} for name in world.populations}
    for each in world.nested:
        together = set().union(*(family[name] for name in (each.whole, *each.parts)))
        for name in together:
            family[name] = together
    return {
        name: form(
            [table for table in world.tables if table.population in family[name]],
            [fact.fixed for fact in world.facts if fact.population in family[name]],
        )
        for name in world.populations
    }


def _said(world: World) -> dict[Figure, Bounds]:
    """Return what is known of each figure: of several statements, what they agree on."""
    said: dict[Figure, Bounds] = {}

    def say(name: Figure, low: int, high: int | None) -> None:
        before = said.get(name, (0, UNBOUNDED))
        said[name] = max(before[0], low), min(before[1], UNBOUNDED if high is None else high)

    for table in world.tables:
        for key, count in table.counts.items():
            say(figure(table, key), *interval(count, table.base, table.terms))
    for fact in world.facts:
        say(fact.figure, fact.low, fact.high)
    return dict(sorted(said.items()))


def _separators(block: Block) -> Iterator[tuple[Sum, Bounds]]:
    for one, other in block.separators():
        yield Sum(one, other), (0, 0)


def _overlapping(block: Block) -> Iterator[tuple[Sum, Bounds]]:
    """Yield what holds between overlapping categories and everybody, slice by slice.

    Whoever is in a category that stands alone is in no other one. If there is such a category,
    everybody is in some.
    """
    for name, overlap in block.form.overlaps.items():
        for fixed in block.slices(overlap):
            everybody = block.terms(fixed)
            part = {each: block.terms({**fixed, name: each}) for each in overlap.categories}
            alone = _together([part[each] for each in overlap.alone])
            others = [part[each] for each in overlap.categories if each not in overlap.alone]
            for each in others:
                yield Sum(everybody, np.concatenate([each, alone])), (0, UNBOUNDED)
            if overlap.alone:
                yield Sum(np.concatenate([_together(others), alone]), everybody), (0, UNBOUNDED)
                if not others:
                    yield Sum(everybody, alone), (0, UNBOUNDED)


def _together(parts: Sequence[Ints]) -> Ints:
    return np.concatenate([_NONE, *parts])
