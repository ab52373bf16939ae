"""Drives the page of settings by the names of its controls."""

from typing import TypeVar

from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QTableWidget, QWidget
from pytestqt.qtbot import QtBot

from casedesk.ui.desk import Desk
from casedesk.ui.kit.banners import Banner
from casedesk.ui.settings.section import Section
from casedesk.ui.settings.settings_page import SettingsPage
from tests.ui.access.drivers import press, visible, write

S = TypeVar("S", bound=Section)


class SettingsDriver:
    """The page, shown."""

    def __init__(self, desk: Desk, qtbot: QtBot) -> None:
        self.desk, self.qtbot = desk, qtbot
        self.said: list[str] = []
        desk.said.connect(self.said.append)
        self.page = SettingsPage(desk)
        qtbot.addWidget(self.page)
        self.page.resize(1150, 720)
        self.page.show()
        self.page.activateWindow()
        qtbot.waitUntil(self.page.isActiveWindow)
        self.page.open()
        self.settle()

    def show(self, key: str, kind: type[S]) -> S:
        """Show a section."""
        self.page.show_section(key)
        self.settle()
        section = self.page.sections[key]
        assert isinstance(section, kind)
        return section

    def settle(self) -> None:
        """Wait until the worker has nothing to do."""
        self.qtbot.waitUntil(lambda: not self.desk.tasks.busy)
        self.qtbot.wait(1)
        self.qtbot.waitUntil(lambda: not self.desk.tasks.busy)

    def press(self, name: str, within: QWidget | None = None) -> None:
        """Press a button and wait for what it begins."""
        press(within or self.page, name)
        self.settle()

    def write(self, **fields: str) -> None:
        """Write into fields."""
        for name, text in fields.items():
            write(self.page, name, text)

    def choose(self, field: str, label: str) -> None:
        """Choose from a list by its words."""
        visible(self.page, QComboBox, f"{field}_input").setCurrentText(label)
        self.settle()

    def focused(self, name: str) -> bool:
        """Whether a button has the focus, once the window has it back."""
        self.page.activateWindow()
        self.qtbot.waitUntil(self.page.isActiveWindow)
        return visible(self.page, QPushButton, name).hasFocus()

    def label(self, name: str) -> str:
        """What a label says."""
        return visible(self.page, QLabel, name).text()

    def labels(self, name: str) -> list[str]:
        """What all labels of that name say."""
        return [each.text() for each in self.page.findChildren(QLabel, name) if each.isVisible()]

    def banner(self, name: str) -> str:
        """What a notice says."""
        return visible(self.page, Banner, name).label.text()

    def buttons(self, name: str) -> list[QPushButton]:
        """The buttons of that name that can be seen."""
        found = self.page.findChildren(QPushButton, name)
        return [each for each in found if each.isVisible()]

    def rows(self) -> list[tuple[str, ...]]:
        """What the table shows."""
        table = visible(self.page, QTableWidget, "record_table")
        columns = range(table.columnCount())
        return [
            tuple(str(table.model().index(row, column).data()) for column in columns)
            for row in range(table.rowCount())
        ]
