"""Rooms and beds: what coordinators keep up, area by area."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from casedesk import i18n
from casedesk.domain.answers import Missing, value_or
from casedesk.domain.rooms import Room
from casedesk.i18n import N_, _, ngettext
from casedesk.services import entries, rooms
from casedesk.services.house import area_name
from casedesk.ui.desk import Desk
from casedesk.ui.forms.editor import Editor
from casedesk.ui.forms.save_keys import save_with_keys
from casedesk.ui.forms.sections import Section as Questions
from casedesk.ui.kit.binding import bind
from casedesk.ui.kit.buttons import button
from casedesk.ui.kit.chips import StatusChip
from casedesk.ui.kit.labels import h2, icon_label, label, muted
from casedesk.ui.kit.layouts import clear, hbox, vbox
from casedesk.ui.kit.surfaces import Card, line
from casedesk.ui.settings.section import Section


class RoomsSection(Section):
    """A room out of use keeps its history and is offered no more."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "rooms_section")
        self.add_button = button(N_("Add a room"), "plus", name="add_room")
        self.editor = Editor(
            desk,
            Room,
            (Questions("", ("area", ("name", "beds"), "closed", "notes")),),
            save=rooms.save,
            fresh=entries.again,
            cancel=True,
        )
        self.writing = Card(self.editor, margin=18, name="room_card")
        self.writing.hide()
        self.nothing = muted(
            N_("No room is on file yet. Add the first one: name, area, how many beds it has.")
        )
        self.rows = vbox(spacing=0)
        head = hbox(h2(N_("Rooms and beds")), self.add_button, spacing=12)
        head.setStretch(0, 1)
        help_text = muted(
            N_("Whoever is checked in can be given a room and a bed. Areas without rooms stay.")
        )
        self.add(self.writing)
        self.add(Card(head, help_text, self.nothing, self.rows, name="rooms_card"))
        self.add_button.clicked.connect(lambda: self.begin(Room()))
        self.editor.saved.connect(self._ended)
        self.editor.cancelled.connect(self._ended)
        save_with_keys(self, self._save)

    def open(self) -> None:
        """Read the rooms."""
        self.desk.tasks.run(rooms.all_rooms, self._show, owner=self, latest="rooms")

    def begin(self, room: Room) -> None:
        """Write down a new room, or change one."""
        self.writing.show()
        self.add_button.hide()
        self.editor.edit(room, f"room:{room.id if room.version else 'new'}")
        self.editor.first()

    def _save(self) -> None:
        if not self.writing.isHidden():
            self.editor.save()

    def _ended(self, _saved: object = None) -> None:
        self.writing.hide()
        self.add_button.show()
        self.add_button.setFocus()
        self.open()

    def _show(self, found: Sequence[Room]) -> None:
        clear(self.rows)
        self.nothing.setVisible(not found)
        for room in sorted(found, key=lambda each: area_name(value_or(each.area, ""))):
            self.rows.addWidget(self._row(room))
            self.rows.addWidget(line())

    def _row(self, room: Room) -> QWidget:
        made = QWidget()
        made.setObjectName(f"room_{room.id}")
        words = vbox(
            label(lambda: _title(room), "strong", name="room_title"),
            label(lambda: _beds(room), "muted"),
            spacing=2,
        )
        change = button(N_("Change"), "edit", name="change")
        bind(change, "setAccessibleName", lambda: _("Change {what}").format(what=_title(room)))
        change.clicked.connect(lambda: self.begin(room))
        row = hbox(icon_label("bed", "accent_text"), margin=(2, 10, 2, 10), spacing=12)
        row.addLayout(words, 1)
        if not rooms.in_use(room):
            row.addWidget(StatusChip("ban", N_("Out of use")))
        row.addWidget(change)
        made.setLayout(row)
        return made


def _title(room: Room) -> str:
    return f"{area_name(value_or(room.area, ''))} · {value_or(room.name, '')}"


def _beds(room: Room) -> str:
    if isinstance(room.beds, Missing):
        return _("Nobody said how many beds")
    return ngettext("{count} bed", "{count} beds", room.beds).format(count=i18n.number(room.beds))
