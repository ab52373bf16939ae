"""A vault with one well-known month, built once."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from casedesk.services.vaults import Vault
from casedesk.storage import vault as vaults
from tests.conftest import COORDINATOR_NAME, PASSPHRASE, FixedClock
from tests.reports import known


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
