"""Replacing the data key, so that a key once given opens nothing that is written from now on.

The steps, each of which leaves a vault that opens:

1. ``vault.json`` holds the present and the next data key for everybody who stays;
2. the database is encrypted anew, in one transaction;
3. ``vault.json`` holds the next data key alone, and a new recovery slot.

Whoever unlocks after a crash settles it by trying the next key (vault.finish_replacement).
"""

import contextlib
import secrets
from pathlib import Path
from typing import Any

from casedesk.storage import keyring, recovery
from casedesk.storage.engine import connect, make_engine
from casedesk.storage.errors import DamagedVault, DiskFull, clear_errors
from casedesk.storage.files import sync_file
from casedesk.storage.keyring import COORDINATOR, FLOOR, Keyring, Slot
from casedesk.storage.vault import (
    DATABASE,
    RECOVERY_USER,
    Vault,
    finish_replacement,
    save_ring,
)


def replace_data_key(vault: Vault, ring: Keyring, *, without: Slot) -> str:
    """Give everybody but one a new data key; returns the new recovery code.

    Whatever fails leaves the vault open under the key it had.
    """
    next_key = secrets.token_bytes(32)
    code = recovery.new_code()
    moving = _moving(ring, next_key, without)
    # Made before anything is written: it takes a second.
    sheet = _sheet(moving.settled(moved=True), next_key, code)
    save_ring(vault.path, moving)
    vault.engine.dispose()
    try:
        with clear_errors(vault.path):
            rekey(vault.path / DATABASE, vault.key, next_key)
        vault.key = next_key
    except BaseException:
        vault.key = finish_replacement(vault.path, moving, vault.key, next_key)
        raise
    finally:
        vault.engine = make_engine(vault.path / DATABASE, vault.key)
    settled = moving.settled(moved=True)
    old = settled.recovery
    save_ring(vault.path, (settled.without(old) if old else settled).with_slot(sheet))
    return code


def rekey(database: Path, key: bytes, next_key: bytes) -> None:
    """Encrypt the database under another key, in one transaction. Raises DiskFull."""
    connection = connect(database, key)
    try:
        _checkpoint(connection)
        connection.execute(f"PRAGMA rekey = \"x'{next_key.hex()}'\"")
    finally:
        connection.close()
    # The pragma says nothing if it could not write everything: only opening tells.
    try:
        connection = connect(database, next_key)
    except DamagedVault:
        raise DiskFull from None
    try:
        with contextlib.suppress(DiskFull), clear_errors(database):
            _checkpoint(connection)
    finally:
        connection.close()
    sync_file(database)


def _moving(ring: Keyring, next_key: bytes, without: Slot) -> Keyring:
    for slot in ring.slots:
        if slot.id != without.id:
            ring = ring.with_slot(keyring.seal_next(ring, slot, next_key))
    return ring


def _sheet(ring: Keyring, key: bytes, code: str) -> Slot:
    cost = ring.recovery.kdf if ring.recovery else FLOOR
    return keyring.make_slot(
        ring, key, code, user=RECOVERY_USER, role=COORDINATOR, recovery=True, kdf=cost
    )


def _checkpoint(connection: Any) -> None:
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
