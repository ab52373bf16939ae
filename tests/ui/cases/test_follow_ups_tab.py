"""The follow-ups of a case: written by keyboard, done, done again."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from casedesk.domain.follow_ups import FollowUp
from casedesk.domain.partial_dates import PartialDate
from casedesk.services import cases, follow_ups
from casedesk.storage.vault import Vault
from casedesk.ui.desk import Desk
from casedesk.ui.forms.controls import UserBox
from casedesk.ui.kit.chips import StatusChip
from tests.conftest import COORDINATOR_NAME
from tests.ui.cases.conftest import TakeIn
from tests.ui.cases.drivers import CaseDriver, texts
from tests.ui.cases.test_case_page import write
from tests.ui.sweep import faults


def on_file(vault: Vault, case_id: str) -> tuple[FollowUp, ...]:
    """What the case holds."""
    return vault.run(lambda uow: cases.read(uow, case_id)).follow_ups


def test_one_is_written_given_to_somebody_and_done(
    desk: Desk, qtbot: QtBot, take_in: TakeIn, vault: Vault
) -> None:
    case = take_in(given_names="Luz")
    page = CaseDriver(desk, qtbot, case.id, "follow_ups")
    page.press("add_follow_up")
    editor = page.page.tabs["follow_ups"].box.editor  # type: ignore[attr-defined]
    page.keys(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert editor.form.questions.fields["what"].error()
    write(editor, "what", "Call the clinic")
    write(editor, "due_on", "24/11/2026")
    whom = editor.form.questions.fields["whom"].control
    assert isinstance(whom, UserBox)
    whom.combo.choose(COORDINATOR_NAME)
    page.keys(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    (made,) = on_file(vault, case.id)
    assert (made.what, made.whom, made.origin) == ("Call the clinic", COORDINATOR_NAME, "by_hand")
    assert texts(page.page, "entry_more") == [f"by Nov 24, 2026 · {COORDINATOR_NAME}"]
    page.press("done")
    assert on_file(vault, case.id)[0].ended == "done"
    page.press("reopen")
    assert on_file(vault, case.id)[0].open


def seen(page: QWidget) -> str:
    """All words in sight, and those that a screen reader says of what is in sight."""
    words = []
    for each in page.findChildren(QWidget):
        if each.isVisible():
            words += [each.accessibleName(), each.toolTip()]
            for kind, read in ((QLabel, "text"), (QLineEdit, "displayText")):
                words += [getattr(each, read)()] if isinstance(each, kind) else []
            if isinstance(each, QPlainTextEdit):
                words.append(each.toPlainText())
    return " ".join(words)


def test_what_was_written_in_words_is_covered_with_the_names(
    desk: Desk, qtbot: QtBot, take_in: TakeIn, vault: Vault
) -> None:
    case = take_in(given_names="Luz")
    call = FollowUp(case_id=case.id, what="Call Zorrilla", notes="Zorrilla knows")
    vault.run(lambda uow: follow_ups.add(uow, call))
    page = CaseDriver(desk, qtbot, case.id, "follow_ups")
    page.press("change")
    assert seen(page.page).count("Zorrilla") > 4
    desk.hide_names(True)
    page.settle()
    assert "Zorrilla" not in seen(page.page)
    desk.hide_names(False)
    page.settle()
    assert texts(page.page, "entry_title") == ["Call Zorrilla"]
    assert "Zorrilla knows" in seen(page.page)


def test_what_is_overdue_stands_in_the_head_and_in_the_summary(
    desk: Desk, qtbot: QtBot, take_in: TakeIn, vault: Vault
) -> None:
    case = take_in(given_names="Luz")
    late = FollowUp(case_id=case.id, what="Call", due_on=PartialDate(2026, 11, 20), whom="Left")
    vault.run(lambda uow: follow_ups.add(uow, late))
    page = CaseDriver(desk, qtbot, case.id)
    assert "1 follow-up overdue" in [chip.text() for chip in _chips(page)]
    page.show("follow_ups")
    assert faults(page.page) == []
    page.press("change")  # whoever has no key any more is still named
    editor = page.page.tabs["follow_ups"].box.editor  # type: ignore[attr-defined]
    assert editor.form.questions.fields["whom"].control.content() == "Left"


def _chips(page: CaseDriver) -> list[StatusChip]:
    return page.page.chips.findChildren(StatusChip)
