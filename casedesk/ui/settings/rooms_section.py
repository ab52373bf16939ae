"""Rooms and beds: what coordinators keep up, area by area."""

from collections.abc import Sequence

from casedesk import i18n
from casedesk.domain.answers import Missing, value_or
from casedesk.domain.rooms import Room
from casedesk.i18n import N_, _, ngettext
from casedesk.services import entries, rooms
from casedesk.services.house import area_name
from casedesk.services.vaults import UnitOfWork
from casedesk.ui.desk import Desk
from casedesk.ui.forms.editor import Editor
from casedesk.ui.forms.sections import Section as Questions
from casedesk.ui.settings.kept_section import Kept, KeptSection

_ROOMS = Kept(
    name="room",
    icon="bed",
    title=N_("Rooms and beds"),
    about=N_("Whoever is checked in can be given a room and a bed. Areas without rooms stay."),
    add=N_("Add a room"),
    nothing=N_("No room is on file yet. Add the first one: name, area, how many beds it has."),
    ended=N_("Out of use"),
)
_QUESTIONS = (Questions("", ("area", ("name", "beds"), "closed", "notes")),)


class RoomsSection(KeptSection[Room]):
    """A room out of use keeps its history and is offered no more."""

    def __init__(self, desk: Desk) -> None:
        editor = Editor(desk, Room, _QUESTIONS, save=rooms.save, fresh=entries.again, cancel=True)
        super().__init__(desk, _ROOMS, editor, Room)

    def read(self, uow: UnitOfWork) -> Sequence[Room]:
        """All rooms, area by area."""
        return sorted(rooms.all_rooms(uow), key=lambda each: area_name(value_or(each.area, "")))

    def called(self, record: Room) -> str:
        """Its area and name."""
        return f"{area_name(value_or(record.area, ''))} · {value_or(record.name, '')}"

    def described(self, record: Room) -> str:
        """How many beds it has."""
        if isinstance(record.beds, Missing):
            return _("Nobody said how many beds")
        words = ngettext("{count} bed", "{count} beds", record.beds)
        return words.format(count=i18n.number(record.beds))

    def used(self, record: Room) -> bool:
        """Whether it is in use."""
        return rooms.in_use(record)
