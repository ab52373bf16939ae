"""The encrypted database: SQLCipher behind SQLAlchemy, keyed with 32 raw bytes."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2 as sqlcipher

from casedesk.errors import CasedeskError
from casedesk.storage.errors import DamagedVault, DiskFull, database_error

_PLAIN = b"SQLite format 3\x00"
#: what every connection is set to, besides its key
PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "secure_delete=ON",
    "temp_store=MEMORY",
    "trusted_schema=OFF",
    "cell_size_check=ON",
    "cache_size=-16000",
)
#: opening takes 32 KiB beside the file
_ROOM = 1 << 20
#: what PRAGMA temp_store answers when nothing temporary reaches the disk
_IN_MEMORY = 2
#: instructions of SQLite between two looks at whether somebody stops it: some milliseconds
_INSTRUCTIONS = 20_000


def make_engine(path: Path, key: bytes) -> Engine:
    """An engine on the encrypted file ``path``; ``key`` is 32 bytes.

    Connecting raises DamagedVault if the file is plain or does not open with the key, and DiskFull.
    The key is never in a URL, a log or a traceback.
    """
    if len(key) != 32:
        raise ValueError("a key has 32 bytes")
    engine = create_engine(
        "sqlite://",
        module=sqlcipher,
        creator=lambda: connect(path, key),
        poolclass=QueuePool,
        pool_size=2,
        max_overflow=0,
        hide_parameters=True,
    )

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        # Data definition rolls back too, and no reader turns writer half-way.
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def connect(path: Path, key: bytes) -> Any:
    """A raw keyed connection in autocommit mode."""
    _refuse_plain(path)
    connection = sqlcipher.connect(
        str(path), timeout=10, isolation_level=None, check_same_thread=False
    )
    try:
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        connection.execute("PRAGMA cipher_log_level = NONE")
        if not connection.execute("PRAGMA cipher_version").fetchone():
            raise DamagedVault(part="no encryption in the database driver")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlcipher.DatabaseError as error:
        connection.close()
        # "from None": the failed statement may hold the key
        raise _reason(path, str(error)) from None
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    if connection.execute("PRAGMA temp_store").fetchone()[0] != _IN_MEMORY:
        raise DamagedVault(part="temporary data would be written in the clear")
    return connection


@contextmanager
def watched(connection: Any, look: Callable[[], None]) -> Iterator[None]:
    """Call ``look`` now and then while a raw connection works; what it raises ends the block."""
    raised: list[BaseException] = []

    def handler() -> bool:
        try:
            look()
        except BaseException as error:  # noqa: BLE001 - SQLite would swallow it: raised below
            raised.append(error)
        return bool(raised)

    connection.set_progress_handler(handler, _INSTRUCTIONS)
    try:
        yield
    except Exception:
        if raised:  # all that SQLite says is that it was interrupted
            raise raised[0] from None
        raise
    finally:
        connection.set_progress_handler(None, 0)


def _reason(path: Path, said: str) -> CasedeskError:
    """Why a file cannot be opened: whoever is told of damage may put an old backup in its place."""
    known = database_error(said.lower()) or DamagedVault
    if known is DiskFull and shutil.disk_usage(path.parent).free > _ROOM:
        known = DamagedVault  # a file cut short, or a disk that fails
    return known(path=path, part=path.name)


def _refuse_plain(path: Path) -> None:
    if path.exists():
        with path.open("rb") as file:
            if file.read(len(_PLAIN)) == _PLAIN:
                raise DamagedVault(part=f"{path.name} is not encrypted")
