"""While a record is being saved: nothing typed gets lost, and no other draft is discarded."""

from dataclasses import replace

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from casedesk.domain.people import Person
from casedesk.services import cases, drafts
from casedesk.services.vaults import Vault
from casedesk.storage import records
from casedesk.ui.desk import Desk
from tests.ui.cases.conftest import DAY, TakeIn
from tests.ui.cases.drivers import CaseDriver, worker_busy

NOTE = "Came with her sister."


def write(field: QWidget, text: str) -> None:
    """Type where a question is answered."""
    field.setFocus()
    QTest.keyClicks(field, text)


def test_a_form_takes_nothing_while_it_is_saved_and_gives_the_focus_back(
    desk: Desk,
    qtbot: QtBot,
    take_in: TakeIn,
    vault: Vault,
) -> None:
    case = take_in(given_names="Luz")
    page = CaseDriver(desk, qtbot, case.id, "person")
    editor = page.page.tabs["person"].editor  # type: ignore[attr-defined]
    notes = editor.form.questions.fields["notes"].control
    with worker_busy(desk):
        write(notes.focus_target(), NOTE)
        editor.save()
        assert editor.autosave.note.text() == "Saving…"
        QTest.keyClicks(notes.focus_target(), " Second sentence.")
        assert notes.content() == NOTE  # not taken, so not lost
    page.settle()
    person = vault.run(lambda uow: records.get(uow, Person, case.person_id))
    assert person.notes == notes.content() == NOTE
    assert QApplication.focusWidget() is notes.focus_target()
    QTest.keyClicks(notes.focus_target(), " More.")
    assert notes.content() == f"{NOTE} More."


def test_what_is_begun_while_another_entry_is_saved_keeps_a_draft_of_its_own(
    desk: Desk,
    qtbot: QtBot,
    take_in: TakeIn,
    vault: Vault,
) -> None:
    case = take_in(given_names="Luz")
    page = CaseDriver(desk, qtbot, case.id, "stays")
    box = page.page.tabs["stays"].box  # type: ignore[attr-defined]
    (stay,) = vault.run(lambda uow: cases.read(uow, case.id)).stays
    box.begin(replace(box.kind.make(case.id), entered_on=DAY))
    page.settle()
    notes = box.editor.form.questions.fields["notes"].control.focus_target()
    with worker_busy(desk):
        write(notes, "Of the new one")
        box.editor.save()
        box.begin(stay)
        assert not notes.isEnabled()  # until it is known whether a draft of it waits
    page.settle()
    write(notes, NOTE)
    box.editor.flush_draft()
    page.settle()
    assert box.editor.record.id == stay.id
    assert box.editor.form.questions.fields["notes"].control.content() == NOTE
    kept = vault.run(drafts.all_of_user)
    assert [each.form for each in kept] == [f"stay:{stay.id}:{case.id}"]
    found = vault.run(lambda uow: cases.read(uow, case.id)).stays
    assert {str(each.notes) for each in found if each.id != stay.id} == {"Of the new one"}
