"""The ledger: everything the organisation ever published, one entry after another.

The database refuses to change or remove an entry. Each entry's chain vouches for itself and for
all before it, and the log notes the newest, so that an end cut off is seen too.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from datetime import UTC
from typing import Any, NamedTuple

from sqlalchemy import Connection, insert, select, text

from casedesk.storage.errors import LedgerBroken
from casedesk.storage.tables import ledger, operations
from casedesk.storage.unit_of_work import UnitOfWork

OPENING = "opening"
RELEASE = "release"
FILES = "files"
FACT = "fact"
IMPORT = "import"
SNAPSHOT = "snapshot"
PROOF = "proof"
KINDS = (OPENING, RELEASE, FILES, FACT, IMPORT, SNAPSHOT, PROOF)
#: the action in the log, and the kind under which the log names the ledger
APPEND = "append"
LEDGER = "ledger"
#: the chain's value before the first entry
START = bytes(32)
_text = json.JSONEncoder(
    sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
).encode
#: as stored: whatever stands in an altered row must come through to be compared
_ROWS = text("SELECT seq, kind, at, user, body, blob, digest, chain FROM ledger ORDER BY seq")


class Entry(NamedTuple):
    """One thing published; ``at`` is UTC in ISO form, ``chain`` hexadecimal."""

    seq: int
    kind: str
    at: str
    user: str
    body: Mapping[str, Any]
    chain: str


class Head(NamedTuple):
    """The end of the ledger; ``chain`` is hexadecimal."""

    seq: int
    chain: str


class Row(NamedTuple):
    """An entry as it is stored."""

    seq: int
    kind: str
    at: str
    user: str
    body: str
    blob: bytes | None
    digest: bytes
    chain: bytes


def append(uow: UnitOfWork, kind: str, body: Mapping[str, Any], blob: bytes | None = None) -> Entry:
    """Add an entry at the end; ``body`` is what JSON can say, its keys are texts.

    Raises NotAllowed unless a coordinator does it, and ValueError or TypeError for another kind
    or for a body that JSON cannot say.
    """
    uow.require_coordinator()
    if kind not in KINDS:
        raise ValueError(kind)
    last = head(uow)
    seq, before = (last.seq + 1, bytes.fromhex(last.chain)) if last else (1, START)
    at = uow.now.astimezone(UTC).isoformat(timespec="milliseconds")
    row = linked(before, seq, kind, at, uow.session.user, _text(body), blob)
    store(uow, row)
    note(uow, APPEND, Head(seq, row.chain.hex()), what=kind)
    return _entry(row)


def entries(uow: UnitOfWork, *kinds: str) -> list[Entry]:
    """The entries of some kinds, or of all, in order; without their blobs."""
    columns = [column for column in ledger.c if column is not ledger.c.blob]
    query = select(*columns).order_by(ledger.c.seq)
    if kinds:
        query = query.where(ledger.c.kind.in_(kinds))
    return [_entry(row) for row in uow.connection.execute(query)]


def blob(uow: UnitOfWork, seq: int) -> bytes | None:
    """The bytes kept with an entry; None if it has none or is not there."""
    query = select(ledger.c.blob).where(ledger.c.seq == seq)
    found: bytes | None = uow.connection.execute(query).scalar()
    return found


def head(uow: UnitOfWork) -> Head | None:
    """The newest entry; None while nothing was ever published."""
    query = select(ledger.c.seq, ledger.c.chain).order_by(ledger.c.seq.desc()).limit(1)
    row = uow.connection.execute(query).first()
    return Head(row.seq, row.chain.hex()) if row else None


def chain_at(uow: UnitOfWork, seq: int) -> str | None:
    """The chain of an entry, hexadecimal; None if it is not there."""
    query = select(ledger.c.chain).where(ledger.c.seq == seq)
    found: bytes | None = uow.connection.execute(query).scalar()
    return None if found is None else found.hex()


def verify(uow: UnitOfWork) -> None:
    """Compute everything anew, blobs included. Raises LedgerBroken."""
    uow.log.flush()
    entry = broken(uow.connection)
    if entry is not None:
        raise LedgerBroken(entry=entry)


def broken(connection: Connection) -> int | None:
    """The first entry that is missing, altered or out of order; None if all is as it was."""
    chain, seq = START, 0
    for row in rows(connection):
        seq += 1
        if row.seq != seq or not follows(row, chain):
            return seq
        chain = row.chain
    return _apart_from_log(connection, seq)


def rows(connection: Connection) -> Iterator[Row]:
    """The entries as they are stored, one in memory at a time."""
    for row in connection.execute(_ROWS, execution_options={"yield_per": 1}):
        yield Row(*row)


def linked(
    before: bytes, seq: int, kind: str, at: str, user: str, body: str, blob: bytes | None
) -> Row:
    """The row that follows the chain ``before``."""
    digest = hashlib.sha256(_sized(body.encode()))
    if blob is not None:  # none at all and an empty one are not the same
        digest.update(len(blob).to_bytes(8))
        digest.update(blob)
    parts = b"".join(_sized(each.encode()) for each in (kind, at, user))
    content = digest.digest()
    chain = hashlib.sha256(before + seq.to_bytes(8) + parts + content).digest()
    return Row(seq, kind, at, user, body, blob, content, chain)


def follows(row: Row, before: bytes) -> bool:
    """Whether a row is what was written after the chain ``before``."""
    try:
        return row == linked(before, *row[:6])
    except (AttributeError, TypeError, ValueError, OverflowError):
        return False  # a value of another type


def store(uow: UnitOfWork, row: Row) -> None:
    """Write a row that follows the last one."""
    uow.connection.execute(insert(ledger), row._asdict())


def note(uow: UnitOfWork, action: str, end: Head | None, **content: object) -> None:
    """Log what was done with the ledger, and what its end is now."""
    seq, chain = end or Head(0, START.hex())
    uow.note(action, LEDGER, LEDGER, entry=seq, chain=chain, **content)


def _apart_from_log(connection: Connection, count: int) -> int | None:
    """The first entry of which log and ledger say different things; None if they agree."""
    query = select(operations.c.content).where(operations.c.record_id == LEDGER)
    line = connection.execute(query.order_by(operations.c.seq.desc()).limit(1)).first()
    if line is None:
        return 1 if count else None
    try:
        noted = json.loads(line.content)
        seq, chain = int(noted["entry"]), str(noted["chain"])
    except (KeyError, TypeError, ValueError):
        return None  # a line altered or emptied, of which the log itself can tell
    if seq != count:
        return min(seq, count) + 1
    query = select(ledger.c.chain).where(ledger.c.seq == seq)
    stored: bytes = connection.execute(query).scalar() or START
    return None if stored.hex() == chain else seq


def _sized(raw: bytes) -> bytes:
    """Bytes behind their length, so that none can pass for part of what stands beside them."""
    return len(raw).to_bytes(8) + raw


def _entry(row: Any) -> Entry:
    return Entry(row.seq, row.kind, row.at, row.user, json.loads(row.body), row.chain.hex())
