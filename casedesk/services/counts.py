"""The evening count: who is here is ticked, and the differences are settled with the stays."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from casedesk.domain.answers import NOT_ASKED, UNKNOWN, Answer
from casedesk.domain.counts import ABSENT, HERE, LEFT, Counted, NightCount
from casedesk.domain.partial_dates import PartialDate
from casedesk.services import house, stays, validation
from casedesk.services.house import House
from casedesk.services.stays import Exit
from casedesk.storage import records
from casedesk.storage.unit_of_work import UnitOfWork

__all__ = ["ABSENT", "HERE", "LEFT", "not_counted", "save"]

_NO_NOTICE = "no_notice"


def save(
    uow: UnitOfWork,
    outcomes: Mapping[str, str],
    unregistered: int = 0,
    notes: Answer[str] = NOT_ASKED,
    *,
    night: date | None = None,
) -> NightCount:
    """Keep the count of a night, tonight's unless another is given: how each stay was found.

    ``outcomes`` go by the stay's id. Who has left is checked out on the day the night begins,
    without notice; the bed of who is away is kept. Counting again changes the count of the
    night. Raises Invalid.
    """
    night = night or uow.today
    home = house.on(uow, night)
    gone = [each.stay for each in home.staying if outcomes.get(each.stay.id) == LEFT]
    stays.check_out(uow, gone, Exit(on=PartialDate.of(night), reason=_NO_NOTICE, to=UNKNOWN))
    _come_back(uow, home, outcomes)
    people = tuple(Counted(stay_id=stay, outcome=how) for stay, how in sorted(outcomes.items()))
    made = replace(
        home.count or NightCount(),
        night=PartialDate.of(night),
        people=people,
        unregistered=unregistered,
        notes=notes,
    )
    validation.check(made, today=uow.today)
    return records.change(uow, made) if made.version else records.add(uow, made)


def _come_back(uow: UnitOfWork, home: House, outcomes: Mapping[str, str]) -> None:
    """Whoever this night's count had said to have left, and is here after all, has not left."""
    counted = home.count.people if home.count else ()
    left = {each.stay_id for each in counted if each.outcome == LEFT}
    for guest in home.left:
        stay = guest.stay
        mistaken = stay.id in left and stay.exit_reason == _NO_NOTICE
        if mistaken and outcomes.get(stay.id, LEFT) != LEFT:
            again = replace(stay, exited_on=NOT_ASKED, exit_reason=NOT_ASKED, exit_to=NOT_ASKED)
            records.change(uow, again)


def not_counted(home: House) -> int:
    """How many sleep here tonight whom the count did not see: they came after it."""
    if home.count is None:
        return len(home.sleeping)
    seen = {each.stay_id for each in home.count.people}
    return sum(each.stay.id not in seen for each in home.sleeping)
