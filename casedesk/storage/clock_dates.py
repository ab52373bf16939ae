"""What is due in each case, kept ready for the board over all cases.

A case whose records change is forgotten in the same transaction; whoever asks next counts it anew.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import (
    Connection,
    Select,
    bindparam,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
    text,
)

from casedesk.domain.cases import CLOSED
from casedesk.domain.follow_ups import FollowUp
from casedesk.storage.tables import TABLES, clock_dates, clocks_counted, directory

#: SQLite takes 32,766 values in a statement
_BATCH = 10_000
_OPEN = or_(directory.c.state.is_(None), directory.c.state != CLOSED)


class DateRow(NamedTuple):
    """One clock of a case as the table has it; days are ISO text, the start is EDTF."""

    case_id: str
    rule: str
    event: str
    started_on: str
    entry_id: str
    duty: str
    office: str
    due_on: str
    tell_on: str
    safe_on: str
    nominal_on: str
    latest_on: str
    stopped: bool


class Line(NamedTuple):
    """One clock on the board, with whose it is."""

    dates: DateRow
    person_id: str
    folio: str
    name: str
    #: under which the board fetches it; another after every count
    number: int


@dataclass(frozen=True)
class Wanted:
    """Which clocks to list: told of from ``since`` to ``until``; the others narrow it."""

    since: date | None = None
    until: date | None = None
    duties: frozenset[str] = frozenset()
    office: str | None = None
    case_id: str = ""


class Standing(NamedTuple):
    """What the clocks of a case depend on besides its events."""

    case_id: str
    state: str
    office: str


class Stop(NamedTuple):
    """When terms stood still in a case, as EDTF; no end if none is known."""

    case_id: str
    first: str
    last: str | None


def forget(connection: Connection, case_ids: Iterable[str]) -> None:
    """Say that some cases have to be counted anew; of those closed or merged nothing is due."""
    changed = sorted(case_ids)
    over = sorted(set(changed) - set(open_ones(connection, changed)))
    for table, cases in ((clocks_counted, changed), (clock_dates, over)):
        for ids in _batches(cases):
            connection.execute(delete(table).where(table.c.case_id.in_(ids)))


def drop(connection: Connection, case_id: str) -> None:
    """A case is being taken back: nothing is due in it."""
    for table in (clock_dates, clocks_counted):
        connection.execute(delete(table).where(table.c.case_id == case_id))


def uncounted(connection: Connection, editions: Sequence[str]) -> list[str]:
    """The open cases that were counted by none of these editions of rules and calendars."""
    return list(connection.execute(_uncounted(editions)).scalars())


def uncounted_of(
    connection: Connection, editions: Sequence[str], case_ids: Sequence[str]
) -> list[str]:
    """Those of some cases that are open and were counted by none of these editions."""
    query = _uncounted(editions)
    found: list[str] = []
    for ids in _batches(case_ids):
        found += connection.execute(query.where(directory.c.case_id.in_(ids))).scalars()
    return found


def _uncounted(editions: Sequence[str]) -> Select[Any]:
    counted = exists().where(
        clocks_counted.c.case_id == directory.c.case_id, clocks_counted.c.edition.in_(editions)
    )
    return select(directory.c.case_id).where(_OPEN, ~counted)


def open_ones(connection: Connection, case_ids: Sequence[str]) -> list[str]:
    """Those of some cases that are not closed: of the others nothing is due."""
    found: list[str] = []
    for ids in _batches(case_ids):
        query = select(directory.c.case_id).where(directory.c.case_id.in_(ids), _OPEN)
        found += connection.execute(query).scalars().all()
    return found


def standings(connection: Connection, case_ids: Sequence[str]) -> list[Standing]:
    """The state and the COMAR office of some cases, empty if not known."""
    query = text(
        "SELECT d.case_id, coalesce(d.asylum, ''), coalesce((SELECT a.office"
        " FROM asylum_applications a WHERE a.case_id = d.case_id AND a.office IS NOT NULL"
        " ORDER BY a.id DESC LIMIT 1), '') FROM directory d WHERE d.case_id IN :ids"
    ).bindparams(bindparam("ids", expanding=True))
    found = (connection.execute(query, {"ids": ids}) for ids in _batches(case_ids))
    return [Standing(*row) for rows in found for row in rows]


def stops(connection: Connection, case_ids: Sequence[str]) -> list[Stop]:
    """When terms stood still in some cases alone."""
    query = text(
        "SELECT case_id, happened_on, until FROM procedure_entries WHERE case_id IN :ids"
        " AND what = 'overlay.terms_suspended' AND mistaken IS NOT 1 AND happened_on IS NOT NULL"
    ).bindparams(bindparam("ids", expanding=True))
    found = (connection.execute(query, {"ids": ids}) for ids in _batches(case_ids))
    return [Stop(*row) for rows in found for row in rows]


def keep(connection: Connection, rows: Sequence[DateRow], editions: Mapping[str, str]) -> None:
    """Store what is due in some cases, in place of what was; ``editions`` has every one of them."""
    for ids in _batches(list(editions)):
        for table in (clock_dates, clocks_counted):
            connection.execute(delete(table).where(table.c.case_id.in_(ids)))
    if rows:
        connection.execute(insert(clock_dates), [row._asdict() for row in rows])
    if editions:
        counted = [{"case_id": key, "edition": edition} for key, edition in editions.items()]
        connection.execute(insert(clocks_counted), counted)


def lines(connection: Connection, wanted: Wanted) -> list[Line]:
    """The clocks that are wanted, the earliest first."""
    return _lines(connection, _narrowed(_LINES, wanted))


def numbers(connection: Connection, wanted: Wanted) -> list[int]:
    """The numbers of the same: all that has to be read to know how many there are."""
    query = _narrowed(select(clock_dates.c.number), wanted)
    return list(connection.execute(query).scalars().all())


def lines_of(connection: Connection, some: Sequence[int]) -> list[Line]:
    """The clocks of some numbers; those that were counted anew meanwhile are left out."""
    return _lines(connection, _LINES.where(clock_dates.c.number.in_(some)))


def unfollowed(
    connection: Connection, wanted: Wanted, rules: Collection[str], origin: str
) -> list[Line]:
    """The clocks by some rules for which no follow-up of this origin was ever opened."""
    dates, made = clock_dates.c, TABLES[FollowUp].c
    followed = exists().where(
        made.case_id == dates.case_id,
        made.origin == origin,
        made.source == dates.rule + ":" + dates.entry_id,
    )
    query = _narrowed(_LINES, wanted).where(dates.rule.in_(rules), ~followed)
    return _lines(connection, query)


def number_of(connection: Connection, row: DateRow) -> int | None:
    """The number that a clock has now; None if it runs no longer."""
    dates = clock_dates.c
    query = select(dates.number).where(
        dates.case_id == row.case_id, dates.rule == row.rule, dates.entry_id == row.entry_id
    )
    return connection.execute(query).scalar()


_OWNER = directory.c.case_id == clock_dates.c.case_id
_LINES = select(
    *(clock_dates.c[name] for name in DateRow._fields),
    directory.c.person_id,
    directory.c.folio,
    func.coalesce(func.nullif(directory.c.name, ""), directory.c.alias),
    clock_dates.c.number,
).join(directory, _OWNER)


def _narrowed(query: Select[Any], wanted: Wanted) -> Select[Any]:
    dates = clock_dates.c
    if wanted.since is not None:
        query = query.where(dates.due_on >= wanted.since.isoformat())
    if wanted.until is not None:
        query = query.where(dates.tell_on <= wanted.until.isoformat())
    if wanted.duties:
        query = query.where(dates.duty.in_(wanted.duties))
    if wanted.office is not None:
        query = query.where(dates.office == wanted.office)
    if wanted.case_id:
        query = query.where(dates.case_id == wanted.case_id)
    return query.order_by(dates.due_on, dates.number)


def _lines(connection: Connection, query: Select[Any]) -> list[Line]:
    size = len(DateRow._fields)
    return [Line(DateRow(*row[:size]), *row[size:]) for row in connection.execute(query)]


def _batches(ids: Sequence[str]) -> Iterable[Sequence[str]]:
    return (ids[at : at + _BATCH] for at in range(0, len(ids), _BATCH))
