"""What ``casedesk clocks`` prints: the dates of a rule and how they were counted."""

import json
from argparse import Namespace
from collections.abc import Iterator
from datetime import date
from typing import Any

from casedesk.cli.errors import NoSuchOffice
from casedesk.domain import codelists
from casedesk.domain.clocks import calendar_files, reckoning, rule_files, wording
from casedesk.domain.clocks.calendars import Cause, Period
from casedesk.domain.clocks.content import Words, guard
from casedesk.domain.clocks.reckoning import Reckoning
from casedesk.domain.clocks.rules import Rule
from casedesk.domain.marks import Mark
from casedesk.domain.partial_dates import PartialDate
from casedesk.i18n import _, long_date, weekday_date
from casedesk.storage.clock import SystemClock

_GIVEN = Cause(Words("cierre", "closure"), "--closure", Mark.B)


def rules() -> int:
    """Print every rule on a line of its own."""
    for rule in rule_files.load().rules.values():
        lengths = " / ".join(str(term.length) for term in rule.terms)
        print(f"{rule.id:4} {rule.words} · {lengths} · {rule.mark}")
    return 0


def run(options: Namespace) -> int:
    """Print both dates and the count. Raises LaptopDateTooEarly, UnknownRule or NoSuchOffice."""
    found, calendars = rule_files.load(), calendar_files.load()
    guard(SystemClock().now().date(), (found.content, *calendars.contents))
    _check_office(options.place)
    rule = rule_files.rule(options.rule.upper())
    closures = [Period(first, last, _GIVEN) for first, last in options.closure]
    counted = reckoning.reckon(rule, options.start, calendars, options.place, closures)
    if options.json:
        print(json.dumps(_json(rule, options.start, counted), ensure_ascii=False, indent=2))
    else:
        print("\n".join(_lines(rule, options.start, counted)))
    return 0


def _check_office(place: str) -> None:
    offices = codelists.load("comar_offices").codes
    if place and place not in offices:
        raise NoSuchOffice(place=place, known=", ".join(offices))


def _lines(rule: Rule, start: PartialDate, counted: tuple[Reckoning, ...]) -> Iterator[str]:
    found = rule_files.load()
    yield f"{rule.id} · {rule.words}"
    events = " / ".join(rule_files.event_words(event) for event in rule.start)
    yield _("From: {date} ({events})").format(date=wording.started(start), events=events)
    yield _("Whose duty: {who}").format(who=found.duties[rule.duty])
    yield _("Mark: {mark}").format(mark=rule.mark)
    for one in counted:
        yield ""
        yield from _dates(rule, one)
    yield ""
    yield str(rule.next)
    if rule.notes:
        yield str(rule.notes)
    yield _(wording.NOT_ADVICE)


def _dates(rule: Rule, one: Reckoning) -> Iterator[str]:
    law = wording.basis(one.term.basis, rule.mark)
    which = f" {one.term.words}" if one.term.words else ""
    yield f"{one.term.length}{which} · {law}"
    yield _("Safe date: {date}").format(date=long_date(one.safe_on))
    yield _("Nominal date: {date}").format(date=wording.nominal(one))
    yield from map(_, wording.cautions(one))
    if one.nominal.days:
        yield _("Why this date?")
    for day in wording.explained(one):
        yield f"  {weekday_date(day.on)}: {day}"


def _json(rule: Rule, start: PartialDate, counted: tuple[Reckoning, ...]) -> dict[str, Any]:
    found = rule_files.load()
    terms = [_term(one) for one in counted]
    return {
        "rule": rule.id,
        "name": str(rule.words),
        "kind": rule.kind.value,
        "start": str(start),
        "start_events": list(rule.start),
        "duty": rule.duty,
        "mark": rule.mark.value,
        "content": {"version": found.content.version, "published": _day(found.content.published)},
        # A conflict of laws has no single date.
        "safe": terms[0]["safe"] if len(terms) == 1 else None,
        "nominal": terms[0]["nominal"] if len(terms) == 1 else None,
        "terms": terms,
        "next": str(rule.next),
        "notes": str(rule.notes or ""),
    }


def _term(one: Reckoning) -> dict[str, Any]:
    return {
        "length": one.term.length.amount,
        "unit": one.term.length.unit,
        "by": str(one.term.words or ""),
        "basis": [{"text": each.text, "mark": each.mark.value} for each in one.term.basis],
        "safe": _day(one.safe_on),
        "nominal": _day(one.nominal_on),
        "nominal_earliest": _day(one.nominal.end),
        "nominal_latest": _day(one.latest_on),
        "cautions": [_(msgid) for msgid in wording.cautions(one)],
        "explanation": [
            {
                "on": _day(day.on),
                "safe": day.safe,
                "nominal": day.nominal,
                "causes": [
                    {"why": str(cause.words), "source": cause.source, "mark": cause.mark.value}
                    for cause in day.causes
                ],
                "words": str(day),
            }
            for day in wording.explained(one)
        ],
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
