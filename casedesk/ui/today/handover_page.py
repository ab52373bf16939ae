"""Handing over: a note for the next shift, and all that were left before."""

from typing import Any

from casedesk.domain.answers import NOT_ASKED
from casedesk.domain.handover import ShiftNote
from casedesk.i18n import N_
from casedesk.services import handover
from casedesk.ui.desk import Desk
from casedesk.ui.forms.editor import Editor
from casedesk.ui.forms.save_keys import save_with_keys
from casedesk.ui.forms.sections import Section
from casedesk.ui.kit.labels import h2, muted
from casedesk.ui.kit.page import Page
from casedesk.ui.kit.surfaces import Card
from casedesk.ui.today.notes import NotesBox, sign

DRAFT = "shift_note:new"


class HandoverPage(Page):
    """What is written stays a draft until it is left; what was left stays for ever."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(N_("Handover"), name="handover_page")
        self._desk = desk
        self.back_button = self.add_back(N_("Back to today"))
        self.editor = Editor(
            desk,
            ShiftNote,
            (Section("", ("text", "urgent")),),
            save=handover.leave,
            fresh=lambda _uow, note: note,
            words=N_("Leave the note"),
            undo=N_("The note is left for the next shift."),
        )
        self.notes = NotesBox(desk)
        self.nothing = muted(N_("No note has been left yet."))
        self.add(Card(self.editor, margin=18, name="write_card"))
        self.add(Card(h2(N_("All notes")), self.nothing, self.notes, margin=16, name="all_notes"))
        self.add(None)
        self.back_button.clicked.connect(lambda: desk.go("today"))
        self.editor.saved.connect(lambda _note: self._begin())
        self.notes.signed.connect(lambda note: sign(desk, note, self))
        desk.tasks.changed.connect(self._changed)
        save_with_keys(self, self.editor.save)

    def open(self, **_arguments: Any) -> None:
        """Begin with a new note, or with the draft that was left."""
        self._begin()
        self.reload()

    def reload(self) -> None:
        """Read all notes."""
        self._desk.tasks.run(handover.notes, self._show, owner=self, latest="notes")

    def flush_draft(self) -> None:
        """The page is left."""
        self.editor.flush_draft()

    def _begin(self) -> None:
        self.editor.edit(ShiftNote(text=NOT_ASKED), DRAFT)
        self.editor.first()

    def _show(self, notes: list[ShiftNote]) -> None:
        self.nothing.setVisible(not notes)
        self.notes.show_notes(notes)

    def _changed(self, kinds: frozenset[str]) -> None:
        if ShiftNote.kind in kinds and self.isVisible():
            self.reload()
