"""Somebody at the table of the house."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from casedesk.services import house, steps
from casedesk.services.house import Guest, House
from casedesk.services.steps import Step
from casedesk.storage.vault import Vault
from casedesk.ui.desk import Desk
from casedesk.ui.house.model import NAME
from casedesk.ui.house.page import HousePage
from casedesk.ui.kit.binding import say
from casedesk.ui.kit.code_box import CodeBox
from casedesk.ui.kit.field import Field
from tests.ui.cases.drivers import PageDriver

KEY = Qt.Key


class Driver(PageDriver[HousePage]):
    """Somebody at the table of the house, with the keyboard."""

    def __init__(self, desk: Desk, qtbot: QtBot, way: str) -> None:
        self.steps: list[tuple[Step[Any], str]] = []
        desk.stepped.connect(lambda step, words: self.steps.append((step, say(words))))
        super().__init__(HousePage(desk), desk, qtbot, way=way)

    def column(self, column: int = NAME) -> list[str]:
        """What a column says, headings included."""
        model = self.page.model
        return [model.index(row, column).data() or "" for row in range(model.rowCount())]

    def ticked(self) -> list[str]:
        """The names ticked."""
        return [guest.person.called for guest in self.page.model.chosen()]

    def on(self, name: str, *keys: Qt.Key) -> None:
        """Press keys on somebody's row."""
        model, table = self.page.model, self.page.table
        row = next(
            row
            for row in range(model.rowCount())
            if isinstance(found := model.at(row), Guest) and found.person.called == name
        )
        table.setCurrentIndex(model.index(row, NAME))
        table.setFocus()
        for key in keys:
            QTest.keyClick(table, key)
        self.settle()

    def choose(self, name: str, code: str) -> None:
        """Choose a code in the panel."""
        field = self.page.panel.findChild(Field, name)
        assert field is not None
        box = field.control
        assert isinstance(box, CodeBox)
        box.combo.choose(code)
        self.settle()

    def do(self) -> None:
        """Save with the keys, from wherever the focus is."""
        QTest.keyClick(self.page.table, KEY.Key_Return, Qt.KeyboardModifier.ControlModifier)
        self.settle()

    def take_back(self) -> None:
        """Undo the last step."""
        step = self.steps[-1][0]
        self.desk.tasks.run(lambda uow: steps.take_back(uow, step), owner=self.page)
        self.settle()


def in_sight(part: QWidget) -> bool:
    """Whether all of it is seen, however far one has scrolled."""
    return part.visibleRegion().boundingRect() == part.rect()


def tonight(vault: Vault) -> House:
    return vault.run(house.today)


def names(guests: Any) -> list[str]:
    return [guest.person.called for guest in guests]


Open = Callable[[str], Driver]
