"""The people of the house as a table: room by room, each with a box to tick."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any, TypeAlias

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont

from casedesk.domain import codelists
from casedesk.domain.answers import Missing, value_or
from casedesk.domain.codes import fold
from casedesk.domain.partial_dates import PartialDate
from casedesk.i18n import N_, _
from casedesk.services.house import Guest, area_name
from casedesk.ui.cases import names
from casedesk.ui.cases.ages import age_of
from casedesk.ui.desk import Desk
from casedesk.ui.forms.wording import date_text
from casedesk.ui.kit import theme
from casedesk.ui.kit.chips import CHIP_ROLE, ChipLook, Tone
from casedesk.ui.kit.row_models import spoken

Index: TypeAlias = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
HEADS = (N_("Name or alias"), N_("Folio"), N_("Age"), N_("Bed"), N_("Since"), "")
NAME, FOLIO, AGE, BED, SINCE, STATE = range(len(HEADS))
#: what stands in the last column: words, icon, tone
State: TypeAlias = tuple[Callable[[], str], str, Tone]


@dataclass(frozen=True)
class Group:
    """A room, or an area without rooms, and who is in it."""

    key: str
    title: Callable[[], str]
    guests: tuple[Guest, ...]


class HouseModel(QAbstractTableModel):
    """Rows are groups and their guests; ticks are kept by the stay's id."""

    ticked = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.groups: tuple[Group, ...] = ()
        self._rows: list[Group | Guest] = []
        self._ticks: set[str] = set()
        #: ticking one ticks their household
        self.households = False
        self.state: Callable[[Guest], State | None] = lambda _guest: None

    def show_guests(self, guests: Iterable[Guest]) -> None:
        """List these guests by area and room; ticks of those who are gone are dropped."""
        self.beginResetModel()
        self.groups = grouped(guests)
        self._rows = []
        for group in self.groups:
            self._rows += [group, *group.guests]
        self._ticks &= {guest.stay.id for guest in self.guests()}
        self.endResetModel()

    def guests(self) -> list[Guest]:
        """Everybody listed."""
        return [row for row in self._rows if isinstance(row, Guest)]

    def chosen(self) -> list[Guest]:
        """Those ticked."""
        return [guest for guest in self.guests() if guest.stay.id in self._ticks]

    def at(self, row: int) -> Group | Guest | None:
        """What stands in a row."""
        return self._rows[row] if 0 <= row < len(self._rows) else None

    def row_of(self, group: str) -> int:
        """The row of a group's first guest."""
        return next(
            (row for row, each in enumerate(self._rows) if getattr(each, "key", "") == group), -1
        )

    def row_called(self, letters: str, start: int) -> int:
        """The first row from ``start`` on, and round, with a word of the name so beginning.

        -1 if there is none; names that are covered are not found.
        """
        sought, rows = fold(letters), len(self._rows)
        for row in chain(range(start, rows), range(min(start, rows))):
            found = self._rows[row]
            words = fold(self._words(found, NAME)).split() if isinstance(found, Guest) else ()
            if any(word.startswith(sought) for word in words):
                return row
        return -1

    def set_ticks(self, stay_ids: Iterable[str]) -> None:
        """Tick these and nobody else."""
        self._ticks = set(stay_ids) & {guest.stay.id for guest in self.guests()}
        self.repaint_all()
        self.ticked.emit()

    def untick(self) -> None:
        """Tick nobody, without telling: whoever asks knows."""
        self._ticks = set()
        self.repaint_all()

    def is_ticked(self, guest: Guest) -> bool:
        """Whether somebody is ticked."""
        return guest.stay.id in self._ticks

    def toggle(self, row: int) -> None:
        """Tick whoever stands in a row, or take the tick away; a heading ticks nobody."""
        found = self.at(row)
        if not isinstance(found, Guest):
            return
        ids = {guest.stay.id for guest in self._together(found)}
        self._ticks = self._ticks - ids if self.is_ticked(found) else self._ticks | ids
        self.repaint_all()
        self.ticked.emit()

    def rowCount(self, parent: Index = _ROOT) -> int:
        """Groups and guests."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """The columns."""
        return 0 if parent.isValid() else len(HEADS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A cell."""
        row = self._rows[index.row()]
        if isinstance(row, Group):
            return self._group_data(row, index.column(), role)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._words(row, index.column())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = _("ticked") if self.is_ticked(row) else _("not ticked")
            words = self._words(row, index.column())
            return f"{words}, {said}" if index.column() == NAME else spoken(words)
        if role == Qt.ItemDataRole.CheckStateRole and index.column() == NAME:
            ticked = self.is_ticked(row)
            return Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
        if role == CHIP_ROLE:
            return self._look(row, index.column())
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The columns' titles."""
        if orientation == Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole:
                return _(HEADS[section])
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def repaint_all(self) -> None:
        """Say that every word may have changed."""
        if self._rows:
            last = self.index(len(self._rows) - 1, len(HEADS) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(HEADS) - 1)

    def _together(self, found: Guest) -> Sequence[Guest]:
        if not self.households or not found.household_id:
            return (found,)
        return [each for each in self.guests() if each.household_id == found.household_id]

    def _group_data(self, group: Group, column: int, role: int) -> Any:
        if role == Qt.ItemDataRole.FontRole:
            return theme.font(14, QFont.Weight.DemiBold)
        if role == Qt.ItemDataRole.ForegroundRole:
            return theme.colour("accent_text")
        if role == Qt.ItemDataRole.BackgroundRole:
            return theme.colour("raised")
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return group.title()  # it spans all columns
        return group.title() if column == NAME and role == Qt.ItemDataRole.DisplayRole else None

    def _words(self, guest: Guest, column: int) -> str:
        if column == NAME:
            return names.of_person(guest.person, self._desk)
        if column == FOLIO:
            return guest.folio
        if column == AGE:
            return _age(guest, self._desk)
        if column == BED:
            return "–" if isinstance(guest.stay.bed, Missing) else str(guest.stay.bed)
        if column == SINCE:
            since = guest.stay.entered_on
            return date_text(since) if isinstance(since, PartialDate) else "–"
        state = self.state(guest)
        return state[0]() if state else ""

    def _look(self, guest: Guest, column: int) -> ChipLook | None:
        if column == AGE and guest.child:
            return ChipLook("shield", "warn")
        state = self.state(guest) if column == STATE else None
        return ChipLook(state[1], state[2]) if state else None


def grouped(guests: Iterable[Guest]) -> tuple[Group, ...]:
    """Guests by area in the order of the list and by room; last those without a place."""
    found: dict[tuple[str, str], list[Guest]] = {}
    for guest in guests:
        found.setdefault((guest.area, guest.room.id if guest.room else ""), []).append(guest)
    order = {area: at for at, area in enumerate(codelists.load("sleeping_places").codes)}
    keys = sorted(found, key=lambda key: (order.get(key[0], len(order)), _room(found[key])))
    return tuple(
        Group(f"{area}:{room}", _Title(area, _room(found[area, room])), tuple(found[area, room]))
        for area, room in keys
    )


class _Title:
    """Area and room in words, in the language of the moment."""

    def __init__(self, area: str, room: str) -> None:
        self._area, self._room = area, room

    def __call__(self) -> str:
        area = area_name(self._area) or _("No place given yet")
        return f"{area} · {self._room}" if self._room else area


def _room(guests: Sequence[Guest]) -> str:
    room = guests[0].room
    return value_or(room.name, "") if room else ""


def _age(guest: Guest, desk: Desk) -> str:
    text = age_of(guest.person, desk.clock.now().date())
    return _("Minor · {age}").format(age=text) if guest.child else text
