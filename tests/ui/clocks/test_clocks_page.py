"""The board over all cases: filtered, explained, followed up, saved as a calendar."""

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from casedesk.domain.cases import AsylumApplication
from casedesk.domain.follow_ups import FollowUp
from casedesk.domain.partial_dates import PartialDate
from casedesk.domain.procedure_entries import ProcedureEntry
from casedesk.domain.records import Record
from casedesk.i18n import medium_date
from casedesk.storage import records
from casedesk.storage.vault import Vault
from casedesk.ui.asylum.clocks_box import ClocksBox
from casedesk.ui.clocks import counting_bar
from casedesk.ui.clocks.page import ClocksPage
from casedesk.ui.desk import Desk
from casedesk.ui.kit import theme
from casedesk.ui.kit.binding import set_language
from casedesk.ui.kit.code_box import CodeBox
from casedesk.ui.kit.field import Field
from casedesk.ui.shell import Shell
from tests.conftest import FixedClock
from tests.ui.cases.conftest import TakeIn, Went, nothing_crashed, take_in, went
from tests.ui.cases.drivers import PageDriver, press, settle
from tests.ui.sweep import faults

__all__ = ["nothing_crashed", "take_in", "went"]


class BoardDriver(PageDriver[ClocksPage]):
    """Drives the board."""

    def __init__(self, desk: Desk, qtbot: QtBot) -> None:
        super().__init__(ClocksPage(desk), desk, qtbot)

    def choose(self, field: Field, words: str) -> None:
        """Choose a filter by its words."""
        control = field.control
        assert isinstance(control, CodeBox)
        control.combo.setCurrentText(words)
        control.on_typed()
        self.settle()

    def rows(self) -> list[tuple[str, ...]]:
        """Day, where it stands and what, of each row."""
        model = self.page.model
        return [
            tuple(model.index(row, at).data() for at in range(3)) for row in range(model.rowCount())
        ]

    def words(self) -> str:
        """What the explanation says."""
        return "\n".join(each.text() for each in self.page.findChildren(QLabel) if each.isVisible())


def add(vault: Vault, case_id: str, *new: Record) -> None:
    """Store records of a case."""
    own = [replace(each, case_id=case_id) for each in new]  # type: ignore[call-arg]
    vault.run(lambda uow: records.add_all(uow, own))


def told(what: str, year: int, month: int, day: int) -> ProcedureEntry:
    """An entry of a procedure."""
    return ProcedureEntry(case_id="", what=what, happened_on=PartialDate(year, month, day))


@pytest.fixture
def two(vault: Vault, take_in: TakeIn) -> list[str]:
    """Somebody who entered this month, and somebody whose decision is late, in Tabasco."""
    entered, late = take_in(given_names="Luz").id, take_in(given_names="Sol").id
    add(vault, entered, told("event.entered_mexico", 2026, 10, 28))
    filed = PartialDate(2026, 9, 1)
    add(vault, late, AsylumApplication(case_id="", office="tabasco", filed_on=filed))
    return [entered, late]


@pytest.fixture
def board(two: list[str], desk: Desk, qtbot: QtBot) -> BoardDriver:
    """The board over them."""
    return BoardDriver(desk, qtbot)


ASKED = ("Dec 9, 2026", "To come", "Apply for asylum")
LATE = ("Nov 4, 2026", "The time limit has passed", "COMAR decides on the application")


def test_the_board_shows_what_comes_and_what_passed(board: BoardDriver) -> None:
    assert board.rows() == [ASKED]
    board.press("when_week")
    assert board.rows() == []
    board.press("when_passed")
    assert board.rows() == [LATE]
    board.press("when_every")
    assert board.rows() == [LATE, ASKED]


def test_the_board_is_filtered_by_who_must_act_and_by_office(board: BoardDriver) -> None:
    board.press("when_all")
    board.choose(board.page.duty, "COMAR")
    assert board.rows() == []
    board.choose(board.page.duty, "The person")
    assert board.rows() == [ASKED]
    board.choose(board.page.office, "Tabasco")
    assert board.rows() == []


