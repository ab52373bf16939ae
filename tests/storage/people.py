"""Invented people for the tests of storage."""

from casedesk.domain.cases import OPEN, AsylumApplication, Case, Service, Stay
from casedesk.domain.ids import new_folio
from casedesk.domain.incidents import Act, Incident, Perpetrator, Victimisation
from casedesk.domain.journeys import Journey, Leg
from casedesk.domain.partial_dates import PartialDate
from casedesk.domain.people import Person
from casedesk.domain.records import Record
from casedesk.storage import records
from casedesk.storage.unit_of_work import UnitOfWork

DAY = PartialDate(2026, 11, 3)


def arrived(**answers: object) -> list[Record]:
    """A person with a case, a stay, a journey, an incident, an application and a service."""
    person = Person(**answers)  # type: ignore[arg-type]
    case = Case(person_id=person.id, folio=new_folio(), state=OPEN, opened_on=DAY)
    incident = Incident(
        case_id=case.id,
        reported_on=DAY,
        occurred=PartialDate(2026, 10, approximate=True),
        acts=(Act(code="ROB", by=("a",)),),
        perpetrators=(Perpetrator(key="a", type="police", number=2),),
        victimisations=(Victimisation(person_id=person.id, act="ROB", role="victim"),),
    )
    return [
        person,
        case,
        Stay(case_id=case.id, entered_on=DAY),
        Journey(case_id=case.id, reasons=("violence",), legs=(Leg(origin="San Pedro Sula"),)),
        incident,
        AsylumApplication(case_id=case.id, state="filed", state_since=DAY),
        Service(case_id=case.id, what="food", given_on=DAY),
    ]


def take_in(uow: UnitOfWork, **answers: object) -> tuple[Person, Case]:
    """Store such a person; returns person and case as stored."""
    person, case, *_rest = records.add_all(uow, arrived(**answers))
    assert isinstance(person, Person)
    assert isinstance(case, Case)
    return person, case
