"""What is to be done over all cases: by person responsible, done, taken back, opened."""

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casedesk.domain.follow_ups import FollowUp
from casedesk.domain.partial_dates import PartialDate
from casedesk.services import follow_ups
from casedesk.storage.vault import Vault
from casedesk.ui.desk import Desk
from casedesk.ui.follow_ups.page import FollowUpsPage
from casedesk.ui.kit import theme
from casedesk.ui.kit.binding import set_language
from casedesk.ui.kit.code_box import CodeBox
from tests.conftest import COORDINATOR_NAME
from tests.ui.cases.conftest import TakeIn, Went, nothing_crashed, take_in, went
from tests.ui.cases.drivers import PageDriver
from tests.ui.sweep import faults

__all__ = ["nothing_crashed", "take_in", "went"]


class ListDriver(PageDriver[FollowUpsPage]):
    """Drives the list of follow-ups."""

    def __init__(self, desk: Desk, qtbot: QtBot) -> None:
        super().__init__(FollowUpsPage(desk), desk, qtbot)

    def ask_for(self, whom: str) -> None:
        """Choose whose follow-ups are listed, by the words of the list."""
        control = self.page.whom.control
        assert isinstance(control, CodeBox)
        control.combo.setCurrentText(whom)
        control.on_typed()
        self.settle()

    def what(self) -> list[str]:
        """What is listed."""
        model = self.page.model
        return [model.index(row, 1).data() for row in range(model.rowCount())]


def add(vault: Vault, case_id: str, what: str, day: int, **answers: Any) -> FollowUp:
    """Something to be done on a day of November 2026, of which 23 is today."""
    new = FollowUp(case_id=case_id, what=what, due_on=PartialDate(2026, 11, day))
    return vault.run(lambda uow: follow_ups.add(uow, replace(new, **answers)))


@pytest.fixture
def three(vault: Vault, take_in: TakeIn) -> str:
    """One overdue, one of today that somebody has, one of next week."""
    case_id = take_in(given_names="Luz").id
    add(vault, case_id, "next week", 28)
    add(vault, case_id, "today", 23, whom=COORDINATOR_NAME)
    add(vault, case_id, "overdue", 20)
    return case_id


def test_the_list_is_by_day_and_narrows_to_a_person_and_a_time(
    desk: Desk, qtbot: QtBot, three: str
) -> None:
    page = ListDriver(desk, qtbot)
    assert page.what() == ["overdue", "today", "next week"]
    page.press("when_today")
    assert page.what() == ["overdue", "today"]
    page.ask_for(COORDINATOR_NAME)
    assert page.what() == ["today"]
    page.press("when_week")
    page.ask_for("Nobody yet")
    assert page.what() == ["overdue", "next week"]


def test_done_goes_away_and_comes_back(desk: Desk, qtbot: QtBot, three: str) -> None:
    page = ListDriver(desk, qtbot)
    page.press("done")
    assert page.what() == ["today", "next week"]
    assert page.page.back_button.text() == "Take back: overdue"
    page.press("take_back")
    assert page.what() == ["overdue", "today", "next week"]


def test_what_nobody_has_is_taken_on(desk: Desk, qtbot: QtBot, three: str, vault: Vault) -> None:
    page = ListDriver(desk, qtbot)
    page.press("take")
    mine = vault.run(lambda uow: follow_ups.pending(uow, COORDINATOR_NAME))
    assert [each.follow_up.what for each in mine] == ["overdue", "today"]
    assert not page.page.take_button.isVisible()


def test_enter_opens_the_case_at_its_follow_ups(
    desk: Desk, qtbot: QtBot, three: str, went: Went
) -> None:
    page = ListDriver(desk, qtbot)
    QTest.keyClick(page.page.table, Qt.Key.Key_Down)
    QTest.keyClick(page.page.table, Qt.Key.Key_Return)
    assert went == [("case", {"case_id": three, "tab": "follow_ups"})]


def test_hidden_names_hide_what_somebody_wrote_too(desk: Desk, qtbot: QtBot, three: str) -> None:
    page = ListDriver(desk, qtbot)
    page.press("done")
    desk.hide_names(True)
    assert all("•" in what for what in page.what())
    assert page.page.back_button.text() == "Take back: the last one"


@pytest.mark.parametrize("percent", [100, 150])
def test_the_list_is_whole_and_named_in_spanish(
    desk: Desk, qtbot: QtBot, three: str, percent: int, qapp: QApplication
) -> None:
    theme.apply(qapp, "light", percent)
    set_language("es")
    page = ListDriver(desk, qtbot)
    page.press("done")
    assert faults(page.page) == []
    assert page.what() == ["today", "next week"]
    page.ask_for("Nadie todavía")
    page.press("when_today")
    assert faults(page.page) == []
