"""The same person written down a second time, by a third set of rules that weights are set on.

These think in interviews and forms filled in from other forms: foreign names by ear, the middle
name for the first, the mother's surname for the father's, surnames in the wrong order or in the
wrong box, pet names, a name cut in two, the first of January for a day that nobody knew, ages
rounded, the country somebody last lived in.
"""

import random
from collections.abc import Callable
from dataclasses import replace

from benchmarks.doubles_errors import answering
from benchmarks.doubles_people import TODAY
from casedesk.domain.answers import NOT_ASKED, Missing, value_or
from casedesk.domain.ids import new_id
from casedesk.domain.partial_dates import PartialDate
from casedesk.domain.people import Person

#: how an ear that does not know the language writes it
_BY_EAR = (
    ("oo", "u"), ("ou", "u"), ("ee", "i"), ("kh", "k"), ("sh", "ch"), ("mm", "m"), ("ss", "s"),
    ("gh", "g"), ("dh", "d"), ("u", "o"), ("e", "i"), ("ck", "k"), ("x", "s"), ("tz", "s"),
    ("ç", "s"), ("lh", "ll"), ("nh", "ñ"), ("j", "y"), ("qu", "c"), ("d", "t"), ("v", "b"),
    ("z", "s"), ("h", ""), ("m", "n"),
)  # fmt: skip
#: the last country somebody lived in, told for their nationality
_LIVED_IN = ("CHL", "BRA", "MEX", "ECU", "CRI")


def second(person: Person, chance: random.Random) -> Person:
    """The person as the next interview has them, with one to three errors."""
    twin = replace(person, id=new_id(), version="")
    for change in chance.sample(_CHANGES, chance.choice((1, 1, 2, 2, 3))):
        twin = change(twin, chance)
    return twin


def _by_ear(person: Person, chance: random.Random) -> Person:
    def heard(name: str) -> str:
        fitting = [pair for pair in _BY_EAR if pair[0] in name.lower()]
        if not fitting:
            return name
        here, there = chance.choice(fitting)
        return name.lower().replace(here, there, 1).title()

    return replace(
        person,
        given_names=heard(str(person.given_names)),
        surnames=heard(str(person.surnames)),
    )


def _middle_name(person: Person, _chance: random.Random) -> Person:
    return replace(person, given_names=str(person.given_names).split()[-1])


def _mothers_surname(person: Person, _chance: random.Random) -> Person:
    return replace(person, surnames=str(person.surnames).split()[-1])


def _surnames_turned(person: Person, _chance: random.Random) -> Person:
    return replace(person, surnames=" ".join(reversed(str(person.surnames).split())))


def _in_the_wrong_box(person: Person, _chance: random.Random) -> Person:
    first, *others = str(person.given_names).split()
    if others:
        return replace(
            person, given_names=first, surnames=" ".join([*others, str(person.surnames)])
        )
    father, *rest = str(person.surnames).split()
    if rest:
        return replace(person, given_names=f"{first} {father}", surnames=" ".join(rest))
    return replace(person, given_names=person.surnames, surnames=first)


def _pet_name(person: Person, _chance: random.Random) -> Person:
    first, *others = str(person.given_names).split()
    if len(first) < 4 or first[-1] not in "aeo":
        return person
    pet = first[:-1] + ("ita" if first[-1] == "a" else "ito")
    return replace(person, given_names=" ".join([pet, *others]))


def _cut_in_two(person: Person, chance: random.Random) -> Person:
    words = str(person.surnames).split()
    at = chance.randrange(len(words))
    if len(words[at]) >= 7:
        cut = chance.randrange(3, len(words[at]) - 3)
        words[at] = f"{words[at][:cut]} {words[at][cut:]}"
    return replace(person, surnames=" ".join(words))


def _hyphen(person: Person, _chance: random.Random) -> Person:
    return replace(person, surnames=str(person.surnames).upper().replace(" ", "-"))


def _letters(person: Person, chance: random.Random) -> Person:
    """Two letters in one word: two swapped, and the first or the last lost or wrong."""
    which = chance.choice(("given_names", "surnames"))
    words = str(getattr(person, which)).split()
    at = max(range(len(words)), key=lambda place: len(words[place]))
    word = words[at]
    if len(word) < 6:
        return person
    place = chance.randrange(1, len(word) - 3)
    word = word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    words[at] = chance.choice((word[:-1], word[:-1] + chance.choice("aeiosn"), word))
    return answering(person, which, " ".join(words))


def _birth(person: Person, chance: random.Random) -> Person:
    birth = person.birth
    if isinstance(birth, Missing):
        return person
    kind = chance.randrange(4)
    if kind == 0:
        return replace(person, birth=PartialDate(birth.year, 1, 1))
    if kind == 1:
        year = birth.year + chance.choice((-1, 1))
        return replace(
            person, birth=PartialDate(year, birth.month, birth.day and min(birth.day, 28))
        )
    if kind == 2 and birth.day:
        return replace(
            person,
            birth=PartialDate(birth.year, (birth.day - 1) % 12 + 1, min(birth.month or 1, 28)),
        )
    turned = birth.year // 100 * 100 + birth.year % 10 * 10 + birth.year % 100 // 10
    if not 1935 <= turned <= TODAY.year:
        return replace(person, birth=PartialDate(birth.year))
    return replace(person, birth=PartialDate(turned, birth.month, birth.day and min(birth.day, 28)))


def _round_age(person: Person, chance: random.Random) -> Person:
    if not isinstance(person.birth, Missing):
        age = TODAY.year - person.birth.year
    elif not isinstance(person.age, Missing):
        age = person.age
    else:
        return person
    rounded = 5 * round(age / 5) if age >= 15 and chance.random() < 0.5 else age
    return replace(person, birth=NOT_ASKED, age=max(rounded, 0), age_on=PartialDate.of(TODAY))


def _lived_in(person: Person, chance: random.Random) -> Person:
    return replace(
        person,
        nationality=chance.choice((*_LIVED_IN, NOT_ASKED, NOT_ASKED)),
        birth_place=NOT_ASKED,
    )


def _town(person: Person, chance: random.Random) -> Person:
    place = value_or(person.birth_place, "")
    town = chance.choice(("San Juan", "Santa Rosa", "El Carmen", "La Libertad"))
    return replace(person, birth_place=f"{town}, {place}" if place else town)


_CHANGES: tuple[Callable[[Person, random.Random], Person], ...] = (
    _by_ear,
    _by_ear,
    _middle_name,
    _mothers_surname,
    _surnames_turned,
    _in_the_wrong_box,
    _pet_name,
    _cut_in_two,
    _hyphen,
    _letters,
    _birth,
    _round_age,
    _lived_in,
    _town,
)
