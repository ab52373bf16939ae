"""What an attacker holds: every table ever published, and what else was said."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from casedesk.disclosure.figures import Figure
from casedesk.disclosure.tables import Link, ProtectedTable


@dataclass(frozen=True)
class Nested:
    """A population that is made of others, cell by cell, such as a year of its months.

    In a "sum" nobody is in two parts; in a "union" somebody may be, and counts once.
    """

    whole: str
    parts: tuple[str, ...]
    kind: Literal["sum", "union"]


@dataclass(frozen=True)
class Fact:
    """A count stated outside the tables: it is known to lie from low to high."""

    population: str
    fixed: Mapping[str, str]
    low: int
    #: None if nothing is known of it
    high: int | None

    @property
    def figure(self) -> Figure:
        """The figure it is about."""
        return Figure(self.population, tuple(sorted(self.fixed.items())))


@dataclass(frozen=True)
class World:
    """All that was published of some populations, as one whole to be attacked or certified."""

    tables: tuple[ProtectedTable, ...]
    links: tuple[Link, ...] = ()
    nested: tuple[Nested, ...] = ()
    facts: tuple[Fact, ...] = ()
    #: a count from 1 to one below it is small
    threshold: int = 5
    #: so many of those counted may tell the attacker that they are among them
    insiders: int = 0

    @property
    def populations(self) -> tuple[str, ...]:
        """The populations it is about, sorted; a part of a whole need not have a table."""
        shown = {table.population for table in self.tables}
        return tuple(sorted(shown.union(*((each.whole, *each.parts) for each in self.nested))))


def components(world: World) -> list[World]:
    """Return the parts of a world that say nothing of each other, in order of population."""
    group = {name: name for name in world.populations}

    def root(name: str) -> str:
        while group[name] != name:
            name = group[name]
        return name

    for joined in _joined(world):
        known = [name for name in joined if name in group]
        for name in known[1:]:
            first, second = sorted((root(known[0]), root(name)))
            group[second] = first
    roots = sorted({root(name) for name in group})
    return [_part(world, {name for name in group if root(name) == each}) for each in roots]


def _joined(world: World) -> Sequence[tuple[str, ...]]:
    """Return the groups of populations between which there is a relation."""
    links = [(link.part[0], link.whole[0]) for link in world.links]
    return links + [(each.whole, *each.parts) for each in world.nested]


def _part(world: World, populations: set[str]) -> World:
    """Return what a world says of these populations; relations to unknown ones say nothing."""
    return replace(
        world,
        tables=tuple(table for table in world.tables if table.population in populations),
        links=tuple(e for e in world.links if {e.part[0], e.whole[0]} <= populations),
        nested=tuple(e for e in world.nested if {e.whole, *e.parts} <= populations),
        facts=tuple(each for each in world.facts if each.population in populations),
    )
