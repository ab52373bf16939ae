"""Which of two data keys a database is under, after a replacement that was cut short."""

from pathlib import Path

from casedesk.storage.engine import make_engine
from casedesk.storage.errors import DamagedVault, NoSuchUser


def was_replaced(database: Path, key: bytes, next_key: bytes | None) -> bool:
    """Whether the next key opens the database, rather than the present one.

    Whoever has no next key was being removed. Raises NoSuchUser if that has happened, and
    DamagedVault or DiskFull if the database does not open at all.
    """
    if next_key is not None and opens(database, next_key):
        return True
    if not opens(database, key):
        if next_key is None:
            raise NoSuchUser(user="")
        raise DamagedVault(part=database.name)
    return False


def opens(database: Path, key: bytes) -> bool:
    """Whether a key opens the database. Raises DiskFull."""
    engine = make_engine(database, key)
    try:
        with engine.connect():
            return True
    except DamagedVault:
        return False
    finally:
        engine.dispose()
