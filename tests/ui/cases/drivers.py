"""Small drivers that find controls by name and wait for the worker."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Generic, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from casedesk.ui.cases.casefile.page import CasePage
from casedesk.ui.cases.columns import PLACES
from casedesk.ui.cases.intake.page import NewPersonPage
from casedesk.ui.cases.list_page import CasesPage
from casedesk.ui.desk import Desk
from casedesk.ui.kit.code_box import CodeBox
from casedesk.ui.kit.date_box import DateBox
from casedesk.ui.kit.field import Field
from casedesk.ui.kit.page import Page
from casedesk.ui.kit.text_boxes import NumberBox, TextBox

W = TypeVar("W", bound=QWidget)
P = TypeVar("P", bound=Page)


def settle(qtbot: QtBot, desk: Desk) -> None:
    """Wait until the worker has nothing to do."""
    for _turn in range(2):
        qtbot.waitUntil(lambda: not desk.tasks.busy, timeout=30_000)
        qtbot.wait(1)


@contextmanager
def worker_busy(desk: Desk) -> Iterator[None]:
    """Long work, such as publishing, keeps the vault's worker busy."""
    over = threading.Event()
    desk.tasks.call(lambda _vault, _progress: over.wait(30), owner=desk)
    try:
        yield
    finally:
        over.set()


def press(page: QWidget, name: str) -> None:
    """Press the button of that name that can be seen."""
    buttons = [each for each in page.findChildren(QPushButton, name) if each.isVisible()]
    assert buttons, f"no button {name!r} to press"
    buttons[0].click()


def texts(page: QWidget, name: str) -> list[str]:
    """What the labels of that name say."""
    return [each.text() for each in page.findChildren(QLabel, name) if each.isVisible()]


class PageDriver(Generic[P]):
    """Drives a page alone, as large as in the window of a small laptop."""

    def __init__(self, page: P, desk: Desk, qtbot: QtBot, **arguments: Any) -> None:
        self.page, self.desk, self.qtbot = page, desk, qtbot
        qtbot.addWidget(page)
        page.resize(1162, 768)
        page.show()
        page.activateWindow()
        qtbot.waitUntil(page.isActiveWindow)
        opening: Any = page  # each page is opened by words of its own
        opening.open(**arguments)
        self.settle()

    def settle(self) -> None:
        """Wait for everything under way."""
        settle(self.qtbot, self.desk)

    def press(self, name: str) -> None:
        """Press a button and wait."""
        press(self.page, name)
        self.settle()


class ListDriver(PageDriver[CasesPage]):
    """Drives the case list."""

    def __init__(self, desk: Desk, qtbot: QtBot) -> None:
        super().__init__(CasesPage(desk), desk, qtbot)

    def settle(self) -> None:
        """Wait for search and lines."""
        self.qtbot.waitUntil(lambda: not self.page._debounce.isActive())
        settle(self.qtbot, self.desk)
        self.qtbot.waitUntil(lambda: not self.page.model._gather.isActive())
        settle(self.qtbot, self.desk)

    def search(self, words: str) -> None:
        """Type into the search."""
        self.page.search.setText(words)
        self.settle()

    def column(self, name: str) -> list[str]:
        """What a column shows."""
        model = self.page.model
        place = PLACES[name]
        for row in range(model.rowCount()):
            model.line(row)
        self.settle()
        return [model.index(row, place).data() for row in range(model.rowCount())]

    def select(self, row: int) -> None:
        """Select a row."""
        self.page.table.setCurrentIndex(self.page.model.index(row, 0))


class PersonDriver(PageDriver[NewPersonPage]):
    """Drives the page of a new person."""

    def __init__(self, desk: Desk, qtbot: QtBot, **arguments: Any) -> None:
        super().__init__(NewPersonPage(desk), desk, qtbot, **arguments)

    def field(self, name: str) -> Field:
        """A question by name."""
        return self.page.form.fields[name]

    def fill(self, **answers: str) -> None:
        """Write answers; ``person__birth`` is the question ``person.birth``."""
        for name, answer in answers.items():
            control = self.field(name.replace("__", ".")).control
            if isinstance(control, CodeBox):
                control.combo.choose(answer)
            else:
                assert isinstance(control, TextBox | DateBox | NumberBox)
                control.edit.setText(answer)

    def consent(self, purpose: str, answer: str) -> None:
        """Answer ``yes`` or ``no`` for a purpose."""
        question = self.page.written.consents.fields[purpose]
        choices = question.findChildren(QAbstractButton, answer)
        choices[0].click()

    def save(self, name: str = "save") -> None:
        """Press a button and wait."""
        self.press(name)


class CaseDriver(PageDriver[CasePage]):
    """Drives the page of a case."""

    def __init__(self, desk: Desk, qtbot: QtBot, case_id: str, tab: str = "summary") -> None:
        super().__init__(CasePage(desk), desk, qtbot, case_id=case_id, tab=tab)

    def open(self, case_id: str, tab: str) -> None:
        """Open a case at a tab."""
        self.page.open(case_id=case_id, tab=tab)
        self.settle()

    def show(self, tab: str) -> Any:
        """Show a tab; returns it."""
        self.page.show_tab(tab)
        self.settle()
        return self.page.tabs[tab]

    def keys(self, key: Qt.Key, modifier: Qt.KeyboardModifier) -> None:
        """Press keys where the focus is."""
        QTest.keyClick(self.page.focusWidget() or self.page, key, modifier)
        self.settle()
