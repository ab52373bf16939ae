"""What makes an answer impossible; nothing that a person does not know ever does."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from casedesk.domain import codelists, procedures
from casedesk.domain.answers import Missing
from casedesk.domain.cases import AsylumApplication, Case, Consent, Referral, Stay
from casedesk.domain.fields import Spec, Type, values
from casedesk.domain.incidents import Incident
from casedesk.domain.journeys import Journey
from casedesk.domain.partial_dates import PartialDate
from casedesk.domain.people import Person
from casedesk.domain.procedure_entries import ProcedureEntry
from casedesk.errors import Invalid
from casedesk.i18n import N_

REQUIRED = N_("This answer is needed.")
NOT_YET = N_("This date has not come yet.")
TOO_LONG = N_("This text is too long: shorten it or use the notes.")
NO_SUCH_CODE = N_("Choose one of the answers in the list.")
OUT_OF_RANGE = N_("This number is not possible.")
CONTROL = N_("This text holds characters that cannot be shown: type it again.")

_LONGEST_LINE = 200
_LONGEST_TEXT = 100_000

#: class -> (earlier field, later field, what to say beside the later one)
_ORDER: dict[type[Any], tuple[tuple[str, str, str], ...]] = {
    Stay: (("entered_on", "exited_on", N_("Leaving cannot come before entering.")),),
    Case: (("opened_on", "closed_on", N_("Closing cannot come before opening.")),),
    Person: (("birth", "age_on", N_("The age cannot be from before the birth.")),),
    Journey: (
        ("departed_on", "entered_mexico_on", N_("Entering Mexico cannot come before leaving.")),
    ),
    Incident: (("occurred", "reported_on", N_("It cannot be told before it happened.")),),
    AsylumApplication: (
        ("filed_on", "decided_on", N_("The decision cannot come before the application.")),
    ),
    ProcedureEntry: (("happened_on", "until", N_("The end cannot come before the beginning.")),),
    Referral: (
        ("referred_on", "answered_on", N_("The answer cannot come before the referral.")),
        ("referred_on", "asked_again_on", N_("Asking again cannot come before the referral.")),
    ),
    Consent: (("given_on", "withdrawn_on", N_("It cannot be withdrawn before it was given.")),),
}


def check(record: Any, *, today: date) -> None:
    """Raise Invalid with a message per field if anything in the record is impossible."""
    found = problems(record, today=today)
    if found:
        raise Invalid(found)


def problems(record: Any, *, today: date) -> dict[str, str]:
    """Field name -> message id of what is impossible; fields of parts as ``acts.0.code``."""
    found = dict(_field_problems(record, "", today))
    if isinstance(record, ProcedureEntry) and _too_early(record, today):
        found.setdefault("happened_on", NOT_YET)
    for earlier, later, message in _ORDER.get(type(record), ()):
        if _reversed(getattr(record, earlier), getattr(record, later)):
            found.setdefault(later, message)
    return found


def _field_problems(record: Any, prefix: str, today: date) -> Iterator[tuple[str, str]]:
    for spec, value in values(record):
        if spec.type is Type.PARTS:
            for at, part in enumerate(value):
                yield from _field_problems(part, f"{prefix}{spec.name}.{at}.", today)
            continue
        message = _problem(spec, value, today)
        if message:
            yield prefix + spec.name, message


def _problem(spec: Spec, value: Any, today: date) -> str:
    if isinstance(value, Missing):
        return REQUIRED if spec.required else ""
    if spec.type in (Type.TEXT, Type.LONG_TEXT):
        return _text_problem(spec, value)
    if spec.type is Type.CODE:
        return "" if value in codelists.load(spec.codes).codes else NO_SUCH_CODE
    if spec.type is Type.CODES:
        known = codelists.load(spec.codes).codes
        return "" if all(code in known for code in value) else NO_SUCH_CODE
    if spec.type is Type.DATE:
        return NOT_YET if spec.past and value.first > today else ""
    if spec.type is Type.NUMBER:
        return "" if spec.lowest <= value <= spec.highest else OUT_OF_RANGE
    return ""


def _text_problem(spec: Spec, value: str) -> str:
    if spec.required and not value.strip():
        return REQUIRED
    if len(value) > (_LONGEST_LINE if spec.type is Type.TEXT else _LONGEST_TEXT):
        return TOO_LONG
    allowed = "\n\t" if spec.type is Type.LONG_TEXT else ""
    if not value.isprintable() and any(
        not letter.isprintable() and letter not in allowed for letter in value
    ):
        return CONTROL
    return ""


def _too_early(entry: ProcedureEntry, today: date) -> bool:
    """Whether something is told before its day that is not an appointment."""
    day, fact = entry.happened_on, procedures.facts().get(str(entry.what))
    ahead = fact is None or fact.attributes.get("ahead", False)
    return isinstance(day, PartialDate) and day.first > today and not ahead


def _reversed(earlier: Any, later: Any) -> bool:
    both = isinstance(earlier, PartialDate) and isinstance(later, PartialDate)
    return both and later.last < earlier.first
