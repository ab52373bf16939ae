"""Enter presses whatever button has the focus."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from casedesk.ui.kit.banners import ErrorSummary
from casedesk.ui.kit.buttons import button, icon_button
from casedesk.ui.kit.code_box import CodesBox
from tests.ui.kit.one_of_each import many


def _alone(qtbot: QtBot, made: QPushButton) -> QPushButton:
    qtbot.addWidget(made)
    return made


def _link(qtbot: QtBot) -> QPushButton:
    summary = ErrorSummary()
    qtbot.addWidget(summary)
    summary.show_problems([("This answer is needed.", lambda: None)])
    link = summary.links()[0]
    link.setParent(None)  # the summary goes when this function ends
    return _alone(qtbot, link)


def _chip(qtbot: QtBot) -> QPushButton:
    control = CodesBox(many)
    qtbot.addWidget(control)
    control.set_value(("C1",))
    control.show()
    return control.findChildren(QPushButton, "code_C1")[0]


MAKERS: dict[str, Callable[[QtBot], QPushButton]] = {
    "usual": lambda qtbot: _alone(qtbot, button("Save")),
    "link": lambda qtbot: _alone(qtbot, button("Back", "arrow-left", "link")),
    "icon": lambda qtbot: _alone(qtbot, icon_button("Close", "x")),
    "error": _link,
    "chip": _chip,
}
KEYS = [
    (Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier),
    (Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier),
    (Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier),
]


@pytest.mark.parametrize(("key", "modifier"), KEYS)
@pytest.mark.parametrize("kind", MAKERS)
def test_enter_and_space_press_a_button(
    qtbot: QtBot, kind: str, key: Qt.Key, modifier: Qt.KeyboardModifier
) -> None:
    pressed = MAKERS[kind](qtbot)
    clicks: list[int] = []
    pressed.clicked.connect(lambda: clicks.append(1))
    QTest.keyClick(pressed, key, modifier)
    assert clicks == [1]


def test_a_filter_is_switched_on_and_off_by_enter(qtbot: QtBot) -> None:
    chip = button("Here now", checkable=True)
    qtbot.addWidget(chip)
    QTest.keyClick(chip, Qt.Key.Key_Return)
    assert chip.isChecked()
    QTest.keyClick(chip, Qt.Key.Key_Return)
    assert not chip.isChecked()


def test_a_key_held_down_since_the_page_before_presses_nothing(qtbot: QtBot) -> None:
    pressed = button("Save")
    qtbot.addWidget(pressed)
    clicks: list[int] = []
    pressed.clicked.connect(lambda: clicks.append(1))
    none = Qt.KeyboardModifier.NoModifier
    held = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Return, none, "\r", True)
    QApplication.sendEvent(pressed, held)
    assert clicks == []


def test_enter_with_another_key_presses_nothing(qtbot: QtBot) -> None:
    pressed = button("Save")
    qtbot.addWidget(pressed)
    clicks: list[int] = []
    pressed.clicked.connect(lambda: clicks.append(1))
    QTest.keyClick(pressed, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert clicks == []
