"""Fields that a shelter needs and the program does not have: what coordinators add."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QEvent

from casedesk.domain import codelists
from casedesk.domain.extras import ExtraField
from casedesk.domain.records import Record
from casedesk.i18n import N_, _
from casedesk.services import extras, history
from casedesk.services.history import Entry
from casedesk.services.vaults import UnitOfWork
from casedesk.ui.cases.history_rows import PUT_BACK, TAKEN_BACK, history_row
from casedesk.ui.desk import Desk
from casedesk.ui.kit.labels import h2
from casedesk.ui.kit.layouts import clear, vbox
from casedesk.ui.kit.surfaces import Card, line
from casedesk.ui.settings.field_editor import FieldEditor
from casedesk.ui.settings.kept_section import Kept, KeptSection

_FIELDS = Kept(
    name="field",
    icon="list-check",
    title=N_("Fields of this shelter"),
    about=N_("They are asked under the questions of the program, in both languages."),
    add=N_("Add a field"),
    nothing=N_("No field has been added. Add one if your shelter asks what is not asked here."),
    ended=N_("No longer asked"),
)


class FieldsSection(KeptSection[ExtraField]):
    """A field no longer asked keeps its answers; each change of one can be taken back."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, _FIELDS, FieldEditor(desk), ExtraField)
        self._entries: Sequence[Entry] = ()
        self.changes = vbox(spacing=0)
        self.past = Card(h2(N_("What changed")), self.changes, name="field_past")
        self.past.hide()
        self.box.insertWidget(1, self.past)

    def read(self, uow: UnitOfWork) -> Sequence[ExtraField]:
        """All fields in the order they were added."""
        return extras.fields(uow)

    def called(self, record: ExtraField) -> str:
        """The question."""
        return record.label()

    def described(self, record: ExtraField) -> str:
        """Whom it asks about, the kind of answer, and what can be chosen."""
        parts = [
            codelists.load("extra_owners").label(str(record.about)),
            codelists.load("extra_types").label(str(record.type)),
        ]
        if record.codes:
            parts.append(", ".join(each.label() for each in record.code_list().codes.values()))
        return " · ".join(parts)

    def used(self, record: ExtraField) -> bool:
        """Whether it is still asked."""
        return record.retired is not True

    def first_question(self, record: ExtraField) -> str:
        """What it asks about cannot be changed once it is saved."""
        return "es" if record.version else "about"

    def begin(self, record: ExtraField) -> None:
        """Write down a new field, or change one, over what changed in it before."""
        super().begin(record)
        self.past.setVisible(bool(record.version))
        self._show_past(())
        self._look_back(record.id)

    def ended(self, saved: Any = None) -> None:
        """Nothing is being written any more."""
        self.past.hide()
        super().ended(saved)

    def undo(self, entry: Entry) -> None:
        """Put back what was there before; a field that nobody answered goes."""
        self.desk.tasks.run(lambda uow: history.undo(uow, entry), self._undone, owner=self)

    def _undone(self, record: Record | None) -> None:
        self.desk.say(_(PUT_BACK if record else TAKEN_BACK))
        if record is not None and self.editor.touched:
            self._look_back(record.id)  # what is being written stays
        else:
            self.editor.cancel()

    def _look_back(self, field_id: str) -> None:
        self.desk.tasks.run(
            lambda uow: history.of_field(uow, field_id),
            self._show_past,
            owner=self,
            latest="field_past",
        )

    def changeEvent(self, event: QEvent) -> None:
        """Say what changed in the language switched to."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "past"):
            self._show_past(self._entries)

    def _show_past(self, entries: Sequence[Entry]) -> None:
        self._entries = entries
        clear(self.changes)
        for entry in entries:
            self.changes.addWidget(history_row(self.desk, entry, self.undo))
            self.changes.addWidget(line())
