"""A period's exact counts, for a coordinator's eyes: no file is ever made of them."""

from collections.abc import Iterator
from datetime import date

from casedesk.reports import terms
from casedesk.reports.counting import all_counts, count
from casedesk.reports.facts import facts
from casedesk.reports.orders import catalogue
from casedesk.reports.own_reports import own_fields
from casedesk.reports.periods import Period
from casedesk.reports.published import Published
from casedesk.reports.refusals import NotBegun
from casedesk.reports.tables import ExactTable, PeriodCounts
from casedesk.storage import month as months_store
from casedesk.storage.log import READ
from casedesk.storage.unit_of_work import UnitOfWork

KINDS = ("month", "quarter", "year", "to_date")


def available(uow: UnitOfWork) -> list[Period]:
    """The months from the first year to the last month of which anything is on file, latest first.

    Those in which nobody came are among them: a year is made of twelve. Raises NotAllowed.
    """
    uow.require_coordinator()
    found = [Period.of_month(month) for month in months_store.months(uow.connection)]
    if not found:
        return []
    years = range(found[-1].year, found[0].year + 1)
    every = (Period(year, month, month) for year in years for month in range(1, 13))
    return sorted((each for each in every if each <= found[0]), reverse=True)


def periods(months: list[Period], kind: str, today: date) -> list[Period]:
    """The periods of a kind in which one of these months lies, latest first; none of the future."""
    found = dict.fromkeys(each for month in months for each in _around(month, kind, today))
    return sorted((each for each in found if each.begins <= today), reverse=True)


def exact_counts(uow: UnitOfWork, period: Period) -> PeriodCounts:
    """The exact counts of a period, as on file now; the reading is logged.

    Raises NotAllowed or NotBegun.
    """
    uow.require_coordinator()
    if period.begins > uow.today:
        raise NotBegun(period=period.label)
    uow.note(READ, "report", period=period.label)
    definition = catalogue(own=own_fields(uow, Published(uow), period.year))
    rows = months_store.together([terms.load(uow, month) for month in period.months()])
    found = facts(rows, period.begins)
    tables = [count(each, found) for each in definition.tables]
    exact = tuple(map(ExactTable, definition.tables, map(all_counts, tables)))
    return PeriodCounts(definition, period, exact, rows.undated)


def _around(month: Period, kind: str, today: date) -> Iterator[Period]:
    """The periods of a kind in which a month lies."""
    year, number = month.year, month.first
    if kind == "month":
        yield month
    elif kind == "quarter":
        last = (number + 2) // 3 * 3
        yield Period(year, last - 2, last)
    elif kind == "year":
        yield Period(year, 1, 12)
    else:
        for last in range(max(number, 2), 12):
            until = Period(year, 1, last)
            if until.kind == "to_date" and until.ends_before <= today:
                yield until
