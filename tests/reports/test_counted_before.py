"""Each record counts once: in the month it was published with, or late in the next, not in both."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from casedesk.domain.cases import AsylumApplication, Case, Service, Stay
from casedesk.domain.ids import new_id
from casedesk.domain.journeys import Journey
from casedesk.domain.partial_dates import PartialDate
from casedesk.domain.people import Person
from casedesk.domain.procedure_entries import ProcedureEntry
from casedesk.domain.records import Record
from casedesk.reports import book, counted_before, publishing, snapshots
from casedesk.reports.facts import RECORDS, Facts
from casedesk.reports.periods import Period
from casedesk.reports.published import Published
from casedesk.services import entries, merging
from casedesk.services.vaults import Vault
from casedesk.storage import history, ledger, month, records
from tests.reports.publications import publish
from tests.reports.test_what_counts import arrival

SEPTEMBER, OCTOBER = Period.parse("2026-09"), Period.parse("2026-10")
DAY = PartialDate(2026, 9, 20)


def procedure(case: Case, other: Case) -> Iterator[Record]:
    """Somebody who was recognised, as an entry says, and who ate here; and another's journey."""
    yield ProcedureEntry(case_id=case.id, what="state.A8", happened_on=DAY)
    yield Service(case_id=case.id, what="food", given_on=DAY)
    yield Journey(case_id=other.id, entered_mexico_on=PartialDate(2026, 9, 1))


class Shelter:
    """A shelter with twelve people in September, which is published, and twelve in October."""

    def __init__(self, vault: Vault) -> None:
        self.vault = vault
        days = ["2026-09-10"] * 12 + ["2026-10-10"] * 12
        found = [each for day in days for each in arrival(Person(sex="man"), day)]
        self.cases = [each for each in found if isinstance(each, Case)]
        self.stays = [each for each in found if isinstance(each, Stay)]
        self.procedure = list(procedure(self.cases[0], self.cases[4]))
        vault.run(lambda uow: records.add_all(uow, [*found, *self.procedure]))
        publishing.begin(vault, SEPTEMBER)
        publish(vault, "2026-09", tables=("entries",))

    def add(self, *new: Record) -> None:
        """Write something down."""
        self.vault.run(lambda uow: records.add_all(uow, new))

    def move(self, at: int, day: PartialDate) -> None:
        """Correct the day on which somebody entered."""
        with self.vault.begin() as uow:
            stay = records.get(uow, Stay, self.stays[at].id)
            entries.save(uow, replace(stay, entered_on=day))

    def take_back(self, record: Record) -> None:
        """Take a record out again."""
        with self.vault.begin() as uow:
            records.take_back(uow, records.get(uow, type(record), record.id))

    def october(self) -> Facts:
        """What the report of October would count."""
        return self.vault.run(lambda uow: counted_before.take(uow, Published(uow), OCTOBER))

    def weeks(self) -> tuple[int, int]:
        """Entries that the report of October would count, and how many of them are late."""
        weeks = self.october()["stays"]["week"]
        return len(weeks), weeks.count("earlier")

    def late(self) -> tuple[Period, ...]:
        """The months of which the ledger says that something came late."""
        return book.read(self.vault).late


@pytest.fixture
def shelter(vault: Vault) -> Shelter:
    """The shelter, in November."""
    return Shelter(vault)


def test_an_entry_counts_once_wherever_its_day_is_corrected_to(shelter: Shelter) -> None:
    assert shelter.weeks() == (12, 0)
    assert shelter.late() == ()
    shelter.move(12, PartialDate(2026, 9, 30))
    assert shelter.weeks() == (12, 1)
    shelter.move(0, PartialDate(2026, 10, 1))
    assert shelter.weeks() == (12, 1)
    shelter.move(1, PartialDate(2026, 9, 11))
    assert shelter.weeks() == (12, 1)
    # Written down on a computer whose clock was behind, or the one that published was ahead.
    early = Stay(id=f"00{new_id()[2:]}", case_id=shelter.cases[13].id, entered_on=DAY)
    shelter.add(early)
    assert shelter.weeks() == (13, 2)
    assert shelter.late() == (SEPTEMBER,)
    publish(shelter.vault, "2026-10", tables=("entries",))
    assert shelter.late() == ()


