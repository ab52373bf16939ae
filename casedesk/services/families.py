"""Taking in somebody who belongs to a person that is already on file."""

from dataclasses import replace

from casedesk.domain.answers import NOT_ASKED, Answer, Missing, value_or
from casedesk.domain.cases import Case
from casedesk.domain.people import Household, Person
from casedesk.services import cases, people
from casedesk.services.people import Intake
from casedesk.storage import records
from casedesk.storage.unit_of_work import UnitOfWork


def household_of(uow: UnitOfWork, person_id: str) -> str:
    """The household a person belongs to; made on the spot, under their surnames, if they had none.

    Raises NoSuchRecord.
    """
    person = records.get(uow, Person, person_id)
    if not isinstance(person.household_id, Missing):
        return person.household_id
    name = value_or(person.surnames, "") or person.called
    household = Household(name=name or NOT_ASKED)
    people.form_household(uow, person, household)
    return household.id


def intake_beside(
    uow: UnitOfWork, draft: Intake, relative_id: str, relation: Answer[str] = NOT_ASKED
) -> Case:
    """Take a person in as a member of a relative's household. Raises Invalid."""
    household_id = household_of(uow, relative_id)
    person = replace(draft.person, household_id=household_id, relation=relation)
    return people.intake(uow, replace(draft, person=person, household=None))


def join_relative(
    uow: UnitOfWork, person: Person, relative_id: str, relation: Answer[str] = NOT_ASKED
) -> Person:
    """Put a person into a relative's household. Raises Invalid or ChangedMeanwhile."""
    household_id = household_of(uow, relative_id)
    return people.correct(uow, replace(person, household_id=household_id, relation=relation))


def case_of(uow: UnitOfWork, person_id: str) -> str | None:
    """The id of the latest case of a person, or of whom they turned out to be."""
    person = records.get(uow, Person, person_id)
    if not isinstance(person.merged_into, Missing):
        return case_of(uow, person.merged_into)
    found = cases.of_person(uow, person_id)
    return found[-1].id if found else None
