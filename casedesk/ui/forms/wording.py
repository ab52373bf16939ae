"""Answers as words in the current language."""

from typing import Any

from babel import dates

from casedesk import i18n
from casedesk.domain import codelists
from casedesk.domain.answers import LABELS, Missing
from casedesk.domain.fields import Spec, Type
from casedesk.domain.partial_dates import PartialDate
from casedesk.i18n import _, ngettext

_MONTH = {"es": "MMM y", "en": "MMM y"}


def answer_text(spec: Spec, value: Any) -> str:
    """One answer as a person reads it."""
    if isinstance(value, Missing):
        return _(LABELS[value])
    if spec.type is Type.CODE:
        return codelists.load(spec.codes).label(value)
    if spec.type is Type.CODES:
        known = codelists.load(spec.codes)
        return ", ".join(known.label(code) for code in value) or _("None")
    if spec.type is Type.DATE:
        return date_text(value)
    if spec.type is Type.NUMBER:
        return i18n.number(value)
    if spec.type is Type.YES_NO:
        return _("Yes") if value else _("No")
    if spec.type is Type.PARTS:
        return ngettext("{count} entry", "{count} entries", len(value)).format(count=len(value))
    return str(value)


def date_text(day: PartialDate) -> str:
    """``23 nov 2026``, ``nov 2026`` or ``2026``, and whether that is approximate."""
    if day.day:
        text = i18n.medium_date(day.first)
    elif day.month:
        text = dates.format_date(day.first, _MONTH[i18n.language()], locale=i18n.locale())
    else:
        text = str(day.year)
    return _("about {date}").format(date=text) if day.approximate else text


def edtf_text(text: str | None) -> str:
    """A stored date as a person reads it; empty if there is none."""
    return date_text(PartialDate.from_edtf(text)) if text else ""
