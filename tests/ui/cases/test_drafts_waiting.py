"""A draft is never taken for a saved record, and is not forgotten when its form is left."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from casedesk.ui.desk import Desk
from casedesk.ui.forms.draft_signs import DraftSign
from casedesk.ui.shell import Shell
from tests.ui.cases.conftest import TakeIn
from tests.ui.cases.drivers import press, settle

KEPT = "Not saved yet. What you wrote is kept as a draft."


@pytest.fixture
def said(desk: Desk) -> list[str]:
    """What is shown and spoken without asking anything."""
    sentences: list[str] = []
    desk.said.connect(sentences.append)
    return sentences


def go(shell: Shell, qtbot: QtBot, page: str, **arguments: Any) -> Any:
    """Show a page; returns it."""
    shell.desk.go(page, **arguments)
    settle(qtbot, shell.desk)
    return shell.pages[page]


def escape(shell: Shell, qtbot: QtBot) -> None:
    """Leave with Escape."""
    QTest.keyClick(shell.focusWidget(), Qt.Key.Key_Escape)
    settle(qtbot, shell.desk)
    settle(qtbot, shell.desk)


def signs(page: QWidget) -> list[str]:
    """What the chips that can be seen say of drafts."""
    return [sign.text() for sign in page.findChildren(DraftSign) if sign.isVisible()]


def type_on(words: str) -> None:
    """Type where the focus is."""
    target = QApplication.focusWidget()
    assert target is not None
    QTest.keyClicks(target, words)


def test_a_draft_of_a_new_person_waits_beside_the_button(
    shell: Shell, qtbot: QtBot, said: list[str]
) -> None:
    page = go(shell, qtbot, "person")
    type_on("Luz")
    escape(shell, qtbot)
    assert shell.key == "cases"
    assert said == [KEPT]
    assert shell.toast.text() == KEPT
    listed: Any = shell.pages["cases"]
    assert signs(listed) == ["A draft is waiting"]
    assert listed.new_button.accessibleDescription() == "A draft is waiting"
    go(shell, qtbot, "person")
    assert page.autosave.note.text() == "Draft kept 10:00"
    press(page, "banner_action")
    settle(qtbot, shell.desk)
    escape(shell, qtbot)
    assert said == [KEPT]
    assert signs(listed) == []
    assert listed.new_button.accessibleDescription() == ""


def test_a_form_left_as_it_was_says_nothing(shell: Shell, qtbot: QtBot, said: list[str]) -> None:
    go(shell, qtbot, "person")
    escape(shell, qtbot)
    assert said == []
    assert signs(shell.pages["cases"]) == []


def test_a_saved_person_leaves_no_word_of_a_draft(
    shell: Shell, qtbot: QtBot, said: list[str]
) -> None:
    page = go(shell, qtbot, "person")
    type_on("Luz")
    page.save()
    settle(qtbot, shell.desk)
    assert shell.key == "case"
    assert KEPT not in said


def test_a_draft_of_an_incident_waits_at_the_case(
    shell: Shell, qtbot: QtBot, take_in: TakeIn, said: list[str]
) -> None:
    case, other = take_in(given_names="Luz"), take_in(given_names="Rosa")
    page = go(shell, qtbot, "case", case_id=case.id)
    go(shell, qtbot, "incident", case_id=case.id, incident_id=None)
    QTest.keyClick(shell.focusWidget(), Qt.Key.Key_Space)
    escape(shell, qtbot)
    assert said == [KEPT]
    assert shell.key == "case"
    assert signs(page) == ["A draft is waiting"]
    page.show_tab("incidents")
    settle(qtbot, shell.desk)
    assert signs(page) == ["A draft is waiting"]
    go(shell, qtbot, "case", case_id=other.id)
    assert signs(page) == []


def test_a_draft_of_an_entry_waits_at_its_list(shell: Shell, qtbot: QtBot, take_in: TakeIn) -> None:
    case, other = take_in(given_names="Luz"), take_in(given_names="Rosa")
    page = go(shell, qtbot, "case", case_id=case.id, tab="stays")
    press(page, "change")
    settle(qtbot, shell.desk)
    editor = page.tabs["stays"].box.editor
    editor.form.questions.fields["notes"].go()
    type_on("Half a sent")
    go(shell, qtbot, "case", case_id=other.id, tab="stays")
    assert signs(page) == []
    go(shell, qtbot, "case", case_id=case.id, tab="stays")
    assert signs(page) == ["A draft is waiting"]
    press(page, "change")
    settle(qtbot, shell.desk)
    press(page, "cancel")
    settle(qtbot, shell.desk)
    assert signs(page) == []


def test_what_was_recorded_is_called_saved(shell: Shell, qtbot: QtBot, take_in: TakeIn) -> None:
    case = take_in(given_names="Luz")
    page = go(shell, qtbot, "case", case_id=case.id, tab="person")
    editor = page.tabs["person"].editor
    editor.first("surnames")
    type_on("Paz")
    qtbot.waitUntil(lambda: editor.autosave.note.text() == "Draft kept 10:00", timeout=4000)
    editor.save()
    settle(qtbot, shell.desk)
    assert editor.autosave.note.text() == "Saved 10:00"
    assert shell.step_notice.label.text() == f"Luz Paz · {case.folio}: Saved"
    assert shell.step_notice.isVisible()
