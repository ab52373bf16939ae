"""The same person written down a second time: the kinds of errors that weights are set on."""

import random
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from benchmarks.doubles_people import TODAY
from casedesk.domain.answers import NOT_ASKED, Missing
from casedesk.domain.codes import fold
from casedesk.domain.ids import new_id
from casedesk.domain.partial_dates import PartialDate
from casedesk.domain.people import Person

#: one spelling for another, as they are heard
_HEARD = (
    ("b", "v"), ("v", "b"), ("z", "s"), ("s", "z"), ("ce", "se"), ("ci", "si"), ("ll", "y"),
    ("y", "ll"), ("h", ""), ("j", "y"), ("qu", "k"), ("c", "k"), ("g", "j"), ("x", "j"),
    ("w", "gu"), ("gu", "w"), ("i", "y"), ("ph", "f"), ("ou", "w"), ("ss", "s"), ("ñ", "n"),
    ("rr", "r"), ("th", "t"), ("é", "e"),
)  # fmt: skip
_SHORT = {
    "josé": "Chepe", "jesús": "Chuy", "guadalupe": "Lupe", "francisco": "Paco",
    "manuel": "Meme", "antonio": "Toño", "eduardo": "Lalo", "rosario": "Chayo",
    "concepción": "Concha", "dolores": "Lola", "isabel": "Chabela", "roberto": "Beto",
    "rafael": "Rafa", "ignacio": "Nacho", "josefa": "Chepa", "elizabeth": "Liz",
    "vicente": "Chente", "ramón": "Moncho", "jessica": "Yesi", "teresa": "Tere",
}  # fmt: skip
_KEYS = "abcdefghijklmnopqrstuvwxyz"


def answering(person: Person, name: str, answer: Any) -> Person:
    """The person with another answer to a question that is named."""
    return replace(person, **{name: answer})


def second(person: Person, chance: random.Random) -> Person:
    """The person as somebody else wrote them down, with one to three errors."""
    twin = replace(person, id=new_id(), version="")
    for change in chance.sample(_CHANGES, chance.choice((1, 1, 2, 2, 3))):
        twin = change(twin, chance)
    return twin


def _accents(person: Person, _chance: random.Random) -> Person:
    return _named(person, lambda name: fold(name).title())


def _heard(person: Person, chance: random.Random) -> Person:
    def change(name: str) -> str:
        options = [pair for pair in _HEARD if pair[0] in name.lower()]
        if not options:
            return name
        here, there = chance.choice(options)
        return re.sub(here, there, name.lower(), count=1).title()

    return _named(person, change)


def _typed(person: Person, chance: random.Random) -> Person:
    which = chance.choice(("given_names", "surnames"))
    name = str(getattr(person, which))
    return answering(person, which, slip(name, chance))


def slip(name: str, chance: random.Random) -> str:
    """A name with one letter wrong, missing, too many or swapped."""
    at = chance.randrange(1, max(len(name) - 1, 2))
    kind = chance.randrange(4)
    if kind == 0:
        return name[:at] + chance.choice(_KEYS) + name[at + 1 :]
    if kind == 1:
        return name[:at] + name[at + 1 :]
    if kind == 2:
        return name[:at] + chance.choice(_KEYS) + name[at:]
    return name[:at] + name[at : at + 2][::-1] + name[at + 2 :]


def _nickname(person: Person, _chance: random.Random) -> Person:
    words = str(person.given_names).split()
    short = [_SHORT.get(word.lower(), word) for word in words]
    return replace(person, given_names=" ".join(short))


def _order(person: Person, chance: random.Random) -> Person:
    if chance.random() < 0.5:
        return replace(person, given_names=person.surnames, surnames=person.given_names)
    return replace(person, surnames=" ".join(str(person.surnames).split()[::-1]))


def _shorter(person: Person, chance: random.Random) -> Person:
    which = chance.choice(("given_names", "surnames"))
    return answering(person, which, str(getattr(person, which)).split()[0])


def _birth(person: Person, chance: random.Random) -> Person:
    birth = person.birth
    if isinstance(birth, Missing):
        return person
    if not birth.day or chance.random() < 0.3:
        return replace(person, birth=PartialDate(birth.year))
    if birth.day <= 12 and chance.random() < 0.4:
        return replace(person, birth=PartialDate(birth.year, birth.day, birth.month))
    if chance.random() < 0.5:
        return replace(person, birth=PartialDate(birth.year, birth.month, 1 + birth.day % 28))
    return replace(
        person,
        birth=NOT_ASKED,
        age=max(TODAY.year - birth.year - 1, 0),
        age_on=PartialDate.of(TODAY),
    )


def _unasked(person: Person, chance: random.Random) -> Person:
    name = chance.choice(("nationality", "birth_place", "sex"))
    return answering(person, name, NOT_ASKED)


def _named(person: Person, change: Callable[[str], str]) -> Person:
    return replace(
        person,
        given_names=change(str(person.given_names)),
        surnames=change(str(person.surnames)),
    )


_CHANGES = (_accents, _heard, _heard, _typed, _nickname, _order, _shorter, _birth, _unasked)
