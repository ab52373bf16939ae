"""A network's report and those of its shelters: parts of one whole, in one ledger."""

from pathlib import Path

import pytest

from casedesk.reports import attacking, exporting, proving, publishing
from casedesk.reports.orders import Order, Policy
from casedesk.reports.periods import Period
from casedesk.reports.published import Published, Stated
from casedesk.reports.refusals import Deducible, ReportRefused
from casedesk.reports.releases import Release
from casedesk.reports.tables import EXACT, ROUNDING
from casedesk.services.vaults import Vault
from tests.reports import months
from tests.reports.publications import order

PLACES = ("07", "20", "30")
TABLES = ("sex_age", "minors", "reasons")


@pytest.fixture
def network(vault: Vault) -> Vault:
    """A vault with a month of three shelters."""
    months.enter(vault, 2026, 1, 150, PLACES)
    publishing.begin(vault, Period.parse("2026-01"))
    return vault


def orders(label: str, mode: str = ROUNDING) -> list[Order]:
    """The network's report of a month, then one of each shelter."""
    given = {"tables": TABLES if mode == ROUNDING else ("reasons",), "policy": Policy(mode)}
    parts = [order(label, filters=(("place", place),), **given) for place in PLACES]
    return [order(label, **given), *parts]


def written(vault: Vault, releases: list[Release], folder: Path) -> list[Path]:
    """Their CSV files."""
    return [
        path
        for each in releases
        for path in exporting.export(vault, each.number, "en", ("csv",), folder)
    ]


@pytest.mark.parametrize("mode", [ROUNDING, EXACT])
def test_the_network_and_its_shelters_give_nothing_away_together(
    network: Vault, tmp_path: Path, mode: str
) -> None:
    try:
        releases = publishing.publish_together(network, orders("2026-01", mode))
    except ReportRefused:
        assert mode == EXACT
        return
    assert len({each.number for each in releases}) == 4
    assert attacking.attack(written(network, releases, tmp_path)).deductions == ()
    assert proving.audit(network).unproved == ()
    if mode == ROUNDING:
        _add_up(*releases)
    # Asked again, they are there.
    assert publishing.publish_together(network, orders("2026-01", mode)) == releases


def _add_up(whole: Release, *parts: Release) -> None:
    """Within their rounding."""
    for key, count in whole.table("sex_age").counts.items():
        numbers = [part.table("sex_age").counts[key] or 0 for part in parts]
        assert abs((count or 0) - sum(numbers)) <= 4 * (len(parts) + 1)
        assert all(number <= (count or 0) for number in numbers)


def test_a_figure_of_one_shelter_that_is_told_exactly_is_deduced(
    network: Vault, tmp_path: Path
) -> None:
    releases = publishing.publish_together(network, orders("2026-01"))
    paths = [path for path in written(network, releases, tmp_path) if path.suffix == ".csv"]
    text = paths[1].read_text("utf-8-sig")
    paths[1].write_text(text.replace("0–4,0,4,rounded", "3,3,3,exact", 1), "utf-8")
    (told, *_others) = attacking.attack(paths).deductions
    assert (told.kind, told.low, dict(told.whole.fixed)["place"]) == ("exact", 3, PLACES[0])


def test_one_report_that_cannot_be_published_keeps_back_all_of_them(network: Vault) -> None:
    stated = Stated(Period.parse("2026-01"), "persons", (("sex", "trans"),), 2, 2, "x")
    publishing.state(network, stated)
    before = network.run(lambda uow: len(Published(uow).entries))
    with pytest.raises(Deducible):
        publishing.publish_together(network, orders("2026-01"))
    assert network.run(lambda uow: len(Published(uow).entries)) == before
