"""Cases and people that were merged into others: whatever is said of one is said of the other."""

import dataclasses
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any, TypeAlias, TypeVar

from sqlalchemy import Connection, Table, select

from casedesk.domain.cases import Case
from casedesk.domain.fields import Spec, Type, specs
from casedesk.domain.people import Person
from casedesk.domain.records import Record
from casedesk.storage.tables import TABLES

R = TypeVar("R", bound=Record)
#: kind -> who was merged -> who stayed
Stayed: TypeAlias = Mapping[str, Mapping[str, str]]
#: kinds that can be merged, and their tables
_TABLES: dict[str, Table] = {cls.kind: TABLES[cls] for cls in (Case, Person)}
#: says of a record that it is gone, and of nothing else
_GONE = "merged_into"
#: SQLite takes 32,766 values in a statement
_BATCH = 10_000


def survivors(connection: Connection, kind: str) -> dict[str, str]:
    """Those of a kind that were merged into another, each with the one that stayed in the end."""
    table = _TABLES[kind]
    query = select(table.c.id, table.c.merged_into).where(table.c.merged_into.is_not(None))
    into = {row.id: row.merged_into for row in connection.execute(query)}
    return {gone: _last(gone, into) for gone in into}


def led(connection: Connection, records: Iterable[Record]) -> Callable[[R], R]:
    """What has some records link to those that stayed, wherever one links to one that was merged.

    Only those that they link to are looked up: going through everybody on file takes a tenth of a
    second where there are a hundred thousand, at each save.
    """
    linked: dict[str, set[str]] = {kind: set() for kind in _TABLES}
    for record in records:
        for kind, id in _links(record):
            linked.get(kind, set()).add(id)
    stayed = {kind: _survivors_of(connection, kind, ids) for kind, ids in linked.items()}

    def lead(record: R) -> R:
        changed = {
            name: led
            for name, spec in specs(type(record)).items()
            if name != _GONE
            for value in (getattr(record, name),)
            for led in (_led(spec, value, stayed),)
            if led != value
        }
        return dataclasses.replace(record, **changed) if changed else record

    return lead if any(stayed.values()) else lambda record: record


def _survivors_of(connection: Connection, kind: str, ids: Collection[str]) -> dict[str, str]:
    """Those of some that were merged into another, each with the one that stayed in the end."""
    table, into = _TABLES[kind], dict[str, str]()
    asked = list(ids)
    while asked:
        found: dict[str, str] = {}
        for at in range(0, len(asked), _BATCH):
            query = select(table.c.id, table.c.merged_into).where(
                table.c.id.in_(asked[at : at + _BATCH]), table.c.merged_into.is_not(None)
            )
            found |= {row.id: row.merged_into for row in connection.execute(query)}
        into |= found
        asked = [each for each in found.values() if each not in into]
    return {gone: _last(gone, into) for gone in ids if gone in into}


def _links(record: Record) -> Iterator[tuple[str, str]]:
    """The kind and id of whatever a record links to, its parts included."""
    for name, spec in specs(type(record)).items():
        value = getattr(record, name)
        if spec.type is Type.LINK and isinstance(value, str):
            yield spec.links, value
        elif spec.type is Type.PARTS and isinstance(value, tuple):
            for part in value:
                for link, of in specs(type(part)).items():
                    if of.links and isinstance(id := getattr(part, link), str):
                        yield of.links, id


def _last(gone: str, into: Mapping[str, str]) -> str:
    while gone in into:
        gone = into[gone]
    return gone


def _led(spec: Spec, value: Any, stayed: Stayed) -> Any:
    if spec.type is Type.LINK:
        return stayed.get(spec.links, {}).get(value, value)
    if spec.type is Type.PARTS and isinstance(value, tuple):
        return tuple(dict.fromkeys(_part_led(each, stayed) for each in value))
    return value


def _part_led(part: Any, stayed: Stayed) -> Any:
    links = {name: spec.links for name, spec in specs(type(part)).items() if spec.links}
    said = {name: getattr(part, name) for name in links}
    led = {name: stayed.get(links[name], {}).get(value, value) for name, value in said.items()}
    return part if led == said else dataclasses.replace(part, **led)
