"""What a published instance consists of, and what everybody knows after one of its releases."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import NamedTuple

from casedesk.disclosure import TOTAL, Fact, Figure, Key, Link, ProtectedTable, Table, World, figure
from casedesk.disclosure.tables import every_key, true_counts

Keys = Mapping[str, frozenset[Key]]
"""Figures by the name of the table they stand in."""


class Known(NamedTuple):
    """The lowest and the highest count that an attacker gets for a figure."""

    table: str
    key: Key
    low: int
    high: int


@dataclass(frozen=True)
class Release:
    """Tables as a package publishes them: some figures hidden, all others exact."""

    name: str
    #: of every table that is published
    hidden: Keys
    #: the package holds that no primary figure can be told exactly
    safe: bool
    #: what the package says that an attacker gets
    known: tuple[Known, ...]
    #: everybody knows that no cell of 0 is hidden
    zeros_shown: bool


class Error(NamedTuple):
    """How far figures are from their true counts: all together, and the one that is farthest."""

    total: int
    most: int


@dataclass(frozen=True)
class Rounding:
    """Figures of a table as a package rounds them; those that it does not publish are missing."""

    name: str
    table: str
    base: int
    figures: Mapping[Key, int]
    #: None if the package does not state it
    error: Error | None


class Grouping(NamedTuple):
    """A table that classifies by groups first, then as another table; each value has its group."""

    table: str
    of: str
    groups: Mapping[str, str]


@dataclass(frozen=True)
class Instance:
    """Tables with what a package expects of them."""

    name: str
    sources: tuple[str, ...]
    tables: tuple[Table, ...]
    links: tuple[Link, ...]
    groupings: tuple[Grouping, ...]
    #: what must not be told, because it counts so few
    primary: Keys
    releases: tuple[Release, ...]
    roundings: tuple[Rounding, ...]

    def table(self, name: str) -> Table:
        """Return the table of this name. Raises KeyError if there is none."""
        return {table.name: table for table in self.tables}[name]

    def world(self, release: Release) -> World:
        """Return what everybody knows after a release."""
        tables = tuple(
            _hiding(self.table(name), hidden | set(self._grouped(name, release)))
            for name, hidden in release.hidden.items()
        )
        shown = {table.population for table in tables}
        links = [each for each in self.links if {each.part[0], each.whole[0]} <= shown]
        return World(tables, tuple(links), facts=tuple(self._facts(release)))

    def figures(self, release: Release, keys: Keys) -> dict[Figure, int]:
        """Return the true counts of those of these keys whose tables a release shows."""
        found: dict[Figure, int] = {}
        for name in release.hidden:
            table, truth = self.table(name), true_counts(self.table(name))
            found |= {figure(table, key): truth[key] for key in keys[name]}
        return found

    def _facts(self, release: Release) -> Iterator[Fact]:
        """Yield what everybody knows of hidden cells where zeros are shown."""
        for name, hidden in release.hidden.items() if release.zeros_shown else ():
            table = self.table(name)
            for key in sorted(hidden & set(product(*table.values))):
                fixed = dict(zip(table.dimensions, key, strict=True))
                yield Fact(table.population, fixed, 1, None)

    def _grouped(self, name: str, release: Release) -> Iterator[Key]:
        """Yield what a table by groups also shows of the figures that another table hides."""
        for grouping in self.groupings:
            if grouping.table == name:
                for key in release.hidden[grouping.of]:
                    yield from ((TOTAL, *key), (grouping.groups[key[0]], *key))


def _hiding(table: Table, hidden: frozenset[Key]) -> ProtectedTable:
    if strays := hidden - set(every_key(table)):
        raise ValueError(f"Table {table.name!r} does not show {sorted(strays)}")
    counts = {key: None if key in hidden else count for key, count in true_counts(table).items()}
    return ProtectedTable(
        table.name, table.population, table.dimensions, table.values, counts, base=1
    )