def test_what_is_taken_back_and_written_anew_is_not_counted_again(shelter: Shelter) -> None:
    entry, meal, _journey = shelter.procedure
    for each in (shelter.stays[3], entry, meal):
        shelter.take_back(each)
        shelter.add(replace(each, id=new_id(), version=""))
    shelter.take_back(shelter.stays[6])
    with shelter.vault.begin() as uow:
        history.restore(uow, shelter.stays[6].id, shelter.stays[6].case_id)
    found = shelter.october()
    assert len(found["stays"]["week"]) == 12
    assert [len(found[name]["*person"]) for name in ("steps", "services")] == [0, 0]
    # One more on the same day is one more.
    shelter.add(Service(case_id=shelter.cases[0].id, what="food", given_on=DAY))
    assert len(shelter.october()["services"]["service"]) == 1


def test_a_step_told_twice_or_moved_by_a_merge_is_not_counted_again(shelter: Shelter) -> None:
    kept, gone = shelter.cases[1], shelter.cases[0]
    shelter.add(AsylumApplication(case_id=gone.id, state="A8", state_since=DAY))
    assert len(shelter.october()["steps"]["procedure_state"]) == 0
    with shelter.vault.begin() as uow:
        pair = merging.pair(uow, kept.id, gone.id)
        merging.merge(uow, pair.kept, kept.id, pair.gone.id)
    found = shelter.october()
    assert len(found["stays"]["week"]) == 12
    assert [len(found[name]["*person"]) for name in ("steps", "services", "terms")] == [0, 0, 0]


def test_a_term_known_late_by_a_day_of_filing_alone_is_late(shelter: Shelter) -> None:
    shelter.add(AsylumApplication(case_id=shelter.cases[4].id, filed_on=PartialDate(2026, 9, 15)))
    assert shelter.october()["terms"]["kept"] == ["in_time"]
    assert shelter.late() == (SEPTEMBER,)


def test_months_published_before_there_were_lists_keep_counting_by_what_was_noted_last(
    shelter: Shelter,
) -> None:
    with shelter.vault.begin() as uow:
        found = dict(counted_before.take(uow, Published(uow), OCTOBER))
        del found[RECORDS]
        packed = snapshots.pack(found, month.secret(uow.connection))
        ledger.append(uow, ledger.SNAPSHOT, {"period": "2026-10", "until": new_id()}, packed)
    assert shelter.late() == ()
    shelter.add(Stay(case_id=shelter.cases[5].id, entered_on=PartialDate(2026, 10, 20)))
    assert shelter.late() == (OCTOBER,)
    with shelter.vault.begin() as uow:
        november = counted_before.take(uow, Published(uow), Period.parse("2026-11"))
    assert november["stays"]["week"] == ["earlier"]


def test_somebody_merged_counts_once_in_the_year_unless_a_report_counted_two(
    shelter: Shelter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Published, "parts", lambda *_year: [SEPTEMBER, OCTOBER])

    def year(*kept_and_gone: Case) -> int:
        kept, gone = kept_and_gone
        with shelter.vault.begin() as uow:
            pair = merging.pair(uow, kept.id, gone.id)
            merging.merge(uow, pair.kept, kept.id, pair.gone.id)
        with shelter.vault.begin() as uow:
            found = counted_before.of_year(uow, Published(uow), 2026)
        assert found["informed"]["*person"] == found["persons"]["*person"]
        return len(found["persons"]["*person"])

    publish(shelter.vault, "2026-10", tables=("entries",))
    assert year(shelter.cases[12], shelter.cases[0]) == 23
    # Both came in September, as everybody can read.
    assert year(shelter.cases[2], shelter.cases[1]) == 23


def test_the_list_of_what_was_counted_names_no_record(shelter: Shelter) -> None:
    with shelter.vault.begin() as uow:
        entry = Published(uow).snapshots[SEPTEMBER]
        listed = Published(uow).facts(SEPTEMBER)[RECORDS]
        content = str(snapshots.unpack(ledger.blob(uow, entry.seq) or b""))
    assert len(listed["*mark"]) >= 14
    known = [*shelter.stays, *shelter.cases, *shelter.procedure]
    assert not any(each.id in content for each in known)
