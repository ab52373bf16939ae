"""Entries week by week over some months: exact for a coordinator's eyes, else as published.

Nothing is counted by calendar week for anybody else. Weeks that begin in one month and end in the
next would tell, with what is published by month, what a month hides.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from casedesk.reports import overview
from casedesk.reports.definitions import NOT_KNOWN
from casedesk.reports.overview import Overview
from casedesk.reports.wording import Words
from casedesk.storage import month as months_store
from casedesk.storage.log import READ
from casedesk.storage.unit_of_work import UnitOfWork

#: how many months back one can look, and how many weeks that is
WEEKS = {3: 13, 6: 26, 12: 52}
_WEEK = timedelta(days=7)
_MONTHS_IN_YEAR = 12
#: the table of a report that counts the entries by week
_BY_WEEK = "entries"
#: rows of that table that are no weeks: written down late, or of no known day
_NO_WEEKS = frozenset({"earlier", NOT_KNOWN})


@dataclass(frozen=True)
class Week:
    """Some days of a month, or of two, and how many entries there were."""

    label: str
    printed: str
    #: None if it is hidden, or a range from 0
    number: int | None
    #: a day of the month that begins with these days; None if none does
    month: date | None = None


@dataclass(frozen=True)
class Arrivals:
    """Weeks in their order; those of a coordinator begin on Mondays, and the last is not over."""

    weeks: tuple[Week, ...]
    exact: bool
    #: entries in these months of which the day is not known: they are in no week
    undated: int = 0


@dataclass(frozen=True)
class Counted:
    """Exact numbers of entries by the Monday of each week, the earliest first."""

    by_monday: dict[date, int]
    undated: int


def count(uow: UnitOfWork, months: int) -> Counted:
    """Count the weeks up to this one; the reading is logged. Raises NotAllowed."""
    uow.require_coordinator()
    monday = uow.today - timedelta(days=uow.today.weekday())
    first = monday - (WEEKS[months] - 1) * _WEEK
    uow.note(READ, "report", period=f"{first}..{uow.today}")
    by_monday = {first + number * _WEEK: 0 for number in range(WEEKS[months])}
    for day, entries in months_store.entries_by_day(uow.connection, first, uow.today):
        by_monday[day - timedelta(days=day.weekday())] += entries
    return Counted(by_monday, months_store.entries_without_day(uow.connection, first, uow.today))


def exact(counted: Counted, words: Words) -> Arrivals:
    """Weeks for a coordinator's eyes, in words of a language."""
    weeks = tuple(
        Week(words.days(monday, sunday), words.number(number), number, _begun(sunday))
        for monday, number in counted.by_monday.items()
        for sunday in [monday + _WEEK - timedelta(days=1)]
    )
    return Arrivals(weeks, exact=True, undated=counted.undated)


def published(found: Iterable[Overview], months: int, today: date, words: Words) -> Arrivals:
    """What the published months say of their weeks, none of it anew; for everybody."""
    since = _months_before(today, months)
    told = [
        each
        for each in found
        if each.period.kind == "month" and _BY_WEEK in each.tables and each.period.begins >= since
    ]
    told.sort(key=lambda each: each.period.begins)
    return Arrivals(tuple(week for each in told for week in _of_month(each, words)), exact=False)


def _of_month(month: Overview, words: Words) -> Sequence[Week]:
    name, begins = words.period(month.period), month.period.begins
    lines = overview.lines(month.tables[_BY_WEEK], words)
    weeks = [each for each in lines if each.code not in _NO_WEEKS]
    return [
        Week(f"{name}, {line.label}", line.printed, line.number, None if at else begins)
        for at, line in enumerate(weeks)
    ]


def _begun(sunday: date) -> date | None:
    """The day, if a month begins in the week that ends with it."""
    return sunday if sunday.day <= _WEEK.days else None


def _months_before(today: date, months: int) -> date:
    """The first day of the month so many months before this one."""
    number = today.year * _MONTHS_IN_YEAR + today.month - 1 - months
    return date(number // _MONTHS_IN_YEAR, number % _MONTHS_IN_YEAR + 1, 1)
