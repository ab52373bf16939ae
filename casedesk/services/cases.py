"""A case as a whole: reading it, closing it, reopening it, and the list of all."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from casedesk.domain.answers import NOT_ASKED, Missing
from casedesk.domain.cases import (
    CLOSED,
    OPEN,
    AsylumApplication,
    Case,
    Consent,
    Referral,
    Service,
    Stay,
)
from casedesk.domain.clocks.content import LaptopDateTooEarly
from casedesk.domain.clocks.running import Running
from casedesk.domain.documents import Document
from casedesk.domain.extras import ExtraAnswer, ExtraField
from casedesk.domain.follow_ups import FollowUp
from casedesk.domain.incidents import Incident
from casedesk.domain.journeys import Journey
from casedesk.domain.partial_dates import PartialDate
from casedesk.domain.people import Household, Person
from casedesk.domain.procedure_entries import ProcedureEntry
from casedesk.domain.rights import Checklist
from casedesk.services import extras, validation
from casedesk.services.clocks import counting
from casedesk.storage import directory, log, records
from casedesk.storage.directory import CaseLine, Filter
from casedesk.storage.unit_of_work import UnitOfWork

__all__ = [
    "CaseFile",
    "CaseLine",
    "Filter",
    "close",
    "line_of_person",
    "lines",
    "numbers",
    "of_person",
    "read",
    "reopen",
]


@dataclass(frozen=True, kw_only=True)
class CaseFile:
    """All that is on file about one person, oldest first."""

    case: Case
    person: Person
    household: Household | None
    #: the others of the household
    members: tuple[Person, ...]
    stays: tuple[Stay, ...]
    journeys: tuple[Journey, ...]
    incidents: tuple[Incident, ...]
    applications: tuple[AsylumApplication, ...]
    procedure: tuple[ProcedureEntry, ...]
    services: tuple[Service, ...]
    referrals: tuple[Referral, ...]
    consents: tuple[Consent, ...]
    follow_ups: tuple[FollowUp, ...]
    documents: tuple[Document, ...]
    checklists: tuple[Checklist, ...] = ()
    #: people who turned out to be this one, and the cases they had
    former: tuple[Person, ...] = ()
    former_cases: tuple[Case, ...] = ()
    #: what is or was due; nothing while the computer's date is wrong
    clocks: tuple[Running, ...] = ()
    #: the shelter's own fields, and all answers to them about the person and what is above
    extra_fields: tuple[ExtraField, ...] = ()
    extra_answers: tuple[ExtraAnswer, ...] = ()

    def extra_field(self, answer: ExtraAnswer) -> ExtraField:
        """The field that an answer is to."""
        return next(each for each in self.extra_fields if each.id == answer.field_id)


def read(uow: UnitOfWork, case_id: str) -> CaseFile:
    """Everything about a case, or the one it was merged into; the reading itself is logged.

    Raises NoSuchRecord.
    """
    case = surviving(uow, case_id)
    case_id = case.id
    person = records.get(uow, Person, case.person_id)
    household, members = _household(uow, person)
    uow.note(log.READ, Case.kind, case_id)
    file = CaseFile(
        case=case,
        person=person,
        household=household,
        members=members,
        stays=tuple(records.find(uow, Stay, case_id=case_id)),
        journeys=tuple(records.find(uow, Journey, case_id=case_id)),
        incidents=tuple(records.find(uow, Incident, case_id=case_id)),
        applications=tuple(records.find(uow, AsylumApplication, case_id=case_id)),
        procedure=tuple(records.find(uow, ProcedureEntry, case_id=case_id)),
        services=tuple(records.find(uow, Service, case_id=case_id)),
        referrals=tuple(records.find(uow, Referral, case_id=case_id)),
        consents=tuple(records.find(uow, Consent, case_id=case_id)),
        follow_ups=tuple(records.find(uow, FollowUp, case_id=case_id)),
        documents=tuple(records.find(uow, Document, case_id=case_id)),
        checklists=tuple(records.find(uow, Checklist, case_id=case_id)),
        former=tuple(records.find(uow, Person, merged_into=person.id)),
        former_cases=tuple(records.find(uow, Case, merged_into=case_id)),
        clocks=_clocks(uow, case_id),
        extra_fields=tuple(extras.fields(uow)),
    )
    return replace(file, extra_answers=tuple(_extra_answers(uow, file)))


def surviving(uow: UnitOfWork, case_id: str) -> Case:
    """A case, or the one that holds its entries since a merge. Raises NoSuchRecord."""
    case = records.get(uow, Case, case_id)
    while not isinstance(case.merged_into, Missing):
        case = records.get(uow, Case, case.merged_into)
    return case


def of_person(uow: UnitOfWork, person_id: str) -> list[Case]:
    """The cases of a person, oldest first; those that were merged into another are none."""
    found = records.find(uow, Case, person_id=person_id)
    return [each for each in found if isinstance(each.merged_into, Missing)]


def close(uow: UnitOfWork, case: Case, reason: str) -> Case:
    """Close a case today, for a reason of the code list. Raises Invalid."""
    closed = replace(case, state=CLOSED, closed_on=PartialDate.of(uow.today), close_reason=reason)
    validation.check(closed, today=uow.today)
    return records.change(uow, closed)


def reopen(uow: UnitOfWork, case: Case) -> Case:
    """Open a closed case again today; the closing stays in its history."""
    opened = replace(
        case,
        state=OPEN,
        reopened_on=PartialDate.of(uow.today),
        closed_on=NOT_ASKED,
        close_reason=NOT_ASKED,
    )
    return records.change(uow, opened)


def numbers(uow: UnitOfWork, wanted: Filter) -> list[int]:
    """The numbers of the lines to list, latest arrival first."""
    return directory.numbers(uow.connection, wanted)


def lines(uow: UnitOfWork, wanted: Sequence[int]) -> list[CaseLine]:
    """The lines of some numbers."""
    return directory.lines(uow.connection, wanted)


def line_of_person(uow: UnitOfWork, person_id: str) -> CaseLine | None:
    """The line of a person's latest case; None if there is none."""
    uow.flush()
    number = directory.number_of_person(uow.connection, person_id)
    return next(iter(directory.lines(uow.connection, [number])), None) if number else None


def _extra_answers(uow: UnitOfWork, file: CaseFile) -> Iterator[ExtraAnswer]:
    if not file.extra_fields:
        return
    for about in ((file.person,), file.stays, file.journeys, file.incidents):
        if about:
            yield from extras.of_records(uow, about[0].kind, [each.id for each in about])


def _clocks(uow: UnitOfWork, case_id: str) -> tuple[Running, ...]:
    try:
        return tuple(counting.of_case(uow, case_id))
    except LaptopDateTooEarly:
        return ()


def _household(uow: UnitOfWork, person: Person) -> tuple[Household | None, tuple[Person, ...]]:
    if isinstance(person.household_id, Missing):
        return None, ()
    household = records.get(uow, Household, person.household_id)
    members = records.find(uow, Person, household_id=household.id)
    return household, tuple(each for each in members if each.id != person.id)
