"""A model that knows how many lines there are, and fetches those that come into sight."""

from array import array
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from casedesk.ui.kit.row_models import ROOT, Around, Column, Index, Row, RowsModel

_PAGE = 100
_PAGES_KEPT = 30
#: rows are asked for one by one while painting; wait for the last of them
_GATHER_MS = 8


class PagedRows(RowsModel[Row, Around]):
    """Knows the numbers of all lines, holds the few that were looked at.

    Lines are fetched by the page when they come into sight.
    """

    #: lines that were on their way have come
    fetched = Signal()

    def __init__(
        self,
        columns: Sequence[Column[Row, Around]],
        around: Around,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(columns, around, parent)
        self._numbers: array[int] = array("q")
        self._pages: dict[int, dict[int, Row]] = {}
        self._wanted: dict[int, None] = {}
        self._serial = 0
        self._gather = QTimer(self)
        self._gather.setSingleShot(True)
        self._gather.setInterval(_GATHER_MS)
        self._gather.timeout.connect(self._fetch)

    def fetch(self, numbers: list[int], done: Callable[[list[Row]], None]) -> None:
        """Read the lines of some numbers and hand them to ``done``."""
        raise NotImplementedError

    def number_of(self, line: Row) -> int:
        """The number of a line."""
        raise NotImplementedError

    def show_numbers(self, numbers: Sequence[int], at: int = 0, known: Sequence[Row] = ()) -> None:
        """List other lines, or the same anew: everything held is forgotten.

        ``known`` are the lines of the page that holds row ``at``, if they are at hand.
        """
        self.beginResetModel()
        self._serial += 1
        self._numbers = array("q", numbers)
        self._pages = {}
        self._wanted = {}
        if known:
            self._keep(at // _PAGE, known)
        self.endResetModel()

    def line(self, row: int) -> Row | None:
        """The line of a row; None while it is on its way, or if there is no such row."""
        if not 0 <= row < len(self._numbers):
            return None
        page = row // _PAGE
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

    def rowCount(self, parent: Index = ROOT) -> int:
        """How many lines are listed."""
        return 0 if parent.isValid() else len(self._numbers)

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
            number for page in pages for number in self._numbers[page_of(page * _PAGE)].tolist()
        ]
        self.fetch(numbers, lambda lines: self._fetched(serial, pages, lines))

    def _fetched(self, serial: int, pages: list[int], lines: list[Row]) -> None:
        if serial != self._serial:
            return  # these lines belong to what was listed before
        for page in pages:
            self._keep(page, lines)
            first, last = page * _PAGE, min((page + 1) * _PAGE, len(self._numbers)) - 1
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self._columns) - 1))
        while len(self._pages) > _PAGES_KEPT:
            self._pages.pop(next(iter(self._pages)))
        self.fetched.emit()

    def _keep(self, page: int, lines: Sequence[Row]) -> None:
        known = {self.number_of(line): line for line in lines}
        numbers = self._numbers[page_of(page * _PAGE)]
        self._pages[page] = {number: known[number] for number in numbers if number in known}


def page_of(row: int) -> slice:
    """The rows that are fetched together with a row."""
    first = row // _PAGE * _PAGE
    return slice(first, first + _PAGE)
