"""What has to be known before somebody on file is checked in."""

from dataclasses import dataclass

from casedesk.domain.answers import Missing
from casedesk.domain.people import Person
from casedesk.services import house
from casedesk.storage import records
from casedesk.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class Known:
    """A household on file, the one asked for first, and the ids of those who stay here now."""

    asked: str
    people: tuple[Person, ...]
    here: frozenset[str]


def household(uow: UnitOfWork, person_id: str) -> Known:
    """A person with their household. Raises NoSuchRecord."""
    person = records.get(uow, Person, person_id)
    others: list[Person] = []
    if not isinstance(person.household_id, Missing):
        found = house.household(uow, person.household_id)
        others = [each for each in found if each.id != person.id]
    here = frozenset(each.person.id for each in house.today(uow).staying)
    return Known(person.id, (person, *others), here)
