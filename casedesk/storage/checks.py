"""Whether a vault is whole: its file, its log and ledger, and its records against the log."""

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, RowMapping, select, text
from sqlalchemy.exc import DBAPIError

from casedesk.domain.cases import Case
from casedesk.domain.documents import Document
from casedesk.domain.encoding import encoded
from casedesk.domain.fields import Type, specs
from casedesk.domain.incidents import Incident
from casedesk.domain.people import Person
from casedesk.domain.records import Record
from casedesk.i18n import N_, _
from casedesk.progress import Cancelled, Progress, Step, Steps, counted, silent
from casedesk.storage import directory, ledger, log
from casedesk.storage.engine import watched
from casedesk.storage.rows import from_row
from casedesk.storage.tables import RECORDS, TABLES, blobs, operations
from casedesk.storage.tables import directory as lines
from casedesk.storage.vault import Vault

_BATCH = 5_000
_CHANGES = (log.CREATE, log.CHANGE, log.TAKE_BACK)
#: looks at a part of a vault, and tells how many operations more it has come past
Part = Callable[[Connection, Step], Iterator["Finding"]]


class CheckStopped(Cancelled):
    """Somebody stopped a check: what it had not come to may be wrong."""

    msgid = N_(
        "The check was stopped and is not complete: the rest of the vault was not looked at."
    )
    advice = N_("Check again before you rely on it.")

    def __init__(self, found: Sequence["Finding"] = ()) -> None:
        super().__init__()
        #: what was wrong in what had been looked at
        self.found = list(found)


@dataclass(frozen=True)
class Finding:
    """Something that is not as it must be; ``where`` is an id, a number or a part."""

    msgid: str
    where: str

    def __str__(self) -> str:
        """The finding in the current language."""
        return _(self.msgid).format(where=self.where)


def check(vault: Vault, *, progress: Progress = silent) -> list[Finding]:
    """All that is wrong with an open vault; empty if it is whole. Nothing is changed.

    Raises CheckStopped, with what was found until then.
    """
    found: list[Finding] = []
    with vault.engine.connect() as connection:
        try:
            # The file takes about as long as the log, and the log as long as the records.
            steps = Steps(progress, 3 * log.read_head(connection).seq)
            for part in _PARTS:
                for finding in _looked_at(part, connection, steps.step):
                    found.append(finding)
            steps.reach(steps.total)
        except Cancelled:
            # Rows half read, once they are let go of, would disturb whoever reads the same next.
            connection.invalidate()
            raise CheckStopped(found) from None
        connection.rollback()
    return found


def _looked_at(part: Part, connection: Connection, step: Step) -> Iterator[Finding]:
    raw = connection.connection.driver_connection
    try:
        with watched(raw, lambda: step(0)):
            yield from part(connection, step)
    except DBAPIError:  # a damaged page: the other parts may still tell more
        yield Finding(N_("The database cannot be read: {where}."), part.__name__)


def file_is_whole(connection: Connection, step: Step) -> Iterator[Finding]:
    """Every page is authentic, every table and index agrees, every link leads somewhere."""
    for pragma in ("cipher_integrity_check", "integrity_check"):
        for row in connection.exec_driver_sql(f"PRAGMA {pragma}"):
            if row[0] != "ok":
                yield Finding(N_("The database file is damaged: {where}."), str(row[0]))
    for row in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield Finding(N_("A link between records leads nowhere: {where}."), f"{row[0]} {row[1]}")
    step(log.read_head(connection).seq)


def log_is_whole(connection: Connection, step: Step) -> Iterator[Finding]:
    """The log proves itself."""
    for seq in log.broken_links(connection, step):
        yield Finding(N_("The log was altered at line {where}."), str(seq))


def ledger_is_whole(connection: Connection, _step: Step) -> Iterator[Finding]:
    """Everything ever published is there as it was written, and the log knows of its end."""
    entry = ledger.broken(connection)
    if entry is not None:
        yield Finding(N_("The ledger was altered at entry {where}."), str(entry))


def records_match_log(connection: Connection, step: Step) -> Iterator[Finding]:
    """Every record is what its operations make of it, and every operation has its record."""
    for cls in RECORDS:
        table = TABLES[cls]
        result = connection.execution_options(yield_per=_BATCH).execute(
            select(table).order_by(table.c.id)
        )
        yield from _compared(cls, _states(connection, cls, step), result.mappings())


def _compared(
    cls: type[Record], states: Iterator["_State"], rows: Iterable[RowMapping]
) -> Iterator[Finding]:
    """Walk through both in the order of the ids: a big vault does not fit into memory."""
    state = next(states, None)
    for row in rows:
        while state and state.id < row["id"]:
            yield from _without_record(state)
            state = next(states, None)
        if state is None or state.id != row["id"]:
            yield Finding(N_("A record is not in the log: {where}."), row["id"])
            continue
        if state.taken_back or not (state.erased or _agrees(from_row(cls, row), state)):
            yield Finding(N_("A record differs from the log: {where}."), row["id"])
        state = next(states, None)
    while state:
        yield from _without_record(state)
        state = next(states, None)


