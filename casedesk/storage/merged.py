"""Cases and people that were merged into others: whatever is said of one is said of the other."""

import dataclasses
from collections.abc import Callable, Mapping
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


def survivors(connection: Connection, kind: str) -> dict[str, str]:
    """Those of a kind that were merged into another, each with the one that stayed in the end."""
    table = _TABLES[kind]
    query = select(table.c.id, table.c.merged_into).where(table.c.merged_into.is_not(None))
    into = {row.id: row.merged_into for row in connection.execute(query)}
    return {gone: _last(gone, into) for gone in into}


def led(connection: Connection) -> Callable[[R], R]:
    """What has a record link to those that stayed, wherever it links to one that was merged."""
    stayed = {kind: survivors(connection, kind) for kind in _TABLES}

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
