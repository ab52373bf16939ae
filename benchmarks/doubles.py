"""Whether the same person is told from another, and found, among a hundred thousand."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from benchmarks import doubles_errors, doubles_hands, doubles_held_out, doubles_interviews
from benchmarks.doubles_people import HANDS, HELD_OUT, INTERVIEWS, SOUNDS, Inventor
from benchmarks.measuring import Line, Times, timed
from casedesk.domain.cases import OPEN, Case
from casedesk.domain.ids import new_folio
from casedesk.domain.partial_dates import PartialDate
from casedesk.domain.people import Person
from casedesk.domain.records import Record
from casedesk.services import finding, likenesses
from casedesk.services.cases import Filter
from casedesk.storage import records
from casedesk.storage import vault as vaults
from casedesk.storage.unit_of_work import UnitOfWork
from casedesk.storage.vault import Vault

RECALL, WARNINGS, MILLISECONDS = 95, 2, 50
_PASSPHRASE = "abanico cometa ladera molino"  # noqa: S105 - protects invented people
_USER = "Ana Ejemplo"
_BATCH = 5_000
Second = Callable[[Person, random.Random], Person]
PARTS: dict[str, Second] = {
    SOUNDS: doubles_errors.second,
    HANDS: doubles_hands.second,
    INTERVIEWS: doubles_interviews.second,
    HELD_OUT: doubles_held_out.second,
}


@dataclass(frozen=True)
class Measured:
    """What came of one part."""

    recall: float
    #: of newcomers as they are, written down with the same errors, and with hardly anything known
    warnings: float
    warnings_errors: float
    warnings_sparse: float
    found: float
    comparing: Times
    searching: Times
    missed: tuple[tuple[Person, Person], ...] = ()


def lines(folder: Path, people: int, pairs: int) -> Iterator[Line]:
    """Recall, warning rates and latency for the parts tuned on and the one held out."""
    vault, known = filled(folder / "Doubles.casedesk", people)
    try:
        for part in PARTS:
            result = measure(vault, known[part], part, pairs)
            name = f"{part.replace('_', ' ')}, {pairs:,} pairs among {people:,}"
            yield Line(f"doubles warned of ({name})", result.recall, "%", RECALL, more=True)
            for about, rate in (
                ("new people", result.warnings),
                ("new people written down with errors", result.warnings_errors),
                ("new people of whom a name and the country are known", result.warnings_sparse),
            ):
                yield Line(f"warnings about {about} ({name})", rate, "%", WARNINGS)
            yield Line(f"found by the other name ({name})", result.found, "%", RECALL, more=True)
            for what, times in (("comparing", result.comparing), ("searching", result.searching)):
                yield Line(
                    f"{what}, p95 ({name})",
                    times.p95 * 1000,
                    "ms",
                    MILLISECONDS,
                    noise=times.spread(),
                )
    finally:
        vault.close()


def filled(path: Path, people: int, seed: int = 1) -> tuple[Vault, dict[str, list[Person]]]:
    """A vault of invented people, as many of each part, and who they are."""
    inventors = {part: Inventor(seed, part) for part in PARTS}
    vault, _code = vaults.create(
        path, shelter="Albergue", user=_USER, role="coordinator", passphrase=_PASSPHRASE
    )
    known: dict[str, list[Person]] = {part: [] for part in PARTS}
    folios = _folios()
    for part, inventor in inventors.items():
        left = people // len(PARTS)
        while left:
            some = [inventor.person() for _each in range(min(_BATCH, left))]
            known[part] += some
            left -= len(some)
            vault.run(partial(_store, some, folios))
    return vault, known


def measure(vault: Vault, known: list[Person], part: str, pairs: int, seed: int = 2) -> Measured:
    """Write people down a second time and let others come for the first time."""
    inventor = Inventor(seed, part)
    chance = inventor.chance
    twins = [(person, PARTS[part](person, chance)) for person in chance.sample(known, pairs)]
    comparing, searching, missed, found = [], [], [], 0
    for person, twin in twins:
        seconds, like = _timed(vault, twin)
        comparing.append(seconds)
        if person.id not in {each.person.id for each in like}:
            missed.append((person, twin))
        seconds, there = _searched(vault, person, twin)
        searching.append(seconds)
        found += there
    warned: list[float] = []
    for written in (_as_they_are, PARTS[part], _sparse):
        count = 0
        for _each in range(pairs):
            seconds, like = _timed(vault, written(inventor.person(), chance))
            comparing.append(seconds)
            count += bool(like)
        warned.append(100 * count / pairs)
    return Measured(
        recall=100 * (1 - len(missed) / pairs),
        warnings=warned[0],
        warnings_errors=warned[1],
        warnings_sparse=warned[2],
        found=100 * found / pairs,
        comparing=Times(comparing),
        searching=Times(searching),
        missed=tuple(missed),
    )


def _as_they_are(person: Person, _chance: random.Random) -> Person:
    return person


def _sparse(person: Person, _chance: random.Random) -> Person:
    """What a volunteer may know of somebody at the door."""
    first = str(person.given_names).split()[0]
    return Person(given_names=first, nationality=person.nationality)


def _timed(vault: Vault, person: Person) -> tuple[float, list[likenesses.Likeness]]:
    answer: list[likenesses.Likeness] = []
    seconds = timed(lambda: answer.extend(vault.run(lambda uow: likenesses.of(uow, person))))
    return seconds, answer


def _searched(vault: Vault, person: Person, twin: Person) -> tuple[float, bool]:
    """Search as the list does, by name alone; whether the person is among the first screenful."""
    answer: list[finding.Found] = []
    name = twin.full_name
    seconds = timed(lambda: vault.run(lambda uow: finding.listed(uow, Filter(words=name))))
    answer = vault.run(lambda uow: finding.find(uow, name, most=40))
    return seconds, person.id in {each.line.person_id for each in answer}


def _folios() -> Iterator[str]:
    """Folios that differ: among a hundred thousand by chance, two equal ones are likely."""
    given: set[str] = set()
    while True:
        folio = new_folio()
        if folio not in given:
            given.add(folio)
            yield folio


def _store(some: list[Person], folios: Iterator[str], uow: UnitOfWork) -> None:
    opened = PartialDate.of(uow.today)
    new: list[Record] = [*some]
    new += [
        Case(person_id=person.id, folio=next(folios), state=OPEN, opened_on=opened)
        for person in some
    ]
    records.add_all(uow, new)
