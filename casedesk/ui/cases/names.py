"""Names as they may be shown just now."""

import dataclasses
from collections.abc import Sequence
from typing import TypeVar

from casedesk import i18n
from casedesk.domain.answers import value_or
from casedesk.domain.fields import Type, specs
from casedesk.domain.people import Person
from casedesk.domain.records import Record
from casedesk.i18n import _, ngettext
from casedesk.services.cases import CaseLine
from casedesk.ui.desk import Desk

R = TypeVar("R", bound=Record)
#: always as long, so that the length of the name says nothing
COVER = "••••• •••••"
#: of several people, so many are named
_NAMED = 3


def of_line(line: CaseLine, desk: Desk) -> str:
    """The name or alias of a line of the list."""
    return shown(line.name or line.alias, desk)


def of_person(person: Person, desk: Desk) -> str:
    """The name or alias of a person."""
    return shown(person.called, desk)


def alias_of(person: Person, desk: Desk) -> str:
    """The alias, if it is not what the person is called by anyway."""
    alias = value_or(person.alias, "")
    return shown(alias, desk) if alias and alias != person.called else ""


def text(words: str, desk: Desk) -> str:
    """Words that hold a name, covered if they must be."""
    return COVER if desk.names_hidden and words else words


def covered(record: R, desk: Desk) -> R:
    """A record without the words somebody wrote in it, if names must be covered."""
    if not desk.names_hidden:
        return record
    written = {
        name: COVER
        for name, spec in specs(type(record)).items()
        if spec.type in (Type.TEXT, Type.LONG_TEXT) and isinstance(getattr(record, name), str)
    }
    return dataclasses.replace(record, **written)


def of_people(people: Sequence[Person], desk: Desk) -> str:
    """The names of the first few, and how many more there are."""
    named = ", ".join(of_person(person, desk) for person in people[:_NAMED])
    more = len(people) - _NAMED
    if more <= 0:
        return named
    words = ngettext("{names} and {count} more", "{names} and {count} more", more)
    return words.format(names=named, count=i18n.number(more))


def shown(name: str, desk: Desk) -> str:
    """A name or alias as it may be shown just now."""
    if not name:
        return _("No name given")
    return COVER if desk.names_hidden else name
