"""Finding people despite spelling: who is meant, how well they agree, and why."""

import re
from dataclasses import dataclass

from casedesk.domain.answers import known
from casedesk.domain.codelists import fold
from casedesk.domain.likeness import typed
from casedesk.domain.likeness.explaining import ANSWER, Match, Reason, Search, told
from casedesk.services import extras
from casedesk.storage import directory, finding, found_answers
from casedesk.storage.directory import CaseLine, Filter
from casedesk.storage.finding import Line
from casedesk.storage.unit_of_work import UnitOfWork

__all__ = ["Found", "Match", "Reason", "Search", "Searched", "find", "listed", "told"]

#: whoever agrees less is left out of the list
LEAST = 0.55
_MOST = 20
_BY_ANSWER = Match(LEAST, (Reason(ANSWER),))
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Found:
    """Somebody who may be meant."""

    line: CaseLine
    match: Match


@dataclass(frozen=True)
class Searched:
    """The numbers of the lines to list, and what was looked for; None without words."""

    numbers: list[int]
    search: Search | None = None
    #: those of them found only by an answer to a field of the shelter
    answered: frozenset[int] = frozenset()


def listed(uow: UnitOfWork, wanted: Filter) -> Searched:
    """Who is to be listed: first those written as typed, the latest first, then others alike."""
    uow.flush()
    exact = directory.numbers(uow.connection, wanted)
    if not wanted.words.strip():
        return Searched(exact)
    search, ranked = _ranked(uow, wanted.words)
    others = [line.number for line, _match in ranked]
    answered = _answered(uow, wanted.words)
    allowed = directory.among(uow.connection, wanted, [*others, *answered]) - set(exact)
    alike = [number for number in others if number in allowed]
    more = [number for number in answered if number in allowed.difference(alike)]
    return Searched([*exact, *alike, *more], search, frozenset(more))


def _answered(uow: UnitOfWork, words: str) -> list[int]:
    """Whose answers to the shelter's own fields hold all the words."""
    texts = _WORD.findall(fold(words))
    if not texts or not found_answers.any_field(uow.connection):
        return []
    choices = [
        (field.id, str(choice.code))
        for field in extras.fields(uow)
        for choice in field.choices
        if any(_holds(label, texts) for label in (choice.es, choice.en) if known(label))
    ]
    return found_answers.numbers(uow.connection, texts, choices)


def _holds(label: object, texts: list[str]) -> bool:
    said = _WORD.findall(fold(str(label)))
    return all(any(word.startswith(each) for word in said) for each in texts)


def find(uow: UnitOfWork, words: str, *, most: int = _MOST, answers: bool = False) -> list[Found]:
    """Who may be meant, those who agree best first.

    With ``answers`` then those whose answers to the shelter's own fields hold the words.
    """
    uow.flush()
    _search, ranked = _ranked(uow, words)
    matches = {line.number: match for line, match in ranked[:most]}
    for number in _answered(uow, words) if answers else ():
        if len(matches) < most:
            matches.setdefault(number, _BY_ANSWER)
    lines = directory.lines(uow.connection, list(matches))
    return [Found(line, matches[line.number]) for line in lines]


def _ranked(uow: UnitOfWork, words: str) -> tuple[Search, list[tuple[Line, Match]]]:
    search = finding.search(uow.connection, typed.read(words))
    lines = finding.candidates(uow.connection, search)
    matched = [(line, search.match(line)) for line in lines]
    found = [each for each in matched if each[1].score >= LEAST]
    return search, sorted(found, key=lambda each: (-each[1].score, -each[0].number))
