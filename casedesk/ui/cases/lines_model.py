"""The case list: knows the numbers of all lines, holds the few that were looked at."""

from array import array
from collections.abc import Sequence
from typing import Any, TypeAlias

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
)

from casedesk.i18n import _
from casedesk.services import cases
from casedesk.services.cases import CaseLine
from casedesk.services.finding import Search
from casedesk.ui.cases.columns import COLUMNS, WHY, why_text
from casedesk.ui.desk import Desk
from casedesk.ui.kit.chips import CHIP_ROLE

Index: TypeAlias = QModelIndex | QPersistentModelIndex
#: the whole line of a row, or None while it is on its way
LINE_ROLE = Qt.ItemDataRole.UserRole
_PAGE = 100
_PAGES_KEPT = 30
#: rows are asked for one by one while painting; wait for the last of them
_GATHER_MS = 8
_ROOT = QModelIndex()


class CaseLinesModel(QAbstractTableModel):
    """Rows are line numbers; the lines are fetched by the page when they come into sight."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._numbers: array[int] = array("q")
        self._pages: dict[int, dict[int, CaseLine]] = {}
        self._wanted: dict[int, None] = {}
        self._serial = 0
        #: what was looked for, which says why each line is listed; None without words
        self.search: Search | None = None
        self._answered: frozenset[int] = frozenset()
        self._gather = QTimer(self)
        self._gather.setSingleShot(True)
        self._gather.setInterval(_GATHER_MS)
        self._gather.timeout.connect(self._fetch)

    def show_numbers(
        self,
        numbers: Sequence[int],
        search: Search | None = None,
        answered: frozenset[int] = frozenset(),
    ) -> None:
        """List other lines, or the same anew: everything held is forgotten.

        ``answered`` are those listed for an answer to one of the shelter's own fields.
        """
        self.beginResetModel()
        self.search, self._answered = search, answered
        self._serial += 1
        self._numbers = array("q", numbers)
        self._pages = {}
        self._wanted = {}
        self.endResetModel()

    def line(self, row: int) -> CaseLine | None:
        """The line of a row; None while it is on its way."""
        page, _place = divmod(row, _PAGE)
        if page not in self._pages:
            self._want(page)
            return None
        return self._pages[page].get(self._numbers[row])

    def number(self, row: int) -> int:
        """The line number of a row."""
        return self._numbers[row]

    def row_of(self, number: int) -> int:
        """The row of a line number; -1 if it is not listed."""
        try:
            return self._numbers.index(number)
        except ValueError:
            return -1

    def rowCount(self, parent: Index = _ROOT) -> int:
        """How many lines are listed."""
        return 0 if parent.isValid() else len(self._numbers)

    def columnCount(self, parent: Index = _ROOT) -> int:
        """How many columns there are."""
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A cell's words; three dots while its line is on its way."""
        if role == LINE_ROLE:
            return self.line(index.row())
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            line = self.line(index.row())
            return "…" if line is None else self._text(line, index.column())
        if role == Qt.ItemDataRole.ToolTipRole:
            line = self.line(index.row())  # what the column is too narrow for
            return None if line is None else self._text(line, index.column())
        if role == CHIP_ROLE:
            line = self.line(index.row())
            return None if line is None else COLUMNS[index.column()].look(line, self._desk)
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
        if self._numbers:
            last = self.index(len(self._numbers) - 1, len(COLUMNS) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(COLUMNS) - 1)

    def why(self, line: CaseLine) -> str:
        """Why a line is listed; empty if nothing was looked for."""
        if self.search is None:
            return ""
        if line.number in self._answered:
            return _("an answer to a field of this shelter")
        return why_text(self.search.match(line).reasons, self._desk)

    def _text(self, line: CaseLine, place: int) -> str:
        column = COLUMNS[place]
        return self.why(line) if column.name == WHY else column.text(line, self._desk)

    def _want(self, page: int) -> None:
        self._wanted.pop(page, None)
        self._wanted[page] = None  # the page asked for last is the one in sight
        if not self._gather.isActive():
            self._gather.start()

    def _fetch(self) -> None:
        pages = [page for page in list(self._wanted)[-3:] if page not in self._pages]
        self._wanted = {}
        if not pages:
            return
        serial = self._serial
        numbers = [
            number
            for page in pages
            for number in self._numbers[page * _PAGE : (page + 1) * _PAGE].tolist()
        ]
        self._desk.tasks.run(
            lambda uow: cases.lines(uow, numbers),
            lambda lines: self._fetched(serial, pages, lines),
            owner=self,
        )

    def _fetched(self, serial: int, pages: list[int], lines: list[CaseLine]) -> None:
        if serial != self._serial:
            return  # these lines belong to what was listed before
        known = {line.number: line for line in lines}
        for page in pages:
            numbers = self._numbers[page * _PAGE : (page + 1) * _PAGE]
            self._pages[page] = {number: known[number] for number in numbers if number in known}
            first, last = page * _PAGE, page * _PAGE + len(numbers) - 1
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(COLUMNS) - 1))
        while len(self._pages) > _PAGES_KEPT:
            self._pages.pop(next(iter(self._pages)))
