"""Drives the window before a vault is open, by the names of its controls."""

from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QFrame, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from casedesk.services.vaults import Clock, Vault
from casedesk.ui.access.panel import Panel
from casedesk.ui.access.remembered import Remembered
from casedesk.ui.access.window import AccessWindow
from casedesk.ui.kit.field import Field

W = TypeVar("W", bound=QWidget)


def visible(page: QWidget, kind: type[W], name: str) -> W:
    """The control of that name that can be seen."""
    found = [each for each in page.findChildren(kind, name) if each.isVisible()]
    assert found, f"no {kind.__name__} {name!r} to see"
    return found[0]


def press(page: QWidget, name: str) -> None:
    """Press a button as a person who can see it would."""
    button = visible(page, QPushButton, name)
    assert button.isEnabled(), f"button {name!r} waits"
    button.click()


def write(page: QWidget, field: str, text: str) -> None:
    """Write into a field, in place of what is there."""
    visible(page, QLineEdit, f"{field}_input").setText(text)


def error(page: QWidget, field: str) -> str:
    """What stands beside a field that is not right."""
    return visible(page, Field, field).error()


class Entrance:
    """The window, and the vaults that were opened through it."""

    def __init__(
        self, qtbot: QtBot, clock: Clock, path: Path | None, remembered: Remembered
    ) -> None:
        self.qtbot = qtbot
        self.vaults: list[Vault] = []
        self.window = AccessWindow(clock, path, remembered)
        self.window.entered.connect(self.vaults.append)
        qtbot.addWidget(self.window)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)

    @property
    def page(self) -> Panel:
        """The page shown."""
        page = self.window.page()
        assert isinstance(page, Panel)
        return page

    @property
    def vault(self) -> Vault:
        """The one vault that was opened."""
        assert len(self.vaults) == 1
        return self.vaults[0]

    def press(self, name: str) -> None:
        """Press a button and wait for what it begins."""
        press(self.page, name)
        self.settle()

    def write(self, **fields: str) -> None:
        """Write into fields."""
        for name, text in fields.items():
            write(self.page, name, text)

    def tick(self, name: str) -> None:
        """Tick a box."""
        visible(self.page, QCheckBox, name).setChecked(True)

    def keys(self, text: str) -> None:
        """Type where the focus is; ``\\t`` and ``\\r`` are the keys."""
        special = {"\t": Qt.Key.Key_Tab, "\r": Qt.Key.Key_Return}
        for letter in text:
            target = self.window.focusWidget() or self.window
            if letter in special:
                QTest.keyClick(target, special[letter])
            else:
                QTest.keyClicks(target, letter)
        self.settle()

    def label(self, name: str) -> str:
        """What a label says."""
        return visible(self.page, QLabel, name).text()

    def focused(self, name: str) -> bool:
        """Whether a button has the focus, once the window has it back."""
        self.window.activateWindow()
        self.qtbot.waitUntil(self.window.isActiveWindow)
        return visible(self.page, QPushButton, name).hasFocus()

    def notice(self) -> str:
        """The notice shown; empty if there is none."""
        found = self.page.findChild(QFrame, "notice")
        assert isinstance(found, QFrame)
        return self.page.notice.label.text() if found.isVisible() else ""

    def settle(self) -> None:
        """Wait for the worker."""
        page = self.page
        self.qtbot.waitUntil(lambda: not page.background.busy)

    def end(self) -> None:
        """Close what was opened."""
        self.settle()
        for vault in self.vaults:
            vault.close()
        self.window.close()
