"""A clock in words: where it stands today, its dates, and the law behind it."""

from collections.abc import Iterator
from datetime import date

from casedesk.domain.clocks import rule_files, wording
from casedesk.domain.clocks.reckoning import Reckoning
from casedesk.domain.clocks.rules import Kind, Rule
from casedesk.domain.clocks.running import Running
from casedesk.i18n import N_, _, long_date, number, weekday_date
from casedesk.ui.kit.chips import Tone

#: icon, message id and colour
Look = tuple[str, str, Tone]
_SOON = 7
_AUTHORITY_PASSED: Look = ("alert-triangle", N_("The time limit has passed"), "warn")
_STILL: Look = ("hourglass", N_("Stands still"), "muted")
MET: Look = ("circle-check", N_("Done"), "ok")
#: what it means for the person that a day is over: never that a right is
_PASSED: dict[Kind, Look] = {
    Kind.DEADLINE: ("info-circle", N_("Late is not lost"), "info"),
    Kind.VALIDITY: ("rotate", N_("To be renewed"), "warn"),
    Kind.DAY_SET: ("info-circle", N_("Was it kept?"), "warn"),
    Kind.RISK: ("alert-triangle", N_("At risk"), "warn"),
    Kind.WAIT: ("circle-check", N_("From now on"), "ok"),
}


def look(rule: Rule, due: date, today: date, *, stopped: bool = False) -> Look:
    """Icon, message id and colour of a clock that nothing has ended."""
    authority = not rule.persons and rule.kind is Kind.DEADLINE
    if stopped and authority:
        return _STILL
    if due < today:
        return _AUTHORITY_PASSED if authority else _PASSED[rule.kind]
    soon = (due - today).days <= _SOON
    return ("clock", N_("To come"), "warn" if soon and rule.persons else "info")


def distance(due: date, today: date) -> str:
    """How far away a day is."""
    days = (due - today).days
    if days == 0:
        return _("today")
    if abs(days) == 1:
        return _("tomorrow") if days > 0 else _("yesterday")
    words = _("in {count} days") if days > 0 else _("{count} days ago")
    return words.format(count=number(abs(days)))


def duty(rule: Rule) -> str:
    """Who must act."""
    return str(rule_files.load().duties[rule.duty])


def since(clock: Running) -> str:
    """From when it counts, and from what."""
    return _("From: {date} ({events})").format(
        date=wording.started(clock.started.on),
        events=rule_files.event_words(clock.started.id),
    )


def dates(rule: Rule, one: Reckoning) -> Iterator[str]:
    """The length with its law, both dates, and what must be said beside them."""
    law = wording.basis(one.term.basis, rule.mark)
    which = f" {one.term.words}" if one.term.words else ""
    yield f"{one.term.length}{which} · {law}"
    if one.safe.days and rule.kind is not Kind.WAIT:
        yield _("Safe date: {date}").format(date=long_date(one.safe_on))
        yield _("Nominal date: {date}").format(date=wording.nominal(one))
    else:
        yield f"{_(wording.ENDS[rule.kind])}: {wording.nominal(one)}"
    yield from map(_, wording.cautions(one))


def day_by_day(clock: Running) -> str:
    """Why this date: each day of the count, with what is left out and why."""
    lines = []
    for one in clock.reckonings:
        lines += [*dates(clock.rule, one), ""]
        lines += [f"{weekday_date(day.on)}: {day}" for day in wording.explained(one)]
        lines.append("")
    return "\n".join(lines).strip()
