"""Clocks in words: the length, the law, the dates, and "Why this date?" day by day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from casedesk.domain.clocks.calendars import Cause
from casedesk.domain.clocks.reckoning import Reckoning
from casedesk.domain.clocks.rules import Basis, Kind
from casedesk.domain.marks import Mark
from casedesk.domain.partial_dates import PartialDate
from casedesk.i18n import N_, _, long_date, month_name

NOT_ADVICE = N_("This is not legal advice. Ask a lawyer before you rely on a date.")
SAFE_HINT = N_("Safe date: no way of counting ends earlier, so act before it.")
NOMINAL_HINT = N_("Nominal date: counted with every holiday and closure that was published.")
BEYOND = N_("The holidays of some of these years are not known here: the date may be later.")
NOT_ONE_DAY = N_(
    "The start is not one day. The safe date counts from the first day it can be, "
    "the nominal date from the first and from the last."
)
APPROXIMATE = N_("The start is approximate: if it was earlier, so are these dates.")
SAME_HOUR = N_("The end is at the hour at which it started.")
#: what the day at the end of a clock means
ENDS = {
    Kind.DEADLINE: N_("Until when"),
    Kind.VALIDITY: N_("Runs to"),
    Kind.DAY_SET: N_("Day that the authority wrote"),
    Kind.RISK: N_("Risk from"),
    Kind.WAIT: N_("Not before"),
}


@dataclass(frozen=True)
class ExplainedDay:
    """A day of both counts: its number in each, 0 if left out, None once the count has ended."""

    on: date
    safe: int | None
    nominal: int
    causes: tuple[Cause, ...]

    def __str__(self) -> str:
        """What happens on this day, in the current language."""
        causes = "; ".join(f"{cause.words} ({cause.source})" for cause in self.causes)
        if self.safe and not self.nominal:
            words = _("day {safe} of the safe count; left out of the nominal count: {causes}")
        elif not self.nominal:
            words = _("does not count: {causes}")
        elif self.safe is None:
            words = _("day {nominal} of the nominal count")
        elif self.safe == self.nominal:
            words = _("day {safe}")
        else:
            words = _("day {safe} of the safe count, day {nominal} of the nominal count")
        return words.format(safe=self.safe, nominal=self.nominal, causes=causes)


def explained(reckoning: Reckoning) -> Iterator[ExplainedDay]:
    """Each day of the two counts that begin on the first day that the start can be.

    The safe count never ends later, and leaves out no day that the nominal one counts.
    """
    safe = [day.number for day in reckoning.safe.days]
    for at, day in enumerate(reckoning.nominal.days):
        number = safe[at] if at < len(safe) else None
        yield ExplainedDay(day.on, number, day.number, day.causes)


def basis(found: tuple[Basis, ...], mark: Mark) -> str:
    """Articles, each with its mark if it is known less well than the rule: ``LRPCAP 24 (…)``."""
    articles = ", ".join(
        each.text if each.mark is mark else f"{each.text} ({each.mark})" for each in found
    )
    return articles or _("article not read")


def cautions(reckoning: Reckoning) -> Iterator[str]:
    """What must be said beside the dates: message ids."""
    if reckoning.start.approximate:
        yield APPROXIMATE
    if reckoning.start.first != reckoning.start.last:
        yield NOT_ONE_DAY
    if not reckoning.known:
        yield BEYOND
    if reckoning.term.length.unit == "hours":
        yield SAME_HOUR


def nominal(reckoning: Reckoning) -> str:
    """The nominal date, or the days between which it lies."""
    first, last = reckoning.nominal.end, reckoning.latest_on
    if first == last:
        return long_date(first)
    return _("between {first} and {last}").format(first=long_date(first), last=long_date(last))


def started(on: PartialDate) -> str:
    """The start as it is known: a day, a month or a year."""
    month = month_name(on.first) if on.month else str(on.year)
    words = long_date(on.first) if on.day else month
    return _("about {date}").format(date=words) if on.approximate else words
