"""The clocks of some cases, counted from their records."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from casedesk.domain import procedures
from casedesk.domain.clocks import calendar_files, rule_files, spans
from casedesk.domain.clocks.calendars import Calendars, Cause, Period
from casedesk.domain.clocks.content import Words, guard
from casedesk.domain.clocks.rules import Rule
from casedesk.domain.clocks.running import Running, running
from casedesk.domain.marks import Mark
from casedesk.domain.packs.pack import CALENDAR
from casedesk.domain.partial_dates import PartialDate
from casedesk.services import contents
from casedesk.services.asylum.events import events_of
from casedesk.storage import clock_dates
from casedesk.storage.standings import Span
from casedesk.storage.unit_of_work import UnitOfWork

_STOPPED = Cause(
    Words("términos suspendidos, según el expediente", "terms suspended, as the case says"),
    "COMAR",
    Mark.V2,
)


def of_case(uow: UnitOfWork, case_id: str) -> list[Running]:
    """The clocks of a case, met ones included, by day. Raises LaptopDateTooEarly."""
    uow.flush()
    return next(iter(of_cases(uow, [case_id]).values()), [])


def of_cases(uow: UnitOfWork, case_ids: Sequence[str]) -> Mapping[str, list[Running]]:
    """The clocks of some cases, by case. Raises LaptopDateTooEarly."""
    rules, calendars = rule_files.load(), in_use(uow)
    guard(uow.today, (rules.content, *calendars.contents))
    events = events_of(uow, case_ids, every=True)
    stops = _stops(clock_dates.stops(uow.connection, case_ids), uow.today)
    return {
        each.case_id: running(
            events.get(each.case_id, ()),
            rules,
            calendars,
            state=each.state,
            place=each.office,
            suspensions=tuple(period for period, _open in stops.get(each.case_id, ())),
            stopped=any(still for _period, still in stops.get(each.case_id, ())),
        )
        for each in clock_dates.standings(uow.connection, case_ids)
    }


def starts(uow: UnitOfWork, counted: Iterable[Rule], first: date, last: date) -> list[Span]:
    """The facts that start some rules, each with the days that can end between two others."""
    events = spans.starts(rule_files.load(), counted, in_use(uow), first, last)
    return [
        Span(what, *map(str, events[event]))
        for what, fact in procedures.facts().items()
        for event in (what, *fact.events)
        if event in events
    ]


def in_use(uow: UnitOfWork) -> Calendars:
    """The calendars in use: those that came with the program, or newer ones that were installed."""
    packs = contents.current(uow).of_kind(CALENDAR)
    return calendar_files.of((pack.id, pack.text) for pack in packs)


def edition(uow: UnitOfWork) -> str:
    """What the dates depend on besides the records. Raises LaptopDateTooEarly."""
    editions = (rule_files.load().content, *in_use(uow).contents)
    guard(uow.today, editions)
    return " ".join(f"{each.id}={each.version}/{each.published}" for each in editions)


#: days on which terms stood still, and whether they still do
_Stopped = tuple[Period, bool]


def _stops(found: Iterable[clock_dates.Stop], today: date) -> Mapping[str, list[_Stopped]]:
    by_case: dict[str, list[_Stopped]] = {}
    for each in found:
        by_case.setdefault(each.case_id, []).append((_period(each, today), each.last is None))
    return by_case


def _period(stop: clock_dates.Stop, today: date) -> Period:
    """From its first day to its last; until today if nobody knows of an end."""
    first = PartialDate.from_edtf(stop.first).first
    last = PartialDate.from_edtf(stop.last).last if stop.last else today
    return Period(first, max(first, last), _STOPPED, "comar")
