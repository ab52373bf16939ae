"""What must hold on every page there is, walked through once in one window."""

from collections.abc import Iterator
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QTabBar,
    QTableView,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from casedesk.domain.follow_ups import FollowUp
from casedesk.domain.people import Household, Person
from casedesk.services import demo, follow_ups, people
from casedesk.services.demo import day, family, papers
from casedesk.services.people import Intake
from casedesk.storage.vault import Vault
from casedesk.ui.kit.tab_order import stops
from casedesk.ui.overview.state_map import StateMap
from casedesk.ui.reports.preview import Preview
from casedesk.ui.shell import Shell
from tests.services.test_house import day as on_day
from tests.ui.everywhere import walk
from tests.ui.sweep import faults
from tests.ui.test_shell import desk, settle, shell

__all__ = ["desk", "shell"]
W = TypeVar("W", bound=QWidget)
#: pixels that the overview and the tab of asylum still scroll sideways with text twice as large
SLACK = 40
NAMES = ("Inventina", "Zurrapastrense", "Zurrapita")


@pytest.fixture
def case_id(vault: Vault) -> str:
    """The case of somebody whose name stands nowhere else, in a house with others."""
    demo.fill(vault, 20, 1, 1)
    vault.run(family.take_in)
    vault.run(lambda uow: day.live(uow, 1))
    vault.run(papers.add)
    given, surnames, alias = NAMES
    person = Person(given_names=given, surnames=surnames, alias=alias, nationality="HND", age=9)
    draft = Intake(
        person=person, entered_on=on_day("2026-11-20"), household=Household(name=surnames)
    )
    case = vault.run(lambda uow: people.intake(uow, draft))
    due = FollowUp(case_id=case.id, what="Llamar", due_on=on_day("2026-11-23"))
    vault.run(lambda uow: follow_ups.add(uow, due))
    return case.id


def squeezed(page: QWidget) -> list[str]:
    """Words on one line that have less room than they take, and areas that scroll sideways."""
    found = []
    for each in shown(page, QAbstractButton):
        if each.text() and not each.hasHeightForWidth() and each.width() < each.sizeHint().width():
            found.append(f"squeezed: {each.objectName()} {each.text()!r}")
    for words in shown(page, QLabel):
        if not words.wordWrap() and words.width() < words.minimumSizeHint().width():
            found.append(f"squeezed: {words.text()!r}")
    for area in shown(page, QScrollArea):
        beyond = area.horizontalScrollBar().maximum()
        # The pages of a report are pictures, which large text makes larger.
        if beyond > SLACK and not isinstance(area.parent(), Preview):
            found.append(f"too wide: {area.parent()} by {beyond}")
    return found


def unreached(page: QWidget) -> list[str]:
    """What can have the focus, but not by Tab from where the page begins."""
    reached = stops(page)
    return [
        f"no way by Tab: {each.objectName()} {each}"
        for each in shown(page, QWidget)
        if each.isEnabled()
        and each.focusPolicy() & Qt.FocusPolicy.TabFocus
        and each.focusProxy() is None
        and each not in reached
        # Tabs and the states of the map are gone through with the arrow keys.
        and not isinstance(each.parentWidget(), QTabBar | StateMap)
    ]


def shown(page: QWidget, kind: type[W]) -> list[W]:
    """What of a kind is seen on a page."""
    return [each for each in page.findChildren(kind) if each.isVisible()]


def leaks(window: QWidget) -> set[str]:
    """The names that can be seen, pointed at or heard."""
    return {name for text in said(window) for name in NAMES if name in text}


def test_every_word_has_its_room_every_control_its_way_and_hidden_names_are_hidden(
    shell: Shell, qtbot: QtBot, case_id: str
) -> None:
    assert shell.desk.preferences is not None
    shell.desk.preferences.change(language="es", text_size=200)
    shell.resize(1366, 768)
    wrong: dict[str, list[str]] = {}
    names: set[str] = set()
    for place in walk(shell, qtbot, case_id):
        page = shell.pages[shell.key]
        wrong[place] = [*faults(shell), *squeezed(shell), *unreached(page)]
        names |= leaks(shell)
        shell.desk.hide_names(True)
        settle(shell, qtbot)
        wrong[place] += [f"seen while hidden: {name}" for name in leaks(shell)]
        shell.desk.hide_names(False)
    assert {place: found for place, found in wrong.items() if found} == {}
    assert names == set(NAMES)  # they were there to be hidden


def said(window: QWidget) -> Iterator[str]:
    """All words that can be seen, pointed at or heard on a window."""
    for each in [window, *window.findChildren(QWidget)]:
        if not each.isVisible():
            continue
        yield from (each.toolTip(), each.accessibleName(), each.accessibleDescription())
        if isinstance(each, QLabel | QAbstractButton):
            yield each.text()
        elif isinstance(each, QLineEdit):
            yield each.displayText()  # dots where it is covered
        elif isinstance(each, QPlainTextEdit | QTextEdit):
            yield each.toPlainText()
        elif isinstance(each, QComboBox):
            yield from (each.itemText(at) for at in range(each.count()))
        elif isinstance(each, QAbstractItemView):
            yield from in_cells(each)


def in_cells(view: QAbstractItemView) -> Iterator[str]:
    """All words of a list or a table."""
    model, role = view.model(), Qt.ItemDataRole
    columns = model.columnCount() if isinstance(view, QTableView) else 1
    for row in range(model.rowCount()):
        for column in range(columns):
            index = model.index(row, column)
            for what in (role.DisplayRole, role.ToolTipRole, role.AccessibleTextRole):
                yield str(index.data(what) or "")
