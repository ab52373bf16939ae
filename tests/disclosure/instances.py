"""Tables that other packages of disclosure control test themselves with, and what they expect.

    from tests.disclosure import instances

    instance = instances.load("attacker_problems")
    instance.tables, instance.primary, instance.releases

The numbers stand in the directory beside this file, one file per instance, with their sources.
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from math import prod
from pathlib import Path
from typing import Any, NamedTuple

from casedesk.disclosure import Key, Link, ProtectedTable, Table
from casedesk.disclosure.tables import every_key, true_counts

Keys = Mapping[str, frozenset[Key]]
"""Figures by the name of the table they stand in."""

DIRECTORY = Path(__file__).with_name("instances")
NAMES = tuple(sorted(path.stem for path in DIRECTORY.glob("*.toml")))


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
    #: the tables that are published
    hidden: Keys
    #: the package holds that no primary figure can be told from it
    safe: bool
    #: what the package says that an attacker gets
    known: tuple[Known, ...]
    #: everybody knows that no count of 0 is hidden
    zeros_shown: bool


@dataclass(frozen=True)
class Rounding:
    """Figures of a table as a package rounds them; those that it does not publish are missing."""

    name: str
    table: str
    base: int
    figures: Mapping[Key, int]


@dataclass(frozen=True)
class Instance:
    """Published tables with what a package expects of them."""

    name: str
    sources: tuple[str, ...]
    tables: tuple[Table, ...]
    links: tuple[Link, ...]
    #: what must not be told, because it counts so few
    primary: Keys
    releases: tuple[Release, ...]
    roundings: tuple[Rounding, ...]

    def table(self, name: str) -> Table:
        """Return the table of this name. Raises KeyError if there is none."""
        return {table.name: table for table in self.tables}[name]

    def published(self, release: Release) -> tuple[ProtectedTable, ...]:
        """Return the tables of a release as everybody sees them."""
        return tuple(_hiding(self.table(name), hidden) for name, hidden in release.hidden.items())

    def published_links(self, release: Release) -> tuple[Link, ...]:
        """Return the links between the tables of a release."""
        shown = {self.table(name).population for name in release.hidden}
        return tuple(each for each in self.links if {each.part[0], each.whole[0]} <= shown)


def load(name: str) -> Instance:
    """Return an instance by its name, one of NAMES. Raises FileNotFoundError for another name."""
    entry = tomllib.loads((DIRECTORY / f"{name}.toml").read_text("utf-8"))
    tables = tuple(_table(each) for each in entry["tables"])
    links = tuple(link for each in entry.get("same", ()) for link in _links(each))
    primary = _keys(entry.get("primary", {}))
    releases = tuple(_release(each) for each in entry.get("releases", ()))
    roundings = tuple(_rounding(each) for each in entry.get("roundings", ()))
    return Instance(name, tuple(entry["sources"]), tables, links, primary, releases, roundings)


def _table(entry: Mapping[str, Any]) -> Table:
    values = tuple(tuple(each) for each in entry["values"])
    counts: Sequence[int] = entry["counts"]
    if len(counts) != prod(len(each) for each in values):
        raise ValueError(f"Table {entry['name']!r} has {len(counts)} counts")
    cells = dict(zip(product(*values), counts, strict=True))
    return Table(entry["name"], entry["population"], tuple(entry["dimensions"]), cells, values)


def _links(entry: Mapping[str, Any]) -> Iterator[Link]:
    """Yield that two populations count the same persons at each of these values."""
    part, whole = entry["populations"]
    for value in entry["values"]:
        fixed = {entry["dimension"]: value}
        yield Link((part, fixed), (whole, fixed), "equal")


def _release(entry: Mapping[str, Any]) -> Release:
    known = tuple(
        Known(each["table"], _key(each["key"]), each["low"], each["high"])
        for each in entry.get("known", ())
    )
    hidden = _keys(entry["hidden"])
    return Release(entry["name"], hidden, entry["safe"], known, entry.get("zeros_shown", False))


def _rounding(entry: Mapping[str, Any]) -> Rounding:
    figures = {_key(key): count for key, count in entry["figures"].items()}
    return Rounding(entry["name"], entry["table"], entry["base"], figures)


def _keys(entry: Mapping[str, Sequence[str]]) -> Keys:
    return {name: frozenset(_key(key) for key in keys) for name, keys in entry.items()}


def _key(text: str) -> Key:
    """Return the values of a key, which are written with a space between them."""
    return tuple(text.split())


def _hiding(table: Table, hidden: frozenset[Key]) -> ProtectedTable:
    truth = true_counts(table)
    if strays := hidden - set(every_key(table)):
        raise ValueError(f"Table {table.name!r} does not show {sorted(strays)}")
    counts = {key: None if key in hidden else count for key, count in truth.items()}
    return ProtectedTable(
        table.name, table.population, table.dimensions, table.values, counts, base=1
    )
