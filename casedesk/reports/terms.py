"""The terms that something ended in a month, in time or after their day, by whose duty they are.

A term that nothing has ended is not counted: it is no record with a day on which it was noted, so
what was published could not be held against what comes to light later.
"""

from collections.abc import Iterator
from datetime import date

from casedesk.domain.clocks.rules import Kind
from casedesk.domain.clocks.running import Running
from casedesk.domain.partial_dates import PartialDate
from casedesk.services.clocks import counting
from casedesk.storage import month as months
from casedesk.storage import standings
from casedesk.storage.month import MonthRows, TermRow
from casedesk.storage.unit_of_work import UnitOfWork


def load(uow: UnitOfWork, month: date, *, after: str = "") -> MonthRows:
    """The rows of a month with its terms; only what was noted after an id, if given.

    Raises LaptopDateTooEarly.
    """
    rows = months.load(uow.connection, month, after=after)
    return rows._replace(terms=list(_ended(uow, month, after)))


def _ended(uow: UnitOfWork, month: date, after: str) -> Iterator[TermRow]:
    told = standings.told_in(uow.connection, f"{month:%Y-%m}")
    found = counting.of_cases(uow, [case_id for case_id, *_whose in told]) if told else {}
    for case_id, person_id, household_id in told:
        clocks = found.get(case_id, [])
        replaced = {clock.rule.follows for clock in clocks}
        for clock in clocks:
            counts = clock.rule.kind is Kind.DEADLINE and not clock.rule.quiet
            if counts and clock.rule.id not in replaced and _in(clock, month, after):
                yield TermRow(clock.rule.duty, _kept(clock), person_id, household_id)


def _in(clock: Running, month: date, after: str) -> bool:
    """Whether what ended it lies in the month, and it was known of only after an id."""
    if clock.met is None or _month(clock.met.on) != (month.year, month.month):
        return False
    return max(clock.met.entry_id, clock.started.entry_id) > after


def _month(day: PartialDate) -> tuple[int, int | None]:
    return day.year, day.month


def _kept(clock: Running) -> str | None:
    """In time by the latest date that can be meant: nobody is blamed too early."""
    assert clock.met is not None  # noqa: S101 - only those that ended are asked
    latest = max(each.latest for each in clock.ends)
    if clock.met.on.last <= latest:
        return "in_time"
    return "after" if clock.met.on.first > latest else None
