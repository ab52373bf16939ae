"""Ages as the list and the headers show them."""

from datetime import date

from casedesk.domain.answers import Missing
from casedesk.domain.partial_dates import PartialDate
from casedesk.domain.people import Person
from casedesk.i18n import _
from casedesk.services.cases import CaseLine
from casedesk.ui.desk import Desk

_ADULT = 18


def age_text(line: CaseLine, desk: Desk) -> str:
    """The age on a line of the list, and that it is a child's."""
    span = _of_line(line, desk.clock.now().date())
    if not _minor(span):
        return _text(span)
    return _("Minor · {age}").format(age=_text(span))


def minor_line(line: CaseLine, desk: Desk) -> bool:
    """Whether a line of the list is about a child, as far as is known."""
    return _minor(_of_line(line, desk.clock.now().date()))


def age_of(person: Person, today: date) -> str:
    """The age of a person."""
    return _text(_of_person(person, today))


def minor(person: Person, today: date) -> bool:
    """Whether a person is under eighteen, as far as is known."""
    return _minor(_of_person(person, today))


def _of_line(line: CaseLine, today: date) -> tuple[int, int] | None:
    birth = PartialDate.from_edtf(line.birth) if line.birth else None
    stated = PartialDate.from_edtf(line.age_on) if line.age_on else None
    return _span(birth, line.age, stated, today)


def _of_person(person: Person, today: date) -> tuple[int, int] | None:
    birth = None if isinstance(person.birth, Missing) else person.birth
    age = None if isinstance(person.age, Missing) else person.age
    stated = None if isinstance(person.age_on, Missing) else person.age_on
    return _span(birth, age, stated, today)


def _span(
    birth: PartialDate | None, age: int | None, stated: PartialDate | None, today: date
) -> tuple[int, int] | None:
    """The least and the most that the age can be today."""
    if birth is not None:
        return max(_years(birth.last, today), 0), max(_years(birth.first, today), 0)
    if age is None:
        return None
    if stated is None:
        return age, age
    return age + max(_years(stated.last, today), 0), age + _years(stated.first, today) + 1


def _years(since: date, until: date) -> int:
    return until.year - since.year - ((until.month, until.day) < (since.month, since.day))


def _text(span: tuple[int, int] | None) -> str:
    if span is None:
        return _("Not known")
    least, most = span
    return str(least) if least == most else f"{least}–{most}"


def _minor(span: tuple[int, int] | None) -> bool:
    # When in doubt a person is treated as a child: the protection of children is owed first.
    return span is not None and span[0] < _ADULT
