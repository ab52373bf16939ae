"""Everything the first page shows, read in one transaction."""

from dataclasses import dataclass

from casedesk.services import house
from casedesk.services.house import House
from casedesk.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class Today:
    """The shelter's day."""

    house: House


def look(uow: UnitOfWork) -> Today:
    """The day as it is now, for whoever looks."""
    return Today(house=house.today(uow))
