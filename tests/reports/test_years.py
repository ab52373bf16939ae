"""A year of people who come back and of whom more is learned: each counts once in every table."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from casedesk.disclosure import TOTAL
from casedesk.domain.answers import NOT_ASKED
from casedesk.domain.cases import Case, Stay
from casedesk.domain.ids import new_folio
from casedesk.domain.partial_dates import PartialDate
from casedesk.domain.people import Person
from casedesk.domain.records import Record
from casedesk.reports import counted_before, definition_files, proving, publishing, snapshots
from casedesk.reports.facts import PERSON
from casedesk.reports.orders import Order
from casedesk.reports.periods import Period
from casedesk.reports.published import Published
from casedesk.reports.refusals import CountsDisagree, Deducible
from casedesk.services import people
from casedesk.services.vaults import Vault
from casedesk.storage import ledger, month, records
from casedesk.storage.unit_of_work import UnitOfWork
from tests.conftest import FixedClock
from tests.reports.publications import order

YEAR = Period.parse("2026")
PARTS = ("2026-01..2026-09", "2026-Q4")


@pytest.fixture
def shelter(vault: Vault, clock: FixedClock) -> Vault:
    """A shelter whose year is over, with people in March and in November."""
    clock.advance(days=120)
    vault.run(lambda uow: records.add_all(uow, [*arrivals(3), *arrivals(11)]))
    publishing.begin(vault, Period.parse("2026-01"))
    return vault


def arrivals(month: int) -> Iterator[Record]:
    """Sixty adults who came in a month."""
    day = PartialDate(2026, month, 10)
    for at in range(60):
        sex = "woman" if at % 2 else "man"
        person = Person(sex=sex, age=30, age_on=day, nationality="HND")
        case = Case(person_id=person.id, folio=new_folio(), state="open", opened_on=day)
        yield from (person, case, Stay(case_id=case.id, entered_on=day))


def come_back(vault: Vault, count: int, **answers: object) -> None:
    """Some who came in March come again in October, when they give other answers."""
    with vault.begin() as uow:
        for case in records.find(uow, Case)[:count]:
            change(uow, case, **answers)
            records.add(uow, Stay(case_id=case.id, entered_on=PartialDate(2026, 10, 20)))


def change(uow: UnitOfWork, case: Case, **answers: object) -> None:
    """Somebody gives other answers."""
    person = records.get(uow, Person, case.person_id)
    people.correct(uow, replace(person, **answers))  # type: ignore[arg-type]


def test_a_year_counts_everybody_once_in_every_table(shelter: Vault) -> None:
    come_back(shelter, 10)
    for label in (*PARTS, "2026"):
        year = publishing.publish(shelter, Order(Period.parse(label)))
    units = {each.id: each.unit.code for each in definition_files.load().tables}
    totals = {
        table.population: table.counts[(TOTAL,) * len(table.dimensions)]
        for table in year.tables
        if units[table.name] == "persons"
    }
    assert totals == {"persons@2026": 120, "informed@2026": 120, "minors@2026": 0}
    assert year.table("entries").counts[TOTAL, TOTAL] == 130


def test_who_turns_out_to_be_a_child_stays_what_they_were_when_they_first_came(
    shelter: Vault,
) -> None:
    with shelter.begin() as uow:
        for case in records.find(uow, Case)[:3]:
            change(uow, case, age=NOT_ASKED, age_on=NOT_ASKED)
    tables = ("sex_age", "minors", "told")
    publishing.publish(shelter, order(PARTS[0], tables=tables))
    come_back(shelter, 3, birth=PartialDate(2012, 1, 1))
    publishing.publish(shelter, order(PARTS[1], tables=tables))
    with shelter.begin() as uow:
        published = Published(uow)
        parts = [published.facts(Period.parse(label)) for label in PARTS]
    year = snapshots.of_year(parts)
    first = dict(zip(year["persons"][PERSON], year["persons"]["age_group"], strict=True))
    assert len(first) == len(year["persons"][PERSON]) == 120
    back = set(parts[0]["persons"][PERSON]) & set(parts[1]["persons"][PERSON])
    assert {first[each] for each in back} == {None}
    assert len(back & set(parts[1]["minors"][PERSON])) == 3
    assert not back & set(year["minors"][PERSON])
    # What the fourth quarter said of so few children is not what the year says: it is refused.
    with pytest.raises(Deducible):
        publishing.publish(shelter, order("2026", tables=tables))
    released = publishing.publish(shelter, order("2026", tables=("told",)))
    assert released.table("told").counts[(TOTAL,)] == 120
    assert proving.audit(shelter).unproved == ()


def test_counts_that_contradict_each_other_are_refused_with_advice(shelter: Vault) -> None:
    with shelter.begin() as uow:
        facts = dict(counted_before.take(uow, Published(uow), Period.parse("2026-03")))
        facts["informed"] = {name: codes[:-1] for name, codes in facts["informed"].items()}
        packed = snapshots.pack(facts, month.secret(uow.connection))
        ledger.append(uow, ledger.SNAPSHOT, {"period": "2026-03", "until": ""}, packed)
    with pytest.raises(CountsDisagree, match="March 2026 contradict") as error:
        publishing.publish(shelter, order("2026-03", tables=("sex_age", "told")))
    assert "59" not in str(error.value)
    assert "fault in the program" in error.value.advice
