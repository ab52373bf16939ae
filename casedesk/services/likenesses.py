"""Who on file may be the very person who is described; and who was said not to be."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from casedesk.domain.answers import Missing, value_or
from casedesk.domain.codes import fold
from casedesk.domain.distinctions import Distinction
from casedesk.domain.likeness import weights
from casedesk.domain.likeness.sought import Word
from casedesk.domain.likeness.weights import Description, Evidence, told
from casedesk.domain.likeness.words import telling, words_of
from casedesk.domain.partial_dates import PartialDate
from casedesk.domain.people import Person
from casedesk.storage import directory, finding, records
from casedesk.storage.directory import CaseLine
from casedesk.storage.finding import Line
from casedesk.storage.unit_of_work import UnitOfWork

__all__ = ["Evidence", "Likeness", "keep_apart", "of", "told"]

_MOST = 3
#: *López de Mejía*: the surname by marriage stands last, after *de*
_BY_MARRIAGE = re.compile(r"\w+ de (\w+)$")
#: what sex, place of birth and telephone can add
_CAN_ADD = 15.0
#: the share of those of a nationality below which the words of names are counted among them
_FEW = 0.2


@dataclass(frozen=True)
class Likeness:
    """Somebody on file who may be the person described."""

    line: CaseLine
    person: Person
    #: from 0 to 1: how likely it is that they are one
    probability: float
    #: what says most comes first
    evidence: tuple[Evidence, ...]


def of(uow: UnitOfWork, person: Person, *, but: Iterable[str] = ()) -> list[Likeness]:
    """Those on file who are likely to be this very person, the likeliest first.

    Left out are the person, whoever was said not to be them, and the people in ``but``.
    """
    uow.flush()
    own = description(person)
    given, surnames = _words(uow, person)
    if not given and not surnames:
        return []
    people = finding.people(uow.connection)
    compatriots = finding.people_of(uow.connection, own.country)
    share = compatriots / max(people, 1)
    lines = finding.akin(uow.connection, given, surnames, born=own.born, birth=own.birth)
    words, among = [*given, *surnames], people
    if own.country and share < _FEW:  # their names are common among them, and rare among all
        words, among = finding.among(uow.connection, words, own.country), max(compatriots, 1)
    first = [(line, _of_line(words, own, line, among, share)) for line in lines]
    least = weights.least_bits(people) - _CAN_ADD
    left = {person.id, *but, *_apart(uow, person.id)}
    worth = {
        line.person_id: (line, evidence)
        for line, evidence in first
        if weights.total(evidence) >= least and line.person_id not in left
    }
    found = []
    for other in records.find_in(uow, Person, "id", worth):
        line, evidence = worth[other.id]
        evidence = [*evidence, *weights.of_the_rest(own, description(other))]
        likely = weights.probability(weights.total(evidence), people)
        if weights.warns(likely):
            found.append((likely, line.number, other, evidence))
    return _told(uow, sorted(found, key=lambda each: each[0], reverse=True)[:_MOST])


def keep_apart(uow: UnitOfWork, person_id: str, other_id: str) -> Distinction:
    """Remember that two people are not one, so that nobody is asked again."""
    said = PartialDate.of(uow.today)
    for known in _distinctions(uow, person_id):
        if other_id in (known.person_id, known.other_id):
            return known
    return records.add(
        uow, Distinction(person_id=person_id, other_id=other_id, apart=True, said_on=said)
    )


def description(person: Person) -> Description:
    """What is compared of a person."""
    birth, age, on = person.birth, person.age, person.age_on
    born = None
    if not isinstance(birth, Missing):
        born = birth.year
    elif not isinstance(age, Missing) and not isinstance(on, Missing):
        born = on.year - age
    return Description(
        names=(person.full_name, value_or(person.alias, "")),
        birth=None if isinstance(birth, Missing) else str(birth),
        born=born,
        country=value_or(person.nationality, None),
        sex=value_or(person.sex, None),
        place=value_or(person.birth_place, ""),
        phone=value_or(person.phone, ""),
    )


def _words(uow: UnitOfWork, person: Person) -> tuple[list[Word], list[Word]]:
    given = telling(words_of(value_or(person.given_names, "") or value_or(person.alias, "")))
    surnames = telling(words_of(value_or(person.surnames, "")))
    married = _BY_MARRIAGE.search(fold(value_or(person.surnames, "")))
    return finding.words(uow.connection, given), [
        replace(word, may_miss=married is not None and word.text == married[1])
        for word in finding.words(uow.connection, surnames)
    ]


def _of_line(
    words: list[Word], own: Description, line: Line, people: int, share: float
) -> list[Evidence]:
    other = Description(
        names=(line.name, line.alias, line.also),
        birth=line.birth,
        born=line.born,
        country=line.nationality,
    )
    named = weights.of_names(words, other.names, people)
    return [*named, *weights.of_birth(own, other), *weights.of_country(own, other, share)]


def _apart(uow: UnitOfWork, person_id: str) -> set[str]:
    return {
        each.other_id if each.person_id == person_id else each.person_id
        for each in _distinctions(uow, person_id)
        if each.apart is True
    }


def _distinctions(uow: UnitOfWork, person_id: str) -> list[Distinction]:
    ways = ({"person_id": person_id}, {"other_id": person_id})
    return [each for way in ways for each in records.find(uow, Distinction, **way)]


def _told(
    uow: UnitOfWork, found: list[tuple[float, int, Person, list[Evidence]]]
) -> list[Likeness]:
    lines = directory.lines(uow.connection, [number for _likely, number, _who, _why in found])
    return [
        Likeness(line, person, likely, tuple(sorted(why, key=lambda each: -each.bits)))
        for line, (likely, _number, person, why) in zip(lines, found, strict=True)
    ]
