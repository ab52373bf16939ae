"""Somebody who publishes: finds buttons and questions by their names, and presses keys."""

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from casedesk.services.vaults import Vault
from casedesk.ui.desk import Desk
from casedesk.ui.kit.field import Field
from casedesk.ui.reports.publish_section import PublishSection
from casedesk.ui.reports.reports_page import ReportsPage

WidgetT = TypeVar("WidgetT", bound=QWidget)


class Coordinator:
    """Drives the page of reports."""

    def __init__(self, page: ReportsPage, desk: Desk, qtbot: QtBot) -> None:
        self.page, self.desk, self.qtbot = page, desk, qtbot

    @property
    def vault(self) -> Vault:
        """The vault behind the page."""
        return self.desk.tasks.vault

    @property
    def section(self) -> PublishSection:
        """Where reports are published."""
        found = self.page.sections["publish"]
        assert isinstance(found, PublishSection)
        return found

    def settle(self) -> None:
        """Wait until nothing is under way, nor about to be."""
        self.qtbot.waitUntil(self._idle, timeout=60_000)

    def press(self, name: str) -> None:
        """Press the button that is shown under a name, by keyboard."""
        found = self.shown(QAbstractButton, name)
        assert found.isEnabled(), name
        found.setFocus()
        QTest.keyClick(found, Qt.Key.Key_Space)
        self.settle()

    def choose(self, name: str, value: object) -> None:
        """Answer a question as if by hand."""
        field = self.shown(Field, name)
        field.control.set_value(value)
        field.control.edited.emit()
        self.settle()

    def sees(self, name: str) -> bool:
        """Whether something is shown under a name."""
        return any(each.isVisible() for each in self.page.findChildren(QWidget, name))

    def shown(self, kind: type[WidgetT], name: str) -> WidgetT:
        """What is shown under a name."""
        found = [each for each in self.page.findChildren(kind, name) if each.isVisible()]
        assert found, name
        return found[0]

    def reads(self) -> str:
        """All words on the page."""
        words = [each.text() for each in self.page.findChildren(QLabel) if each.isVisible()]
        buttons = [each.text() for each in self.page.findChildren(QPushButton) if each.isVisible()]
        return "\n".join([*words, *buttons])

    def begin(self) -> None:
        """Swear that nothing was published elsewhere."""
        self.press("sworn")
        self.press("begin_ledger")

    def publish(self) -> None:
        """Publish what is shown, and say yes."""
        self.press("publish")
        self.press("publish_sure")

    def _idle(self) -> bool:
        waiting = "publish" in self.page.sections and self.section.choice.waiting
        return not self.desk.tasks.busy and not waiting
