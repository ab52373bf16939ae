"""Which clocks run in a case: from what happened, to the days that come next or have passed."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache, cached_property, lru_cache
from typing import NamedTuple, Protocol

from casedesk.domain.clocks.calendars import Calendars, Period
from casedesk.domain.clocks.reckoning import Reckoning, reckon
from casedesk.domain.clocks.rules import Kind, Rule, Rules
from casedesk.domain.partial_dates import PartialDate

#: nobody knows the state of the application, so any clock may run
UNKNOWN = ("", "AX")


class Happening(Protocol):
    """Something that happened on a day, a month or a year, and the record that tells of it."""

    @property
    def id(self) -> str:
        """The event of the rules."""
        ...

    @property
    def on(self) -> PartialDate:
        """When."""
        ...

    @property
    def entry_id(self) -> str:
        """The record."""
        ...


@dataclass(frozen=True)
class Running:
    """A clock that started in a case."""

    rule: Rule
    started: Happening
    calendars: Calendars
    #: the COMAR office, whose closures count
    place: str = ""
    #: when terms stood still in this case
    suspensions: tuple[Period, ...] = ()
    #: whether they still stand still, nobody knows until when
    stopped: bool = False
    #: what ended it; None while something is due
    met: Happening | None = None

    @property
    def id(self) -> str:
        """The same however often it is counted again."""
        return f"{self.rule.id}:{self.started.entry_id}"

    @property
    def reckonings(self) -> tuple[Reckoning, ...]:
        """The dates of each term with every day of their counts."""
        return reckon(self.rule, self.started.on, self.calendars, self.place, (), self.suspensions)

    @cached_property
    def ends(self) -> "tuple[Ends, ...]":
        """The dates of each term."""
        return _ends(self.rule, self.started.on, self.calendars, self.place, self.suspensions)

    @property
    def due_on(self) -> date:
        """The day to be reminded of.

        The person's is the earliest safe date, the authority's the latest nominal one: nobody
        is told too late, and no authority is blamed too early. Nor is anybody sent too early.
        """
        if self.rule.persons and self.rule.kind is not Kind.WAIT:
            return min(each.safe for each in self.ends)
        return max(each.latest for each in self.ends)

    @property
    def warnings(self) -> tuple[date, ...]:
        """The days of warning before it ends."""
        first = self.started.on.first
        days = (first + timedelta(days=number) for number in self.rule.warn_on_days)
        return tuple(day for day in days if day < self.due_on)

    @property
    def tell_on(self) -> date:
        """The day from which to tell of it: its last warning, or the day itself."""
        return max(self.warnings, default=self.due_on)

    def passed(self, today: date) -> bool:
        """Whether its day is over and nothing ended it; an authority's that stands still is not."""
        still = self.stopped and not self.rule.persons
        return self.met is None and self.due_on < today and not still


class Ends(NamedTuple):
    """The dates of one term; the nominal one lies between two days if the start does."""

    safe: date
    nominal: date
    latest: date


@lru_cache(maxsize=50_000)
def _ends(
    rule: Rule, on: PartialDate, calendars: Calendars, place: str, suspensions: tuple[Period, ...]
) -> tuple[Ends, ...]:
    found = reckon(rule, on, calendars, place, (), suspensions)
    return tuple(Ends(each.safe_on, each.nominal.end, each.latest_on) for each in found)


def running(
    happened: Iterable[Happening],
    rules: Rules,
    calendars: Calendars,
    *,
    state: str = "",
    place: str = "",
    suspensions: tuple[Period, ...] = (),
    stopped: bool = False,
) -> list[Running]:
    """The clocks of a case, those that are met included, in the order of their days.

    ``state`` is that of the application, ``place`` the COMAR office; ``suspensions`` are those of
    the case alone.
    """
    events = _by_id(happened)
    found = [
        Running(rule, started, calendars, place, suspensions, stopped, _met(rule, started, events))
        for rule in rules.rules.values()
        for rule, started in _starts(rule, rules, events)
    ]
    due = [each for each in found if each.met or _due(each.rule, state)]
    return sorted(due, key=lambda clock: (clock.due_on, clock.id))


#: event -> when it happened, earliest first
_Events = Mapping[str, Sequence[Happening]]


def _by_id(happened: Iterable[Happening]) -> _Events:
    """The events by id, without those that are told more exactly by another."""
    found: dict[str, list[Happening]] = {}
    for event in sorted(happened, key=lambda event: (event.on, event.entry_id)):
        same = found.setdefault(event.id, [])
        # In this order a month stands before its days: whatever holds the next one goes.
        while same and same[-1].on.first <= event.on.first and event.on.last <= same[-1].on.last:
            same.pop()
        same.append(event)
    return found


def _starts(rule: Rule, rules: Rules, events: _Events) -> Iterator[tuple[Rule, Happening]]:
    """The rule as it holds, with each event that starts it."""
    if rule.asked or (rule.only_after and rule.only_after not in events):
        return
    if rule.follows:
        rule = in_a_row(rules.rules[rule.follows], rule)
    for event in rule.start:
        found = events.get(event, ())
        for started in found if rule.each else found[-1:]:
            if not any(
                _since(events.get(each, ()), started) for each in rule.unless.get(event, ())
            ):
                yield _again(rule, started, events), started


def _again(rule: Rule, started: Happening, events: _Events) -> Rule:
    """The rule with its length twice, if something gave it once more."""
    return _twice(rule) if _since(events.get(rule.again_after, ()), started) else rule


@cache
def in_a_row(first: Rule, second: Rule) -> Rule:
    """A rule that follows another, counted from the other's start."""
    return replace(first.then(second), id=second.id)


@cache
def _twice(rule: Rule) -> Rule:
    terms = tuple(replace(each, length=each.length + each.length) for each in rule.terms)
    return replace(rule, terms=terms)


def _met(rule: Rule, started: Happening, events: _Events) -> Happening | None:
    """The first event since the start that leaves nothing due."""
    ends = [event for id in rule.met_by for event in _since(events.get(id, ()), started)]
    return min(ends, key=lambda event: (event.on, event.id), default=None)


def _since(found: Iterable[Happening], started: Happening) -> list[Happening]:
    return [each for each in found if each.on.last >= started.on.first]


def _due(rule: Rule, state: str) -> bool:
    return not rule.states or state in UNKNOWN or state in rule.states
