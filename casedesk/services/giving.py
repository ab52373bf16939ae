"""What is given to many at once: one service record for each of them."""

from collections.abc import Iterable
from datetime import date

from casedesk.domain.answers import NOT_ASKED, Answer
from casedesk.domain.cases import Service
from casedesk.domain.partial_dates import PartialDate
from casedesk.services import entries
from casedesk.storage import records
from casedesk.storage.unit_of_work import UnitOfWork

FOOD = "food"


def give(
    uow: UnitOfWork, case_ids: Iterable[str], what: str, meal: Answer[str] = NOT_ASKED
) -> list[Service]:
    """Write down for each case that something was given today. Raises Invalid."""
    day = PartialDate.of(uow.today)
    new = [
        Service(case_id=case_id, what=what, given_on=day, meal=meal)
        for case_id in dict.fromkeys(case_ids)
    ]
    return entries.add_all(uow, new)


def had(uow: UnitOfWork, day: date, what: str, meal: Answer[str] = NOT_ASKED) -> set[str]:
    """The cases to which it was given on a day already."""
    found = records.find(uow, Service, given_on=str(PartialDate.of(day)), what=what)
    return {each.case_id for each in found if meal is NOT_ASKED or each.meal == meal}
