"""Fields that a shelter needs and the program does not have: what coordinators add."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from casedesk.domain import codelists
from casedesk.domain.extras import ExtraField
from casedesk.i18n import N_, _
from casedesk.services import extras
from casedesk.ui.desk import Desk
from casedesk.ui.forms.save_keys import save_with_keys
from casedesk.ui.kit.binding import bind
from casedesk.ui.kit.buttons import button
from casedesk.ui.kit.chips import StatusChip
from casedesk.ui.kit.labels import h2, icon_label, label, muted
from casedesk.ui.kit.layouts import clear, hbox, vbox
from casedesk.ui.kit.surfaces import Card, line
from casedesk.ui.settings.field_editor import FieldEditor
from casedesk.ui.settings.section import Section


class FieldsSection(Section):
    """A field no longer asked keeps its answers."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "fields_section")
        self.add_button = button(N_("Add a field"), "plus", name="add_field")
        self.editor = FieldEditor(desk)
        self.writing = Card(self.editor, margin=18, name="field_card")
        self.writing.hide()
        self.nothing = muted(
            N_("No field has been added. Add one if your shelter asks what is not asked here.")
        )
        self.rows = vbox(spacing=0)
        head = hbox(h2(N_("Fields of this shelter")), self.add_button, spacing=12)
        head.setStretch(0, 1)
        help_text = muted(
            N_("They are asked under the questions of the program, in both languages.")
        )
        self.add(self.writing)
        self.add(Card(head, help_text, self.nothing, self.rows, name="fields_card"))
        self.add_button.clicked.connect(lambda: self.begin(ExtraField()))
        self.editor.saved.connect(self._ended)
        self.editor.cancelled.connect(self._ended)
        save_with_keys(self, self._save)

    def open(self) -> None:
        """Read the fields."""
        self.desk.tasks.run(extras.fields, self._show, owner=self, latest="fields")

    def begin(self, field: ExtraField) -> None:
        """Write down a new field, or change one."""
        self.writing.show()
        self.add_button.hide()
        self.editor.edit(field, f"extra_field:{field.id if field.version else 'new'}")
        self.editor.first("es" if field.version else "about")

    def _save(self) -> None:
        if not self.writing.isHidden():
            self.editor.save()

    def _ended(self, _saved: object = None) -> None:
        self.writing.hide()
        self.add_button.show()
        self.add_button.setFocus()
        self.open()

    def _show(self, found: Sequence[ExtraField]) -> None:
        clear(self.rows)
        self.nothing.setVisible(not found)
        for field in found:
            self.rows.addWidget(self._row(field))
            self.rows.addWidget(line())

    def _row(self, field: ExtraField) -> QWidget:
        made = QWidget()
        made.setObjectName(f"field_{field.id}")
        words = vbox(
            label(field.label, "strong", name="field_title"),
            label(lambda: _what(field), "muted", name="field_what"),
            spacing=2,
        )
        change = button(N_("Change"), "edit", name="change")
        bind(change, "setAccessibleName", lambda: _("Change {what}").format(what=field.label()))
        change.clicked.connect(lambda: self.begin(field))
        row = hbox(icon_label("list-check", "accent_text"), margin=(2, 10, 2, 10), spacing=12)
        row.addLayout(words, 1)
        if field.retired is True:
            row.addWidget(StatusChip("ban", N_("No longer asked")))
        row.addWidget(change)
        made.setLayout(row)
        return made


def _what(field: ExtraField) -> str:
    """Whom it asks about, the kind of answer, and what can be chosen."""
    parts = [
        codelists.load("extra_owners").label(str(field.about)),
        codelists.load("extra_types").label(str(field.type)),
    ]
    if field.codes:
        parts.append(", ".join(each.label() for each in field.code_list().codes.values()))
    return " · ".join(parts)
