"""Nights under this roof."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import TypeAlias

from casedesk.domain.answers import NOT_ASKED, Answer, Missing
from casedesk.domain.cases import Stay
from casedesk.domain.partial_dates import PartialDate

NEW = "new"
RETURNING = "returning"
#: the day and the id of a stay; ids of the same day sort by the moment they were given
Entry: TypeAlias = tuple[PartialDate, str]


def ended(exited_on: Answer[PartialDate]) -> bool:
    """Whether somebody has left: on a known day, or on one that nobody knows or tells."""
    return exited_on is not NOT_ASKED


def slept_here(stay: Stay, night: date) -> bool:
    """Whether the person slept here in the night that begins on a day.

    There is no night on the day of exit. Days known only by month count from the first
    possible entry to the last possible exit; whoever left on a day nobody knows counts no night.
    """
    return sleeps(stay.entered_on, stay.exited_on, night)


def sleeps(entered_on: Answer[PartialDate], exited_on: Answer[PartialDate], night: date) -> bool:
    """As :func:`slept_here`, for the two days of a stay alone."""
    if isinstance(entered_on, Missing) or night < entered_on.first:
        return False
    if isinstance(exited_on, Missing):
        return not ended(exited_on)
    return night < exited_on.last


def nights(stay: Stay, until: date) -> int | None:
    """Nights spent here before the day ``until``; None if a day is not known exactly."""
    entered = _day(stay.entered_on)
    left = until if isinstance(stay.exited_on, Missing) else _day(stay.exited_on)
    if entered is None or left is None:
        return None
    return max((min(left, until) - entered) // timedelta(days=1), 0)


def new_or_returning(entry: Entry, others: Iterable[Entry]) -> str | None:
    """Whether a person's entry is the first of all that are known.

    None if that cannot be said: another entry has the same month and not the day of either.
    """
    order = [_before(other, entry) for other in others]
    if True in order:
        return RETURNING
    return None if None in order else NEW


def _before(one: Entry, other: Entry) -> bool | None:
    (day, id), (other_day, other_id) = one, other
    if day.last < other_day.first:
        return True
    if other_day.last < day.first:
        return False
    return id < other_id if day.day and other_day.day else None


def _day(answer: object) -> date | None:
    return answer.exact if isinstance(answer, PartialDate) else None
