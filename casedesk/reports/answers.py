"""Answers of a record as printed, in a language that need not be the program's."""

from datetime import date
from typing import Any

from babel import dates

from casedesk.domain import codelists
from casedesk.domain.answers import LABELS, Missing
from casedesk.domain.derived.ages import age_span
from casedesk.domain.fields import Spec, Type
from casedesk.domain.partial_dates import PartialDate
from casedesk.domain.people import Person
from casedesk.i18n import N_
from casedesk.reports.wording import Words

_YES, _NO, _NONE, _ABOUT = N_("Yes"), N_("No"), N_("None"), N_("about {date}")


def answer(spec: Spec, value: Any, words: Words) -> str:
    """One answer in words; parts of a record have none."""
    if isinstance(value, Missing):
        return words.say(LABELS[value])
    if spec.type is Type.CODE:
        return code(spec.codes, value, words)
    if spec.type is Type.CODES:
        return codes(spec.codes, value, words)
    if spec.type is Type.DATE:
        return day(value, words)
    if spec.type is Type.NUMBER:
        return words.number(value)
    if spec.type is Type.YES_NO:
        return words.say(_YES if value else _NO)
    return str(value)


def code(name: str, value: str, words: Words) -> str:
    """The label of a code; an unknown one as it stands."""
    known = codelists.load(name).codes.get(value)
    return known.label(words.language) if known else value


def codes(name: str, values: tuple[str, ...], words: Words) -> str:
    """The labels of codes."""
    return ", ".join(code(name, value, words) for value in values) or words.say(_NONE)


def day(value: PartialDate, words: Words) -> str:
    """``23 de noviembre de 2026``, ``noviembre de 2026`` or ``2026``; perhaps approximate."""
    if value.day:
        text = dates.format_date(value.first, "long", locale=words.locale)
    else:
        text = words.month(value.first) if value.month else str(value.year)
    return words.say(_ABOUT).format(date=text) if value.approximate else text


def age(person: Person, on: date) -> str:
    """The age on a day, ``34`` or ``33–34``; empty if it is not known."""
    span = age_span(person.birth, person.age, person.age_on, on)
    if span is None:
        return ""
    return str(span[0]) if span[0] == span[1] else f"{span[0]}–{span[1]}"
