"""Closing a case with what is still open in it, in one step."""

from dataclasses import dataclass

from casedesk.domain.answers import NOT_ASKED, Answer, Missing
from casedesk.domain.cases import Case, Stay
from casedesk.domain.partial_dates import PartialDate
from casedesk.services import cases, follow_ups, stays
from casedesk.services.stays import Exit
from casedesk.storage import records
from casedesk.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, kw_only=True)
class Closing:
    """Why a case is closed, and what ends with it; what does not end stays as it is."""

    reason: str
    end_stay: bool = False
    exit_reason: Answer[str] = NOT_ASKED
    drop_follow_ups: bool = False


def close(uow: UnitOfWork, case: Case, closing: Closing) -> Case:
    """Close a case today, and end its stay and its follow-ups if that is wanted. Raises Invalid."""
    closed = cases.close(uow, case, closing.reason)
    if closing.end_stay:
        leaving = Exit(on=PartialDate.of(uow.today), reason=closing.exit_reason)
        stays.check_out(uow, _open_stays(uow, case), leaving)
    if closing.drop_follow_ups:
        for each in follow_ups.of_case(uow, case.id):
            follow_ups.not_needed(uow, each)
    return closed


def _open_stays(uow: UnitOfWork, case: Case) -> list[Stay]:
    found = records.find(uow, Stay, case_id=case.id)
    return [each for each in found if isinstance(each.exited_on, Missing)]
