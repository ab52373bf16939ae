"""What is due over all cases as rows: when, what, whose duty, for whom."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QObject

from casedesk.domain import codelists
from casedesk.i18n import N_, _, medium_date
from casedesk.services.clocks import board
from casedesk.services.clocks.board import Line
from casedesk.ui.cases import names
from casedesk.ui.clocks import words
from casedesk.ui.desk import Desk
from casedesk.ui.kit.chips import ChipLook
from casedesk.ui.kit.paged_rows import PagedRows
from casedesk.ui.kit.row_models import Column


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


def _stands(line: Line, desk: Desk) -> str:
    return _(look(line, _today(desk))[1])


def _chip(line: Line, desk: Desk) -> ChipLook:
    icon, _words, tone = look(line, _today(desk))
    return ChipLook(icon, tone)


COLUMNS: tuple[Column[Line, Desk], ...] = (
    Column(N_("By when"), lambda line, _desk: medium_date(due_on(line)), 116),
    Column(N_("Where it stands"), _stands, 196, look=_chip),
    Column(N_("What"), lambda line, _desk: str(board.rule_of(line.dates).words), 150, stretch=4),
    Column(
        N_("Whose duty"),
        lambda line, _desk: words.duty(board.rule_of(line.dates)),
        122,
        stretch=1,
        spare=3,
    ),
    Column(N_("Name or alias"), lambda line, desk: names.shown(line.name, desk), 140, stretch=2),
    Column(N_("Folio"), lambda line, _desk: line.folio, 114, spare=2),
    Column(N_("COMAR office"), _office, 130, stretch=1, spare=1),
)


class LinesModel(PagedRows[Line, Desk]):
    """Knows the numbers of all clocks listed, holds the few that were looked at."""

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(COLUMNS, desk, parent)
        self._desk = desk

    def fetch(self, numbers: list[int], done: Callable[[list[Line]], None]) -> None:
        """Read the clocks of some numbers."""
        self._desk.tasks.run(lambda uow: board.lines_of(uow, numbers), done, owner=self)

    def number_of(self, line: Line) -> int:
        """The number of a clock."""
        return line.number
