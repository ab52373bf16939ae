"""Models of tables with one thing per row: their words, and lines that are all held."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeAlias, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from casedesk.i18n import _
from casedesk.ui.kit.chips import CHIP_ROLE, ChipLook

Row = TypeVar("Row")
#: what the words depend on besides the row: the desk
Around = TypeVar("Around")
Index: TypeAlias = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
_WORDS = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.ToolTipRole,  # what the column is too narrow for
    Qt.ItemDataRole.AccessibleTextRole,
)


def spoken(words: str) -> str:
    """A cell's words for the ear: an empty one says that it is."""
    return words or _("empty")


@dataclass(frozen=True)
class Column(Generic[Row, Around]):
    """A column: its title, its words for a row, and its part of the width."""

    title: str
    text: Callable[[Row, Around], str]
    #: width of the design in pixels; the part of the spare width it takes
    width: int
    stretch: int = 0
    #: its turn to be left out when there is no room; 0 never
    spare: int = 0
    #: how the cell looks as a chip, if it is one
    look: Callable[[Row, Around], ChipLook | None] = lambda _row, _around: None
    name: str = ""


class RowsModel(QAbstractTableModel, Generic[Row, Around]):
    """Words and chips of lines, column by column; subclasses know the lines."""

    def __init__(
        self,
        columns: Sequence[Column[Row, Around]],
        around: Around,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._columns = tuple(columns)
        self._around = around

    def line(self, row: int) -> Row | None:
        """What stands in a row; None while it is on its way."""
        raise NotImplementedError

    def text(self, line: Row, place: int) -> str:
        """The words of a cell."""
        return self._columns[place].text(line, self._around)

    def columnCount(self, parent: Index = ROOT) -> int:
        """How many columns there are."""
        return 0 if parent.isValid() else len(self._columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A cell's words, its chip; three dots while its line is on its way."""
        if role not in (*_WORDS, CHIP_ROLE):
            return None
        line, place = self.line(index.row()), index.column()
        if role == CHIP_ROLE:
            return None if line is None else self._columns[place].look(line, self._around)
        words = "…" if line is None else self.text(line, place)
        return spoken(words) if role == Qt.ItemDataRole.AccessibleTextRole else words

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The columns' titles."""
        if orientation == Qt.Orientation.Horizontal:
            if role == Qt.ItemDataRole.DisplayRole:
                return _(self._columns[section].title)
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def repaint_all(self) -> None:
        """Say that every word may have changed: language, or names covered."""
        last = len(self._columns) - 1
        if rows := self.rowCount():
            self.dataChanged.emit(self.index(0, 0), self.index(rows - 1, last))
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, last)


class HeldRows(RowsModel[Row, Around]):
    """Holds every line."""

    def __init__(
        self,
        columns: Sequence[Column[Row, Around]],
        around: Around,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(columns, around, parent)
        self.lines: list[Row] = []

    def show_lines(self, found: Sequence[Row]) -> None:
        """List others, or the same anew."""
        self.beginResetModel()
        self.lines = list(found)
        self.endResetModel()

    def line(self, row: int) -> Row | None:
        """What stands in a row."""
        return self.lines[row] if 0 <= row < len(self.lines) else None

    def rowCount(self, parent: Index = ROOT) -> int:
        """How many are listed."""
        return 0 if parent.isValid() else len(self.lines)
