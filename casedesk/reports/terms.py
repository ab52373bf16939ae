"""The terms of a month by whose duty they are: what met them, or that their day passed unmet.

A term counts in the month in which something met it; and in the month in which its day fell, if
nothing had met it when that month ended. Neither changes with what happens later.
"""

from collections.abc import Container, Iterable, Iterator
from datetime import date, timedelta

from casedesk.domain.clocks import rule_files
from casedesk.domain.clocks.rules import Kind, Rule
from casedesk.domain.clocks.running import UNKNOWN, Running
from casedesk.domain.partial_dates import PartialDate
from casedesk.reports.periods import Period
from casedesk.services.clocks import counting
from casedesk.storage import month as months
from casedesk.storage import standings
from casedesk.storage.month_rows import MonthRows, TermRow
from casedesk.storage.standings import Span, Whose
from casedesk.storage.unit_of_work import UnitOfWork

IN_TIME, AFTER, PASSED = "in_time", "after", "passed"
#: a term of one case can have stood still for as long as it says
_SUSPENDED = Span("overlay.terms_suspended", "0000", "9999")


def load(uow: UnitOfWork, month: Period) -> MonthRows:
    """The rows of a month with its terms. Raises LaptopDateTooEarly."""
    rows = months.load(uow.connection, month.begins)
    return rows._replace(terms=list(_terms(uow, month, _concerned(uow, month))))


def of_cases(uow: UnitOfWork, month: Period, case_ids: Container[str]) -> list[TermRow]:
    """The terms of a month in some cases. Raises LaptopDateTooEarly."""
    concerned = [each for each in _concerned(uow, month) if each.case_id in case_ids]
    return list(_terms(uow, month, concerned))


def _terms(uow: UnitOfWork, month: Period, concerned: Iterable[Whose]) -> Iterator[TermRow]:
    whose = {each.case_id: each for each in concerned}
    found = counting.of_cases(uow, list(whose)) if whose else {}
    for case_id, one in sorted(whose.items()):
        clocks = found.get(case_id, [])
        replaced = {clock.rule.follows for clock in clocks}
        for clock in clocks:
            if not _counts(clock.rule) or clock.rule.id in replaced:
                continue
            if _met_in(clock, month):
                yield _row(clock, _kept(clock), one)
            elif _passed_in(clock, month, one):
                yield _row(clock, PASSED, one)


def _row(clock: Running, kept: str | None, whose: Whose) -> TermRow:
    """That a term passed, and later that it was met, are two things; how well it was met is not."""
    what = f"term {clock.rule.id} {PASSED if kept == PASSED else 'met'}"
    told = [clock.started.entry_id, *([clock.met.entry_id] if clock.met else [])]
    return TermRow(
        *(clock.rule.duty, kept, whose.person_id, whose.household_id),
        marks=(f"{what} {told[0]}", f"{what} {whose.case_id} {clock.started.on}"),
        id=max(told if kept != PASSED else told[:1]),
    )


def _concerned(uow: UnitOfWork, month: Period) -> list[Whose]:
    """Cases in which something happened in the month, or a term can have passed."""
    rules = [rule for rule in rule_files.load().rules.values() if _counts(rule)]
    last = month.ends_before - timedelta(days=1)
    spans = [*counting.starts(uow, rules, month.begins, last), _SUSPENDED]
    told = standings.told_in(uow.connection, month.label)
    return told + standings.told_between(uow.connection, spans)


def _counts(rule: Rule) -> bool:
    return rule.kind is Kind.DEADLINE and not rule.quiet and not rule.asked


def _met_in(clock: Running, month: Period) -> bool:
    """Whether what ended it lies in the month."""
    return clock.met is not None and _month(clock.met.on) == (month.year, month.first)


def _month(day: PartialDate) -> tuple[int, int | None]:
    return day.year, day.month


def _kept(clock: Running) -> str | None:
    """In time by the latest date that can be meant: nobody is blamed too early."""
    assert clock.met is not None  # noqa: S101 - only those that ended are asked
    latest = _latest(clock)
    if clock.met.on.last <= latest:
        return IN_TIME
    return AFTER if clock.met.on.first > latest else None


def _passed_in(clock: Running, month: Period, whose: Whose) -> bool:
    """Whether its day lies in the month, at the end of which nothing had met it for all we know."""
    latest = _latest(clock)
    met = clock.met is not None and clock.met.on.first < month.ends_before
    stands_still = clock.stopped and not clock.rule.persons
    return (
        month.begins <= latest < month.ends_before
        and not (met or stands_still)
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
