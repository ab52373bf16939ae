"""A network's report and those of its shelters: parts of one whole, in one ledger."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from casedesk.disclosure import Table, figure
from casedesk.domain.cases import Case, Stay
from casedesk.domain.ids import new_folio
from casedesk.domain.partial_dates import PartialDate
from casedesk.domain.people import Person
from casedesk.domain.records import Record
from casedesk.reports import advice, attacking, exporting, proving, publishing
from casedesk.reports.counting import all_counts
from casedesk.reports.orders import Order, Policy
from casedesk.reports.periods import Period
from casedesk.reports.protecting import exact_tables
from casedesk.reports.published import Published, Stated
from casedesk.reports.refusals import Deducible, NoRoomLeft
from casedesk.reports.releases import Release
from casedesk.reports.tables import EXACT, ROUNDING
from casedesk.services.vaults import Vault
from casedesk.storage import records
from tests.reports import months
from tests.reports.publications import order

PLACES = ("07", "20", "30")
NOBODY = "31"
TABLES = ("sex_age", "minors", "reasons")


@pytest.fixture
def network(vault: Vault) -> Vault:
    """A vault with a month of three shelters."""
    months.enter(vault, 2026, 1, 150, PLACES)
    publishing.begin(vault, Period.parse("2026-01"))
    return vault


def orders(label: str, mode: str = ROUNDING) -> list[Order]:
    """The network's report of a month, then one of each shelter."""
    given = {"tables": TABLES if mode == ROUNDING else ("sex_age",), "policy": Policy(mode)}
    parts = [order(label, filters=(("place", place),), **given) for place in (*PLACES, NOBODY)]
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
    releases = publishing.publish_together(network, orders("2026-01", mode))
    assert len({each.number for each in releases}) == 5
    assert attacking.attack(written(network, releases, tmp_path)).deductions == ()
    assert proving.audit(network).unproved == ()
    if mode == ROUNDING:
        _add_up(*releases)
    # Asked again, they are there.
    assert publishing.publish_together(network, orders("2026-01", mode)) == releases


def test_what_one_shelter_does_not_hide_is_deduced_with_the_help_of_the_others(
    network: Vault, tmp_path: Path
) -> None:
    releases = publishing.publish_together(network, orders("2026-01", EXACT))
    files = written(network, releases, tmp_path)
    assert attacking.attack(files).deductions == ()
    facts = network.run(lambda uow: Published(uow).facts(Period.parse("2026-01")))
    true = [exact_tables(facts, each.order)[0] for each in releases]
    for release, table, path in zip(releases, true, csvs(files), strict=True):
        _show_all_but_small(release, table, path)
    found = attacking.attack(files).deductions
    truth = {
        figure(table, key): count for table in true for key, count in all_counts(table).items()
    }
    assert any(each.kind == "exact" for each in found)
    for each in found:
        left = truth[each.whole] - (0 if each.less is None else truth[each.less])
        assert each.low <= left <= each.high


def _show_all_but_small(release: Release, table: Table, path: Path) -> None:
    """Write the file as if nothing were hidden beside what is small, each file by itself."""
    counts = all_counts(table)
    text = path.read_text("utf-8-sig")
    for age, sex in counts:
        count, hidden = counts[age, sex], release.tables[0].counts[age, sex] is None
        if hidden and count >= 5:
            row = f"age_group,{age},sex,{sex},,,"
            assert f"{row}–,0,,hidden" in text
            text = text.replace(f"{row}–,0,,hidden", f"{row}{count},{count},{count},exact")
    path.write_text(text, "utf-8")


def csvs(paths: list[Path]) -> list[Path]:
    """Without the descriptions beside them."""
    return [path for path in paths if path.suffix == ".csv"]


def test_a_shelter_where_nobody_was_reads_like_one_where_few_were(network: Vault) -> None:
    *_others, empty = publishing.publish_together(network, orders("2026-01"))
    assert set(empty.table("sex_age").counts.values()) == {0}


def test_what_is_published_first_can_leave_no_room_for_its_parts(vault: Vault) -> None:
    ages = (3, 9, 15, 25, 45)
    people = [record for age in ages for record in (*men(age, 5, "20"), *men(age, 1, "07"))]
    vault.run(lambda uow: records.add_all(uow, [*people, *men(70, 3, "20")]))
    january = Period.parse("2026-01")
    publishing.begin(vault, january)
    whole = order("2026-01", tables=("sex_age",))
    part = order("2026-01", tables=("sex_age",), filters=(("place", "07"),))
    # Each age is printed as 5 with 6 in it. The 5 in all others are exact: the part has 0, yet 5.
    publishing.publish(vault, whole)
    with pytest.raises(NoRoomLeft) as refused:
        publishing.publish(vault, part)
    assert "January 2026 leaves no room" in str(refused.value)
    assert [each.order for each in vault.run(Published).releases] == [whole]


def test_what_would_help_is_tried_with_the_reports_beside(vault: Vault) -> None:
    counts = ((25, 40, "20"), (45, 40, "20"), (25, 30, "07"), (45, 3, "07"))
    people = [record for each in counts for record in men(*each)]
    vault.run(lambda uow: records.add_all(uow, people))
    january = Period.parse("2026-01")
    publishing.begin(vault, january)
    few = (("age_group", "31_59"), ("place", "07"))
    assert publishing.state(vault, Stated(january, "persons", few, 3, 3, "x")) == ()
    whole, part, *_others = orders("2026-01")
    with pytest.raises(Deducible):
        publishing.publish_together(vault, [whole, part])
    assert vault.run(lambda uow: advice.proposals(uow, whole)) == []
    found = vault.run(lambda uow: advice.proposals(uow, whole, [part]))
    assert [each.kind for each in found] == ["coarsen", "leave_out"]
    tables = found[-1].order.tables
    assert tables == ("minors", "reasons")
    alike = [replace(each, tables=tables) for each in (whole, part)]
    assert publishing.publish_together(vault, alike)[0].number


def men(age: int, count: int, place: str) -> Iterator[Record]:
    """So many men of an age who came to a place."""
    day = PartialDate(2026, 1, 9)
    for _at in range(count):
        person = Person(sex="man", age=age, age_on=day)
        case = Case(person_id=person.id, folio=new_folio(), state="open", opened_on=day)
        yield from (person, case, Stay(case_id=case.id, entered_on=day, place=place))


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
