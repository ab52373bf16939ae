"""What can be said about a clock that started on a day, or some time in a month or a year."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from casedesk.domain.clocks import counting
from casedesk.domain.clocks.calendars import Calendar, Calendars, Period
from casedesk.domain.clocks.counting import Count
from casedesk.domain.clocks.rules import Rule, Term
from casedesk.domain.partial_dates import PartialDate


@dataclass(frozen=True)
class Reckoning:
    """The two dates of one term: counted from the earliest, and from the latest day it can mean."""

    term: Term
    start: PartialDate
    safe: Count
    nominal: Count
    #: the same as ``nominal`` if the start is one day
    nominal_latest: Count

    @property
    def safe_on(self) -> date:
        """The day by which the person is safe by any reading."""
        return self.safe.end

    @property
    def nominal_on(self) -> date | None:
        """The day by the books; None if the start is not one day."""
        return self.nominal.end if self.start.exact else None

    @property
    def latest_on(self) -> date:
        """The last day that it can be by the books."""
        return self.nominal_latest.end

    @property
    def known(self) -> bool:
        """Whether the calendars know all the years it passes through."""
        return self.safe.known and self.nominal.known and self.nominal_latest.known


def reckon(
    rule: Rule,
    start: PartialDate,
    calendars: Calendars,
    place: str = "",
    closures: Iterable[Period] = (),
    suspensions: Iterable[Period] = (),
) -> tuple[Reckoning, ...]:
    """The dates of a rule, one for each of its terms."""
    closures, suspensions = tuple(closures), tuple(suspensions)
    return tuple(
        _reckon(
            term,
            start,
            calendars.of(term.length.unit, rule.authority, place, closures, suspensions),
        )
        for term in rule.terms
    )


def _reckon(term: Term, start: PartialDate, calendar: Calendar) -> Reckoning:
    nominal = counting.nominal(start.first, term.length, calendar)
    one_day = start.first == start.last
    return Reckoning(
        term=term,
        start=start,
        safe=counting.safe(start.first, term.length, calendar),
        nominal=nominal,
        nominal_latest=nominal if one_day else counting.nominal(start.last, term.length, calendar),
    )
