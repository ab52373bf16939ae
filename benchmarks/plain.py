"""The same vault on plain ``sqlite3``: what encryption costs is the difference between the two."""

import shutil
import sqlite3
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool

from casedesk.storage.engine import PRAGMAS
from casedesk.storage.vault import RING, Vault

#: the decrypted database, in the folder of its vault
PLAIN = "plain.db"
#: an older sqlite3 does not let triggers write to a search index under this one; it costs nothing
_TOO_NEW = {"trusted_schema=OFF"}


class PlainVault(Vault):
    """A decrypted copy of an open vault, for measuring alone; everything else is the same code."""

    def __init__(self, vault: Vault, folder: Path) -> None:
        folder.mkdir()
        _decrypt(vault, folder / PLAIN)
        shutil.copyfile(vault.path / RING, folder / RING)
        self.path = folder
        self.session = vault.session
        self.clock = vault.clock
        self.key = b""
        self.facts = dict(vault.facts)
        self.engine = plain_engine(folder / PLAIN)

    def close(self) -> None:
        """Close the database."""
        self.engine.dispose()


def plain_engine(path: Path) -> Engine:
    """An engine like the vault's own, on a file that is not encrypted."""
    engine = create_engine(
        "sqlite://",
        creator=lambda: _connect(path),
        poolclass=QueuePool,
        pool_size=2,
        max_overflow=0,
    )

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def _connect(path: Path) -> Any:
    connection = sqlite3.connect(path, timeout=10, isolation_level=None, check_same_thread=False)
    for pragma in set(PRAGMAS) - _TOO_NEW:
        connection.execute(f"PRAGMA {pragma}")
    return connection


def _decrypt(vault: Vault, path: Path) -> None:
    """Copy the database without its encryption."""
    connection = vault.engine.raw_connection()
    try:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("ATTACH DATABASE ? AS plain KEY ''", (str(path),))
        connection.execute("SELECT sqlcipher_export('plain')")
        connection.execute("DETACH DATABASE plain")
    finally:
        connection.close()
