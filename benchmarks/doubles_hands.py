"""The same person written down a second time, by a second set of rules that weights are set on.

Where the first rules think in sounds, these think in hands and papers: the neighbouring key, a
letter read for another in handwriting, names cut off, run together or given as an initial, a
surname by marriage, a date off by a month or a decade.
"""

import random
from collections.abc import Callable
from dataclasses import replace

from benchmarks.doubles_errors import answering
from casedesk.domain.answers import NOT_ASKED, Missing
from casedesk.domain.ids import new_id
from casedesk.domain.partial_dates import PartialDate
from casedesk.domain.people import Person

_ROWS = ("qwertyuiop", "asdfghjklñ", "zxcvbnm")
_HANDWRITING = {"a": "o", "o": "a", "n": "u", "u": "n", "e": "c", "m": "n", "l": "t", "r": "v"}
_ENDINGS = (("ez", "es"), ("th", "t"), ("ie", "i"), ("ne", "n"), ("y", "i"), ("o", "a"))
_KNOWN_AS = {
    "alejandro": "Alex", "alejandra": "Ale", "guillermo": "Memo", "enrique": "Kike",
    "santiago": "Chago", "mercedes": "Meche", "margarita": "Mago", "fernanda": "Fer",
    "gregorio": "Goyo", "nicolás": "Nico", "patricio": "Pato", "ernesto": "Neto",
    "leonardo": "Leo", "susana": "Susy", "soledad": "Chole", "mariana": "Mari",
    "sebastián": "Seba", "gabriel": "Gabo", "rodolfo": "Fito", "joaquín": "Quino",
}  # fmt: skip


def second(person: Person, chance: random.Random) -> Person:
    """The person as another desk wrote them down, with one to three errors."""
    twin = replace(person, id=new_id(), version="")
    for change in chance.sample(_CHANGES, chance.choice((1, 2, 2, 3))):
        twin = change(twin, chance)
    return twin


def _neighbour_key(word: str, chance: random.Random) -> str:
    at = chance.randrange(len(word))
    for row in _ROWS:
        place = row.find(word[at].lower())
        if place >= 0:
            near = row[max(place - 1, 0) : place + 2].replace(word[at].lower(), "")
            return word[:at] + chance.choice(near) + word[at + 1 :]
    return word


def _misread(word: str, chance: random.Random) -> str:
    places = [at for at, letter in enumerate(word) if letter in _HANDWRITING]
    if not places:
        return word
    at = chance.choice(places)
    return word[:at] + _HANDWRITING[word[at]] + word[at + 1 :]


def _doubled(word: str, chance: random.Random) -> str:
    at = chance.randrange(len(word))
    return word[: at + 1] + word[at:]


def _ending(word: str, chance: random.Random) -> str:
    fitting = [pair for pair in _ENDINGS if word.endswith(pair[0])]
    if not fitting:
        return _misread(word, chance)
    here, there = chance.choice(fitting)
    return word[: -len(here)] + there


def _in_a_word(change: Callable[[str, random.Random], str]) -> "_Change":
    def changed(person: Person, chance: random.Random) -> Person:
        which = chance.choice(("given_names", "surnames"))
        words = str(getattr(person, which)).split()
        at = chance.randrange(len(words))
        words[at] = change(words[at], chance)
        return answering(person, which, " ".join(words))

    return changed


def _known_as(person: Person, _chance: random.Random) -> Person:
    words = str(person.given_names).split()
    return replace(
        person, given_names=" ".join(_KNOWN_AS.get(word.lower(), word) for word in words)
    )


def _run_together(person: Person, _chance: random.Random) -> Person:
    return replace(person, given_names=str(person.given_names).replace(" ", ""))


def _initial(person: Person, _chance: random.Random) -> Person:
    words = str(person.given_names).split()
    return replace(person, given_names=" ".join([words[0], *(word[0] for word in words[1:])]))


def _by_marriage(person: Person, chance: random.Random) -> Person:
    first = str(person.surnames).split()[0]
    return replace(person, surnames=f"{first} de {chance.choice(('Rojas', 'Mora', 'Parra'))}")


def _capitals_and_particle(person: Person, _chance: random.Random) -> Person:
    return replace(
        person,
        given_names=str(person.given_names).upper(),
        surnames=f"de {person.surnames}".upper(),
    )


def _month_off(person: Person, chance: random.Random) -> Person:
    birth = person.birth
    if isinstance(birth, Missing) or not birth.month:
        return person
    if chance.random() < 0.5:
        return replace(
            person, birth=PartialDate(birth.year, birth.month % 12 + 1, min(birth.day or 1, 28))
        )
    return replace(
        person, birth=PartialDate(max(birth.year - 10, 1930), birth.month, min(birth.day or 1, 28))
    )


def _age_off(person: Person, chance: random.Random) -> Person:
    if isinstance(person.age, Missing):
        return person
    return replace(person, age=max(person.age + chance.choice((-1, 1)), 0))


def _less(person: Person, _chance: random.Random) -> Person:
    return replace(person, birth_place=NOT_ASKED, phone=NOT_ASKED)


_Change = Callable[[Person, random.Random], Person]
_CHANGES: tuple[_Change, ...] = (
    _in_a_word(_neighbour_key),
    _in_a_word(_misread),
    _in_a_word(_doubled),
    _in_a_word(_ending),
    _known_as,
    _run_together,
    _initial,
    _by_marriage,
    _capitals_and_particle,
    _month_off,
    _age_off,
    _less,
)
