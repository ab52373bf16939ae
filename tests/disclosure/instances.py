"""Tables that other packages of disclosure control test themselves with, and what they expect.

    from tests.disclosure import instances

    instance = instances.load("attacker_problems")
    instance.tables, instance.primary, instance.releases

The numbers stand in the directory beside this file, one file per instance, with their sources.
"""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from itertools import product
from math import prod
from pathlib import Path
from typing import Any

from casedesk.disclosure import Key, Link, Table
from tests.disclosure.instance_forms import (
    Error,
    Grouping,
    Instance,
    Keys,
    Known,
    Release,
    Rounding,
)

DIRECTORY = Path(__file__).with_name("instances")
NAMES = tuple(sorted(path.stem for path in DIRECTORY.glob("*.toml")))


def load(name: str) -> Instance:
    """Return an instance by its name, one of NAMES. Raises FileNotFoundError for another name."""
    entry = tomllib.loads((DIRECTORY / f"{name}.toml").read_text("utf-8"))
    tables = [_table(each) for each in entry["tables"]]
    groupings = [_grouping(each) for each in entry.get("groupings", ())]
    by_group = [
        _by_group(tables, grouping, each["dimension"])
        for grouping, each in zip(groupings, entry.get("groupings", ()), strict=True)
    ]
    return Instance(
        name=name,
        sources=tuple(entry["sources"]),
        tables=(*tables, *by_group),
        links=tuple(link for each in entry.get("same", ()) for link in _links(each)),
        groupings=tuple(groupings),
        primary=_keys(entry.get("primary", {})),
        releases=tuple(_release(each) for each in entry.get("releases", ())),
        roundings=tuple(_rounding(each) for each in entry.get("roundings", ())),
    )


def _table(entry: Mapping[str, Any]) -> Table:
    values = tuple(tuple(each) for each in entry["values"])
    counts: Sequence[int] = entry["counts"]
    if len(counts) != prod(len(each) for each in values):
        raise ValueError(f"Table {entry['name']!r} has {len(counts)} counts")
    cells = dict(zip(product(*values), counts, strict=True))
    return Table(entry["name"], entry["population"], tuple(entry["dimensions"]), cells, values)


def _grouping(entry: Mapping[str, Any]) -> Grouping:
    members: Mapping[str, Sequence[str]] = entry["members"]
    groups = {value: group for group, values in members.items() for value in values}
    return Grouping(entry["name"], entry["table"], groups)


def _by_group(tables: Sequence[Table], grouping: Grouping, dimension: str) -> Table:
    """Return a table by groups; where a value is not in a group, it counts 0."""
    (grouped,) = (table for table in tables if table.name == grouping.of)
    cells = {(grouping.groups[key[0]], *key): count for key, count in grouped.cells.items()}
    return Table(
        grouping.table,
        grouped.population,
        (dimension, *grouped.dimensions),
        cells,
        (tuple(dict.fromkeys(grouping.groups.values())), *grouped.values),
    )


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
    error = Error(**entry["error"]) if "error" in entry else None
    return Rounding(entry["name"], entry["table"], entry["base"], figures, error)


def _keys(entry: Mapping[str, Sequence[str]]) -> Keys:
    return {name: frozenset(_key(key) for key in keys) for name, keys in entry.items()}


def _key(text: str) -> Key:
    """Return the values of a key, which are written with a space between them."""
    return tuple(text.split())
