"""A month in which nobody came: published if somebody says so, so that the year can be made."""

from pathlib import Path

import pytest

from casedesk.reports import advice, attacking, exporting, on_screen, proving, publishing
from casedesk.reports.orders import Policy
from casedesk.reports.periods import Period
from casedesk.reports.published import Published
from casedesk.reports.refusals import NothingInPeriod
from casedesk.reports.tables import EXACT, ROUNDING, SUM
from casedesk.services.vaults import Vault
from tests.conftest import FixedClock
from tests.reports import months
from tests.reports.publications import order, publish

CAME = (3, 4, 11)


@pytest.fixture
def shelter(vault: Vault, clock: FixedClock) -> Vault:
    """A shelter whose year is over, with people in three months of it."""
    clock.advance(days=120)
    for month in CAME:
        months.enter(vault, 2026, month, 80)
    publishing.begin(vault, Period.parse("2026-01"))
    return vault


@pytest.mark.parametrize("mode", [ROUNDING, EXACT])
def test_the_year_of_a_shelter_that_was_closed_is_published_and_safe(
    shelter: Vault, mode: str, tmp_path: Path
) -> None:
    policy = Policy(mode)
    for month in range(1, 13):
        publish(shelter, f"2026-{month:02}", policy=policy, nobody=month not in CAME)
    publish(shelter, "2026-Q1", policy=policy, basis=SUM)
    publish(shelter, "2026", policy=policy)
    assert proving.audit(shelter).unproved == ()
    files = [
        path
        for release in shelter.run(Published).releases
        for path in exporting.export(shelter, release.number, "en", ("csv",), tmp_path)
        if path.suffix == ".csv"
    ]
    assert attacking.attack(files).deductions == ()


def test_without_a_word_it_is_taken_for_a_mistake(shelter: Vault) -> None:
    with pytest.raises(NothingInPeriod):
        publish(shelter, "2026-01")
    assert shelter.run(Published).releases == []


def test_whoever_looks_at_it_is_asked_whether_nobody_came(shelter: Vault) -> None:
    def lacks(label: str) -> str:
        return shelter.run(lambda uow: advice.preview(uow, order(label)).lacks)

    assert (lacks("2026-01"), lacks("2026-03")) == ("nobody", "")
    publish(shelter, "2026-01", nobody=True)
    published = shelter.run(Published)
    assert shelter.run(lambda uow: advice.lacks(uow, published, order("2026-01"))) == ""
    assert shelter.run(lambda uow: advice.lacks(uow, published, order("2026"))) == ""


def test_what_comes_to_light_afterwards_counts_in_the_next_report(shelter: Vault) -> None:
    publish(shelter, "2026-01", nobody=True)
    months.enter(shelter, 2026, 1, 60)
    assert publish(shelter, "2026-03").table("sex_age").counts["*", "*"] == 140


def test_the_months_between_are_offered(shelter: Vault) -> None:
    offered = [each.label for each in shelter.run(on_screen.available)]
    assert offered == [f"2026-{month:02}" for month in range(11, 0, -1)]
