"""What is to be done as rows: by when, what, for whom, by whom."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from casedesk.domain import codelists
from casedesk.domain.answers import Missing, value_or
from casedesk.i18n import N_, _
from casedesk.services.follow_ups import ToDo
from casedesk.ui.cases import names
from casedesk.ui.cases.casefile.kinds import follow_up_chip
from casedesk.ui.desk import Desk
from casedesk.ui.forms.wording import date_text
from casedesk.ui.kit.chips import CHIP_ROLE, ChipLook

Index: TypeAlias = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


@dataclass(frozen=True)
class Column:
    """A column: its title, its words, and its part of the width."""

    title: str
    text: Callable[[ToDo, Desk], str]
    width: int
    stretch: int = 0
    spare: int = 0


def _due(to_do: ToDo, _desk: Desk) -> str:
    due = to_do.follow_up.due_on
    return _("No date") if isinstance(due, Missing) else date_text(due)


def _what(to_do: ToDo, desk: Desk) -> str:
    return names.text(value_or(to_do.follow_up.what, ""), desk)


def _origin(to_do: ToDo, _desk: Desk) -> str:
    code = value_or(to_do.follow_up.origin, "")
    return codelists.load("follow_up_origins").label(code) if code else ""


COLUMNS = (
    Column(N_("By when"), _due, 140),
    Column(N_("What is to be done"), _what, 200, stretch=4),
    Column(
        N_("Name or alias"),
        lambda to_do, desk: names.shown(to_do.name or to_do.alias, desk),
        150,
        stretch=2,
    ),
    Column(N_("Folio"), lambda to_do, _desk: to_do.folio, 114, spare=2),
    Column(
        N_("Who does it"),
        lambda to_do, _desk: value_or(to_do.follow_up.whom, "") or _("Nobody yet"),
        120,
        stretch=1,
    ),
    Column(N_("Where it comes from"), _origin, 150, stretch=1, spare=1),
)


class ToDosModel(QAbstractTableModel):
    """Holds what is listed."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.to_dos: list[ToDo] = []

    def show_to_dos(self, found: Sequence[ToDo]) -> None:
        """List others, or the same anew."""
        self.beginResetModel()
        self.to_dos = list(found)
        self.endResetModel()

    def row_of(self, follow_up_id: str) -> int:
        """The row of a follow-up; -1 if it is not listed."""
        ids = (each.follow_up.id for each in self.to_dos)
        return next((row for row, each in enumerate(ids) if each == follow_up_id), -1)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """How many are listed."""
        return 0 if parent.isValid() else len(self.to_dos)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """How many columns there are."""
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A cell's words; the day as a chip once it has come."""
        to_do = self.to_dos[index.row()]
        words = (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.ToolTipRole,
            Qt.ItemDataRole.AccessibleTextRole,
        )
        if role in words:
            return COLUMNS[index.column()].text(to_do, self._desk)
        if role == CHIP_ROLE and index.column() == 0:
            return self._look(to_do, self._desk.clock.now().date())
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The columns' titles."""
        if orientation == Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole:
                return _(COLUMNS[section].title)
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def repaint_all(self) -> None:
        """Say that every word may have changed: language, or names covered."""
        if self.to_dos:
            last = self.index(len(self.to_dos) - 1, len(COLUMNS) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(COLUMNS) - 1)

    @staticmethod
    def _look(to_do: ToDo, today: date) -> ChipLook | None:
        chip = follow_up_chip(to_do.follow_up, today)
        return ChipLook(chip[0], chip[2]) if chip else None
