"""People who are expected: announced, then checked in, or noted as not having come."""

from dataclasses import replace
from datetime import date

from casedesk.domain.answers import Missing
from casedesk.domain.arrivals import ARRIVED, NO_SHOW, ExpectedArrival
from casedesk.domain.cases import Case
from casedesk.services import stays, validation
from casedesk.services.stays import Newcomers, Place
from casedesk.storage import records
from casedesk.storage.unit_of_work import UnitOfWork

__all__ = ["ARRIVED", "NO_SHOW", "check_in", "one", "overdue", "save", "settle", "waiting"]


def save(uow: UnitOfWork, arrival: ExpectedArrival) -> ExpectedArrival:
    """Store a new expected arrival, or what changed. Raises Invalid or ChangedMeanwhile."""
    validation.check(arrival, today=uow.today)
    return records.change(uow, arrival) if arrival.version else records.add(uow, arrival)


def waiting(uow: UnitOfWork) -> list[ExpectedArrival]:
    """Those of whom nothing has come yet, the earliest first; those overdue are among them."""
    found = records.find(uow, ExpectedArrival, outcome=None)
    return sorted(found, key=lambda each: (str(each.expected_on), str(each.hour), each.id))


def one(uow: UnitOfWork, arrival_id: str) -> ExpectedArrival:
    """An expected arrival as it is on file now. Raises NoSuchRecord."""
    return records.get(uow, ExpectedArrival, arrival_id)


def settle(uow: UnitOfWork, arrival: ExpectedArrival, outcome: str) -> ExpectedArrival:
    """Note what came of it (list ``arrival_outcomes``)."""
    stored = records.get(uow, ExpectedArrival, arrival.id)
    return records.change(uow, replace(stored, outcome=outcome))


def check_in(uow: UnitOfWork, arrival: ExpectedArrival, new: Newcomers, place: Place) -> list[Case]:
    """They are here: take each in under the name known, and settle the arrival."""
    settle(uow, arrival, ARRIVED)
    return stays.take_in(uow, new, place)


def overdue(arrival: ExpectedArrival, today: date) -> bool:
    """Whether the last day it can mean has passed."""
    on = arrival.expected_on
    return not isinstance(on, Missing) and on.last < today
