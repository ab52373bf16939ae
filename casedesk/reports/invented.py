"""A quarter of invented people, published, so that there is something to see in the ledger."""

from datetime import date, timedelta

from casedesk.reports import publishing
from casedesk.reports.orders import Order
from casedesk.reports.periods import Period
from casedesk.reports.refusals import NothingInPeriod, ReportRefused
from casedesk.storage.vault import Vault


def publish_quarter(vault: Vault, since: date) -> None:
    """Publish the latest quarter that is over, if people have been arriving since it began."""
    quarter = _before(vault.clock.now().date())
    if since > quarter.begins:
        return
    before = _month_of(quarter.begins - timedelta(days=1))
    # The month before is left to be published by whoever tries the program.
    publishing.begin(vault, before if since <= before.begins else next(quarter.months()))
    try:
        publishing.publish(vault, Order(quarter))
    except (ReportRefused, NothingInPeriod):
        return  # so few of them that nothing can be said: the ledger stays empty


def _month_of(day: date) -> Period:
    return Period(day.year, day.month, day.month)


def _before(today: date) -> Period:
    """The quarter before the one that a day lies in."""
    last = (today.month - 1) // 3 * 3
    return Period(today.year, last - 2, last) if last else Period(today.year - 1, 10, 12)
