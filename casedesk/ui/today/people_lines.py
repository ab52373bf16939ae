"""Guests of the house as lines of a card."""

from collections.abc import Callable

from casedesk.domain import codelists
from casedesk.domain.answers import Missing, value_or
from casedesk.i18n import _
from casedesk.services.house import Guest, area_name
from casedesk.ui.cases import names
from casedesk.ui.cases.ages import age_of
from casedesk.ui.desk import Desk
from casedesk.ui.kit.chips import Tone
from casedesk.ui.today.lines import Line


def line(
    guest: Guest,
    desk: Desk,
    more: Callable[[], str] | None = None,
    chip: tuple[str, str, Tone] | None = None,
) -> Line:
    """A guest: name, and where they sleep unless something else is to be said."""
    return Line(
        text=lambda: names.of_person(guest.person, desk),
        more=more or (lambda: joined(guest.folio, age(guest, desk), place(guest))),
        chip=chip,
        about=guest.stay.id,
        open=lambda: desk.go("case", case_id=guest.stay.case_id),
    )


def joined(*parts: str) -> str:
    """The parts that say something."""
    return " · ".join(filter(None, parts))


def age(guest: Guest, desk: Desk) -> str:
    """The guest's age, if it is known."""
    person = guest.person
    if isinstance(person.birth, Missing) and isinstance(person.age, Missing):
        return ""
    return _("Age: {age}").format(age=age_of(person, desk.clock.now().date()))


def place(guest: Guest) -> str:
    """Room and bed, or the area, or that there is none yet."""
    if guest.room is None:
        return area_name(guest.area) or _("No place given yet")
    name = value_or(guest.room.name, "")
    if isinstance(guest.stay.bed, Missing):
        return name
    return _("{room}, bed {bed}").format(room=name, bed=guest.stay.bed)


def left_words(guest: Guest) -> str:
    """Why and where to somebody left."""
    reason = codelists.load("exit_reasons").label(value_or(guest.stay.exit_reason, ""))
    to = codelists.load("destinations").label(value_or(guest.stay.exit_to, ""))
    return joined(guest.folio, reason, to)
