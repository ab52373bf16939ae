"""The terms of a month by whose duty they are: what met them, or that their day passed unmet.

A term counts in the month in which something met it; and in the month in which its day fell, if
nothing had met it when that month ended. Neither changes with what happens later.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from casedesk.domain.clocks import rule_files
from casedesk.domain.clocks.rules import Kind, Rule
from casedesk.domain.clocks.running import UNKNOWN, Running
from casedesk.domain.partial_dates import PartialDate
from casedesk.reports.periods import Period
from casedesk.services.clocks import counting
from casedesk.storage import month as months
from casedesk.storage import standings
from casedesk.storage.month import MonthRows, TermRow
from casedesk.storage.standings import Span, Whose
from casedesk.storage.unit_of_work import UnitOfWork

IN_TIME, AFTER, PASSED = "in_time", "after", "passed"
#: a term of one case can have stood still for as long as it says
_SUSPENDED = Span("overlay.terms_suspended", "0000", "9999")


def load(uow: UnitOfWork, month: Period, *, after: str = "") -> MonthRows:
    """The rows of a month with its terms; only what was noted after an id, if given.

    Raises LaptopDateTooEarly.
    """
    rows = months.load(uow.connection, month.begins, after=after)
    return rows._replace(terms=list(_terms(uow, month, after)))


def passed_since(uow: UnitOfWork, month: Period, after: str) -> bool:
    """Whether a term that started by something noted after an id passed unmet in a month."""
    return any(each.kept == PASSED for each in _terms(uow, month, after))


def _terms(uow: UnitOfWork, month: Period, after: str) -> Iterator[TermRow]:
    whose = {each.case_id: each for each in _concerned(uow, month, after)}
    found = counting.of_cases(uow, list(whose)) if whose else {}
    for case_id, one in sorted(whose.items()):
        clocks = found.get(case_id, [])
        replaced = {clock.rule.follows for clock in clocks}
        for clock in clocks:
            if not _counts(clock.rule) or clock.rule.id in replaced:
                continue
            if _met_in(clock, month, after):
                yield TermRow(clock.rule.duty, _kept(clock), one.person_id, one.household_id)
            elif _passed_in(clock, month, after, one):
                yield TermRow(clock.rule.duty, PASSED, one.person_id, one.household_id)


def _concerned(uow: UnitOfWork, month: Period, after: str) -> list[Whose]:
    """Cases in which something happened in the month, or a term can have passed."""
    rules = [rule for rule in rule_files.load().rules.values() if _counts(rule)]
    last = month.ends_before - timedelta(days=1)
    spans = [*counting.starts(uow, rules, month.begins, last), _SUSPENDED]
    told = standings.told_in(uow.connection, month.label, after)
    return told + standings.told_between(uow.connection, spans, after)


def _counts(rule: Rule) -> bool:
    return rule.kind is Kind.DEADLINE and not rule.quiet and not rule.asked


def _met_in(clock: Running, month: Period, after: str) -> bool:
    """Whether what ended it lies in the month, and it was known of only after an id."""
    if clock.met is None or _month(clock.met.on) != (month.year, month.first):
        return False
    return max(clock.met.entry_id, clock.started.entry_id) > after


def _month(day: PartialDate) -> tuple[int, int | None]:
    return day.year, day.month


def _kept(clock: Running) -> str | None:
    """In time by the latest date that can be meant: nobody is blamed too early."""
    assert clock.met is not None  # noqa: S101 - only those that ended are asked
    latest = _latest(clock)
    if clock.met.on.last <= latest:
        return IN_TIME
    return AFTER if clock.met.on.first > latest else None


def _passed_in(clock: Running, month: Period, after: str, whose: Whose) -> bool:
    """Whether its day lies in the month, at the end of which nothing had met it for all we know."""
    latest = _latest(clock)
    met = clock.met is not None and clock.met.on.first < month.ends_before
    stands_still = clock.stopped and not clock.rule.persons
    return (
        month.begins <= latest < month.ends_before
        and not (met or stands_still)
        and clock.started.entry_id > after
        and _followed(clock, latest, whose)
    )


def _followed(clock: Running, latest: date, whose: Whose) -> bool:
    """Whether the house would have heard of it: the case was open on the day, its state is known.

    Whoever may never have asked for anything owes nothing; what an authority owes is on paper.
    """
    closed = PartialDate.from_edtf(whose.closed_on).first if whose.closed_on else date.min
    open_then = not whose.closed or closed > latest
    return open_then and not (clock.rule.persons and whose.state in UNKNOWN)


def _latest(clock: Running) -> date:
    return max(each.latest for each in clock.ends)
