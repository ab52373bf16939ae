"""Everything the first page shows, read in one transaction."""

from dataclasses import dataclass
from datetime import date, timedelta

from casedesk.domain.arrivals import ExpectedArrival
from casedesk.domain.clocks.rules import Rule
from casedesk.domain.handover import ShiftNote
from casedesk.services import arrivals, drafts, follow_ups, handover, house
from casedesk.services.clocks import board
from casedesk.services.clocks.board import Wanted
from casedesk.services.drafts import Draft
from casedesk.services.follow_ups import ToDo
from casedesk.services.house import House
from casedesk.storage.unit_of_work import UnitOfWork

#: terms whose day to be told of lies between these
_PAST, _AHEAD = timedelta(days=14), timedelta(days=5)


@dataclass(frozen=True)
class Today:
    """The shelter's day."""

    house: House
    #: notes of the shift before that nobody has read
    notes: tuple[ShiftNote, ...]
    expected: tuple[ExpectedArrival, ...]
    #: follow-ups due by today, over all cases
    due: tuple[ToDo, ...]
    #: what whoever looks has begun and not saved, the latest first
    drafts: tuple[Draft, ...]


@dataclass(frozen=True)
class Clock:
    """A term that runs out in the days to come, or has just run out."""

    case_id: str
    folio: str
    called: str
    rule: Rule
    due_on: date
    #: terms stand still in this case
    stopped: bool


def clocks(uow: UnitOfWork) -> list[Clock]:
    """The terms of open cases that run out soon, the earliest first, of those that are counted."""
    wanted = Wanted(since=uow.today - _PAST, until=uow.today + _AHEAD)
    return [_clock(line) for line in board.kept(uow, wanted)]


def _clock(line: board.Line) -> Clock:
    return Clock(
        case_id=line.dates.case_id,
        folio=line.folio,
        called=line.name,
        rule=board.rule_of(line.dates),
        due_on=date.fromisoformat(line.dates.due_on),
        stopped=line.dates.stopped,
    )


def look(uow: UnitOfWork) -> Today:
    """The day as it is now, for whoever looks."""
    return Today(
        house=house.today(uow),
        notes=tuple(handover.unread(uow)),
        expected=tuple(arrivals.waiting(uow)),
        due=tuple(follow_ups.due(uow, uow.today)),
        drafts=tuple(drafts.all_of_user(uow)),
    )
