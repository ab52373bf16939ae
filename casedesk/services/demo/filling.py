"""Filling a vault with invented people, in batches."""

import gc
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from itertools import islice

from casedesk.domain.cases import Case
from casedesk.domain.codes import fold
from casedesk.domain.ids import new_folio
from casedesk.domain.people import Person
from casedesk.domain.records import Record
from casedesk.progress import Progress, silent
from casedesk.services.demo import incidents, journeys, stories
from casedesk.services.demo.chance import Chance
from casedesk.services.demo.people import ALONE, Party, heard, party
from casedesk.storage import imported, records
from casedesk.storage.unit_of_work import UnitOfWork
from casedesk.storage.vault import Vault

#: people per transaction: a compromise between speed and the room that a transaction takes
_BATCH = 5_000
#: how many come alone before the first of them comes again
_AGAIN = 12


class _Folios:
    """Gives out folios that are not taken: among a hundred thousand, two equal ones are likely."""

    def __init__(self, taken: set[str]) -> None:
        self._taken = taken

    def new(self) -> str:
        """One that nobody has."""
        folio = new_folio()
        while folio in self._taken:
            folio = new_folio()
        self._taken.add(folio)
        return folio


@dataclass
class _Batch:
    """Records by what must be stored first."""

    folios: _Folios
    households: list[Record] = field(default_factory=list)
    people: list[Record] = field(default_factory=list)
    cases: list[Record] = field(default_factory=list)
    entries: list[Record] = field(default_factory=list)
    #: those who came alone, until one of them is written down a second time
    alone: list[Person] = field(default_factory=list)

    def store(self, uow: UnitOfWork) -> None:
        """Write all of it; records of a kind together, which is quicker."""
        self.entries.sort(key=lambda record: record.kind)
        records.add_all(uow, [*self.households, *self.people, *self.cases, *self.entries])


def fill(vault: Vault, people: int, months: int, seed: int, progress: Progress = silent) -> None:
    """Put invented people into a vault, arriving over some whole months and the present one."""
    with _without_collection():
        _fill(vault, people, months, seed, progress)


def _fill(vault: Vault, people: int, months: int, seed: int, progress: Progress) -> None:
    chance = Chance(seed)
    today = vault.clock.now().date()
    folios = _Folios(vault.run(imported.folios))
    first = months_before(today, months)
    arrivals = _arrivals(chance, people, first, today)
    done = 0
    while done < people:
        batch = _Batch(folios)
        wanted = min(_BATCH, people - done)
        left = wanted
        while left:
            together = _arrive(chance, batch, next(arrivals), today, left)
            deque(islice(arrivals, together - 1), maxlen=0)  # those who came along
            left -= together
        vault.run(batch.store)
        done += wanted
        progress(done, people)


@contextmanager
def _without_collection() -> Iterator[None]:
    """No search for garbage in cycles, which records do not form: a sixth of the time."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def months_before(day: date, months: int) -> date:
    """The first day of the month that lies some months before the one of ``day``."""
    count = day.year * 12 + day.month - 1 - months
    return date(count // 12, count % 12 + 1, 1)


def _arrivals(chance: Chance, people: int, first: date, today: date) -> Iterator[date]:
    """Days of arrival in order, so that what was recorded first was stored first."""
    yield from sorted(chance.day(first, today) for _each in range(people))


def _arrive(chance: Chance, batch: _Batch, arrived: date, today: date, most: int) -> int:
    """Add those who arrive together; returns how many they are."""
    found = _twice(batch, party(chance, arrived, most))
    shared = journeys.together(chance, arrived, today, found)
    if found.household is not None:
        batch.households.append(found.household)
    for person in found.people:
        case = stories.case(chance, person, shared, batch.folios.new())
        batch.people.append(person)
        batch.cases.append(case)
        batch.entries.extend(stories.entries(chance, person, case, shared, today))
        batch.entries.extend(_incidents(chance, person, case, found, shared, today))
    return len(found.people)


def _twice(batch: _Batch, found: Party) -> Party:
    """The first who came alone comes once more, under a name that was heard otherwise."""
    if found.kind != ALONE or len(batch.alone) > _AGAIN:
        return found
    person = found.people[0]
    if fold(heard(person).full_name) != fold(person.full_name):
        batch.alone.append(person)
    if len(batch.alone) <= _AGAIN:
        return found
    return Party(ALONE, None, (heard(batch.alone[0]),))


def _incidents(
    chance: Chance,
    person: Person,
    case: Case,
    found: Party,
    shared: journeys.Together,
    today: date,
) -> Iterator[Record]:
    others = [each for each in found.people if each is not person]
    for visit in shared.visits:
        if chance.happens("incident"):
            reported = incidents.told_on(chance, visit.entered, today)
            yield incidents.incident(chance, case, [person, *others], shared, reported)
