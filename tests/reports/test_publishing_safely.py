"""What publishing keeps from being deduced, and what it refuses because it could be."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from casedesk.disclosure import TOTAL, Fact, Figure, bounds
from casedesk.domain.cases import Case, Stay
from casedesk.domain.ids import new_folio
from casedesk.domain.partial_dates import PartialDate
from casedesk.domain.people import Person
from casedesk.domain.records import Record
from casedesk.reports import (
    advice,
    attacking,
    explaining,
    exporting,
    found_files,
    proving,
    publishing,
)
from casedesk.reports.orders import Policy
from casedesk.reports.periods import Period
from casedesk.reports.protecting import exact_tables
from casedesk.reports.published import Published, Stated
from casedesk.reports.refusals import Deducible, NotOneGroup, PolicyFixed
from casedesk.reports.releases import Release
from casedesk.reports.tables import EXACT, SUM
from casedesk.services.vaults import Vault
from casedesk.storage import records
from tests.reports import months
from tests.reports.publications import TABLES, order, publish

EXACTLY = Policy(EXACT)
NARROW = ("sex_age", "reasons", "officials")


def deduced(vault: Vault, folder: Path) -> tuple[int, list[object]]:
    """How many reports there are, and what their exported files give away."""
    releases = vault.run(Published).releases
    files = [
        path
        for each in releases
        for path in exporting.export(vault, each.number, "en", ("csv",), folder)
    ]
    found = attacking.attack(files)
    return found.reports, list(found.deductions)


def test_months_their_sums_and_their_parts_give_nothing_away_together(
    quarter: Vault, tmp_path: Path
) -> None:
    publish(quarter, "2026-Q1", basis=SUM)
    publish(quarter, "2026-02", filters=(("sex", "woman"),), tables=("reasons", "sex_age"))
    publish(quarter, "2026-03", tables=("corridor",), title="Corredores")
    assert deduced(quarter, tmp_path) == (6, [])


def test_exact_figures_are_exact_none_is_small_and_nothing_follows(
    opened: Vault, tmp_path: Path
) -> None:
    for label in ("2026-01", "2026-02"):
        release = publish(opened, label, policy=EXACTLY, tables=NARROW)
        facts = opened.run(lambda uow, r=release: Published(uow).facts(r.order.period))  # type: ignore[misc]
        for true, shown in zip(exact_tables(facts, release.order), release.tables, strict=True):
            assert None in shown.counts.values()
            for key, number in shown.counts.items():
                counted = sum(n for cell, n in true.cells.items() if _within(cell, key))
                overlaps = true.overlapping and key[0] == TOTAL
                assert number in (None, true.total if overlaps else counted)
                assert number is None or number >= 5
    publish(opened, "2026-01..2026-02", policy=EXACTLY, tables=NARROW, basis=SUM)
    publish(opened, "2026-02", policy=EXACTLY, tables=("reasons",), filters=(("sex", "man"),))
    assert deduced(opened, tmp_path)[1] == []


def _within(cell: tuple[str, ...], key: tuple[str, ...]) -> bool:
    return all(wanted in (TOTAL, value) for wanted, value in zip(key, cell, strict=True))


@pytest.mark.parametrize("policy", [EXACTLY, Policy()])
def test_what_two_reports_say_of_the_same_children_is_held_together(
    vault: Vault, tmp_path: Path, policy: Policy
) -> None:
    vault.run(lambda uow: records.add_all(uow, list(_few_small_children(adults=6))))
    publishing.begin(vault, Period.parse("2026-01"))
    publish(vault, "2026-01", policy=policy, tables=("minors",))
    publish(vault, "2026-01", policy=policy, tables=("sex_age",))
    assert deduced(vault, tmp_path) == (2, [])
    assert proving.audit(vault).unproved == ()
    world = attacking.world_of(found_files.read(sorted(tmp_path.glob("*.csv"))))
    small = Figure("minors@2026-01", (("minor_age", "0_5"),))
    low, high = bounds(world, [small])[small]
    assert low == 0 or policy != EXACTLY
    assert high is None or high >= 5


def test_what_is_told_of_a_population_is_told_of_the_same_persons_in_another(
    vault: Vault,
) -> None:
    vault.run(lambda uow: records.add_all(uow, list(_few_small_children(adults=60))))
    january = Period.parse("2026-01")
    publishing.begin(vault, january)
    # The total would be hidden for the small children; as many were asked what they were told.
    assert publishing.state(vault, Stated(january, "informed", (), 135, 135, "prensa")) == ()
    publish(vault, "2026-01", policy=EXACTLY, tables=("sex_age",))
    small = Figure("persons@2026-01", (("age_group", "0_5"),))
    world = vault.run(lambda uow: Published(uow).world())
    known_to_all = replace(world, facts=(Fact("persons@2026-01", {}, 135, 135),))
    low, high = bounds(known_to_all, [small])[small]
    assert low == 0
    assert high is None or high >= 5


def test_what_is_told_in_other_categories_is_no_figure_of_the_year(opened: Vault) -> None:
    of_age = (("minor_age", "0_5"),)
    assert (
        publishing.state(opened, Stated(Period.parse("2026-01"), "minors", of_age, 9, 9, "")) == ()
    )
    publish(opened, "2026-01", policy=Policy(coarse=("age_group",)), tables=("sex_age",))
    publish(opened, "2026-02", policy=Policy(coarse=("age_group",)), tables=("sex_age", "minors"))
    assert proving.audit(opened).unproved == ()


def _few_small_children(adults: int) -> Iterator[Record]:
    """Three of up to five years; 12 of the next age would tell it, were they shown once."""
    day = PartialDate(2026, 1, 9)
    for age, count in ((3, 3), (9, 12), (15, 20), (25, 40), (45, adults)):
        for at in range(count):
            person = Person(sex="man" if at % 2 else "woman", age=age, age_on=day)
            case = Case(person_id=person.id, folio=new_folio(), state="open", opened_on=day)
            company = "alone" if at % 3 else "family"
            yield from (person, case, Stay(case_id=case.id, entered_on=day, travels_with=company))


def test_each_hidden_figure_says_why_it_is_hidden(opened: Vault) -> None:
    release = publish(opened, "2026-01", policy=EXACTLY, tables=NARROW)
    kinds = set()
    for key, number in release.table("sex_age").counts.items():
        said = opened.run(
            lambda uow, k=key: explaining.explain(uow, release.number, "sex_age", k)  # type: ignore[misc]
        )
        kinds.add(said.kind)
        assert (said.printed, said.kind == "exact") == (number, number is not None)
        if said.kind == "small":
            assert said.true is not None
            assert said.true < 5
        if said.kind == "beside":
            assert (said.table, said.key) != ("sex_age", key)
    assert {"exact", "small"} <= kinds


def test_a_figure_behind_which_stands_one_family_is_hidden(opened: Vault) -> None:
    months.enter(opened, 2026, 4)
    family = list(months.family(2026, 4, count=6, nationality="PER", sex="trans"))
    opened.run(lambda uow: records.add_all(uow, family))
    release = publish(opened, "2026-04", policy=EXACTLY, tables=("nationality_sex",))
    assert release.table("nationality_sex").counts["PER", "trans"] is None
    said = opened.run(
        lambda uow: explaining.explain(uow, release.number, "nationality_sex", ("PER", "trans"))
    )
    assert (said.kind, said.true) == ("weak", 6)


@pytest.mark.parametrize(("insiders", "base", "threshold"), [(0, 5, 5), (1, 10, 6), (6, 15, 11)])
def test_more_insiders_make_coarser_figures(
    opened: Vault, insiders: int, base: int, threshold: int
) -> None:
    policy = Policy(insiders=insiders)
    release = publish(opened, "2026-01", policy=policy, tables=("sex_age",))
    assert {number % base for number in release.table("sex_age").counts.values() if number} == {0}
    assert policy.threshold == threshold
    with pytest.raises(PolicyFixed):
        publish(opened, "2026-02", policy=Policy(insiders=insiders + 1))


def test_insiders_of_one_year_do_not_bind_the_next(three: Vault) -> None:
    months.enter(three, 2025, 12, 300)
    publishing.begin(three, Period.parse("2025-12"))
    publish(three, "2025-12", policy=Policy(insiders=3), tables=("sex_age",))
    later = publish(three, "2026-01", tables=("sex_age",))
    assert {table.base for table in later.tables} == {5}
    assert publishing.state(three, Stated(Period.parse("2026-01"), "stays", (), 1, 999, "")) == ()
    publish(three, "2025-12", policy=Policy(insiders=3), tables=("reasons",))
    assert proving.audit(three).unproved == ()


# ------------------------------------------------------------ told outside


def told(quarter: Vault, period: str, population: str, low: int, high: int, **of: str) -> list[str]:
    """Enter a count that was told to the press; the tables that are given away by it."""
    stated = Stated(Period.parse(period), population, tuple(of.items()), low, high, "prensa")
    return list(publishing.state(quarter, stated))


def shown(release: Release, table: str, *key: str) -> int:
    """A figure that is shown."""
    number = release.table(table).counts[key]
    assert number is not None
    return number


@pytest.mark.parametrize(
    "of",
    [
        (("sex", "man"), ("sex", "woman")),
        (("need", "none"), ("reason", "violence")),
        (("age_group", "18_30"), ("corridor", "gulf"), ("nationality", "HND"), ("sex", "man")),
    ],
)
def test_a_count_that_no_figure_shows_is_not_entered(
    opened: Vault, of: tuple[tuple[str, str], ...]
) -> None:
    with pytest.raises(NotOneGroup):
        publishing.state(opened, Stated(Period.parse("2026-01"), "persons", of, 3, 3, "prensa"))
    assert opened.run(Published).stated == []
    publish(opened, "2026-01", tables=("reasons", "needs"))


def test_a_total_that_was_told_exactly_changes_nothing_if_it_gives_nothing_away(
    quarter: Vault,
) -> None:
    true = months.PEOPLE
    assert told(quarter, "2026-01", "persons", true, true) == []
    assert publish(quarter, "2026-01", tables=("corridor",)).number > 0


def test_a_small_count_told_outside_is_named_and_refused_from_then_on(quarter: Vault) -> None:
    table = publish(quarter, "2026-01").table("sex_age")
    age, sex = next(key for key, count in table.counts.items() if count == 0 and TOTAL not in key)
    assert told(quarter, "2026-01", "persons", 0, 4, age_group=age, sex=sex) == []
    assert "sex_age" in told(quarter, "2026-01", "persons", 2, 2, age_group=age, sex=sex)
    with pytest.raises(Deducible):
        publish(quarter, "2026-01", tables=("sex_age",), title="Otra vez")
    # Another month has nothing to do with it.
    assert publish(quarter, "2026-02", tables=("corridor",)).number > 0


def test_a_total_of_a_quarter_told_outside_counts_against_its_months(quarter: Vault) -> None:
    months = [publish(quarter, f"2026-{month:02}") for month in (1, 2, 3)]
    assert {shown(month, "officials", "not_known") for month in months} == {0}
    assert told(quarter, "2026-Q1", "incidents", 0, 12, officials="not_known") == []
    # Three times 0 to 4 only makes 12 if each is 4.
    assert told(quarter, "2026-Q1", "incidents", 12, 12, officials="not_known") == ["officials"]


# -------------------------------------------------------------- what it costs, what would help


def test_a_preview_tells_what_it_would_cost_and_writes_nothing(opened: Vault) -> None:
    before = opened.run(Published).entries
    asked = order("2026-01", policy=EXACTLY, tables=NARROW)
    seen = opened.run(lambda uow: advice.preview(uow, asked))
    release = publishing.publish(opened, asked)
    assert [each.table for each in seen.effects] == list(NARROW)
    for effect, table in zip(seen.effects, release.tables, strict=True):
        assert effect.figures == len(table.counts)
        assert effect.hidden == list(table.counts.values()).count(None)
    assert before == opened.run(Published).entries[: len(before)]
    assert len(before) == 1


def test_nothing_is_proposed_for_what_can_be_published(opened: Vault) -> None:
    asked = order("2026-01", tables=TABLES[:2])
    assert opened.run(lambda uow: advice.proposals(uow, asked)) == []
