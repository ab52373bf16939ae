"""Saving what a case holds: stays, journeys, applications, services, consents and so on."""

from collections.abc import Sequence
from typing import TypeVar

from casedesk.domain.cases import AsylumApplication, Consent, Referral, Service, Stay
from casedesk.domain.documents import Document
from casedesk.domain.follow_ups import FollowUp
from casedesk.domain.incidents import Incident
from casedesk.domain.journeys import Journey
from casedesk.domain.people import Household
from casedesk.domain.procedure_entries import ProcedureEntry
from casedesk.domain.records import Record
from casedesk.domain.rights import Checklist
from casedesk.services import validation
from casedesk.storage import records
from casedesk.storage.unit_of_work import UnitOfWork

Entry = TypeVar(
    "Entry",
    Stay,
    Journey,
    Incident,
    AsylumApplication,
    ProcedureEntry,
    Service,
    Referral,
    Consent,
    FollowUp,
    Document,
    Household,
    Checklist,
)


R = TypeVar("R", bound=Record)


def save(uow: UnitOfWork, entry: Entry) -> Entry:
    """Store a new entry, or what changed in one that is there.

    Raises Invalid with a message per field, or ChangedMeanwhile.
    """
    validation.check(entry, today=uow.today)
    if not entry.version:
        return records.add(uow, entry)
    changed = records.change(uow, entry)
    validation.check(changed, today=uow.today)  # with what somebody else changed meanwhile
    return changed


def again(uow: UnitOfWork, record: R) -> R:
    """A record as it is on file now; one that was never stored as it is."""
    return records.get(uow, type(record), record.id) if record.version else record


def add_all(uow: UnitOfWork, new: Sequence[Entry]) -> list[Entry]:
    """Store several new entries at once. Raises Invalid."""
    for entry in new:
        validation.check(entry, today=uow.today)
    return records.add_all(uow, new)
