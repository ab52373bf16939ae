"""What is due over all cases as rows: when, what, whose duty, for whom."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from casedesk.domain import codelists
from casedesk.i18n import N_, _, medium_date
from casedesk.services.clocks import board
from casedesk.services.clocks.board import Line
from casedesk.ui.cases import names
from casedesk.ui.clocks import words
from casedesk.ui.desk import Desk
from casedesk.ui.kit.chips import CHIP_ROLE, ChipLook

Index: TypeAlias = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_WORDS = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,
    Qt.ItemDataRole.AccessibleTextRole,
)


@dataclass(frozen=True)
class Column:
    """A column: its title, its words, and its part of the width."""

    title: str
    text: Callable[[Line, Desk], str]
    width: int
    stretch: int = 0
    spare: int = 0


def due_on(line: Line) -> date:
    """The day to be reminded of."""
    return date.fromisoformat(line.dates.due_on)


def look(line: Line, today: date) -> words.Look:
    """Icon, message id and colour of where it stands."""
    return words.look(board.rule_of(line.dates), due_on(line), today, stopped=line.dates.stopped)


def _today(desk: Desk) -> date:
    return desk.clock.now().date()


def _office(line: Line, _desk: Desk) -> str:
    return codelists.load("comar_offices").label(line.dates.office) if line.dates.office else ""


COLUMNS = (
    Column(N_("By when"), lambda line, _desk: medium_date(due_on(line)), 116),
    Column(N_("Where it stands"), lambda line, desk: _(look(line, _today(desk))[1]), 174),
    Column(N_("What"), lambda line, _desk: str(board.rule_of(line.dates).words), 150, stretch=4),
    Column(
        N_("Whose duty"),
        lambda line, _desk: words.duty(board.rule_of(line.dates)),
        104,
        stretch=1,
        spare=3,
    ),
    Column(N_("Name or alias"), lambda line, desk: names.shown(line.name, desk), 140, stretch=2),
    Column(N_("Folio"), lambda line, _desk: line.folio, 114, spare=2),
    Column(N_("COMAR office"), _office, 130, stretch=1, spare=1),
)
_LOOK = 1


class LinesModel(QAbstractTableModel):
    """Holds what is listed."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.lines: list[Line] = []

    def show_lines(self, found: Sequence[Line]) -> None:
        """List others, or the same anew."""
        self.beginResetModel()
        self.lines = list(found)
        self.endResetModel()

    def row_of(self, line: Line) -> int:
        """The row of the same clock of the same case; -1 if it is not listed."""
        wanted = _key(line)
        return next((row for row, each in enumerate(self.lines) if _key(each) == wanted), -1)

    def rowCount(self, parent: Index = _ROOT) -> int:
        """How many are listed."""
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """How many columns there are."""
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A cell's words; where it stands as a chip."""
        line = self.lines[index.row()]
        if role in _WORDS:
            return COLUMNS[index.column()].text(line, self._desk)
        if role == CHIP_ROLE and index.column() == _LOOK:
            icon, _words, tone = look(line, _today(self._desk))
            return ChipLook(icon, tone)
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
        if self.lines:
            last = self.index(len(self.lines) - 1, len(COLUMNS) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(COLUMNS) - 1)


def _key(line: Line) -> tuple[str, str, str]:
    return line.dates.case_id, line.dates.rule, line.dates.entry_id
