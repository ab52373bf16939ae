"""Invented people: plausible, possible, and the same for the same number."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from casedesk.domain.answers import Missing, value_or
from casedesk.domain.cases import AsylumApplication, Case, Stay
from casedesk.domain.derived.stays import slept_here
from casedesk.domain.distinctions import Distinction
from casedesk.domain.incidents import Incident
from casedesk.domain.journeys import Journey
from casedesk.domain.people import Household, Person
from casedesk.domain.records import Record
from casedesk.domain.rooms import Room
from casedesk.services import demo, incidents, validation
from casedesk.services.demo.chance import Chance
from casedesk.services.demo.filling import fill
from casedesk.services.vaults import Vault
from casedesk.storage import records
from casedesk.storage import vault as vaults
from casedesk.storage.errors import VaultExists
from casedesk.storage.tables import RECORDS
from tests.conftest import FixedClock

PEOPLE = 400


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> dict[type[Record], list[Record]]:
    """All records of a vault of invented people, by class."""
    path = tmp_path_factory.mktemp("demo") / "Demo.casedesk"
    login = demo.create(path, people=PEOPLE, months=3, seed=7, clock=FixedClock())
    vault = vaults.unlock(path, login.user, login.passphrase, clock=FixedClock())
    with vault.begin() as uow:
        found = {cls: list(records.find(uow, cls)) for cls in RECORDS}
    vault.close()
    return found


def counted(vault: Vault) -> Counter[tuple[str, str]]:
    """What can be counted of a vault: records of each kind, and answers people gave."""
    with vault.begin() as uow:
        counts = Counter((cls.kind, "") for cls in RECORDS for _each in records.find(uow, cls))
        for person in records.find(uow, Person):
            counts["name", str(person.full_name)] += 1
            counts["nationality", str(person.nationality)] += 1
        for stay in records.find(uow, Stay):
            counts["entered", str(stay.entered_on)] += 1
    return counts


def test_every_area_of_the_invented_shelter_has_beds_for_all_who_sleep_in_it(
    filled: dict[type[Record], list[Record]],
) -> None:
    beds, sleeping = Counter[str](), Counter[str]()
    for room in filled[Room]:
        assert isinstance(room, Room)
        beds[str(room.area)] += value_or(room.beds, 0)
    for stay in filled[Stay]:
        assert isinstance(stay, Stay)
        if slept_here(stay, FixedClock().now().date()) and not isinstance(stay.slept_at, Missing):
            sleeping[stay.slept_at] += 1
    assert sum(sleeping.values()) > 20
    assert {area: people for area, people in sleeping.items() if people > beds[area]} == {}


def test_nobody_asks_their_own_country_for_asylum_and_no_child_comes_to_work(
    filled: dict[type[Record], list[Record]],
) -> None:
    people = {person.id: person for person in filled[Person] if isinstance(person, Person)}
    whose = {case.id: people[case.person_id] for case in filled[Case] if isinstance(case, Case)}
    asking = [each for each in filled[AsylumApplication] if isinstance(each, AsylumApplication)]
    assert len(asking) > 20
    assert not [each for each in asking if whose[each.case_id].birth_country == "MEX"]
    ways = [each for each in filled[Journey] if isinstance(each, Journey)]
    children = [each for each in ways if whose[each.case_id].relation == "child"]
    assert len(children) > 20
    assert not [each for each in children if "work" in value_or(each.reasons, ())]


def test_every_invented_answer_is_possible(filled: dict[type[Record], list[Record]]) -> None:
    today = FixedClock().now().date()
    problems = [
        (record.kind, validation.problems(record, today=today))
        for found in filled.values()
        for record in found
    ]
    assert len(problems) > 5 * PEOPLE
    assert [each for each in problems if each[1]] == []


def test_invented_incidents_are_consistent(filled: dict[type[Record], list[Record]]) -> None:
    found = [each for each in filled[Incident] if isinstance(each, Incident)]
    assert len(found) > PEOPLE * 0.11
    assert [dict(incidents._inconsistencies(each)) for each in found] == [{}] * len(found)


def test_there_are_as_many_people_as_asked_for(filled: dict[type[Record], list[Record]]) -> None:
    assert len(filled[Person]) == len(filled[Case]) == len(filled[Journey]) == PEOPLE
    assert PEOPLE < len(filled[Stay]) < PEOPLE * 1.4
    assert 0.04 * PEOPLE < len(filled[Household]) < 0.3 * PEOPLE
    assert all(len(filled[cls]) > 0 for cls in RECORDS if cls is not Distinction)


def test_arrivals_lie_in_the_months_asked_for(filled: dict[type[Record], list[Record]]) -> None:
    days = sorted(stay.entered_on.first for stay in filled[Stay] if isinstance(stay, Stay))  # type: ignore[union-attr]
    assert date(2026, 8, 1) <= days[0] <= date(2026, 8, 10)
    assert date(2026, 11, 15) <= days[-1] <= date(2026, 11, 23)


def test_the_same_number_invents_the_same_people(vault_path: Path, tmp_path: Path) -> None:
    counts = []
    for name, seed in (("one", 3), ("two", 3), ("three", 4)):
        login = demo.create(tmp_path / name, people=40, months=2, seed=seed, clock=FixedClock())
        path = vaults.with_suffix(tmp_path / name)
        vault = vaults.unlock(path, login.user, login.passphrase, clock=FixedClock())
        counts.append(counted(vault))
        vault.close()
    assert counts[0] == counts[1]
    assert counts[0] != counts[2]


def test_the_vault_says_that_its_people_are_invented(tmp_path: Path) -> None:
    path = tmp_path / "Demo.casedesk"
    login = demo.create(path, people=10, months=1, seed=1)
    assert demo.login(path) == login
    vault = vaults.unlock(path, login.user, login.passphrase)
    assert vault.invented
    vault.close()


def test_no_other_vault_shows_a_passphrase(vault_path: Path) -> None:
    assert demo.login(vault_path) is None
    assert demo.login(vault_path / "nothing here") is None


def test_a_vault_that_is_there_is_never_written_over(vault_path: Path) -> None:
    before = sorted(path.name for path in vault_path.iterdir())
    with pytest.raises(VaultExists):
        demo.create(vault_path, people=10)
    assert sorted(path.name for path in vault_path.iterdir()) == before


def test_a_vault_that_could_not_be_filled_leaves_nothing(tmp_path: Path) -> None:
    def stop(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        demo.create(tmp_path / "Demo.casedesk", people=10, progress=stop)
    assert list(tmp_path.iterdir()) == []


def test_batches_are_filled_to_the_last_person(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("casedesk.services.demo.filling._BATCH", 7)
    fill(vault, 30, 1, 1)
    with vault.begin() as uow:
        assert len(records.find(uow, Person)) == 30


def test_no_two_cases_get_the_same_folio(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = iter([*["KKKK-KKKT"] * 5, *(f"{at:04}-ACDE" for at in range(1_000))])
    monkeypatch.setattr("casedesk.services.demo.filling.new_folio", lambda: next(drawn))
    fill(vault, 20, 1, 1)
    with vault.begin() as uow:
        assert len({case.folio for case in records.find(uow, Case)}) == 20


def test_the_first_month_is_found_across_the_new_year() -> None:
    assert demo.months_before(date(2026, 2, 28), 3) == date(2025, 11, 1)
    assert demo.months_before(date(2026, 11, 23), 0) == date(2026, 11, 1)


def test_weights_decide_how_often_a_code_is_drawn() -> None:
    chance = Chance(1)
    drawn = Counter(chance.draw("acts_of_others") for _each in range(4_000))
    assert drawn.most_common(1)[0][0] == "ROB"
    assert 0.4 < drawn["ROB"] / 4_000 < 0.8
