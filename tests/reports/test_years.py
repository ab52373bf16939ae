"""A year of people who come back and of whom more is learned: each counts once in every table."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from casedesk.disclosure import TOTAL
from casedesk.disclosure.figures import true_figures
from casedesk.domain.answers import NOT_ASKED
from casedesk.domain.cases import Case, Stay
from casedesk.domain.ids import new_folio
from casedesk.domain.partial_dates import PartialDate
from casedesk.domain.people import Person
from casedesk.domain.records import Record
from casedesk.reports import counted_before, protecting, publishing, snapshots
from casedesk.reports.facts import PERSON, Facts
from casedesk.reports.orders import Order, links
from casedesk.reports.periods import Period
from casedesk.reports.published import Published
from casedesk.reports.refusals import CountsDisagree
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


def freeze(vault: Vault, label: str) -> Facts:
    """Have a part of the year counted, without a report of it."""
    with vault.begin() as uow:
        facts = counted_before.take(uow, Published(uow), Period.parse(label))
        content = {"period": label, "until": ""}
        entry = ledger.append(
            uow, ledger.SNAPSHOT, content, snapshots.pack(facts, month.secret(uow.connection))
        )
        return snapshots.unpack(ledger.blob(uow, entry.seq) or b"")


def whole_year(vault: Vault) -> tuple[Facts, dict[str, int]]:
    """What a year counts, and how many are in each population of all tables, which agree."""
    asked = Order(YEAR)
    facts = vault.run(lambda uow: protecting.counted(uow, Published(uow), YEAR))
    agreed = links(asked.definition, asked.filters, YEAR)
    truth = true_figures(protecting.exact_tables(facts, asked), list(agreed))
    return facts, {name.population: count for name, count in truth.items() if not name.fixed}


def test_a_year_counts_everybody_once_in_every_table(shelter: Vault) -> None:
    come_back(shelter, 10)
    for label in PARTS:
        freeze(shelter, label)
    _facts, totals = whole_year(shelter)
    assert [totals[f"{name}@2026"] for name in ("persons", "informed", "minors")] == [120, 120, 0]
    assert totals["stays@2026"] == 130
    released = publishing.publish(shelter, order("2026", tables=("told", "sex_age")))
    assert released.table("told").counts[(TOTAL,)] == 120
    assert released.table("sex_age").counts[TOTAL, TOTAL] == 120


def test_every_population_of_persons_counts_each_once(shelter: Vault) -> None:
    with shelter.begin() as uow:
        facts = counted_before.take(uow, Published(uow), Period.parse("2026-03"))
    of_persons = {name for name in facts if snapshots.of_persons(name)}
    assert of_persons == {"persons", "minors", "informed"}
    for name in of_persons:
        assert len(set(facts[name][PERSON])) == len(facts[name][PERSON])


def test_who_turns_out_to_be_a_child_stays_what_they_were_when_they_first_came(
    shelter: Vault,
) -> None:
    with shelter.begin() as uow:
        for case in records.find(uow, Case)[:3]:
            change(uow, case, age=NOT_ASKED, age_on=NOT_ASKED)
    before = freeze(shelter, PARTS[0])
    come_back(shelter, 3, birth=PartialDate(2012, 1, 1))
    after = freeze(shelter, PARTS[1])
    year, totals = whole_year(shelter)
    first = dict(zip(year["persons"][PERSON], year["persons"]["age_group"], strict=True))
    back = set(before["persons"][PERSON]) & set(after["persons"][PERSON])
    assert {first[each] for each in back} == {None}
    assert len(back & set(after["minors"][PERSON])) == 3
    assert (totals["persons@2026"], totals["minors@2026"]) == (120, 0)


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
