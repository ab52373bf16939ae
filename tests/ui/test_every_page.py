"""What must hold on every page and in every dialog, in every look, and with nobody on file."""

import pkgutil
from collections.abc import Iterator
from importlib import import_module
from itertools import chain

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTableView,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from casedesk import ui
from casedesk.domain.follow_ups import FollowUp
from casedesk.domain.people import Household, Person
from casedesk.i18n import _
from casedesk.services import cases, demo, follow_ups, people
from casedesk.services.cases import CaseFile, Filter
from casedesk.services.demo import day, family, papers
from casedesk.services.people import Intake
from casedesk.services.vaults import UnitOfWork
from casedesk.storage.vault import Vault
from casedesk.ui.documents.viewer import Viewer
from casedesk.ui.papers.own_sheet import open_sheet
from casedesk.ui.papers.paper_dialog import PaperDialog
from casedesk.ui.shell import Shell
from tests.services.test_house import day as on_day
from tests.ui.everywhere import walk
from tests.ui.sweep import faint, faults, lost_on_the_way, seen
from tests.ui.test_shell import desk, settle, shell

__all__ = ["desk", "shell"]
#: language, text size and colours of each walk
LOOKS = (
    ("es", 200, "light"),
    ("en", 150, "dark"),
    ("es", 100, "contrast"),
    ("en", 200, "contrast"),
    ("es", 150, "dark"),
    ("en", 100, "light"),
)
NAMES = ("Inventina", "Zurrapastrense", "Zurrapita")
#: what each page says or offers as long as nobody is on file
TO_DO = {
    "today": "Nobody sleeps here tonight. Check in whoever arrives.",
    "overview": "Take people in first; their month appears here.",
    "cases": "Take in the first person",
    "follow_ups": "Follow-ups are added in a person's case, and appear here by day.",
    "clocks": "Dates come from what is written down in a person's asylum tab and journey.",
    "rights": "To walk through a list with somebody, open it from their case.",
    "reports": "Take people in first; their month appears here.",
    "imports": "Save an empty spreadsheet to fill in",
    "house": "Check somebody in",
    "check_in": "New person",
    "handover": "No note has been left yet.",
    "settings/rooms": "Add a room",
    "settings/fields": "Add a field",
}


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


def test_in_every_look_all_is_named_whole_reached_and_in_sight_and_hidden_names_are_hidden(
    shell: Shell, qtbot: QtBot, case_id: str, vault: Vault
) -> None:
    wrong: dict[str, list[str]] = {}
    names: set[str] = set()
    files = vault.run(everybody)
    tried: dict[str, set[tuple[str, ...]]] = {}
    for look in LOOKS:
        change_look(shell, qtbot, *look)
        known = tried.setdefault(look[2], set())
        for place in walk(shell, qtbot, case_id):
            found = [*faults(shell), *faint(shell, shell, known)]
            if look == LOOKS[0]:
                found += lost_on_the_way(shell, shell.pages[shell.key])
                names |= leaks(shell)
                found += leaks_while_hidden(shell, qtbot)
            wrong[f"{look} {place}"] = found
        for dialog in dialogs(shell, qtbot, files):
            found = [*faults(dialog), *faint(dialog, dialog, known)]
            wrong[f"{look} {dialog.objectName()}"] = [*found, *lost_on_the_way(dialog, dialog)]
            dialog.close()
    assert {place: found for place, found in wrong.items() if found} == {}
    assert names == set(NAMES)  # they were there to be hidden


def test_as_long_as_nobody_is_there_every_page_is_whole_and_says_what_to_do(
    shell: Shell, qtbot: QtBot
) -> None:
    wrong: dict[str, list[str]] = {}
    told = set()
    for look in LOOKS[:2]:
        change_look(shell, qtbot, *look)
        for place in walk(shell, qtbot):
            wrong[f"{look} {place}"] = [
                *faults(shell),
                *lost_on_the_way(shell, shell.pages[shell.key]),
            ]
            if place in TO_DO and _(TO_DO[place]) not in {words.strip() for words in said(shell)}:
                wrong[f"{look} {place}"].append(f"does not say: {TO_DO[place]}")
            told.add(place)
    assert {place: found for place, found in wrong.items() if found} == {}
    assert told >= set(TO_DO)


def test_no_dialog_is_left_out() -> None:
    for found in pkgutil.walk_packages(ui.__path__, f"{ui.__name__}."):
        import_module(found.name)
    ours = {each for each in QDialog.__subclasses__() if each.__module__.startswith(ui.__name__)}
    assert ours == {PaperDialog, Viewer}


def change_look(shell: Shell, qtbot: QtBot, language: str, text_size: int, theme: str) -> None:
    """Another language, text size and colours, on a small laptop."""
    assert shell.desk.preferences is not None
    shell.desk.preferences.change(language=language, text_size=text_size, theme=theme)
    shell.resize(1366, 768)
    shell.activateWindow()  # a dialog may have been the active one
    qtbot.waitUntil(shell.isActiveWindow)


def everybody(uow: UnitOfWork) -> list[CaseFile]:
    """All cases, whole."""
    lines = cases.lines(uow, cases.numbers(uow, Filter()))
    return [cases.read(uow, each.case_id) for each in lines]


def dialogs(shell: Shell, qtbot: QtBot, files: list[CaseFile]) -> Iterator[QDialog]:
    """Every dialog, open: a document of each form, and the paper with most on it."""
    kept = {each.media: each for each in chain(*(file.documents for file in files))}
    for document in kept.values():
        viewer = Viewer(shell.desk, document, shell)
        viewer.open()
        settle(shell, qtbot)
        yield viewer
    told = max(files, key=lambda file: len(file.incidents))
    paper = open_sheet(shell.desk, told, shell)
    settle(shell, qtbot)
    yield paper


def leaks(window: QWidget) -> set[str]:
    """The names that can be seen, pointed at or heard."""
    return {name for text in said(window) for name in NAMES if name in text}


def leaks_while_hidden(shell: Shell, qtbot: QtBot) -> list[str]:
    """The names that are still there once they are hidden."""
    shell.desk.hide_names(True)
    settle(shell, qtbot)
    found = [f"seen while hidden: {name}" for name in leaks(shell)]
    shell.desk.hide_names(False)
    return found


def said(window: QWidget) -> Iterator[str]:
    """All words that can be seen, pointed at or heard on a window."""
    for each in [window, *seen(window)]:
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
