"""Notes between shifts, as cards: what somebody wrote, and signing that it was read."""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from casedesk import i18n
from casedesk.domain.answers import Missing, value_or
from casedesk.domain.handover import ShiftNote
from casedesk.i18n import N_, _
from casedesk.services import handover
from casedesk.ui.cases import names
from casedesk.ui.desk import Desk
from casedesk.ui.kit.binding import bind
from casedesk.ui.kit.buttons import button
from casedesk.ui.kit.chips import StatusChip
from casedesk.ui.kit.labels import icon_label, label
from casedesk.ui.kit.layouts import clear, hbox, vbox
from casedesk.ui.kit.surfaces import Card, line


class NotesBox(QWidget):
    """Notes under one another; those of others can be signed."""

    signed = Signal(object)  # the note

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._notes: Sequence[ShiftNote] = ()
        self._said: list[tuple[str, str, str, bool]] = []
        self.rows = vbox(spacing=8)
        self.setLayout(self.rows)
        desk.names_hidden_changed.connect(lambda _hidden: self.show_notes(self._notes))

    def show_notes(self, notes: Sequence[ShiftNote]) -> None:
        """Show these notes; those shown already are left as they are."""
        said = [
            (note.version, self._text(note), self._when(note), self._can_sign(note))
            for note in notes
        ]
        if said == self._said:
            return
        self._notes, self._said = notes, said
        clear(self.rows)
        for note in notes:
            self.rows.addWidget(self._row(note))
            if note is not notes[-1]:
                self.rows.addWidget(line())

    def _row(self, note: ShiftNote) -> QWidget:
        made = QWidget()
        made.setObjectName(f"note_{note.id}")
        text = label(lambda: self._text(note), name="note_text")
        words = vbox(text, label(lambda: self._when(note), "hint", name="note_when"), spacing=2)
        urgent = note.urgent is True
        icon = icon_label("alert-triangle" if urgent else "note", "warn" if urgent else "muted")
        row = hbox(icon, margin=(0, 4, 0, 4), spacing=10)
        row.addLayout(words, 1)
        if urgent:
            row.addWidget(StatusChip("alert-triangle", N_("Urgent"), "warn"))
        if self._can_sign(note):
            sign = button(N_("I have read it"), "check", name="sign")
            bind(sign, "setAccessibleName", lambda: f"{_('I have read it')}: {self._text(note)}")
            sign.clicked.connect(lambda: self.signed.emit(note))
            row.addWidget(sign)
        made.setLayout(row)
        return made

    def _can_sign(self, note: ShiftNote) -> bool:
        me = self._desk.session.user
        return me != note.written_by and not any(each.who == me for each in note.signatures)

    def _text(self, note: ShiftNote) -> str:
        """What was written may name people: it is covered with the names."""
        return names.text(value_or(note.text, ""), self._desk)

    def _when(self, note: ShiftNote) -> str:
        by = value_or(note.written_by, "")
        at = "" if isinstance(note.written_at, Missing) else self._moment(note.written_at)
        said = [_("{who}, {when}").format(who=by, when=at)]
        said += [
            _("read by {who}, {when}").format(who=each.who, when=self._moment(each.at))
            for each in note.signatures
            if each.who != note.written_by
        ]
        return " · ".join(said)

    def _moment(self, text: str) -> str:
        at = datetime.fromisoformat(text).astimezone(self._desk.clock.now().tzinfo)
        return f"{i18n.medium_date(at.date())} {i18n.short_time(at)}"


class NotesCard(Card):
    """Unread notes on top of the day; silent when there is none."""

    def __init__(self, desk: Desk, write: Callable[[], object]) -> None:
        super().__init__(margin=14, spacing=8, name="unread_notes")
        self._desk = desk
        self.heading = label(N_("Notes for this shift"), "h2")
        self.notes = NotesBox(desk)
        self.write_button = button(N_("Write a note"), "edit", name="write_note")
        self.nothing = label(N_("Every note has been read."), "muted")
        head = hbox(icon_label("notes", "accent_text"), self.heading, spacing=8)
        head.setStretch(1, 1)
        head.addWidget(self.write_button)
        for part in (head, self.nothing, self.notes):
            self.add(part)
        self.write_button.clicked.connect(lambda: write())
        self.notes.signed.connect(lambda note: sign(desk, note, self))

    def show_notes(self, notes: Sequence[ShiftNote]) -> None:
        """Show unread notes."""
        self.nothing.setVisible(not notes)
        self.notes.setVisible(bool(notes))
        self.notes.show_notes(notes)


def sign(desk: Desk, note: ShiftNote, owner: QWidget) -> None:
    """Sign a note as read."""
    desk.keep(lambda uow: handover.sign(uow, note), lambda: _("Signed as read."), owner=owner)
