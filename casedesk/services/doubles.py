"""Who may be on file twice: pairs that nobody said are two, looked for some people at a time."""

from collections.abc import Sequence
from dataclasses import dataclass

from casedesk.domain.people import Person
from casedesk.services import likenesses
from casedesk.services.cases import surviving
from casedesk.services.likenesses import Likeness
from casedesk.storage import directory, records
from casedesk.storage.directory import CaseLine, Filter
from casedesk.storage.unit_of_work import UnitOfWork

__all__ = ["Pair", "everybody", "of_case", "pairs"]


@dataclass(frozen=True)
class Pair:
    """Somebody on file, and who on file may be the very same person."""

    line: CaseLine
    like: Likeness

    @property
    def people(self) -> frozenset[str]:
        """The ids of both, whoever was compared with whom."""
        return frozenset((self.line.person_id, self.like.person.id))


def everybody(uow: UnitOfWork) -> list[int]:
    """The numbers of all lines, the latest arrival first: whom to compare."""
    uow.flush()
    return directory.numbers(uow.connection, Filter())


def of_case(uow: UnitOfWork, case_id: str) -> list[int]:
    """The number of one case's line alone."""
    uow.flush()
    number = directory.number_of_person(uow.connection, surviving(uow, case_id).person_id)
    return [] if number is None else [number]


def pairs(uow: UnitOfWork, numbers: Sequence[int]) -> list[Pair]:
    """Who of some lines may be on file under another line too, each with the likeliest few."""
    uow.flush()
    found = []
    for line in directory.lines(uow.connection, numbers):
        person = records.get(uow, Person, line.person_id)
        found += [Pair(line, like) for like in likenesses.of(uow, person)]
    return found
