"""The operation log: append-only, hash-chained over salted digests, written with each change.

The chain runs over digests and not over content, so that a person's content and salt can be
erased later and the rest still proves itself.
"""

import hashlib
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from json.encoder import encode_basestring
from typing import Any, NamedTuple

from sqlalchemy import Connection, func, select, text

from casedesk.progress import Step, counted
from casedesk.storage.clock import HybridClock
from casedesk.storage.tables import insert_sql, operations

CREATE = "create"
CHANGE = "change"
#: a record that was just written down is taken back: it leaves its table, the log keeps it
TAKE_BACK = "take_back"
READ = "read"
UNLOCK = "unlock"
EXPORT = "export"
MERGE = "merge"
UNMERGE = "unmerge"
#: the chain's value before the first operation
START = bytes(32)
_BATCH = 2_000
_json = json.JSONEncoder(separators=(",", ":"), ensure_ascii=False).encode


@dataclass(frozen=True)
class Operation:
    """One line of the log. ``content`` is None once it has been erased."""

    id: str
    at: datetime
    user: str
    action: str
    kind: str
    record_id: str
    base: str
    content: Mapping[str, Any] | None


class Head(NamedTuple):
    """The end of the log."""

    seq: int = 0
    hlc: str = ""
    chain: bytes = START


class Writer:
    """Appends to the log within one transaction."""

    def __init__(self, connection: Connection, *, user: str, now: datetime, node: str) -> None:
        self.connection = connection
        self.user = user
        self.now = now
        self.node = node
        self.head = read_head(connection)
        self._clock = HybridClock(self.head.hlc, now, node)
        self._at = now.isoformat(timespec="milliseconds")
        #: the changes of records of this transaction, in their order
        self.changes: list[str] = []
        self._waiting: list[tuple[object, ...]] = []

    def append(
        self, id: str, action: str, kind: str, record_id: str, base: str, content: Mapping[str, Any]
    ) -> None:
        """Add one operation; it is written by :meth:`flush`."""
        if action in (CREATE, CHANGE):
            self.changes.append(id)
        hlc = self._clock.next()
        salt = os.urandom(16)
        fields = (id, self._at, hlc, self.user, action, kind, record_id, base, _json(content))
        digest = _digest(salt, fields)
        chain = hashlib.sha256(self.head.chain + digest).digest()
        self.head = Head(self.head.seq + 1, hlc, chain)
        self._waiting.append((self.head.seq, *fields, salt, digest, chain))
        if len(self._waiting) >= _BATCH:
            self.flush()

    def flush(self) -> None:
        """Write what waits."""
        if self._waiting:
            self.connection.exec_driver_sql(insert_sql(operations), self._waiting)
            self._waiting = []


def read_head(connection: Connection) -> Head:
    """The end of the log as stored."""
    query = select(operations.c.seq, operations.c.hlc, operations.c.chain)
    row = connection.execute(query.order_by(operations.c.seq.desc()).limit(1)).first()
    return Head(row.seq, row.hlc or "", row.chain) if row else Head()


def of_records(connection: Connection, record_ids: Sequence[str]) -> list[Operation]:
    """The operations on some records, oldest first."""
    query = (
        select(operations).where(operations.c.record_id.in_(record_ids)).order_by(operations.c.seq)
    )
    return [_operation(row) for row in connection.execute(query).mappings()]


def taken_back(connection: Connection, case_ids: Sequence[str]) -> list[str]:
    """The ids of the records that were ever taken out of some cases."""
    gone, made = operations.alias("gone"), operations.alias("made")
    query = (
        select(made.c.record_id)
        .distinct()
        .join(gone, gone.c.record_id == made.c.record_id)
        .where(text("gone.action = 'take_back'"))  # spelled out, as the index on it is
        .where(made.c.action == CREATE)
        .where(func.json_extract(made.c.content, "$.case_id").in_(case_ids))
    )
    return list(connection.execute(query).scalars())


def by_id(connection: Connection, id: str) -> Operation | None:
    """One operation; None if there is none."""
    row = connection.execute(select(operations).where(operations.c.id == id)).mappings().first()
    return None if row is None else _operation(row)


def ids_after(connection: Connection, seq: int) -> list[str]:
    """The ids of the operations after one, in their order."""
    query = select(operations.c.id).where(operations.c.seq > seq)
    return list(connection.execute(query.order_by(operations.c.seq)).scalars())


def latest(connection: Connection, count: int = 500) -> list[Operation]:
    """The last operations of all, newest first."""
    query = select(operations).order_by(operations.c.seq.desc()).limit(count)
    return [_operation(row) for row in connection.execute(query).mappings()]


def broken_links(connection: Connection, step: Step) -> Iterator[int]:
    """The sequence numbers at which the log does not prove itself; none if it is whole."""
    chain, expected = START, 1
    result = connection.execution_options(yield_per=_BATCH).execute(
        select(operations).order_by(operations.c.seq)
    )
    for row in counted(result.mappings(), step, _BATCH):
        fields = _fields(row)
        whole = row["salt"] is None or (
            None not in fields and row["digest"] == _digest(row["salt"], fields)
        )
        chain = hashlib.sha256(chain + row["digest"]).digest()
        if row["seq"] != expected or not whole or chain != row["chain"]:
            yield row["seq"]
        chain, expected = row["chain"], row["seq"] + 1


def anchor(head: Head) -> str:
    """A short text that stands for the whole log, to be kept outside the vault."""
    return f"{head.seq}-{head.chain.hex()[:20]}"


def _fields(row: Mapping[Any, Any]) -> tuple[str, ...]:
    names = ("id", "at", "hlc", "user", "action", "kind", "record_id", "base", "content")
    return tuple(row[name] for name in names)


def _digest(salt: bytes, fields: tuple[str, ...]) -> bytes:
    # json.dumps(fields, ensure_ascii=False), in a quarter of the time
    text = "[" + ", ".join(map(encode_basestring, fields)) + "]"
    return hashlib.sha256(salt + text.encode()).digest()


def _operation(row: Mapping[Any, Any]) -> Operation:
    return Operation(
        id=row["id"],
        at=datetime.fromisoformat(row["at"]),
        user=row["user"],
        action=row["action"],
        kind=row["kind"],
        record_id=row["record_id"],
        base=row["base"],
        content=None if row["content"] is None else json.loads(row["content"]),
    )
