"""Saving what a case holds: stays, journeys, applications, services, referrals, consents."""

from typing import TypeVar

from casedesk.domain.cases import AsylumApplication, Consent, Referral, Service, Stay
from casedesk.domain.incidents import Incident
from casedesk.domain.journeys import Journey
from casedesk.domain.people import Household
from casedesk.services import validation
from casedesk.storage import records
from casedesk.storage.unit_of_work import UnitOfWork

Entry = TypeVar(
    "Entry", Stay, Journey, Incident, AsylumApplication, Service, Referral, Consent, Household
)


def save(uow: UnitOfWork, entry: Entry) -> Entry:
    """Store a new entry, or what changed in one that is there.

    Raises Invalid with a message per field, or ChangedMeanwhile.
    """
    validation.check(entry, today=uow.today)
    return records.change(uow, entry) if entry.version else records.add(uow, entry)
