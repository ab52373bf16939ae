"""A day at the desk through the real window, by keyboard: each step can be taken back anywhere."""

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from casedesk.domain.people import Household
from casedesk.domain.rooms import Room
from casedesk.services import handover, house, rooms
from casedesk.services.house import House
from casedesk.storage import records
from casedesk.storage.keyring import VOLUNTEER
from casedesk.storage.vault import Vault
from casedesk.ui.desk import Desk
from casedesk.ui.kit.code_box import CodeBox
from casedesk.ui.kit.tab_order import stops
from casedesk.ui.shell import Shell
from tests.services.test_house import put_up
from tests.ui.test_shell import settle

KEY, CTRL = Qt.Key, Qt.KeyboardModifier.ControlModifier


class Person:
    """Somebody at the desk with a keyboard."""

    def __init__(self, desk: Desk, qtbot: QtBot) -> None:
        self.qtbot = qtbot
        self.shell = Shell(desk)
        qtbot.addWidget(
            self.shell, before_close_func=lambda window: setattr(window, "_may_close", True)
        )
        self.shell.show()
        self.shell.activateWindow()
        qtbot.waitUntil(self.shell.isActiveWindow)
        self.go("today")

    @property
    def page(self) -> Any:
        """The page shown."""
        return self.shell.pages[self.shell.key]

    def go(self, key: str, **arguments: Any) -> None:
        """Show a page."""
        self.shell.show_page(key, **arguments)
        settle(self.shell, self.qtbot)

    def keys(self, key: Qt.Key, modifier: Any = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key where the focus is."""
        QTest.keyClick(QApplication.focusWidget() or self.shell, key, modifier)
        settle(self.shell, self.qtbot)

    def press(self, name: str) -> None:
        """Bring the focus to a button and press Enter."""
        buttons = self.page.findChildren(QPushButton, name)
        button = next(each for each in buttons if each.isVisible())
        button.setFocus()
        self.keys(KEY.Key_Return)

    def type(self, text: str) -> None:
        """Type where the focus is."""
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClicks(focus, text)

    def undo(self) -> None:
        """Ctrl+Z, away from any text."""
        self.shell.sidebar.nav.setFocus()
        self.keys(KEY.Key_Z, CTRL)


@pytest.fixture
def person(desk: Desk, qtbot: QtBot, family: None) -> Iterator[Person]:
    """Somebody at the desk; a bug away from the windows fails the test."""
    bugs: list[object] = []
    desk.tasks.crashed.connect(bugs.append)
    yield Person(desk, qtbot)
    assert not bugs


@pytest.fixture
def family(vault: Vault) -> None:
    """Five who were here before, two men who are here, and a room for families."""
    vault.run(lambda uow: rooms.save(uow, Room(name="Cuarto 3", area="families", beds=8)))
    home = vault.run(lambda uow: records.add(uow, Household(name="Zurrapastrense")))
    ages = {"Inventina": 33, "Rodolfo": 35, "Uno": 9, "Dos": 6, "Tres": 2}
    for name, age in ages.items():
        own: dict[str, Any] = {"household_id": home.id, "age": age}
        put_up(vault, name, "2026-11-01", "2026-11-04", **own)
    for name in ("Beto", "Carlos"):
        put_up(vault, name, "2026-11-20", age=40, slept_at="men")


def tonight(vault: Vault) -> House:
    return vault.run(house.today)


def test_a_family_of_five_comes_back_and_leaves_again(person: Person, vault: Vault) -> None:
    person.press("check_in")
    assert person.shell.key == "check_in"
    assert isinstance(QApplication.focusWidget(), QLineEdit)
    person.type("inventina")
    page = person.page
    person.qtbot.waitUntil(lambda: page.search.found.count() == 1)
    person.keys(KEY.Key_Return)
    assert len(page._ticks) == 5
    where = page.place.where.control
    assert isinstance(where, CodeBox)
    where.combo.choose(next(code for code, _words in page.place._options() if "room" in code))
    person.keys(KEY.Key_Return, CTRL)
    assert person.shell.key == "today"
    assert len(tonight(vault).sleeping) == 7
    notice = person.shell.step_notice
    assert notice.isVisible()
    assert notice.label.text() == "5 people checked in."
    last = [each for each in stops(person.page) if each.isVisible()][-1]
    last.setFocus()
    person.keys(KEY.Key_Tab)
    assert QApplication.focusWidget() is notice.action  # it stands under the page
    person.keys(KEY.Key_Tab)
    person.keys(KEY.Key_Tab)
    assert QApplication.focusWidget() is person.shell.sidebar.nav
    person.undo()
    assert len(tonight(vault).sleeping) == 2
    assert not notice.isVisible()
    person.undo()  # there is nothing left to take back
    assert len(tonight(vault).sleeping) == 2


def test_the_house_is_counted_in_the_evening(person: Person, vault: Vault) -> None:
    person.press("go_count")
    assert person.shell.key == "house"
    person.keys(KEY.Key_Space)  # Beto is here, and on to Carlos
    person.keys(KEY.Key_A)
    person.keys(KEY.Key_Return, CTRL)
    home = tonight(vault)
    assert [guest.person.called for guest in home.sleeping] == ["Beto"]
    assert [guest.person.called for guest in home.absent] == ["Carlos"]
    person.keys(KEY.Key_Escape)
    assert person.shell.key == "today"
    assert "counted tonight" in person.page.subtitle.text()
    assert person.page.tonight.number.text() == "1"


def test_the_shift_is_handed_over(person: Person, vault: Vault) -> None:
    person.press("write_note")
    assert person.shell.key == "handover"
    person.type("Falta leche")
    person.keys(KEY.Key_Return, CTRL)
    person.keys(KEY.Key_Escape)
    assert person.shell.key == "today"
    vault.session = type(vault.session)("Carla Prueba", VOLUNTEER)
    person.go("today")
    person.press("sign")
    assert vault.run(handover.unread) == []


def test_the_focus_stays_on_the_page_after_a_place_is_given_and_a_count_saved(
    person: Person,
) -> None:
    person.go("house", way="places")
    person.keys(KEY.Key_Space)
    panel = person.page.panel
    where = panel.place.where.control
    assert isinstance(where, CodeBox)
    where.combo.choose(next(code for code, _words in panel.place._options() if "room" in code))
    settle(person.shell, person.qtbot)
    person.press("do")
    assert person.shell.step_notice.isVisible()
    assert person.page.panel.isAncestorOf(QApplication.focusWidget())
    person.go("house", way="count")
    person.press("do")
    assert "Counted" in person.shell.step_notice.label.text()
    assert person.page.isAncestorOf(QApplication.focusWidget())


def test_a_button_that_rests_while_it_works_has_the_focus_again_unless_somebody_went_on(
    person: Person,
) -> None:
    person.go("imports")
    check = person.page.check_button
    check.setEnabled(True)
    for gone_on in (False, True):
        check.setFocus()
        check.setEnabled(False)
        beside = QApplication.focusWidget()
        assert beside is not None
        assert person.page.isAncestorOf(beside)
        if gone_on:
            QTest.keyClick(beside, KEY.Key_Shift)
        check.setEnabled(True)
        assert check.hasFocus() is not gone_on