def _without_record(state: "_State") -> Iterator[Finding]:
    if not state.erased and not state.taken_back:
        yield Finding(N_("A record of the log is missing: {where}."), state.id)


def list_matches_records(connection: Connection, _step: Step) -> Iterator[Finding]:
    """The list of cases and its search say what the records say."""
    fresh = {row["case_id"]: dict(row) for row in directory.fresh(connection)}
    for row in connection.execute(select(lines)).mappings():
        expected = fresh.pop(row["case_id"], None)
        if expected is None or any(row[name] != value for name, value in expected.items()):
            yield Finding(N_("The list of cases is out of step: {where}."), row["case_id"])
    for case_id in fresh:
        yield Finding(N_("A case is not in the list: {where}."), case_id)
    try:
        with connection.begin_nested():
            connection.execute(
                text(
                    "INSERT INTO directory_search(directory_search, rank)"
                    " VALUES ('integrity-check', 1)"
                )
            )
    except DBAPIError:
        yield Finding(N_("The search index is out of step: {where}."), "directory_search")


def victims_exist(connection: Connection, _step: Step) -> Iterator[Finding]:
    """Whoever stands as victim or witness in an incident is a person on file."""
    people = set(connection.execute(select(TABLES[Person].c.id)).scalars())
    table = TABLES[Incident]
    query = select(table.c.id, table.c.victimisations).where(table.c.victimisations.is_not(None))
    for incident_id, parts in connection.execute(query):
        if any(part["person_id"] not in people for part in json.loads(parts)):
            yield Finding(N_("An incident names a person not on file: {where}."), incident_id)


def documents_are_whole(connection: Connection, _step: Step) -> Iterator[Finding]:
    """Every document has its bytes as they were taken in, and no bytes are without a document."""
    table = TABLES[Document]
    query = select(table.c.digest).where(table.c.erased_on.is_(None)).distinct()
    wanted = set(connection.execute(query).scalars())
    found = set()
    rows = connection.execution_options(yield_per=1).execute(
        select(blobs.c.digest, blobs.c.content)
    )
    for digest, content in rows:
        found.add(digest)
        if hashlib.sha256(content).hexdigest() != digest:
            yield Finding(N_("A document is not as it was taken in: {where}."), digest)
    for digest in sorted(wanted - found):
        yield Finding(N_("The content of a document is missing: {where}."), digest)
    for digest in sorted(found - wanted):
        yield Finding(N_("Content is kept that belongs to no document: {where}."), digest)


def nothing_stands_under_the_merged(connection: Connection, _step: Step) -> Iterator[Finding]:
    """Whatever belonged to a person or case that was merged belongs to the one that stayed."""
    for cls in RECORDS:
        table = TABLES[cls]
        for name, spec in specs(cls).items():
            kind = {Person.kind: Person, Case.kind: Case}.get(spec.links)
            if kind is None or spec.type is not Type.LINK:
                continue
            gone = TABLES[kind]
            query = select(table.c.id).where(
                table.c[name].in_(select(gone.c.id).where(gone.c.merged_into.is_not(None)))
            )
            for (record_id,) in connection.execute(query):
                yield Finding(N_("A record was left behind by a merge: {where}."), record_id)


_PARTS: tuple[Part, ...] = (
    file_is_whole,
    log_is_whole,
    ledger_is_whole,
    records_match_log,
    list_matches_records,
    victims_exist,
    documents_are_whole,
    nothing_stands_under_the_merged,
)


@dataclass
class _State:
    """A record as its operations left it."""

    id: str
    version: str
    content: dict[str, Any]
    erased: bool = False
    taken_back: bool = False


def _states(connection: Connection, cls: type[Record], step: Step) -> Iterator[_State]:
    """The records of a kind as the log tells them, in the order of their ids."""
    columns = operations.c
    query = (
        select(columns.id, columns.record_id, columns.action, columns.content)
        .where(columns.action.in_(_CHANGES), columns.kind == cls.kind)
        .order_by(columns.record_id, columns.seq)
    )
    result = connection.execution_options(yield_per=_BATCH).execute(query)
    rows = counted(result, step, _BATCH)
    for record_id, changes in groupby(rows, key=lambda row: row.record_id):
        state = _State(record_id, "", {})
        for change in changes:
            state.version = change.id
            state.taken_back = change.action == log.TAKE_BACK
            state.erased |= change.content is None
            state.content.update(json.loads(change.content or "{}"))
        yield state


def _agrees(record: Record, state: _State) -> bool:
    given = {name: value for name, value in state.content.items() if value is not None}
    for name, spec in specs(type(record)).items():
        if spec.type is Type.PARTS and not given.get(name):
            given.pop(name, None)  # no parts and never any parts are the same
    return record.version == state.version and encoded(record) == given
