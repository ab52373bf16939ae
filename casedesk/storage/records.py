"""Reading and writing records; every change goes into the log in the same transaction."""

import dataclasses
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError

from casedesk.domain.cases import Case
from casedesk.domain.encoding import decode, encode, encoded
from casedesk.domain.fields import specs
from casedesk.domain.ids import new_id
from casedesk.domain.people import Person
from casedesk.domain.records import Record
from casedesk.storage import clock_dates, directory, log, merged
from casedesk.storage.errors import CannotUndo, ChangedMeanwhile, NoSuchRecord
from casedesk.storage.rows import columns, from_row, to_row
from casedesk.storage.tables import RECORDS, TABLES, insert_sql
from casedesk.storage.unit_of_work import UnitOfWork

R = TypeVar("R", bound=Record)


def add(uow: UnitOfWork, record: R) -> R:
    """Store a new record as one operation; returns it with its version."""
    return add_all(uow, [record])[0]


def add_all(uow: UnitOfWork, records: Sequence[R]) -> list[R]:
    """Store new records, one operation each; the log has them in the order given.

    What links to a case or person that was merged meanwhile is stored with the one that stayed.
    """
    stored = []
    lead = merged.led(uow.connection, records)
    rows: dict[type[Record], list[tuple[Any, ...]]] = {cls: [] for cls in RECORDS}
    for record in map(lead, records):
        cls: type[Record] = type(record)
        version, content = new_id(), encoded(record)
        uow.log.append(version, log.CREATE, cls.kind, record.id, "", content)
        rows[cls].append(to_row(cls, record.id, version, content))
        stored.append(_versioned(record, version))
        _mark(uow, record)
    for kind, waiting in rows.items():  # those that others link to first
        if waiting:
            uow.connection.exec_driver_sql(insert_sql(TABLES[kind]), waiting)
    return stored


def change(uow: UnitOfWork, record: R) -> R:
    """Store what differs from the stored record, as one operation; returns the new record.

    ``record.version`` is the operation the editor saw. If others came since, their changes
    stay, and one to the same field raises ChangedMeanwhile.
    """
    cls = type(record)
    stored = get(uow, cls, record.id)
    seen = stored if stored.version == record.version else _as_of(uow, record)
    edited = _differences(seen, record)
    moved = _differences(seen, stored)
    clash = [name for name in edited if name in moved and edited[name] != moved[name]]
    if clash:
        raise ChangedMeanwhile([specs(cls)[name].label for name in clash])
    edited = {name: value for name, value in edited.items() if name not in moved}
    return _write(uow, stored, edited, base=record.version) if edited else stored


def take_back(uow: UnitOfWork, record: Record, along: Sequence[str] = ()) -> None:
    """Take a record out of its table; the log keeps what it said, and whose case it stood in.

    ``along`` are the ids of the records that were taken out with it. Raises CannotUndo if
    others hang on it.
    """
    cls = type(record)
    table = TABLES[cls]
    content: dict[str, Any] = {"along": list(along)} if along else {}
    if case_id := getattr(record, "case_id", ""):
        content["case_id"] = case_id
    uow.log.append(new_id(), log.TAKE_BACK, cls.kind, record.id, record.version, content)
    if isinstance(record, Case):
        uow.flush()
        directory.forget(uow.connection, record.id)
        clock_dates.drop(uow.connection, record.id)
    try:
        uow.connection.execute(delete(table).where(table.c.id == record.id))
    except IntegrityError:
        raise CannotUndo from None
    if not isinstance(record, Case):
        _mark(uow, record)
    uow.changed.add(record.kind)


def get(uow: UnitOfWork, cls: type[R], record_id: str) -> R:
    """One record. Raises NoSuchRecord."""
    table = TABLES[cls]
    row = uow.connection.execute(select(table).where(table.c.id == record_id)).mappings().first()
    if row is None:
        raise NoSuchRecord
    return from_row(cls, row)


def find(uow: UnitOfWork, cls: type[R], **equal: object) -> list[R]:
    """The records whose columns equal the values given, oldest first."""
    table = TABLES[cls]
    query = select(table).order_by(table.c.id)
    for name, value in equal.items():
        query = query.where(table.c[name] == value)
    return [from_row(cls, row) for row in uow.connection.execute(query).mappings()]


def find_in(uow: UnitOfWork, cls: type[R], column: str, values: Iterable[str]) -> list[R]:
    """The records whose column is one of the values, oldest first."""
    table = TABLES[cls]
    query = select(table).where(table.c[column].in_(list(values))).order_by(table.c.id)
    return [from_row(cls, row) for row in uow.connection.execute(query).mappings()]


def _write(uow: UnitOfWork, stored: R, edited: Mapping[str, Any], base: str) -> R:
    cls = type(stored)
    table = TABLES[cls]
    version = new_id()
    known = specs(cls)
    answers = {name: decode(known[name], value) for name, value in edited.items()}
    record = dataclasses.replace(stored, version=version, **answers)
    uow.log.append(version, log.CHANGE, cls.kind, record.id, base, edited)
    row = dict(zip(columns(cls), to_row(cls, record.id, version, encoded(record)), strict=True))
    uow.connection.execute(update(table).where(table.c.id == record.id).values(row))
    _mark(uow, record)
    return record


def _differences(old: R, new: R) -> dict[str, Any]:
    known = specs(type(old))
    return {
        name: encode(spec, getattr(new, name))
        for name, spec in known.items()
        if getattr(old, name) != getattr(new, name)
    }


def _as_of(uow: UnitOfWork, record: R) -> R:
    """The record as it stood after the operation ``record.version``, read from the log."""
    cls = type(record)
    known = specs(cls)
    uow.log.flush()
    content: dict[str, Any] = dict.fromkeys(known)
    for operation in log.of_records(uow.connection, [record.id]):
        if operation.action in (log.CREATE, log.CHANGE):
            content.update(operation.content or {})
        if operation.id == record.version:
            break
    else:
        raise NoSuchRecord
    answers = {name: decode(known[name], value) for name, value in content.items()}
    return cls(id=record.id, version=record.version, **answers)


def _versioned(record: R, version: str) -> R:
    """The record with a version; dataclasses.replace would check every field again."""
    copy = object.__new__(type(record))
    vars(copy).update(vars(record), version=version)
    return copy


def _mark(uow: UnitOfWork, record: Record) -> None:
    uow.changed.add(record.kind)
    if isinstance(record, Case):
        uow.cases.add(record.id)
    elif isinstance(record, Person):
        if record.version:
            uow.cases.update(case.id for case in find(uow, Case, person_id=record.id))
    elif hasattr(record, "case_id"):
        uow.cases.add(record.case_id)
