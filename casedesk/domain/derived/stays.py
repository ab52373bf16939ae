"""Nights under this roof."""

from datetime import date, timedelta

from casedesk.domain.answers import Missing
from casedesk.domain.cases import Stay
from casedesk.domain.partial_dates import PartialDate


def slept_here(stay: Stay, night: date) -> bool:
    """Whether the person slept here in the night that begins on a day.

    There is no night on the day of exit. Days known only by month count from the first
    possible entry to the last possible exit.
    """
    if isinstance(stay.entered_on, Missing) or night < stay.entered_on.first:
        return False
    return isinstance(stay.exited_on, Missing) or night < stay.exited_on.last


def nights(stay: Stay, until: date) -> int | None:
    """Nights spent here before the day ``until``; None if a day is not known exactly."""
    entered = _day(stay.entered_on)
    left = until if isinstance(stay.exited_on, Missing) else _day(stay.exited_on)
    if entered is None or left is None:
        return None
    return max((min(left, until) - entered) // timedelta(days=1), 0)


def _day(answer: object) -> date | None:
    return answer.exact if isinstance(answer, PartialDate) else None