def test_the_date_is_explained_day_by_day(board: BoardDriver) -> None:
    board.press("why_date")
    words = board.words()
    for part in (
        "Thursday, October 29, 2026: day 1",
        "Saturday, October 31, 2026: does not count: Saturday (LFPA 28)",
        "Monday, November 16, 2026: day 13 of the safe count; left out of the nominal count",
        "Safe date: December 9, 2026",
        "Nominal date: December 11, 2026",
        "Late is not lost",
        "Mark: read in an official text",
        "This is not legal advice.",
    ):
        assert part in words


def test_the_explanation_opens_in_sight_on_a_small_laptop(
    two: list[str], desk: Desk, qtbot: QtBot
) -> None:
    shell = Shell(desk)
    qtbot.addWidget(shell, before_close_func=lambda window: setattr(window, "_may_close", True))
    shell.resize(1366, 768)
    shell.show()
    shell.activateWindow()
    qtbot.waitUntil(shell.isActiveWindow)
    shell.show_page("clocks")
    settle(qtbot, desk)
    page = shell.pages["clocks"]
    press(page, "why_date")
    settle(qtbot, desk)
    qtbot.wait(50)
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.objectName() == "clock_days"
    assert not focus.visibleRegion().isEmpty()
    title = page.findChild(QLabel, "clock_title")
    assert title is not None
    assert title.visibleRegion().boundingRect() == title.rect()


def test_a_term_that_passed_has_a_follow_up_and_the_case_opens_from_here(
    board: BoardDriver, vault: Vault, two: list[str], went: Went
) -> None:
    (made,) = vault.run(lambda uow: records.find(uow, FollowUp))
    assert made.case_id == two[1]
    board.press("when_passed")
    assert board.page.follow_button.isVisible()
    board.press("follow_term")
    assert len(vault.run(lambda uow: records.find(uow, FollowUp))) == 1
    board.press("open_case")
    assert went == [("case", {"case_id": two[1], "tab": "asylum"})]


def test_whoever_is_chosen_stays_chosen_among_more_than_is_read_at_once(
    board: BoardDriver, vault: Vault, two: list[str]
) -> None:
    days = [date(2026, 12, 10) + timedelta(days=number) for number in range(150)]
    add(vault, two[1], *(told("event.sign_in_set", day.year, day.month, day.day) for day in days))
    board.page.reload()
    board.settle()
    board.press("when_every")
    assert board.page.model.rowCount() == 152
    board.page.table.setCurrentIndex(board.page.model.index(150, 0))
    board.qtbot.waitUntil(board.page.open_button.isEnabled)
    add(vault, two[0], told("event.entered_mexico", 2026, 10, 29))
    board.page.reload()
    board.settle()
    assert board.page.table.currentIndex().row() == 150
    assert board.page.model.index(150, 0).data() == medium_date(days[-2])
    board.page.save_calendar(path := vault.path / "all.ics")
    board.settle()
    assert len(Calendar.from_ical(path.read_bytes()).walk("VEVENT")) == 152


def test_the_calendar_has_folios_and_no_names(
    board: BoardDriver, vault: Vault, tmp_path: Path
) -> None:
    path = tmp_path / "plazos.ics"
    board.page.save_calendar(path)
    board.settle()
    text = path.read_bytes()
    (event,) = Calendar.from_ical(text).walk("VEVENT")
    folio = board.page.model.index(0, 5).data()
    assert event["SUMMARY"] == f"{folio} · Apply for asylum"
    assert str(event.decoded("DTSTART")) == "2026-12-09"
    assert b"Luz" not in text


