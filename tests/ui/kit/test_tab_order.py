"""Tab follows what is read, whatever was added after the page was built."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from casedesk.ui.kit.buttons import button
from casedesk.ui.kit.field import Field
from casedesk.ui.kit.layouts import hbox, scrolling, vbox
from casedesk.ui.kit.page import Page
from casedesk.ui.kit.surfaces import Card
from casedesk.ui.kit.text_boxes import TextBox


def question(name: str) -> Field:
    """A question with its line to write in."""
    return Field(name, TextBox(), name=name)


def shown(qtbot: QtBot, page: Page) -> Page:
    """The page, active."""
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    return page


def walked(page: Page, steps: int, key: Qt.Key = Qt.Key.Key_Tab) -> list[str]:
    """The names of where the focus comes to."""
    names = []
    for _step in range(steps):
        QTest.keyClick(page.focusWidget(), key)
        names.append(page.focusWidget().objectName())
    return names


@pytest.fixture
def page(qtbot: QtBot) -> Page:
    """A page of two questions, with room for more between them."""
    made = Page("Cases", name="cases")
    made.add(Card(question("first"), name="start"))
    made.body.addLayout(vbox())
    made.add(hbox(question("last"), button("Save", name="save")))
    return shown(qtbot, made)


def add_between(qtbot: QtBot, page: Page, part: QWidget) -> None:
    """Put a part in the middle of the page; Qt shows it a moment later."""
    place = page.body.itemAt(1)
    between = place.layout() if place else None
    assert isinstance(between, QVBoxLayout)
    between.addWidget(part)
    qtbot.waitUntil(part.isVisible)


def go(page: Page, name: str) -> None:
    """Put the focus into a question."""
    found = page.findChild(Field, name)
    assert isinstance(found, Field)
    found.go()


def test_what_is_added_later_comes_where_it_stands(page: Page, qtbot: QtBot) -> None:
    add_between(qtbot, page, Card(question("second"), question("third")))
    go(page, "first")
    there = ["second_input", "third_input", "last_input", "save"]
    assert walked(page, 4) == there
    assert walked(page, 4, Qt.Key.Key_Backtab) == [*there[-2::-1], "first_input"]


def test_after_the_last_stop_comes_the_first(page: Page) -> None:
    go(page, "last")
    assert walked(page, 3) == ["save", "first_input", "last_input"]


def test_what_is_hidden_is_passed_over_until_it_is_shown(page: Page, qtbot: QtBot) -> None:
    more = question("second")
    add_between(qtbot, page, scrolling(Card(more)))
    more.hide()
    go(page, "first")
    assert walked(page, 1) == ["last_input"]
    go(page, "first")
    more.show()
    assert walked(page, 2) == ["second_input", "last_input"]
