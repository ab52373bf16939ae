"""Recording what happened in a procedure, for one person or for several of a household."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from casedesk.domain.answers import Missing
from casedesk.domain.cases import AsylumApplication, Case
from casedesk.domain.partial_dates import PartialDate
from casedesk.domain.people import Person
from casedesk.domain.procedure_entries import ProcedureEntry
from casedesk.services import cases, entries
from casedesk.services.asylum.standing import Standing, standing, told
from casedesk.services.cases import CaseFile
from casedesk.storage import log, records
from casedesk.storage.unit_of_work import UnitOfWork

_PRINT = "print"


@dataclass(frozen=True)
class Member:
    """Somebody of the household with a case of their own, and where they stand."""

    person: Person
    case: Case
    standing: Standing


def save(uow: UnitOfWork, entry: ProcedureEntry, also: Iterable[str] = ()) -> ProcedureEntry:
    """Store an entry, new or corrected; ``also`` are cases that get a new one of their own.

    Raises Invalid or ChangedMeanwhile.
    """
    stored = entries.save(uow, entry)
    for case_id in also:
        entries.save(uow, _own(uow, entry, case_id))
    return stored


def end(uow: UnitOfWork, entry: ProcedureEntry) -> ProcedureEntry:
    """Something that went on is over as of today. Raises Invalid or ChangedMeanwhile."""
    return entries.save(uow, replace(entry, until=PartialDate.of(uow.today)))


def latest_application(uow: UnitOfWork, case_id: str) -> AsylumApplication | None:
    """The application that counts now; None if none is on file."""
    found = records.find(uow, AsylumApplication, case_id=case_id)
    return found[-1] if found else None


def printed(uow: UnitOfWork, case_id: str, *, language: str, named: bool) -> None:
    """Log that a sheet about the procedure left the vault."""
    uow.note(_PRINT, Case.kind, case_id, language=language, named=named)


def household(uow: UnitOfWork, file: CaseFile) -> tuple[Member, ...]:
    """The others of the household who have a case; each of these readings is logged."""
    found = []
    for person in file.members:
        for case in cases.of_person(uow, person.id)[-1:]:
            uow.note(log.READ, Case.kind, case.id)
            found.append(Member(person, case, _standing(uow, case)))
    return tuple(found)


def _own(uow: UnitOfWork, entry: ProcedureEntry, case_id: str) -> ProcedureEntry:
    """What happened, when and who says so; the note is of the person who was spoken with alone."""
    application = latest_application(uow, case_id)
    return ProcedureEntry(
        case_id=case_id,
        application_id=application.id if application else Missing.NOT_ASKED,
        what=entry.what,
        happened_on=entry.happened_on,
        until=entry.until,
        source=entry.source,
    )


def _standing(uow: UnitOfWork, case: Case) -> Standing:
    applications = records.find(uow, AsylumApplication, case_id=case.id)
    written = records.find(uow, ProcedureEntry, case_id=case.id)
    return standing(told(applications, written), uow.today)
