"""A vault with one well-known month, built once."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from casedesk.reports import publishing
from casedesk.reports.periods import Period
from casedesk.services.vaults import Vault
from casedesk.storage import ledger, ledger_memory
from casedesk.storage import vault as vaults
from tests.conftest import COORDINATOR_NAME, PASSPHRASE, FixedClock
from tests.reports import known, months, publications


@pytest.fixture(scope="session")
def known_month(built_vault: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed vault with the month in it."""
    path = Path(shutil.copytree(built_vault, tmp_path_factory.mktemp("month") / "M.casedesk"))
    vault = vaults.unlock(path, COORDINATOR_NAME, PASSPHRASE, clock=FixedClock())
    known.enter(vault)
    vault.close()
    return path


@pytest.fixture
def month(known_month: Path, tmp_path: Path) -> Iterator[Vault]:
    """The vault with the month, open as its coordinator."""
    path = Path(shutil.copytree(known_month, tmp_path / "Mes.casedesk"))
    vault = vaults.unlock(path, COORDINATOR_NAME, PASSPHRASE, clock=FixedClock())
    yield vault
    vault.close()


@pytest.fixture(autouse=True)
def own_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What this computer remembers of ledgers is not what a test makes it remember."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


@pytest.fixture(scope="session")
def three_months(built_vault: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed vault with three months of a small shelter, of which nothing was published."""
    path = Path(shutil.copytree(built_vault, tmp_path_factory.mktemp("three") / "T.casedesk"))
    with _open(path) as vault:
        for month in (1, 2, 3):
            months.enter(vault, 2026, month)
    return path


@pytest.fixture(scope="session")
def three_published(three_months: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed vault whose three months are published."""
    folder = tmp_path_factory.mktemp("published")
    path = Path(shutil.copytree(three_months, folder / "P.casedesk"))
    with pytest.MonkeyPatch.context() as patch, _open(path) as vault:
        patch.setenv("XDG_STATE_HOME", str(folder / "state"))
        publishing.begin(vault, Period.parse("2026-01"))
        for month in (1, 2, 3):
            publications.publish(vault, f"2026-{month:02}")
    return path


@pytest.fixture
def three(three_months: Path, tmp_path: Path, clock: FixedClock) -> Iterator[Vault]:
    """The vault with three months, open."""
    with _open(Path(shutil.copytree(three_months, tmp_path / "Tres.casedesk")), clock) as vault:
        yield vault


@pytest.fixture
def opened(three: Vault) -> Vault:
    """The vault with three months, whose ledger begins with the first of them."""
    publishing.begin(three, Period.parse("2026-01"))
    return three


@pytest.fixture
def quarter(three_published: Path, tmp_path: Path, clock: FixedClock) -> Iterator[Vault]:
    """The vault whose three months are published, open."""
    with _open(Path(shutil.copytree(three_published, tmp_path / "Pub.casedesk")), clock) as vault:
        ledger_memory.remember(ledger_memory.vault_id(vault), vault.run(ledger.head))
        yield vault


@contextmanager
def _open(path: Path, clock: FixedClock | None = None) -> Iterator[Vault]:
    vault = vaults.unlock(path, COORDINATOR_NAME, PASSPHRASE, clock=clock or FixedClock())
    yield vault
    vault.close()