def test_counting_many_cases_is_seen_and_can_be_stopped_and_gone_on_with(
    two: list[str], desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(counting_bar, "AT_ONCE", 1)
    page = ClocksPage(desk)
    qtbot.addWidget(page)
    page.show()
    page.when.chips["every"].setChecked(True)
    with qtbot.waitSignal(page.counting.advanced):
        page.open()
    assert page.counting.work.isVisible()
    assert page.counting.work.words.text() == "Counting time limits: 1 of 2 cases"
    page.counting.work.stop_button.click()
    settle(qtbot, desk)
    assert page.counting.complete  # the last was under way already


def test_a_board_that_is_not_complete_is_never_shown_as_complete(
    two: list[str], take_in: TakeIn, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_in(given_names="Mar")
    monkeypatch.setattr(counting_bar, "AT_ONCE", 1)
    page = ClocksPage(desk)
    qtbot.addWidget(page)
    page.show()
    with qtbot.waitSignal(page.counting.advanced):
        page.open()
    page.counting.work.stop_button.click()
    settle(qtbot, desk)
    assert not page.counting.work.isVisible()
    assert page.counting.rest.text() == "Cases whose time limits are not counted yet: 1"
    page.when.chips["every"].click()
    settle(qtbot, desk)
    assert page.model.rowCount() == 2
    assert page.count.text() == "2 time limits so far: not every case is counted yet"
    assert not page.save_button.isEnabled()
    page.when.chips["week"].click()
    settle(qtbot, desk)
    assert page.model.rowCount() == 0
    assert page.table.isVisible()  # else it would say that nothing is due
    page.counting.go_on_button.click()
    settle(qtbot, desk)
    assert not page.counting.isVisible()
    assert page.count.text() == "0 time limits"
    assert not page.table.isVisible()
    page.when.chips["every"].click()
    settle(qtbot, desk)
    assert page.save_button.isEnabled()


def test_other_work_is_answered_while_cases_are_counted(
    two: list[str], desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(counting_bar, "AT_ONCE", 1)
    page, order = ClocksPage(desk), list[str]()
    qtbot.addWidget(page)
    page.show()
    page.counting.advanced.connect(lambda: order.append("some counted"))
    page.counting.ended.connect(lambda: order.append("all counted"))
    page.open()
    for _each in range(2):
        desk.tasks.run(lambda _uow: None, lambda _none: order.append("answered"), owner=page)
    settle(qtbot, desk)
    assert order.index("answered") < order.index("all counted")


def test_a_wrong_laptop_date_shows_no_date_and_says_so(
    two: list[str], clock: FixedClock, desk: Desk, qtbot: QtBot
) -> None:
    clock.advance(days=-2)
    board = BoardDriver(desk, qtbot)
    assert board.rows() == []
    assert "no date is calculated" in board.page.problem.label.text()
    box = ClocksBox(desk)
    qtbot.addWidget(box)
    box.show()
    box.show_case(two[0])
    board.settle()
    assert box.panels() == []
    assert "no date is calculated" in box.problem.label.text()


def test_the_case_shows_its_clocks_and_opens_a_follow_up(
    two: list[str], vault: Vault, desk: Desk, qtbot: QtBot
) -> None:
    box = ClocksBox(desk)
    qtbot.addWidget(box)
    box.show()
    box.show_case(two[1])
    settle(qtbot, desk)
    assert [panel.clock.rule.id for panel in box.panels()] == ["D4", "D9"]
    press(box, "follow_term")
    settle(qtbot, desk)
    (made,) = vault.run(lambda uow: records.find(uow, FollowUp))
    assert made.case_id == two[1]
    add(vault, two[1], told("state.A8", 2026, 11, 20))
    box.show_case(two[1])
    settle(qtbot, desk)
    assert box.panels() == []
    press(box, "met_clocks")
    assert [panel.clock.rule.id for panel in box.panels()] == ["D4", "D9"]


@pytest.mark.parametrize(("language", "look", "size"), [("es", "dark", 150), ("en", "light", 100)])
def test_the_board_is_whole_in_both_languages_and_large(
    board: BoardDriver, qapp: QApplication, language: str, look: str, size: int
) -> None:
    theme.apply(qapp, look, size)
    set_language(language)
    board.press("why_date")
    assert faults(board.page) == []
