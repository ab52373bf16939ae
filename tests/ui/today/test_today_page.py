"""Today: the day as the stays tell it, read again whenever something changes."""

from typing import Any

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from casedesk.domain.cases import AsylumApplication
from casedesk.domain.follow_ups import FollowUp
from casedesk.domain.partial_dates import PartialDate
from casedesk.domain.procedure_entries import ProcedureEntry
from casedesk.storage import records
from casedesk.storage.vault import Vault
from casedesk.ui.desk import Desk
from casedesk.ui.kit import theme
from casedesk.ui.kit.binding import set_language
from casedesk.ui.kit.chips import StatusChip
from casedesk.ui.today.page import TodayPage
from tests.ui.cases.conftest import TakeIn
from tests.ui.cases.drivers import press, settle, texts, worker_busy
from tests.ui.sweep import faults

TODAY = PartialDate(2026, 11, 23)


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> TodayPage:
    made = TodayPage(desk)
    qtbot.addWidget(made)
    made.resize(1158, 768)
    made.show()
    made.open()
    settle(qtbot, desk)
    return made


def words(page: QWidget, card: str) -> list[str]:
    """What the lines of a card say."""
    found = page.findChild(QWidget, card)
    assert found is not None
    return texts(found, "line_text")


def test_nothing_is_stated_before_it_is_known(desk: Desk, qtbot: QtBot) -> None:
    page = TodayPage(desk)
    qtbot.addWidget(page)
    page.show()
    with worker_busy(desk):
        page.open(expect=True)
        qtbot.wait(50)
        said = [each.text() for each in page.findChildren(QLabel) if each.isVisible()]
        assert said == ["Today", "Loading…"]
    settle(qtbot, desk)
    assert "Loading…" not in [each.text() for each in page.findChildren(QLabel) if each.isVisible()]
    assert page.expected.writing.isVisible()
    assert page.expected.editor.isAncestorOf(page.focusWidget())


def test_lines_are_first_drawn_as_high_as_they_are(
    desk: Desk, qtbot: QtBot, qapp: QApplication, take_in: TakeIn
) -> None:
    for number in range(12):
        take_in(given_names=f"Inventada {number}", on=TODAY)
    page = TodayPage(desk)
    qtbot.addWidget(page)
    page.resize(1158, 768)
    page.show()
    watch = Squashed()
    qapp.installEventFilter(watch)
    page.open()
    settle(qtbot, desk)
    qtbot.wait(50)
    qapp.removeEventFilter(watch)
    assert watch.drawn
    assert watch.squashed == []


class Squashed(QObject):
    """Notes labels that are painted lower than their words."""

    def __init__(self) -> None:
        super().__init__()
        self.drawn = 0
        self.squashed: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look at each label as it is painted."""
        if event.type() == QEvent.Type.Paint and isinstance(watched, QLabel) and watched.text():
            self.drawn += 1
            if watched.height() < watched.heightForWidth(watched.width()):
                self.squashed.append(watched.text())
        return False


def test_an_empty_house_says_what_to_do(page: TodayPage) -> None:
    said = [each.text() for each in page.findChildren(QLabel) if each.isVisible()]
    assert "Nobody sleeps here tonight. Check in whoever arrives." in said
    assert texts(page, "sleep_tonight") == ["0"]


def test_whoever_is_taken_in_appears_at_once(
    page: TodayPage,
    desk: Desk,
    qtbot: QtBot,
    take_in: TakeIn,
) -> None:
    take_in(given_names="Inventada", on=TODAY)
    desk.tasks.changed.emit(frozenset({"stay"}))
    settle(qtbot, desk)
    assert texts(page, "sleep_tonight") == ["1"]
    assert words(page, "arrived") == ["Inventada"]
    assert texts(page, "area_name") == ["No place given yet"]


def test_a_child_alone_is_seen_and_opened(
    page: TodayPage,
    desk: Desk,
    qtbot: QtBot,
    take_in: TakeIn,
    went: Any,
) -> None:
    case = take_in(given_names="Inventado", age=15, travels_with="alone")
    page.reload()
    settle(qtbot, desk)
    assert words(page, "children") == ["Inventado"]
    press(page, "open_line")
    assert went == [("case", {"case_id": case.id})]


def test_hidden_names_are_covered(
    page: TodayPage,
    desk: Desk,
    qtbot: QtBot,
    take_in: TakeIn,
) -> None:
    take_in(given_names="Inventada", on=TODAY)
    page.reload()
    settle(qtbot, desk)
    desk.hide_names(True)
    said = [each.text() for each in page.findChildren(QLabel) if each.isVisible()]
    assert said
    assert not any("Inventada" in each for each in said)


@pytest.mark.parametrize(("language", "size"), [("en", 100), ("es", 150)])
def test_it_is_for_everybody(
    page: TodayPage,
    desk: Desk,
    qtbot: QtBot,
    qapp: QApplication,
    take_in: TakeIn,
    language: str,
    size: int,
) -> None:
    take_in(given_names="Inventada", on=TODAY, age=12)
    theme.apply(qapp, "light", size)
    set_language(language)
    page.reload()
    settle(qtbot, desk)
    assert faults(page) == []


def test_a_day_that_passed_is_not_lost_and_a_late_authority_is_followed_up(
    desk: Desk, qtbot: QtBot, vault: Vault, take_in: TakeIn
) -> None:
    entered, late = take_in(given_names="Luz").id, take_in(given_names="Sol").id
    on = PartialDate(2026, 10, 5)
    first = ProcedureEntry(case_id=entered, what="event.entered_mexico", happened_on=on)
    second = AsylumApplication(case_id=late, filed_on=PartialDate(2026, 9, 1))
    vault.run(lambda uow: records.add_all(uow, [first, second]))
    page = TodayPage(desk)
    qtbot.addWidget(page)
    page.show()
    page.open()
    settle(qtbot, desk)
    assert words(page, "clocks") == ["Apply for asylum"]
    (chip,) = page.clocks.findChildren(StatusChip)
    assert chip.text() == "Late is not lost"
    (made,) = vault.run(lambda uow: records.find(uow, FollowUp))
    assert made.case_id == late
    assert len(words(page, "due")) == 1
