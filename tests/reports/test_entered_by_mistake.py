"""What is entered into the ledger by mistake is refused, and nothing is written."""

import pytest

from casedesk.reports import advice, proving, publishing
from casedesk.reports.periods import Period
from casedesk.reports.published import Published, Stated
from casedesk.reports.refusals import LedgerOpen, NotAllPublished, NotBegun, ToldOtherwise
from casedesk.services.vaults import Vault
from casedesk.storage import ledger
from tests.reports.publications import order


def told(period: str, low: int, high: int) -> Stated:
    """A count of Hondurans that somebody told."""
    return Stated(Period.parse(period), "persons", (("nationality", "HND"),), low, high, "press")


def test_a_count_that_what_was_published_contradicts_is_not_entered(quarter: Vault) -> None:
    before = quarter.run(ledger.head)
    shown = quarter.run(Published).releases[0].table("nationality_sex").counts["HND", "*"]
    assert shown is not None and shown > 20
    for low, high in ((0, shown - 5), (shown + 5, 700)):
        with pytest.raises(ToldOtherwise):
            publishing.state(quarter, told("2026-01", low, high))
    with pytest.raises(NotBegun):
        publishing.state(quarter, told("2027-10", 5, 5))
    assert quarter.run(ledger.head) == before
    publishing.state(quarter, told("2026-01", shown - 4, shown + 4))
    assert proving.audit(quarter).unproved == ()


def test_a_ledger_that_is_open_begins_earlier_or_stays(quarter: Vault) -> None:
    before = quarter.run(ledger.head)
    for later in ("2026-01", "2026-02"):
        with pytest.raises(LedgerOpen):
            publishing.begin(quarter, Period.parse(later))
    with pytest.raises(NotBegun):
        publishing.begin(quarter, Period.parse("2030-12"))
    assert quarter.run(ledger.head) == before
    publishing.begin(quarter, Period.parse("2025-07"))
    assert quarter.run(Published).first == Period.parse("2025-07")


@pytest.mark.parametrize("wanted", ["2025", "2026"])
def test_a_year_whose_months_were_not_published_says_so(quarter: Vault, wanted: str) -> None:
    with pytest.raises(NotAllPublished):
        quarter.run(lambda uow: advice.preview(uow, order(wanted)))
