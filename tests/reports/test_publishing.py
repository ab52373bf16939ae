"""Publishing into the ledger of a real vault: once, in order, and the same for ever."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from casedesk.disclosure import TOTAL
from casedesk.domain.cases import Case, Stay
from casedesk.domain.ids import new_folio
from casedesk.domain.partial_dates import PartialDate
from casedesk.domain.people import Person
from casedesk.reports import exporting, publishing
from casedesk.reports.orders import Policy
from casedesk.reports.periods import Period
from casedesk.reports.published import Published
from casedesk.reports.refusals import (
    BeforeLedger,
    LedgerBehind,
    LedgerNotOpened,
    NotAllPublished,
    NothingInPeriod,
    OtherReportThere,
    PeriodNotOver,
    PolicyFixed,
    PublishedOtherwise,
    PublishedWithin,
    TableNotPublished,
)
from casedesk.reports.releases import Release
from casedesk.reports.tables import EXACT, SUM
from casedesk.services.vaults import Vault
from casedesk.storage import ledger, records
from casedesk.storage import vault as vaults
from casedesk.storage.errors import DiskFull, NotAllowed
from casedesk.storage.keyring import VOLUNTEER
from casedesk.storage.unit_of_work import Session
from tests.conftest import COORDINATOR_NAME, MEXICO, PASSPHRASE, FixedClock
from tests.reports import months
from tests.reports.publications import TABLES, order, publish


def entries(vault: Vault) -> list[ledger.Entry]:
    """The whole ledger."""
    return vault.run(ledger.entries)


def arrive(vault: Vault, day: PartialDate, **answers: object) -> None:
    """Enter one more person who came on a day."""
    person = replace(Person(), **answers)  # type: ignore[arg-type]
    case = Case(person_id=person.id, folio=new_folio(), state="open", opened_on=day)
    stay = Stay(case_id=case.id, entered_on=day)
    vault.run(lambda uow: records.add_all(uow, [person, case, stay]))


def count(release: Release, table: str, *key: str) -> int:
    """A figure that is shown."""
    found = release.table(table).counts[key]
    assert found is not None
    return found


# ------------------------------------------------------------ what is refused


def test_nothing_is_published_before_somebody_says_where_the_ledger_begins(three: Vault) -> None:
    with pytest.raises(LedgerNotOpened):
        publish(three, "2026-01")
    publishing.begin(three, Period.parse("2026-02"))
    with pytest.raises(BeforeLedger):
        publish(three, "2026-01")
    assert publish(three, "2026-02").number > 0


def test_a_month_is_over_at_midnight_of_its_last_day(opened: Vault, clock: FixedClock) -> None:
    clock.moment = datetime(2026, 3, 31, 23, 59, tzinfo=MEXICO)
    before = entries(opened)
    for label in ("2026-03", "2026-Q1", "2026-01..2026-04", "2026", "2027-01"):
        with pytest.raises(PeriodNotOver):
            publish(opened, label)
    assert entries(opened) == before
    clock.advance(minutes=1)
    assert publish(opened, "2026-03").number > 0


def test_an_empty_month_and_a_volunteer_publish_nothing(opened: Vault) -> None:
    with pytest.raises(NothingInPeriod):
        publish(opened, "2026-09")
    opened.session = Session("Beto Prueba", VOLUNTEER)
    with pytest.raises(NotAllowed):
        publish(opened, "2026-01")


def test_periods_that_share_a_month_are_not_both_counted(quarter: Vault) -> None:
    for label in ("2026-Q1", "2026-01..2026-02", "2026-01..2026-06"):
        with pytest.raises(PublishedOtherwise):
            publish(quarter, label)
    arrive(quarter, PartialDate(2026, 4, 2), sex="woman")
    publish(quarter, "2026-Q2", tables=("entries",))
    # Neither of the two lies in the other.
    with pytest.raises(PublishedOtherwise):
        publish(quarter, "2026-01..2026-05")
    with pytest.raises(PublishedWithin, match="already out within 2nd quarter of 2026"):
        publish(quarter, "2026-04")


def test_an_older_copy_of_the_vault_publishes_nothing(
    opened: Vault, tmp_path: Path, clock: FixedClock
) -> None:
    copy = Path(shutil.copytree(opened.path, tmp_path / "copia" / opened.path.name))
    publish(opened, "2026-01")
    old = vaults.unlock(copy, COORDINATOR_NAME, PASSPHRASE, clock=clock)
    try:
        with pytest.raises(LedgerBehind):
            publish(old, "2026-01")
    finally:
        old.close()


# ------------------------------------------------------------ once, frozen


def test_the_same_order_twice_is_the_same_release(quarter: Vault) -> None:
    before = entries(quarter)
    first = publish(quarter, "2026-01")
    assert publish(quarter, "2026-01") == first
    assert entries(quarter) == before


def test_a_late_record_leaves_a_published_month_as_it_was_and_counts_in_the_next(
    opened: Vault,
) -> None:
    january = publish(opened, "2026-01", tables=("entries", "sex_age"))
    for _at in range(12):
        arrive(opened, PartialDate(2026, 1, 30), sex="woman", age=30, nationality="CUB")
    assert publish(opened, "2026-01", tables=("entries", "sex_age")) == january
    # Another report of January counts what it held when it was frozen.
    again = publish(opened, "2026-01", tables=("entries",), title="Otro informe")
    assert again.number > january.number
    assert again.table("entries").counts == january.table("entries").counts
    february = publish(opened, "2026-02", tables=("entries", "sex_age"))
    assert count(february, "entries", "earlier", TOTAL) in (10, 15)
    assert count(publish(opened, "2026-03", tables=("entries",)), "entries", "earlier", TOTAL) == 0


def test_records_that_change_later_change_no_report_of_that_month(opened: Vault) -> None:
    whole = publish(opened, "2026-01")
    with opened.begin() as uow:
        for person in records.find(uow, Person)[:60]:
            records.change(uow, replace(person, nationality="PER", sex="woman"))
    part = publish(opened, "2026-01", tables=("nationality_sex",), recipient="Red de albergues")
    assert part.table("nationality_sex").counts == whole.table("nationality_sex").counts


def test_the_order_in_which_records_were_entered_changes_nothing(
    vault: Vault, opened: Vault, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    straight = publish(opened, "2026-01")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "another computer"))
    people = list(months.people(2026, 1, months.PEOPLE))
    vault.run(
        lambda uow: records.add_all(
            uow, sorted(people, key=lambda each: (each.kind, each.id[::-1]))
        )
    )
    publishing.begin(vault, Period.parse("2026-01"))
    mixed = publish(vault, "2026-01")
    assert [dict(each.counts) for each in mixed.tables] == [
        dict(each.counts) for each in straight.tables
    ]


# ------------------------------------------------------------ one year's policy


def test_the_first_report_settles_how_the_year_is_protected(quarter: Vault) -> None:
    for policy in (Policy(EXACT), Policy(insiders=1), Policy(coarse=("nationality",))):
        with pytest.raises(PolicyFixed):
            publish(quarter, "2026-02", tables=("reasons",), policy=policy)


def test_another_year_may_be_protected_in_another_way(opened: Vault) -> None:
    months.enter(opened, 2025, 12)
    publishing.begin(opened, Period.parse("2025-12"))
    old = publish(
        opened, "2025-12", tables=("nationality_sex",), policy=Policy(coarse=("nationality",))
    )
    new = publish(opened, "2026-01", tables=("nationality_sex",))
    assert len(old.tables[0].values[0]) < len(new.tables[0].values[0])


# ------------------------------------------------------------ sums


def test_quarters_and_years_to_date_are_sums_of_what_was_published(quarter: Vault) -> None:
    months = [publish(quarter, f"2026-{month:02}") for month in (1, 2, 3)]
    for label, parts in (("2026-Q1", months), ("2026-01..2026-02", months[:2])):
        for table in publish(quarter, label, basis=SUM).tables:
            assert table.terms == len(parts)
            for key, number in table.counts.items():
                assert number == sum(count(part, table.name, *key) for part in parts)
    with pytest.raises(NotAllPublished):
        publish(quarter, "2026-01..2026-04", basis=SUM)
    with pytest.raises(TableNotPublished):
        publish(quarter, "2026-Q1", basis=SUM, tables=("corridor",))


# ------------------------------------------------------------ filters and recipients


def test_a_report_of_some_shows_the_figures_that_the_report_of_all_shows(quarter: Vault) -> None:
    everybody = publish(quarter, "2026-02")
    women = publish(quarter, "2026-02", filters=(("sex", "woman"),))
    nation = women.table("reasons")
    assert nation.within == (("sex", "woman"),)
    assert count(women, "reasons", TOTAL) == count(everybody, "sex_age", TOTAL, "woman")


def test_every_recipient_gets_the_same_figures(quarter: Vault) -> None:
    public = publish(quarter, "2026-03")
    partner = publish(quarter, "2026-03", recipient="ACNUR", title="Para ACNUR")
    assert partner.number > public.number
    assert [each.counts for each in partner.tables] == [each.counts for each in public.tables]


# ------------------------------------------------------------ files


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """Where files go."""
    yield tmp_path / "Informes de Íñigo"


def test_exported_again_it_is_the_same_bytes_whatever_happened_since(
    quarter: Vault, folder: Path, tmp_path: Path
) -> None:
    release = publish(quarter, "2026-01")
    first = exporting.export(quarter, release.number, "es", exporting.FORMATS, folder)
    arrive(quarter, PartialDate(2026, 1, 3), sex="trans")
    publish(quarter, "2026-02", tables=("reasons",), title="Otro")
    again = exporting.export(quarter, release.number, "es", exporting.FORMATS, tmp_path / "b")
    assert {path.suffix for path in first} == {".pdf", ".xlsx", ".csv", ".json"}
    assert [path.read_bytes() for path in again] == [path.read_bytes() for path in first]


def test_the_ledger_knows_each_file_before_it_is_about(
    quarter: Vault, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    release = publish(quarter, "2026-01")

    def full(path: Path, _content: bytes, **_given: object) -> None:
        named = [each.body["name"] for each in entries(quarter) if each.kind == ledger.FILES]
        assert path.name in named
        raise DiskFull(path=path)

    monkeypatch.setattr(exporting, "write_whole", full)
    with pytest.raises(DiskFull):
        exporting.export(quarter, release.number, "es", ("csv",), folder)


def test_a_file_that_says_something_else_only_gives_way_if_asked(
    quarter: Vault, folder: Path
) -> None:
    release = publish(quarter, "2026-01")
    (path, _json) = exporting.export(quarter, release.number, "es", ("csv",), folder)
    right = path.read_bytes()
    path.write_bytes(right.replace(b"rounded", b"exact"))
    with pytest.raises(OtherReportThere):
        exporting.export(quarter, release.number, "es", ("csv",), folder)
    exporting.export(quarter, release.number, "es", ("csv",), folder, replace=True)
    assert path.read_bytes() == right


def test_what_is_in_the_ledger_says_everything_about_a_release(quarter: Vault) -> None:
    asked = order("2026-02", filters=(("sex", "woman"),), recipient="Red", title="Las mujeres")
    release = publishing.publish(quarter, asked)
    (read,) = [each for each in quarter.run(Published).releases if each.number == release.number]
    assert (read, read.order) == (release, asked)
    assert read.order == order(
        "2026-02", filters=(("sex", "woman"),), recipient="Red", title="Las mujeres"
    )
    assert (read.by, read.shelter) == (COORDINATOR_NAME, "Albergue de Prueba")
    assert set(read.order.tables) == set(TABLES)
