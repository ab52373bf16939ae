"""Taking a person in, and correcting what is known of them."""

from dataclasses import dataclass, replace

from casedesk.domain.answers import NOT_ASKED
from casedesk.domain.cases import OPEN, Case, Consent, Stay
from casedesk.domain.ids import new_folio
from casedesk.domain.journeys import Journey
from casedesk.domain.partial_dates import PartialDate
from casedesk.domain.people import Household, Person
from casedesk.domain.records import Record
from casedesk.errors import Invalid
from casedesk.services import validation
from casedesk.storage import records
from casedesk.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, kw_only=True)
class Intake:
    """What is written down when somebody arrives; everything may be unknown but the day."""

    person: Person
    entered_on: PartialDate
    stay: Stay | None = None
    journey: Journey | None = None
    consents: tuple[Consent, ...] = ()
    #: a household made with this person; ``person.household_id`` names an existing one
    household: Household | None = None


def intake(uow: UnitOfWork, draft: Intake) -> Case:
    """Take a person in: person, case and stay, and what else was said.

    Raises Invalid with fields named ``person.birth``, ``stay.slept_at``, ``journey.reasons``.
    """
    person = draft.person
    if draft.household is not None:
        person = replace(person, household_id=draft.household.id)
    case = Case(
        person_id=person.id,
        folio=_free_folio(uow),
        state=OPEN,
        opened_on=PartialDate.of(uow.today),
    )
    stay = replace(draft.stay or Stay(case_id=""), case_id=case.id, entered_on=draft.entered_on)
    new: list[Record] = [*filter(None, [draft.household]), person, case, stay]
    if draft.journey is not None:
        new.append(replace(draft.journey, case_id=case.id))
    new.extend(replace(consent, case_id=case.id) for consent in draft.consents)
    _check_all(new, uow)
    stored = records.add_all(uow, new)
    return next(each for each in stored if isinstance(each, Case))


def correct(uow: UnitOfWork, person: Person) -> Person:
    """Save what changed about a person. Raises Invalid or ChangedMeanwhile."""
    validation.check(person, today=uow.today)
    changed = records.change(uow, person)
    validation.check(changed, today=uow.today)  # with what somebody else changed meanwhile
    return changed


def form_household(uow: UnitOfWork, person: Person, household: Household) -> Person:
    """Make a household whose first member is this person."""
    validation.check(household, today=uow.today)
    stored = records.add(uow, household)
    return records.change(uow, replace(person, household_id=stored.id))


def join(uow: UnitOfWork, person: Person, household_id: str, relation: str) -> Person:
    """Put a person into an existing household, with their relation to its head."""
    records.get(uow, Household, household_id)
    return correct(uow, replace(person, household_id=household_id, relation=relation))


def leave_household(uow: UnitOfWork, person: Person) -> Person:
    """Take a person out of their household."""
    return records.change(uow, replace(person, household_id=NOT_ASKED, relation=NOT_ASKED))


def _free_folio(uow: UnitOfWork) -> str:
    folio = new_folio()
    while records.find(uow, Case, folio=folio):
        folio = new_folio()
    return folio


def _check_all(new: list[Record], uow: UnitOfWork) -> None:
    found = {
        f"{record.kind}.{name}": message
        for record in new
        for name, message in validation.problems(record, today=uow.today).items()
    }
    if found:
        raise Invalid(found)
