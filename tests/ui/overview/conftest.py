"""The overview of a vault with two months, of which the first was published."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casedesk.reports import publishing
from casedesk.reports.orders import Order
from casedesk.reports.periods import Period
from casedesk.services.vaults import Vault
from casedesk.storage import vault as vaults
from casedesk.storage.keyring import VOLUNTEER
from casedesk.ui.desk import Desk
from casedesk.ui.overview.page import OverviewPage
from casedesk.ui.tasks import Tasks
from tests.conftest import COORDINATOR_NAME, PASSPHRASE, VOLUNTEER_NAME, FixedClock
from tests.reports import months
from tests.ui.cases.drivers import settle

MARCH, APRIL = Period(2026, 3, 3), Period(2026, 4, 4)
TABLES = ("entries", "nationality_sex", "corridor", "entry_states", "state", "officials")


@pytest.fixture(scope="session")
def published_vault(built_vault: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed vault: March was published, April was not."""
    path = Path(shutil.copytree(built_vault, tmp_path_factory.mktemp("seen") / "M.casedesk"))
    vault = vaults.unlock(path, COORDINATOR_NAME, PASSPHRASE, clock=FixedClock())
    months.enter(vault, 2026, 3, 160)
    months.enter(vault, 2026, 4, 97)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))
        publishing.begin(vault, MARCH)
        publishing.publish(vault, Order(MARCH, tables=TABLES))
    vault.close()
    return path


@pytest.fixture
def seen(published_vault: Path, tmp_path: Path) -> Iterator[Vault]:
    """That vault, open as its coordinator."""
    path = Path(shutil.copytree(published_vault, tmp_path / "Visto.casedesk"))
    vault = vaults.unlock(path, COORDINATOR_NAME, PASSPHRASE, clock=FixedClock())
    yield vault
    vault.close()


Opened = Callable[..., OverviewPage]


@pytest.fixture
def opened(qapp: QApplication, qtbot: QtBot) -> Iterator[Opened]:
    """Opens the page on a vault, as a coordinator or as a volunteer."""
    pages: list[tuple[OverviewPage, Desk]] = []

    def open_page(vault: Vault, *, volunteer: bool = False) -> OverviewPage:
        if volunteer:
            vault.session = type(vault.session)(VOLUNTEER_NAME, VOLUNTEER)
        desk = Desk(Tasks(vault))
        page = OverviewPage(desk)
        qtbot.addWidget(page)
        page.resize(1100, 768)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        page.open()
        settle(qtbot, desk)
        pages.append((page, desk))
        return page

    yield open_page
    for page, desk in pages:
        page.close()
        settle(qtbot, desk)
        desk.tasks.finish()
