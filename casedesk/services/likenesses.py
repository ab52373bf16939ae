"""Who on file may be the very person who is described; and who was said not to be."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from casedesk.domain.answers import NOT_ASKED, value_or
from casedesk.domain.codes import fold
from casedesk.domain.distinctions import Distinction
from casedesk.domain.likeness import births, weights
from casedesk.domain.likeness.births import Birth
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
    sought = _sought(uow, own, [*given, *surnames])
    least = weights.least_bits(sought.people)
    if weights.at_most(sought.words, own, sought.among, sought.share) < least:
        return []  # too little is known, or what is known is true of too many
    least -= weights.rest_at_most(own)
    left = {person.id, *but, *_apart(uow, person.id)}
    worth = {
        line.person_id: (line, evidence)
        for line in finding.akin(uow.connection, given, surnames, own.birth)
        if line.person_id not in left and weights.total(evidence := sought.evidence(line)) >= least
    }
    found = []
    for other in records.find_in(uow, Person, "id", worth):
        line, evidence = worth[other.id]
        rest = list(weights.of_the_rest(own, description(other)))
        likely = weights.probability(weights.total([*evidence, *rest]), sought.people)
        if weights.warns(likely) and own.country is None and line.nationality:
            likely = _among_theirs(uow, sought, line, rest)
        if weights.warns(likely):
            found.append((likely, line.number, other, [*evidence, *rest]))
    return _told(uow, sorted(found, key=lambda each: each[0], reverse=True)[:_MOST])


@dataclass(frozen=True)
class _Sought:
    """Who is looked for: their words, and among how many people these are counted."""

    own: Description
    words: list[Word]
    people: int
    among: float
    #: of those on file, the part who have the same nationality
    share: float
    this_year: int

    def evidence(self, line: Line) -> list[Evidence]:
        """What a line of the case list says for and against its being them."""
        other = Description(
            names=(line.name, line.alias, line.also), birth=_born(line), country=line.nationality
        )
        return [
            *weights.of_names(self.words, other.names, self.among),
            *weights.of_birth(self.own, other, self.this_year),
            *weights.of_country(self.own, other, self.share),
        ]


def _sought(uow: UnitOfWork, own: Description, words: list[Word]) -> _Sought:
    people = finding.people(uow.connection)
    compatriots = finding.people_of(uow.connection, own.country)
    share, among = compatriots / max(people, 1), float(people)
    if own.country and share < _FEW:  # their names are common among them, and rare among all
        words, among = finding.among(uow.connection, words, own.country)
    return _Sought(own, words, people, among, share, uow.today.year)


def _among_theirs(uow: UnitOfWork, sought: _Sought, line: Line, rest: list[Evidence]) -> float:
    """How likely, if nobody asked for the nationality: names go together where they are common.

    Who bears one Haitian name bears another; counted among all, the two would say too much.
    """
    compatriots = finding.people_of(uow.connection, line.nationality)
    words, among = finding.among(uow.connection, sought.words, line.nationality)
    theirs = replace(sought, words=words, among=among)
    rare = weights.rarity(compatriots / max(sought.people, 1))
    bits = weights.total([*theirs.evidence(line), *rest]) + rare
    return weights.probability(bits, sought.people)


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
    return Description(
        names=(person.full_name, value_or(person.alias, "")),
        birth=births.birth(person.birth, person.age, person.age_on),
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


def _born(line: Line) -> Birth | None:
    told, on = (
        PartialDate.from_edtf(each) if each else NOT_ASKED for each in (line.birth, line.age_on)
    )
    return births.birth(told, NOT_ASKED if line.age is None else line.age, on)


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
