"""The whole ledger as one sealed file, to go to the computer that publishes next.

A line of JSON that says how it is sealed, then the entries under AES-256-GCM with a key made of
a passphrase of its own (Argon2id, HKDF), then the SHA-256 of all before: so that a damaged file
is not taken for a wrong passphrase.
"""

import base64
import hashlib
import io
import json
import os
import unicodedata
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from argon2.low_level import Type, hash_secret_raw
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from casedesk.storage import ledger
from casedesk.storage.errors import (
    DamagedLedger,
    DamagedVault,
    LedgersDiffer,
    LedgerTooNew,
    NotALedger,
    WrongPassphrase,
    clear_errors,
)
from casedesk.storage.files import write_whole
from casedesk.storage.keyring import FLOOR, SALT_LENGTH, Kdf
from casedesk.storage.ledger import Row
from casedesk.storage.log import EXPORT
from casedesk.storage.unit_of_work import UnitOfWork

SUFFIX = ".ledger"
BROUGHT_IN = "import"
_FAMILY = "casedesk-ledger/"
_FORMAT = _FAMILY + "1"
_LONGEST_HEADER = 1000
_NONCE_LENGTH = 12
_CHECKSUM_LENGTH = 32


def export(uow: UnitOfWork, path: Path, passphrase: str, kdf: Kdf = FLOOR) -> Path:
    """Write the whole ledger, in place of what is there; returns the path, which has the suffix.

    The caller has seen to it that the passphrase is strong. Raises NotAllowed, LedgerBroken,
    DiskFull and its like; then no file is written.
    """
    path = path if path.name.endswith(SUFFIX) else path.with_name(path.name + SUFFIX)
    uow.require_coordinator()
    ledger.verify(uow)
    rows = list(ledger.rows(uow.connection))
    raw = _sealed(b"".join(map(_packed, rows)), passphrase, kdf)
    digest = hashlib.sha256(raw).hexdigest()
    ledger.note(uow, EXPORT, ledger.head(uow), entries=len(rows), file=digest)
    # In the log before it is about.
    uow.log.flush()
    write_whole(path, raw)
    return path


def bring_in(uow: UnitOfWork, path: Path, passphrase: str) -> int:
    """Add what a file holds beyond the vault's ledger; returns how many entries were added.

    0 if the vault has them all. Raises NotAllowed, NotALedger, DamagedLedger, LedgerTooNew,
    WrongPassphrase, LedgerBroken for the vault's own, or LedgersDiffer; then nothing is added.
    """
    uow.require_coordinator()
    with clear_errors(path):
        content = _opened(path, passphrase)
    try:
        rows = list(_proved(content))
    except (ValueError, TypeError, RecursionError):
        raise DamagedLedger(path=path) from None
    ledger.verify(uow)
    there = ledger.head(uow)
    count = there.seq if there else 0
    _check_same(uow, rows, count)
    for row in rows[count:]:
        ledger.store(uow, row)
    added = max(len(rows) - count, 0)
    ledger.note(uow, BROUGHT_IN, ledger.head(uow), rows=added)
    return added


def _check_same(uow: UnitOfWork, rows: list[Row], count: int) -> None:
    """Whether file and vault agree as far as both go. Raises LedgersDiffer."""
    for row in rows[:count]:
        if ledger.chain_at(uow, row.seq) != row.chain.hex():
            raise LedgersDiffer(entry=row.seq)


def _packed(row: Row) -> bytes:
    """A line of JSON, and the blob behind it."""
    size = None if row.blob is None else len(row.blob)
    line = json.dumps([*row[:5], size, row.chain.hex()])
    return line.encode() + b"\n" + (row.blob or b"")


def _proved(content: bytes) -> Iterator[Row]:
    """The entries, each of which follows the one before. Raises ValueError or TypeError."""
    file, chain, expected = io.BytesIO(content), ledger.START, 1
    while line := file.readline():
        seq, kind, at, user, body, size, told = json.loads(line)
        blob = None if size is None else file.read(size)
        if not all(isinstance(each, str) for each in (kind, at, user, body)):
            raise TypeError(seq)
        row = ledger.linked(chain, expected, kind, at, user, body, blob)
        if seq != expected or row.chain.hex() != told or not isinstance(json.loads(body), dict):
            raise ValueError(seq)
        if kind not in ledger.KINDS:
            raise LedgerTooNew(found=kind)
        yield row
        chain, expected = row.chain, expected + 1


def _sealed(content: bytes, passphrase: str, kdf: Kdf) -> bytes:
    salt, nonce = os.urandom(SALT_LENGTH), os.urandom(_NONCE_LENGTH)
    said = {"format": _FORMAT, "kdf": asdict(kdf), "salt": _b64(salt), "nonce": _b64(nonce)}
    header = json.dumps(said).encode() + b"\n"
    sealed = header + AESGCM(_key(passphrase, salt, kdf)).encrypt(nonce, content, header)
    return sealed + hashlib.sha256(sealed).digest()


def _opened(path: Path, passphrase: str) -> bytes:
    with path.open("rb") as file:
        header = file.readline(_LONGEST_HEADER)
        said = _said(path, header)
        raw = file.read()
    sealed, checksum = raw[:-_CHECKSUM_LENGTH], raw[-_CHECKSUM_LENGTH:]
    if hashlib.sha256(header + sealed).digest() != checksum:
        raise DamagedLedger(path=path)
    try:
        kdf, salt, nonce = Kdf(**said["kdf"]), _raw(said["salt"]), _raw(said["nonce"])
        if (len(salt), len(nonce)) != (SALT_LENGTH, _NONCE_LENGTH):
            raise ValueError(len(salt))
        return AESGCM(_key(passphrase, salt, kdf)).decrypt(nonce, sealed, header)
    except InvalidTag:
        raise WrongPassphrase from None
    except (DamagedVault, KeyError, TypeError, ValueError):
        raise DamagedLedger(path=path) from None


def _said(path: Path, header: bytes) -> dict[str, Any]:
    """What the first line says. Raises NotALedger or LedgerTooNew."""
    try:
        said: dict[str, Any] = json.loads(header)
        form = said["format"]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise NotALedger(path=path) from None
    if form != _FORMAT and str(form).startswith(_FAMILY):
        raise LedgerTooNew(found=form)
    if form != _FORMAT:
        raise NotALedger(path=path)
    return said


def _key(passphrase: str, salt: bytes, kdf: Kdf) -> bytes:
    # Keyboards differ in how they send an accented letter.
    secret = unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass")
    raw = hash_secret_raw(secret, salt, kdf.passes, kdf.memory, kdf.lanes, 32, Type.ID)
    return HKDF(hashes.SHA256(), 32, salt=None, info=b"casedesk ledger 1").derive(raw)


def _b64(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def _raw(text: str) -> bytes:
    return base64.b64decode(text, validate=True)
