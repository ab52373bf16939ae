"""What is typed before it is known whether a draft waits never takes a draft's place."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casedesk.services import drafts
from casedesk.services.vaults import Vault
from casedesk.ui.cases.intake.page import FORM
from casedesk.ui.shell import Shell
from tests.ui.cases.conftest import TakeIn
from tests.ui.cases.drivers import settle, worker_busy

NAME = "person.given_names"


def type_on(shell: Shell, *keys: str | Qt.Key) -> None:
    """Press keys in the window, wherever they go; letters come out small."""
    window = shell.windowHandle()
    for key in keys:
        QTest.keyClick(window, Qt.Key(ord(key.upper())) if isinstance(key, str) else key)
    QApplication.processEvents()


def go(shell: Shell, qtbot: QtBot, page: str, **arguments: Any) -> Any:
    """Show a page; returns it."""
    shell.desk.go(page, **arguments)
    settle(qtbot, shell.desk)
    return shell.pages[page]


def leave(shell: Shell, qtbot: QtBot) -> None:
    """Leave for the list; what waits is kept."""
    go(shell, qtbot, "cases")
    settle(qtbot, shell.desk)


def kept(vault: Vault, form: str) -> str:
    """What the draft of a form holds."""
    draft = vault.run(lambda uow: drafts.load(uow, form))
    return str(draft.content) if draft is not None else ""


def test_a_draft_of_a_new_person_is_not_written_over_by_early_keys(
    shell: Shell, qtbot: QtBot, vault: Vault
) -> None:
    page = go(shell, qtbot, "person")
    type_on(shell, *"marisol")
    leave(shell, qtbot)
    with worker_busy(shell.desk):
        shell.desk.go("person")
        type_on(shell, *"rosa")
        page.save()
        qtbot.wait(1200)  # longer than a draft waits to be kept
        shell.desk.go("cases")
        shell.desk.go("person")
        type_on(shell, *"rosa")
    settle(qtbot, shell.desk)
    assert page.form.fields[NAME].value() == "marisol"
    assert page.autosave.banner.isVisible()
    leave(shell, qtbot)
    assert "marisol" in kept(vault, FORM)


def test_early_keys_are_typed_where_no_draft_waits(
    shell: Shell, qtbot: QtBot, vault: Vault
) -> None:
    page = go(shell, qtbot, "person")
    leave(shell, qtbot)
    with worker_busy(shell.desk):
        shell.desk.go("person")
        type_on(shell, *"luz", Qt.Key.Key_Tab, *"paz")
        assert page.form.fields[NAME].value() != "luz"
    settle(qtbot, shell.desk)
    assert page.form.fields[NAME].value() == "luz"
    assert page.form.fields["person.surnames"].value() == "paz"
    leave(shell, qtbot)
    assert "luz" in kept(vault, FORM)


def test_a_draft_of_an_incident_is_not_written_over_by_early_keys(
    shell: Shell, qtbot: QtBot, vault: Vault, take_in: TakeIn
) -> None:
    case, other = take_in(given_names="Luz"), take_in(given_names="Rosa")
    page = go(shell, qtbot, "incident", case_id=case.id, incident_id=None)
    type_on(shell, Qt.Key.Key_Space)
    (act,) = page.form.acts.codes()
    leave(shell, qtbot)
    form = vault.run(drafts.all_of_user)[0].form
    go(shell, qtbot, "incident", case_id=other.id, incident_id=None)
    with worker_busy(shell.desk):
        shell.desk.go("incident", case_id=case.id, incident_id=None)
        type_on(shell, Qt.Key.Key_Down, Qt.Key.Key_Space)
        qtbot.wait(1200)
    settle(qtbot, shell.desk)
    assert list(page.form.acts.codes()) == [act]
    assert page.autosave.banner.isVisible()
    assert act in kept(vault, form)
    assert len(vault.run(drafts.all_of_user)) == 1
