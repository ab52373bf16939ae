"""The case list: knows the numbers of all lines, holds the few that were looked at."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject

from casedesk.domain.likeness.explaining import ANSWER, Reason
from casedesk.services import cases
from casedesk.services.cases import CaseLine
from casedesk.services.finding import Search
from casedesk.ui.cases.columns import COLUMNS, WHY, why_text
from casedesk.ui.desk import Desk
from casedesk.ui.kit.paged_rows import PagedRows


class CaseLinesModel(PagedRows[CaseLine, Desk]):
    """Rows are line numbers; the lines are fetched by the page when they come into sight."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(COLUMNS, desk, parent)
        self._desk = desk
        #: what was looked for, which says why each line is listed; None without words
        self.search: Search | None = None
        self._answered: frozenset[int] = frozenset()

    def show_found(
        self,
        numbers: Sequence[int],
        search: Search | None = None,
        answered: frozenset[int] = frozenset(),
    ) -> None:
        """List what was found.

        ``answered`` are those listed for an answer to one of the shelter's own fields.
        """
        self.search, self._answered = search, answered
        self.show_numbers(numbers)

    def fetch(self, numbers: list[int], done: Callable[[list[CaseLine]], None]) -> None:
        """Read the lines of some numbers."""
        self._desk.tasks.run(lambda uow: cases.lines(uow, numbers), done, owner=self)

    def number_of(self, line: CaseLine) -> int:
        """The number of a line."""
        return line.number

    def text(self, line: CaseLine, place: int) -> str:
        """The words of a cell."""
        return self.why(line) if COLUMNS[place].name == WHY else super().text(line, place)

    def why(self, line: CaseLine) -> str:
        """Why a line is listed; empty if nothing was looked for."""
        if self.search is None:
            return ""
        if line.number in self._answered:
            return Reason(ANSWER).text()
        return why_text(self.search.match(line).reasons, self._desk)
