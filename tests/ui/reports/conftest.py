"""The page of reports over a month of a small shelter."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casedesk.reports import own_reports
from casedesk.reports.own_reports import Choice
from casedesk.services.vaults import Vault
from casedesk.storage import vault as vaults
from casedesk.ui.desk import Desk
from casedesk.ui.reports.reports_page import ReportsPage
from casedesk.ui.tasks import Tasks
from tests.conftest import COORDINATOR_NAME, PASSPHRASE, FixedClock
from tests.reports import months
from tests.ui.reports.drivers import Coordinator

SHORT, TABLES = "Short", ("sex_age", "nationality_sex", "officials")


@pytest.fixture(scope="session")
def known_month(built_vault: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed vault with the month in it."""
    path = Path(shutil.copytree(built_vault, tmp_path_factory.mktemp("month") / "M.casedesk"))
    vault = vaults.unlock(path, COORDINATOR_NAME, PASSPHRASE, clock=FixedClock())
    months.enter(vault, 2026, 3)
    vault.close()
    return path


@pytest.fixture
def month(known_month: Path, tmp_path: Path) -> Iterator[Vault]:
    """The vault with the month, open as its coordinator."""
    path = Path(shutil.copytree(known_month, tmp_path / "Mes.casedesk"))
    vault = vaults.unlock(path, COORDINATOR_NAME, PASSPHRASE, clock=FixedClock())
    yield vault
    vault.close()


@pytest.fixture
def newcomer(month: Vault, qapp: QApplication, qtbot: QtBot) -> Iterator[Coordinator]:
    """A coordinator before the page."""
    tasks = Tasks(month)
    desk = Desk(tasks)
    page = ReportsPage(desk)
    desk.went.connect(lambda _page, arguments: page.open(**arguments))
    qtbot.addWidget(page)
    page.resize(1160, 768)
    page.show()
    made = Coordinator(page, desk, qtbot)
    yield made
    page.close()
    made.settle()
    tasks.finish()


@pytest.fixture
def person(newcomer: Coordinator) -> Coordinator:
    """A coordinator at a report of three tables: the whole catalogue takes ten times as long."""
    newcomer.vault.run(lambda uow: own_reports.save(uow, SHORT, Choice(tables=TABLES)))
    newcomer.page.open()
    newcomer.qtbot.waitUntil(lambda: SHORT in newcomer.section.own.kept)
    newcomer.choose("own_report", SHORT)
    return newcomer
