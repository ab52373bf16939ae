"""Drives the page of rights as a person at the keyboard would."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from casedesk.ui.desk import Desk
from casedesk.ui.rights.page import RightsPage


class RightsDriver:
    """A window with the page, opened on a list."""

    def __init__(self, desk: Desk, qtbot: QtBot, **arguments: str) -> None:
        self.desk, self.qtbot = desk, qtbot
        self.page = RightsPage(desk)
        qtbot.addWidget(self.page)
        self.page.resize(1120, 740)
        self.page.show()
        qtbot.waitExposed(self.page)
        self.page.activateWindow()
        self.open(**arguments)

    def open(self, **arguments: str) -> None:
        """Open a list, or all of them."""
        self.page.open(**arguments)
        self.settle()

    def settle(self) -> None:
        """Wait until the vault has answered."""
        self.qtbot.waitUntil(lambda: not self.desk.tasks.busy)
        QApplication.processEvents()

    def key(self, key: Qt.Key) -> None:
        """Press a key where the focus is."""
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, key)
        self.settle()

    def press(self, name: str) -> None:
        """Press a button that is seen."""
        (found,) = [each for each in self._all(QPushButton) if each.objectName() == name]
        assert isinstance(found, QPushButton)
        found.click()
        self.settle()

    def texts(self, name: str) -> list[str]:
        """What the labels of a name say."""
        found = [each for each in self._all(QLabel) if each.objectName() == name]
        return [each.text() for each in found if isinstance(each, QLabel)]

    def shown(self, name: str) -> bool:
        """Whether something of that name is seen."""
        return any(each.objectName() == name for each in self._all(QWidget))

    def _all(self, kind: type[QWidget]) -> list[QWidget]:
        return [each for each in self.page.findChildren(kind) if each.isVisible()]
