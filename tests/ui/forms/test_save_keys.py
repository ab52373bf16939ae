"""Ctrl+Enter saves, wherever in a form the focus is."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from casedesk.ui.desk import Desk
from casedesk.ui.forms.save_keys import save_with_keys, tell_keys
from casedesk.ui.kit.buttons import button
from tests.ui.kit.one_of_each import make_form

CTRL = Qt.KeyboardModifier.ControlModifier
KEYS = [
    (Qt.Key.Key_Return, CTRL),
    (Qt.Key.Key_Enter, CTRL | Qt.KeyboardModifier.KeypadModifier),
    (Qt.Key.Key_S, CTRL),
]


@pytest.mark.parametrize(("key", "modifier"), KEYS)
def test_the_keys_save_from_every_kind_of_control(
    desk: Desk, qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier
) -> None:
    window, form, pressed = QWidget(), make_form(), button("Add a leg")
    qtbot.addWidget(window)
    qtbot.addWidget(form.summary)
    layout = QVBoxLayout(window)
    for part in (*form.fields.values(), pressed):
        layout.addWidget(part)
    saved, clicks = [], []
    save_with_keys(window, lambda: saved.append(1))
    pressed.clicked.connect(lambda: clicks.append(1))
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    targets = [field.control.focus_target() for field in form.fields.values()]
    for count, target in enumerate([*targets, pressed], start=1):
        target.setFocus()
        QTest.keyClick(target, key, modifier)
        assert len(saved) == count, target.objectName()
    assert clicks == []
    notes = form.fields["notes"].control
    assert not notes.content()


def test_the_button_says_which_keys_do_the_same(desk: Desk, qtbot: QtBot) -> None:
    save: QPushButton = button("Save")
    qtbot.addWidget(save)
    tell_keys(save)
    assert save.toolTip() == save.accessibleDescription() == "Ctrl+Enter saves"
