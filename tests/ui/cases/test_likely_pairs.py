"""Who may be on file twice is proposed, by itself and for one case, and not after it was denied."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from casedesk.domain.cases import Case
from casedesk.domain.partial_dates import PartialDate
from casedesk.storage.vault import Vault
from casedesk.ui.cases.merge_page import MergePage
from casedesk.ui.desk import Desk
from tests.ui.cases.conftest import TakeIn, Went
from tests.ui.cases.drivers import press, settle

_BORN = PartialDate(1998, 4, 2)


@pytest.fixture
def john(take_in: TakeIn) -> Case:
    """Somebody on file."""
    return take_in(given_names="John Wilmer", surnames="Hernández Mejía", birth=_BORN)


@pytest.fixture
def again(take_in: TakeIn) -> Case:
    """The same, written down by somebody who only heard the name."""
    return take_in(given_names="Jhon", surnames="Hernandes Megia", birth=_BORN)


@pytest.fixture
def others(take_in: TakeIn) -> list[Case]:
    """More people than are compared at once, one of them twice."""
    names = ("Ana Funes", "Rosa Lazo", "Olga Sorto", "Iris Caal", "Sara Mena", "Telma Xitumul")
    given = [name.split() for name in (*names, "Telma Chitumul")]
    year = PartialDate(1970)
    return [take_in(given_names=one, surnames=other, birth=year) for one, other in given]


def _shown(desk: Desk, qtbot: QtBot, **arguments: str) -> MergePage:
    page = MergePage(desk)
    qtbot.addWidget(page)
    page.resize(1162, 768)
    page.show()
    page.open(**arguments)
    settle(qtbot, desk)
    return page


def _rows(page: MergePage) -> list[str]:
    found = page.likely.list
    return [found.item(row).text() for row in range(found.count())]


def test_opened_by_itself_it_proposes_the_likeliest_pairs_each_once(
    desk: Desk, qtbot: QtBot, john: Case, again: Case, others: list[Case], went: Went
) -> None:
    page = _shown(desk, qtbot)
    first, second = _rows(page)
    assert all(str(each.folio) in first for each in (john, again))
    assert "same date of birth" in first
    assert all(str(each.folio) in second for each in others[-2:])
    assert page.likely.words.text() == "Pairs that may be one person: 2"
    assert not page.choose.isVisible() and not page.likely.bar.isVisible()
    page.likely.list.setCurrentRow(0)
    QTest.keyClick(page.likely.list, Qt.Key.Key_Return)
    settle(qtbot, desk)
    assert page.both.isVisible() and not page.likely.isVisible()
    assert page.chosen().id == john.person_id  # who was written down first stays
    press(page, "merge")
    settle(qtbot, desk)
    assert went[-1] == ("merge", {})
    assert len(_rows(page)) == 1


def test_whoever_was_said_not_to_be_one_person_is_not_proposed(
    desk: Desk, qtbot: QtBot, john: Case, again: Case, went: Went, vault: Vault
) -> None:
    page = _shown(desk, qtbot)
    page.likely.list.itemClicked.emit(page.likely.list.item(0))
    settle(qtbot, desk)
    press(page, "merge_deny")
    settle(qtbot, desk)
    assert went[-1] == ("merge", {}) and _rows(page) == []
    page = _shown(desk, qtbot)
    assert _rows(page) == []
    assert page.likely.words.text() == "Nobody seems to be on file twice."
    page = _shown(desk, qtbot, case_id=john.id)
    assert page.likely.words.text() == "Nobody on file seems to be this person."


def test_a_case_is_told_who_may_be_the_same_and_stays_itself(
    desk: Desk, qtbot: QtBot, john: Case, again: Case, others: list[Case]
) -> None:
    page = _shown(desk, qtbot, case_id=again.id)
    (row,) = _rows(page)
    assert str(john.folio) in row and page.choose.isVisible()
    assert page.other.search.hasFocus()
    page.likely.list.itemClicked.emit(page.likely.list.item(0))
    settle(qtbot, desk)
    assert page.chosen().id == again.person_id


def test_comparing_is_stopped_and_goes_on_where_it_stopped(
    desk: Desk, qtbot: QtBot, john: Case, again: Case, others: list[Case]
) -> None:
    page = MergePage(desk)
    qtbot.addWidget(page)
    page.show()
    page.open()
    page.likely.stop_button.click()
    settle(qtbot, desk)
    assert page.likely.go_on_button.isVisible() and not page.likely.stop_button.isVisible()
    assert page.likely.words.text().startswith("People compared: 0 of 9")
    page.likely.go_on_button.click()
    qtbot.waitUntil(lambda: "4 of 9" in page.likely.words.text())
    page.likely.stop_button.click()
    settle(qtbot, desk)
    assert page.likely.go_on_button.isVisible()
    page.likely.go_on_button.click()
    settle(qtbot, desk)
    assert len(_rows(page)) == 2


def test_names_are_covered_in_pairs_too(desk: Desk, qtbot: QtBot, john: Case, again: Case) -> None:
    page = _shown(desk, qtbot)
    assert "Hern" in _rows(page)[0]
    desk.hide_names(True)
    assert "ern" not in _rows(page)[0] and str(john.folio) in _rows(page)[0]
