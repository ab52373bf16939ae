"""The page of reports over a month of a small shelter."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casedesk.reports import own_reports, publishing
from casedesk.reports.orders import Order
from casedesk.reports.own_reports import Choice
from casedesk.reports.periods import Period
from casedesk.services.vaults import Vault
from casedesk.storage import ledger, ledger_memory
from casedesk.storage import vault as vaults
from casedesk.ui.desk import Desk
from casedesk.ui.reports.reports_page import ReportsPage
from casedesk.ui.tasks import Tasks
from tests.conftest import COORDINATOR_NAME, PASSPHRASE, FixedClock
from tests.reports import months
from tests.ui.reports.drivers import Coordinator

MARCH = Period.parse("2026-03")
SHORT, TABLES = "Short", ("sex_age", "nationality_sex", "officials")


@pytest.fixture(scope="session")
def known_month(built_vault: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed vault with the month in it."""
    path = Path(shutil.copytree(built_vault, tmp_path_factory.mktemp("month") / "M.casedesk"))
    with _open(path) as vault:
        months.enter(vault, 2026, 3)
    return path


@pytest.fixture(scope="session")
def published_month(known_month: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed vault whose month is published."""
    folder = tmp_path_factory.mktemp("published")
    path = Path(shutil.copytree(known_month, folder / "P.casedesk"))
    with pytest.MonkeyPatch.context() as patch, _open(path) as vault:
        patch.setenv("XDG_STATE_HOME", str(folder / "state"))
        publishing.begin(vault, MARCH)
        publishing.publish(vault, Order(MARCH, tables=TABLES, recipient="Red"))
    return path


@pytest.fixture
def newcomer(
    known_month: Path, tmp_path: Path, qapp: QApplication, qtbot: QtBot
) -> Iterator[Coordinator]:
    """A coordinator before the page, over a month of which nothing was published."""
    path = Path(shutil.copytree(known_month, tmp_path / "Mes.casedesk"))
    with _open(path) as vault, _before(vault, qtbot) as made:
        yield made


@pytest.fixture
def reader(
    published_month: Path, tmp_path: Path, qapp: QApplication, qtbot: QtBot
) -> Iterator[Coordinator]:
    """A coordinator at the ledger, in which one report stands."""
    path = Path(shutil.copytree(published_month, tmp_path / "Publicado.casedesk"))
    with _open(path) as vault, _before(vault, qtbot) as made:
        ledger_memory.remember(ledger_memory.vault_id(vault), vault.run(ledger.head))
        made.page.open(section="ledger")
        made.settle()
        yield made


@contextmanager
def _open(path: Path) -> Iterator[Vault]:
    vault = vaults.unlock(path, COORDINATOR_NAME, PASSPHRASE, clock=FixedClock())
    yield vault
    vault.close()


@contextmanager
def _before(vault: Vault, qtbot: QtBot) -> Iterator[Coordinator]:
    tasks = Tasks(vault)
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
    newcomer.qtbot.waitUntil(lambda: SHORT in newcomer.section.choice.own.kept)
    newcomer.choose("own_report", SHORT)
    return newcomer
