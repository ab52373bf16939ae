"""Everything the first page shows, read in one transaction."""

from dataclasses import dataclass

from casedesk.domain.arrivals import ExpectedArrival
from casedesk.domain.handover import ShiftNote
from casedesk.services import arrivals, drafts, follow_ups, handover, house
from casedesk.services.drafts import Draft
from casedesk.services.follow_ups import ToDo
from casedesk.services.house import House
from casedesk.storage.unit_of_work import UnitOfWork


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


def look(uow: UnitOfWork) -> Today:
    """The day as it is now, for whoever looks."""
    return Today(
        house=house.today(uow),
        notes=tuple(handover.unread(uow)),
        expected=tuple(arrivals.waiting(uow)),
        due=tuple(follow_ups.due(uow, uow.today)),
        drafts=tuple(drafts.all_of_user(uow)),
    )
