"""Terms of an authority that have passed: each opens a follow-up, and closes nothing."""

from datetime import date, timedelta

from casedesk.domain.clocks import rule_files
from casedesk.domain.clocks.rules import Rule
from casedesk.domain.clocks.running import Running
from casedesk.domain.follow_ups import TERM, FollowUp
from casedesk.domain.partial_dates import PartialDate
from casedesk.i18n import N_, _, medium_date
from casedesk.services import follow_ups
from casedesk.services.clocks import board
from casedesk.services.clocks.board import DateRow, Wanted
from casedesk.storage import clock_dates
from casedesk.storage.unit_of_work import UnitOfWork

#: what passed longer ago stays on the board, where a follow-up can be asked for
_RECENT = timedelta(days=90)
WHAT = N_("{term}: its day, {day}, has passed. Ask for it in writing, and ask a lawyer.")


def follow(uow: UnitOfWork) -> int:
    """Open a follow-up for each term of an authority that passed lately; returns how many.

    One for each term, ever: whoever ended it is heard. Raises LaptopDateTooEarly.
    """
    board.settle(uow)
    since, until = uow.today - _RECENT, uow.today - timedelta(days=1)
    rules = [each.id for each in rule_files.load().rules.values() if each.advocacy]
    found = clock_dates.unfollowed(uow.connection, Wanted(since, until), rules, TERM)
    new = [each.dates for each in found if can_follow(each.dates, uow.today)]
    for row in new:
        day = date.fromisoformat(row.due_on)
        follow_ups.add(
            uow, _follow_up(row.case_id, board.rule_of(row), day, source(row), uow.today)
        )
    return len(new)


def follow_one(uow: UnitOfWork, case_id: str, clock: Running) -> FollowUp:
    """The follow-up of one term that has passed, opened now if there was none."""
    new = _follow_up(case_id, clock.rule, clock.due_on, clock.id, uow.today)
    return follow_ups.once(uow, new)


def can_follow(row: DateRow, today: date) -> bool:
    """Whether it is an authority's term that has passed."""
    return board.rule_of(row).advocacy and board.passed(row, today)


def source(row: DateRow) -> str:
    """What tells a follow-up that it was made by this term."""
    return f"{row.rule}:{row.entry_id}"


def _follow_up(case_id: str, rule: Rule, day: date, source: str, today: date) -> FollowUp:
    return FollowUp(
        case_id=case_id,
        what=_(WHAT).format(term=rule.words, day=medium_date(day)),
        due_on=PartialDate.of(today),
        origin=TERM,
        source=source,
    )
