"""The same person written down a second time, by rules that no weight and no threshold was set on.

These think in telephones, scanners and offices: consonants that a line swallows, letters that a
scanner takes for others, names as a clerk who speaks English writes them, names abbreviated as
offices do, the whole name in one box with the surnames first, a month that sounds like another.
"""

import random
from collections.abc import Callable
from dataclasses import replace

from benchmarks.doubles_errors import answering
from casedesk.domain.answers import NOT_ASKED, Missing
from casedesk.domain.ids import new_id
from casedesk.domain.partial_dates import PartialDate
from casedesk.domain.people import Person

_TELEPHONE = (
    ("m", "n"), ("n", "m"), ("p", "b"), ("b", "p"), ("t", "d"), ("d", "t"), ("f", "s"),
    ("k", "g"), ("c", "g"), ("s", "f"), ("l", "r"),
)  # fmt: skip
_SCANNER = (
    ("rn", "m"), ("m", "rn"), ("i", "l"), ("l", "i"), ("cl", "d"), ("h", "b"), ("e", "c"),
    ("u", "v"), ("o", "c"), ("nn", "m"), ("t", "f"), ("g", "q"),
)  # fmt: skip
_ENGLISH = (
    ("j", "h"), ("ñ", "ny"), ("gu", "w"), ("qu", "k"), ("í", "ee"), ("i", "ee"), ("ll", "y"),
    ("y", "j"), ("z", "s"), ("ch", "sh"), ("v", "b"), ("c", "k"), ("ú", "oo"), ("x", "j"),
)  # fmt: skip
_OFFICE = {
    "María": "Ma.", "Francisco": "Fco.", "Francisca": "Fca.", "Rodríguez": "Rdz.",
    "González": "Glez.", "Martínez": "Mtz.", "Fernández": "Fdez.", "Domínguez": "Dguez.",
    "Gutiérrez": "Gtz.", "Jiménez": "Jmz.", "Velázquez": "Vzqz.", "Maximiliano": "Max",
    "Josefina": "Fina", "Federico": "Fede", "Ignacio": "Nacho", "Victoria": "Vicky",
    "Guadalupe": "Gpe.", "Ignacia": "Nacha", "Florencia": "Flor", "Emanuel": "Manu",
}  # fmt: skip


def second(person: Person, chance: random.Random) -> Person:
    """The person as another office has them, with one to three errors."""
    twin = replace(person, id=new_id(), version="")
    changes = chance.sample(_CHANGES, chance.choice((1, 1, 2, 2, 3)))
    for change in sorted(changes, key=_CHANGES.index):  # what leaves one box comes last
        twin = change(twin, chance)
    return twin


def _misheard(pairs: tuple[tuple[str, str], ...]) -> "_Change":
    def changed(person: Person, chance: random.Random) -> Person:
        which = chance.choice(("given_names", "surnames"))
        name = str(getattr(person, which)).lower()
        fitting = [pair for pair in pairs if pair[0] in name]
        if not fitting:
            return person
        here, there = chance.choice(fitting)
        places = [at for at in range(len(name)) if name.startswith(here, at)]
        at = chance.choice(places)
        return answering(person, which, (name[:at] + there + name[at + len(here) :]).title())

    return changed


def _office(person: Person, _chance: random.Random) -> Person:
    return replace(
        person,
        given_names=" ".join(_OFFICE.get(word, word) for word in str(person.given_names).split()),
        surnames=" ".join(_OFFICE.get(word, word) for word in str(person.surnames).split()),
    )


def _firsts(person: Person, _chance: random.Random) -> Person:
    return replace(
        person,
        given_names=str(person.given_names).split()[0],
        surnames=str(person.surnames).split()[0],
    )


def _one_box(person: Person, _chance: random.Random) -> Person:
    return replace(
        person, given_names=f"{person.surnames}, {person.given_names}", surnames=NOT_ASKED
    )


def _turned(person: Person, _chance: random.Random) -> Person:
    return replace(person, given_names=" ".join(reversed(str(person.given_names).split())))


def _first_letter(person: Person, chance: random.Random) -> Person:
    which = chance.choice(("given_names", "surnames"))
    name = str(getattr(person, which))
    if isinstance(getattr(person, which), Missing) or len(name) < 5:
        return person
    return answering(person, which, chance.choice((name[1:], name[0] + name)))


def _other_day(person: Person, chance: random.Random) -> Person:
    birth = person.birth
    if isinstance(birth, Missing):
        return person
    kind = chance.randrange(4)
    if kind == 0 or not birth.month or not birth.day:
        return replace(person, birth=PartialDate(birth.year + chance.choice((-1, 1))))
    if kind == 1 and birth.month in (6, 7):
        return replace(person, birth=PartialDate(birth.year, 13 - birth.month, birth.day % 30 + 1))
    if kind == 2:
        day = birth.day % 10 + 10 * chance.randrange(3)
        return replace(person, birth=PartialDate(birth.year, birth.month, min(day or 1, 28)))
    return replace(person, birth=PartialDate(birth.year, birth.month))


def _older(person: Person, chance: random.Random) -> Person:
    if isinstance(person.age, Missing):
        return person
    return replace(person, age=max(person.age + chance.choice((-2, -1, 1, 2)), 0))


def _unasked(person: Person, chance: random.Random) -> Person:
    left = chance.choice((("sex",), ("nationality",), ("sex", "birth_place")))
    for name in left:
        person = answering(person, name, NOT_ASKED)
    return person


_Change = Callable[[Person, random.Random], Person]
_CHANGES: tuple[_Change, ...] = (
    _misheard(_TELEPHONE),
    _misheard(_SCANNER),
    _misheard(_ENGLISH),
    _office,
    _firsts,
    _turned,
    _first_letter,
    _other_day,
    _older,
    _unasked,
    _one_box,
)
