"""A coordinator looks at a month and saves it."""

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casedesk.reports import monthly
from casedesk.services.vaults import Vault
from casedesk.storage import vault as vaults
from casedesk.ui.desk import Desk
from casedesk.ui.kit.banners import Banner
from casedesk.ui.kit.binding import set_language
from casedesk.ui.reports.reports_page import NOT_OVER, ReportsPage
from casedesk.ui.tasks import Tasks
from tests.conftest import COORDINATOR_NAME, PASSPHRASE, FixedClock
from tests.reports import known
from tests.services.test_intake import arrive

MARCH = date(2026, 3, 1)


@pytest.fixture(scope="module")
def known_month(built_vault: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed vault with a known month in it."""
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


@pytest.fixture
def page(month: Vault, qapp: QApplication, qtbot: QtBot) -> Iterator[ReportsPage]:
    """The page, open on the known month."""
    tasks = Tasks(month)
    made = ReportsPage(Desk(tasks))
    qtbot.addWidget(made)
    made.resize(1160, 768)
    made.show()
    made.open()
    qtbot.waitUntil(lambda: made.shown is not None, timeout=20_000)
    yield made
    made.close()
    qtbot.waitUntil(lambda: not tasks.busy, timeout=20_000)
    tasks.finish()


def settle(page: ReportsPage, qtbot: QtBot) -> None:
    """Wait until nothing is under way."""
    qtbot.waitUntil(lambda: not page._desk.tasks.busy, timeout=20_000)


def test_the_month_is_shown_exactly_and_marked_as_internal(page: ReportsPage) -> None:
    banners = [each.label.text() for each in page.exact.findChildren(Banner)]
    assert any("Internal" in text for text in banners)
    assert page.shown is not None
    assert page.shown.month == MARCH
    assert page.shown.counts.persons == 1_400


def test_the_preview_speaks_and_holds_no_exact_number(page: ReportsPage) -> None:
    words = "\n".join(page.preview.words)
    assert "1,325" in words or "1,320" in words
    assert "1,324" not in words


def test_what_is_saved_is_what_the_command_line_writes(
    page: ReportsPage, month: Vault, qtbot: QtBot, tmp_path: Path
) -> None:
    page.save_as(monthly.FORMATS, tmp_path / "here")
    settle(page, qtbot)
    there = monthly.export(month, MARCH, "en", monthly.FORMATS, tmp_path / "there")
    for path in there:
        assert (tmp_path / "here" / path.name).read_bytes() == path.read_bytes()
    assert str(tmp_path / "here") in page.saved.text()


def test_the_reports_language_is_chosen_apart_from_the_programs(
    page: ReportsPage, qtbot: QtBot, tmp_path: Path
) -> None:
    page.language.control.set_value("es")
    page.reload()
    settle(page, qtbot)
    assert "marzo de 2026" in "\n".join(page.preview.words)
    set_language("es")
    assert page.pdf_button.text() == "Guardar PDF"
    page.save_as(("pdf",), tmp_path)
    settle(page, qtbot)
    assert (tmp_path / "casedesk-2026-03-es.pdf").exists()


def test_a_month_under_way_can_be_seen_and_not_saved(
    page: ReportsPage, month: Vault, qtbot: QtBot
) -> None:
    settle(page, qtbot)
    arrive(month)
    page._mark_stale()
    page.open()
    settle(page, qtbot)
    page.month.control.set_value("2026-11-01")
    page.reload()
    settle(page, qtbot)
    assert page.notice.label.text() == NOT_OVER
    assert not page.pdf_button.isEnabled()


def test_a_file_that_says_something_else_is_not_replaced(
    page: ReportsPage, qtbot: QtBot, tmp_path: Path
) -> None:
    other = tmp_path / monthly.file_name(MARCH, "en", "csv")
    other.write_text("published before")
    with qtbot.waitSignal(page._desk.refused) as refused:
        page.save_as(("csv",), tmp_path)
    assert isinstance(refused.args[0], monthly.OtherReportThere)
    assert other.read_text() == "published before"
