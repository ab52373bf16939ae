"""What all tests share: a real encrypted vault, built once and copied."""

import os
import shutil
import signal
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from functools import cache
from pathlib import Path

import pytest
from argon2.low_level import hash_secret_raw
from hypothesis import settings

from casedesk import i18n
from casedesk.storage import keyring, ledger_file
from casedesk.storage import vault as vaults
from casedesk.storage.keyring import COORDINATOR, VOLUNTEER

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# How long a try takes says nothing where others work on the same computer.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

# Whoever runs the tests in the background ignores Ctrl+C, and so would all that they start.
signal.signal(signal.SIGINT, signal.default_int_handler)

PASSPHRASE = "abanico cometa ladera molino"
COORDINATOR_NAME = "Ana Prueba"
VOLUNTEER_NAME = "Beto Prueba"
MEXICO = timezone(timedelta(hours=-6))


class FixedClock:
    """A clock that a test sets; 23 November 2026, ten in the morning, unless told."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 11, 23, 10, 0, tzinfo=MEXICO)

    def now(self) -> datetime:
        """The moment set."""
        return self.moment

    def advance(self, **duration: float) -> None:
        """Let time pass."""
        self.moment += timedelta(**duration)


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Tests read English unless they choose otherwise."""
    i18n.set_language("en")
    yield
    i18n.set_language("en")


@pytest.fixture(autouse=True)
def own_state(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """What this computer remembers of ledgers is each test's own: copies of a vault share an id."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


@pytest.fixture(scope="session", autouse=True)
def slow_keys_made_once() -> Iterator[None]:
    """Copies of a vault have one salt: the same passphrase gives the same slow key each time."""
    made_once = cache(hash_secret_raw)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(keyring, "hash_secret_raw", made_once)
        patched.setattr(ledger_file, "hash_secret_raw", made_once)
        yield


@pytest.fixture
def clock() -> FixedClock:
    """A clock that a test sets."""
    return FixedClock()


@pytest.fixture(scope="session")
def built_vault(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed vault of one coordinator; copy it before use."""
    path = tmp_path_factory.mktemp("built") / "Albergue.casedesk"
    vault, _code = vaults.create(
        path,
        shelter="Albergue de Prueba",
        user=COORDINATOR_NAME,
        role=COORDINATOR,
        passphrase=PASSPHRASE,
        clock=FixedClock(),
    )
    vault.close()
    return path


@pytest.fixture
def vault_path(built_vault: Path, tmp_path: Path) -> Path:
    """A copy of the vault in a folder with a space and an accent in its name."""
    return Path(shutil.copytree(built_vault, tmp_path / "mi bóveda" / built_vault.name))


@pytest.fixture
def vault(vault_path: Path, clock: FixedClock) -> Iterator[vaults.Vault]:
    """The vault, open as its coordinator."""
    opened = vaults.unlock(vault_path, COORDINATOR_NAME, PASSPHRASE, clock=clock)
    yield opened
    opened.close()


@pytest.fixture
def volunteer(vault: vaults.Vault) -> vaults.Vault:
    """The vault, open as a volunteer."""
    vault.session = type(vault.session)(VOLUNTEER_NAME, VOLUNTEER)
    return vault
