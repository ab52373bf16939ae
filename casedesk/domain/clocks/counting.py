"""Counting from a day, one day after the other, with a reason for each day left out.

The day on which it happened is never counted: the first day that counts is a later one.
"""

import calendar as months
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from casedesk.domain.clocks.calendars import Calendar, Cause
from casedesk.domain.clocks.lengths import (
    DaySet,
    Hours,
    JudicialWorkingDays,
    Length,
    Months,
    NaturalDays,
    Weeks,
    WorkingDays,
    Years,
)

_DAY = timedelta(days=1)
_HOURS = 24
#: why a day does not count; empty if it does
Off = Callable[[date], tuple[Cause, ...]]


@dataclass(frozen=True)
class CountedDay:
    """One day of a count: its number, or 0 and why it does not count."""

    on: date
    number: int
    causes: tuple[Cause, ...] = ()


@dataclass(frozen=True)
class Count:
    """A length counted from a day."""

    start: date
    length: Length
    days: tuple[CountedDay, ...]
    #: whether the calendars know all the years it passes through
    known: bool = True

    @property
    def end(self) -> date:
        """The last day that counts; the day itself if nothing is counted."""
        return self.days[-1].on if self.days else self.start


def safe(start: date, length: Length, calendar: Calendar) -> Count:
    """The count that ends earliest: it leaves out only what no reading counts.

    Closures and suspensions are ignored, and hours begin with the day.
    """
    off = calendar.safe if _works(length) else _never
    return _count(start, length, _number(start, length), calendar, off)


def nominal(start: date, length: Length, calendar: Calendar) -> Count:
    """The count by the books: both lists, closures and suspensions are left out.

    Hours begin with the end of the day: nobody is late before.
    """
    off = calendar.nominal if _works(length) else calendar.stopped
    hours_left = isinstance(length, Hours) and length.amount % _HOURS > 0
    return _count(start, length, _number(start, length) + hours_left, calendar, off)


def _count(start: date, length: Length, number: int, calendar: Calendar, off: Off) -> Count:
    days: list[CountedDay] = []
    on, at = start, 0
    while at < number:
        on += _DAY
        causes = off(on)
        at += not causes
        days.append(CountedDay(on, 0 if causes else at, causes))
    known = calendar.knows(start) and calendar.knows(on)
    return Count(start, length, tuple(days), known or not _works(length))


def _number(start: date, length: Length) -> int:
    """How many whole days to count; months and years are as long as the calendar has them."""
    match length:
        case WorkingDays() | JudicialWorkingDays() | NaturalDays():
            return length.amount
        case Hours():
            return length.amount // _HOURS
        case Weeks():
            return 7 * length.amount
        case Months():
            return (_months_after(start, length.amount) - start).days
        case Years():
            return (_months_after(start, 12 * length.amount) - start).days
        case DaySet():
            return 0
    raise TypeError(type(length).__name__)


def _months_after(start: date, number: int) -> date:
    year, month = divmod(start.year * 12 + start.month - 1 + number, 12)
    last = months.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(start.day, last))


def _works(length: Length) -> bool:
    return isinstance(length, WorkingDays | JudicialWorkingDays)


def _never(_day: date) -> tuple[Cause, ...]:
    return ()
