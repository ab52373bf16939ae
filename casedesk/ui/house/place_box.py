"""Where people are to sleep: room or area, bed, and what should be thought of first."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from casedesk import i18n
from casedesk.domain import codelists
from casedesk.domain.answers import Missing, value_or
from casedesk.domain.people import Person
from casedesk.domain.rooms import Room
from casedesk.i18n import N_, _, ngettext
from casedesk.services import house, rooms, stays
from casedesk.services.house import House
from casedesk.services.stays import Place
from casedesk.ui.desk import Desk
from casedesk.ui.kit.banners import Banner
from casedesk.ui.kit.code_box import CodeBox
from casedesk.ui.kit.field import Field
from casedesk.ui.kit.layouts import vbox
from casedesk.ui.kit.text_boxes import NumberBox

_ROOM, _AREA = "room:", "area:"


class PlaceBox(QWidget):
    """Warns, never refuses; whatever is chosen despite a warning is kept with the stay."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._house: House | None = None
        self._people: Sequence[Person] = ()
        self.where = Field(
            N_("Where they sleep"),
            CodeBox(self._options, states=False),
            name="place_where",
        )
        self.bed = Field(
            N_("Bed"),
            NumberBox(lowest=1, highest=999, states=False),
            hint=N_("The first one, if there are several people"),
            name="place_bed",
        )
        self.warning = Banner("warn", "")
        self.warning.setObjectName("place_warning")
        self.warning.hide()
        self.warned: tuple[str, ...] = ()
        self.setLayout(vbox(self.where, self.bed, self.warning, spacing=12))
        for field in (self.where, self.bed):
            field.control.edited.connect(self._edited)
        self._edited()

    def show_house(self, home: House) -> None:
        """Offer the rooms as they are now."""
        self._house = home
        box = self.where.control
        if isinstance(box, CodeBox):
            box.combo.reload()
        self._edited()

    def set_people(self, people: Sequence[Person]) -> None:
        """For whom the place is."""
        self._people = people
        self._warn()

    def clear(self) -> None:
        """Begin anew."""
        self.where.control.show_content(None)
        self.bed.control.show_content(None)
        self._edited()

    def place(self) -> Place:
        """What was chosen; an area that is empty is no place."""
        chosen = self.where.control.content() or ""
        if not chosen.startswith(_ROOM):
            return Place(area=chosen.removeprefix(_AREA))
        first = self.bed.control.content()
        beds = (
            {} if first is None else {each.id: first + at for at, each in enumerate(self._people)}
        )
        return Place(room=self._room(chosen.removeprefix(_ROOM)), beds=beds)

    def _edited(self) -> None:
        chosen = self.where.control.content() or ""
        self.bed.setVisible(chosen.startswith(_ROOM))
        self._warn()
        self.changed.emit()

    def _warn(self) -> None:
        found: tuple[str, ...] = ()
        if self._house is not None and self._people:
            found = stays.warnings(self._house, self._people, self.place())
        news = found != self.warned
        self.warned = found
        if not found:
            self.warning.hide()
        elif news:
            self.warning.tell(lambda: _warning_words(found))

    def _room(self, room_id: str) -> Room | None:
        known = self._house.rooms if self._house else ()
        return next((room for room in known if room.id == room_id), None)

    def _options(self) -> list[tuple[str, str]]:
        if self._house is None:
            return []
        today = self._desk.clock.now().date()
        found = []
        for code in codelists.load("sleeping_places").current(today):
            inside = [
                room for room in self._house.rooms if room.area == code.code and rooms.in_use(room)
            ]
            found += [(_ROOM + room.id, _room_words(room, self._house)) for room in inside]
            if not inside:
                found.append((_AREA + code.code, code.label()))
        return found


def _room_words(room: Room, home: House) -> str:
    words = f"{house.area_name(value_or(room.area, ''))} · {value_or(room.name, '')}"
    if isinstance(room.beds, Missing):
        return words
    taken = sum(
        each.room is not None and each.room.id == room.id for each in (*home.sleeping, *home.absent)
    )
    free = max(room.beds - taken, 0)
    if not free:
        return _("{room} (no bed free)").format(room=words)
    text = ngettext("{room} ({count} bed free)", "{room} ({count} beds free)", free)
    return text.format(room=words, count=i18n.number(free))


def _warning_words(codes: Sequence[str]) -> str:
    known = codelists.load("placement_warnings")
    return ". ".join(known.label(code) for code in codes) + "."
