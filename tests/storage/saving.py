"""Processes that save people, or replace the data key, until they are killed."""

from multiprocessing.connection import Connection
from pathlib import Path

from filelock import FileLock

from casedesk.storage.clock import SystemClock
from casedesk.storage.replacement import rekey
from casedesk.storage.unit_of_work import Session
from casedesk.storage.vault import Vault
from tests.storage.people import take_in

SESSION = Session("Ana Prueba", "coordinator")


def opened(path: Path, key: bytes) -> Vault:
    """The vault by its data key: deriving a passphrase 200 times would take all the time."""
    lock = FileLock(path / "in-use.lock")
    lock.acquire(timeout=5)
    vault = Vault(path, lock, key, SESSION, SystemClock())
    vault.load_facts()
    return vault


def save_until_killed(path: Path, pipe: Connection) -> None:
    """Tell the id of each case once its commit has returned."""
    vault = opened(path, pipe.recv_bytes())
    while True:
        _person, case = vault.run(lambda uow: take_in(uow, given_names="Una", notes="x" * 2_000))
        pipe.send_bytes(case.id.encode())


def rekey_until_killed(database: Path, keys: list[bytes], pipe: Connection) -> None:
    """Encrypt the database under one key and the other, over and over; the first one opens it."""
    pipe.send_bytes(b"begun")
    while True:
        rekey(database, *keys)
        keys.reverse()
