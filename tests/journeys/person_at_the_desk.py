"""Somebody who uses the program: sees what is on screen, types and presses keys."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLineEdit,
    QScrollArea,
    QWidget,
)
from pytestqt.qtbot import QtBot

from casedesk.app import App
from casedesk.ui.kit.choices import WrappingCheck
from casedesk.ui.kit.field import Field

_PATIENCE_MS = 30_000


class Person:
    """Drives an App by what has a name on its windows."""

    def __init__(self, app: App, qtbot: QtBot) -> None:
        self.app, self.qtbot = app, qtbot

    @property
    def window(self) -> QWidget:
        """The window that is open."""
        window = self.app.shell or self.app.access
        assert window is not None
        return window

    def page(self) -> Any:
        """The page that is shown."""
        stack = self.window.stack  # type: ignore[attr-defined]  # both windows have it
        shown = stack.currentWidget()
        return shown.widget() if isinstance(shown, QScrollArea) else shown

    def at(self, page: str) -> bool:
        """Whether a page of that name is shown."""
        shell = self.app.shell
        return shell is not None and shell.pages.get(page) is self.page()

    def until(self, done: Callable[[], object]) -> None:
        """Wait for something to happen."""
        self.qtbot.waitUntil(lambda: bool(done()), timeout=_PATIENCE_MS)

    def settle(self) -> None:
        """Wait until the vault has answered everything."""
        self.until(lambda: self.app.tasks is not None and not self.app.tasks.busy)

    def field(self, name: str) -> Field:
        """A question of the page by its name."""
        found: list[Field] = [
            each for each in self.page().findChildren(Field) if each.objectName() == name
        ]
        assert found, name
        return next((each for each in found if each.isVisible()), found[0])

    def type(self, name: str, text: str) -> None:
        """Type an answer, key by key."""
        target = self.field(name).control.focus_target()
        assert isinstance(target, QLineEdit), name
        target.setFocus()
        QTest.keyClicks(target, text)

    def choose(self, name: str, code: str) -> None:
        """Choose out of a list."""
        target = self.field(name).control.focus_target()
        assert isinstance(target, QComboBox), name
        at = target.findData(code)
        assert at >= 0, code
        target.setCurrentIndex(at)

    def tick(self, code: str) -> None:
        """Tick a box by the code it stands for."""
        box = self.page().findChild(WrappingCheck, f"code_{code}")
        assert box is not None, code
        box.setFocus()
        QTest.keyClick(box, Qt.Key.Key_Space)

    def press(self, name: str) -> None:
        """Press a button with the keyboard."""
        found = [
            each for each in self.page().findChildren(QAbstractButton, name) if each.isVisible()
        ]
        assert found, name
        found[0].setFocus()
        QTest.keyClick(found[0], Qt.Key.Key_Space)

    def keys(self, key: Qt.Key, modifier: Qt.KeyboardModifier) -> None:
        """Press a combination of keys."""
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifier)
