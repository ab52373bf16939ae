"""Follow-ups: what is to be done for a person, by when and by whom."""

from dataclasses import replace
from datetime import date

from casedesk.domain import follow_ups
from casedesk.domain.answers import NOT_ASKED, Missing, value_or
from casedesk.domain.follow_ups import BY_HAND, DONE, NOT_NEEDED, REPEAT, FollowUp
from casedesk.domain.partial_dates import PartialDate
from casedesk.services import validation
from casedesk.storage import records
from casedesk.storage.follow_ups import NOBODY, ToDo, open_ones
from casedesk.storage.unit_of_work import UnitOfWork

__all__ = [
    "NOBODY",
    "ToDo",
    "add",
    "done",
    "due",
    "end_next",
    "not_needed",
    "of_case",
    "once",
    "pending",
    "reopen",
    "take",
]


def add(uow: UnitOfWork, follow_up: FollowUp) -> FollowUp:
    """Store a new follow-up. Raises Invalid."""
    if follow_up.origin is NOT_ASKED:
        follow_up = replace(follow_up, origin=BY_HAND)
    validation.check(follow_up, today=uow.today)
    return records.add(uow, follow_up)


def once(uow: UnitOfWork, follow_up: FollowUp) -> FollowUp:
    """Store a follow-up unless its case has one of the same origin and source, open or ended.

    For what a rule asks for: however often it is asked, there is one, and who ended it is heard.
    """
    same = records.find(
        uow,
        FollowUp,
        case_id=follow_up.case_id,
        origin=follow_up.origin,
        source=follow_up.source,
    )
    return same[0] if same else add(uow, follow_up)


def done(uow: UnitOfWork, follow_up: FollowUp) -> FollowUp:
    """It was done today by whoever has the vault open; one that repeats makes the next."""
    stored = records.get(uow, FollowUp, follow_up.id)
    if not stored.open:
        return stored  # somebody else was quicker: there is no second next one
    ended = _end(uow, stored, DONE)
    next_one = follow_ups.following(ended, first=_first(uow, ended), today=uow.today)
    if next_one is not None:
        records.add(uow, next_one)
    return ended


def not_needed(uow: UnitOfWork, follow_up: FollowUp) -> FollowUp:
    """It need not be done any more; a series ends with it."""
    stored = records.get(uow, FollowUp, follow_up.id)
    return _end(uow, stored, NOT_NEEDED) if stored.open else stored


def reopen(uow: UnitOfWork, follow_up: FollowUp) -> FollowUp:
    """It is to be done after all; the next one that doing it made ends, if it is still open."""
    end_next(uow, follow_up)
    stored = records.get(uow, FollowUp, follow_up.id)
    reopened = replace(stored, ended=NOT_ASKED, ended_on=NOT_ASKED, ended_by=NOT_ASKED)
    return records.change(uow, reopened)


def end_next(uow: UnitOfWork, follow_up: FollowUp) -> None:
    """End the one that doing this one made, if it is still open: it is to be done again."""
    for made in records.find(uow, FollowUp, origin=REPEAT, source=follow_up.id):
        not_needed(uow, made)


def take(uow: UnitOfWork, follow_up: FollowUp, whom: str = NOBODY) -> FollowUp:
    """Give it to a user, or to nobody."""
    stored = records.get(uow, FollowUp, follow_up.id)
    return records.change(uow, replace(stored, whom=whom or NOT_ASKED))


def due(uow: UnitOfWork, until: date, whom: str | None = None) -> list[ToDo]:
    """What is open and due on a day or before, the earliest first.

    ``whom`` is a user's name, ``NOBODY`` for what nobody has taken on, None for everybody's.
    """
    return open_ones(uow, until, whom)


def pending(uow: UnitOfWork, whom: str | None = None) -> list[ToDo]:
    """Everything that is open, the earliest first, what has no date last."""
    return open_ones(uow, None, whom)


def of_case(uow: UnitOfWork, case_id: str) -> list[FollowUp]:
    """What is open in a case."""
    return [each for each in records.find(uow, FollowUp, case_id=case_id) if each.open]


def _end(uow: UnitOfWork, follow_up: FollowUp, how: str) -> FollowUp:
    ended = replace(
        follow_up, ended=how, ended_on=PartialDate.of(uow.today), ended_by=uow.session.user
    )
    return records.change(uow, ended)


def _first(uow: UnitOfWork, follow_up: FollowUp) -> FollowUp:
    """The one that began a series."""
    while follow_up.origin == REPEAT and not isinstance(follow_up.source, Missing):
        before = records.find(uow, FollowUp, id=value_or(follow_up.source, ""))
        if not before:
            break
        follow_up = before[0]
    return follow_up
