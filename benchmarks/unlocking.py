"""Unlocking: the cost of a guess, which is wanted, and the opening, which is not."""

from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Engine, select

from benchmarks.measuring import Line, repeated
from benchmarks.plain import PLAIN, plain_engine
from casedesk.storage import users
from casedesk.storage import vault as vaults
from casedesk.storage.calibration import calibrated_kdf
from casedesk.storage.engine import make_engine
from casedesk.storage.keyring import FLOOR
from casedesk.storage.tables import facts
from casedesk.storage.vault import DATABASE

_TIMES = 5


def lines(path: Path, user: str, passphrase: str, plain: Path) -> Iterator[Line]:
    """Unlock with each cost of the passphrase, and the opening alone beside plain sqlite3."""
    for kdf, name in ((FLOOR, "at the floor"), (calibrated_kdf(), "calibrated to about a second")):
        vault = vaults.unlock(path, user, passphrase)
        users.strengthen(vault, user, passphrase, kdf)
        key = vault.key
        vault.close()
        taken = repeated(lambda: vaults.unlock(path, user, passphrase).close(), _TIMES)
        what = f"unlock, passphrase {name} ({kdf.memory // 1024} MiB, {kdf.passes} passes)"
        yield Line(what, taken.median * 1000, "ms", noise=taken.spread())
    own = repeated(lambda: _open(make_engine(path / DATABASE, key)), 50)
    other = repeated(lambda: _open(plain_engine(plain / PLAIN)), 50)
    yield Line(
        "open the database with the key alone",
        own.median * 1000,
        "ms",
        ratio=own.median / other.median,
        noise=own.spread(),
    )


def _open(engine: Engine) -> None:
    with engine.connect() as connection:
        connection.execute(select(facts)).all()
    engine.dispose()
