"""Follow-ups: dated things to do for a person, with who must do them."""

import calendar
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import ClassVar

from casedesk.domain import fields
from casedesk.domain.answers import NOT_ASKED, Answer, Missing
from casedesk.domain.partial_dates import PartialDate
from casedesk.domain.records import Record
from casedesk.i18n import N_

DONE = "done"
NOT_NEEDED = "not_needed"

DAILY, WEEKLY, MONTHLY = "daily", "weekly", "monthly"

BY_HAND = "by_hand"
REPEAT = "repeat"
RIGHTS_ITEM = "rights_item"
TERM = "term"
REFERRAL = "referral"


@dataclass(frozen=True, kw_only=True)
class FollowUp(Record):
    """A dated thing to do; it is open until it ended one way or the other."""

    kind: ClassVar[str] = "follow_up"

    case_id: str = fields.link("case")
    what: Answer[str] = fields.text(N_("What is to be done"), required=True)
    due_on: Answer[PartialDate] = fields.day(
        N_("By when"), N_("Day, month or only the year; it may lie in the future"), past=False
    )
    #: not asked means nobody yet
    whom: Answer[str] = fields.user(N_("Who does it"), N_("Leave it empty if nobody has it yet"))
    repeat: Answer[str] = fields.code(N_("Repeats"), "repeats", N_("Doing it makes the next one"))
    ended: Answer[str] = fields.code(N_("How it ended"), "follow_up_ends")
    ended_on: Answer[PartialDate] = fields.day(N_("Ended on"))
    ended_by: Answer[str] = fields.user(N_("Ended by"))
    origin: Answer[str] = fields.code(N_("Where it comes from"), "follow_up_origins")
    #: what made it, within its origin: the id of a record, a rule or an item
    source: Answer[str] = fields.text(N_("Made by"))
    notes: Answer[str] = fields.long_text(N_("Notes about the follow-up"))

    @property
    def open(self) -> bool:
        """Whether it is still to be done."""
        return isinstance(self.ended, Missing)

    def overdue(self, today: date) -> bool:
        """Whether the last day it can mean has passed and it is still to be done."""
        return self.open and not isinstance(self.due_on, Missing) and self.due_on.last < today


def following(done: FollowUp, *, first: FollowUp, today: date) -> FollowUp | None:
    """The next of a follow-up that repeats, due after today; None if it does not repeat.

    ``first`` began the series: whoever repeats on the 31st comes back to it after February.
    """
    if isinstance(done.repeat, Missing):
        return None
    return replace(
        FollowUp(case_id=done.case_id),
        what=done.what,
        due_on=_next_due(done, first, today),
        whom=done.whom,
        repeat=done.repeat,
        origin=REPEAT,
        source=done.id,
        notes=done.notes,
    )


def _next_due(done: FollowUp, first: FollowUp, today: date) -> PartialDate:
    if isinstance(done.due_on, Missing) or done.due_on.day is None:
        due = today  # no day to keep to
    else:
        due = done.due_on.first
    if done.repeat != MONTHLY:
        step = timedelta(days=1 if done.repeat == DAILY else 7)
        missed = max(0, (today - due) // step)
        return PartialDate.of(due + step * (missed + 1))
    wanted = _wanted_day(due, first)
    due = _in_next_month(due, wanted)
    while due <= today:
        due = _in_next_month(due, wanted)
    return PartialDate.of(due)


def _wanted_day(due: date, first: FollowUp) -> int:
    """The day of the month a series keeps to, of which a short month may have lost some."""
    began = NOT_ASKED if isinstance(first.due_on, Missing) else first.due_on.day
    shortened = due.day == calendar.monthrange(due.year, due.month)[1]
    return began if isinstance(began, int) and began > due.day and shortened else due.day


def _in_next_month(day: date, wanted: int) -> date:
    year, month = (day.year, day.month + 1) if day.month < 12 else (day.year + 1, 1)
    return date(year, month, min(wanted, calendar.monthrange(year, month)[1]))
