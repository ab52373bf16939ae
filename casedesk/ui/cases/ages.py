"""Ages as the list and the headers show them."""

from datetime import date

from casedesk.domain.answers import NOT_ASKED, Answer
from casedesk.domain.derived import ages
from casedesk.domain.partial_dates import PartialDate
from casedesk.domain.people import Person
from casedesk.i18n import _
from casedesk.services.cases import CaseLine
from casedesk.ui.desk import Desk


def age_text(line: CaseLine, desk: Desk) -> str:
    """The age on a line of the list, and that it is a child's."""
    span = _of_line(line, desk)
    text = _text(span)
    return _("Minor · {age}").format(age=text) if ages.minor(span) else text


def minor_line(line: CaseLine, desk: Desk) -> bool:
    """Whether a line of the list may be about a child.

    When in doubt a person is treated as one: the protection of children is owed first.
    """
    span = _of_line(line, desk)
    return span is not None and ages.minor(span) is not False


def age_of(person: Person, today: date) -> str:
    """The age of a person."""
    return _text(ages.age_span(person.birth, person.age, person.age_on, today))


def minor(person: Person, today: date) -> bool | None:
    """Whether a person is under eighteen; None if that cannot be said."""
    return ages.minor(ages.age_span(person.birth, person.age, person.age_on, today))


def perhaps_minor(person: Person, today: date) -> bool:
    """Whether what is known of the age leaves it open."""
    span = ages.age_span(person.birth, person.age, person.age_on, today)
    return span is not None and ages.minor(span) is None


def _of_line(line: CaseLine, desk: Desk) -> tuple[int, int] | None:
    age: Answer[int] = NOT_ASKED if line.age is None else line.age
    today = desk.clock.now().date()
    return ages.age_span(_day(line.birth), age, _day(line.age_on), today)


def _day(text: str | None) -> Answer[PartialDate]:
    return PartialDate.from_edtf(text) if text else NOT_ASKED


def _text(span: tuple[int, int] | None) -> str:
    if span is None:
        return _("Not known")
    least, most = span
    return str(least) if least == most else f"{least}–{most}"
