"""A household comes, goes and is placed in one step, and every step can be taken back whole."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any, TypeVar

import pytest

from casedesk.domain.answers import NOT_ASKED
from casedesk.domain.arrivals import ExpectedArrival
from casedesk.domain.cases import Case, Service, Stay
from casedesk.domain.ids import new_id
from casedesk.domain.partial_dates import PartialDate
from casedesk.domain.people import Household, Person
from casedesk.domain.rooms import Room
from casedesk.services import arrivals, cases, counts, giving, handover, house, rooms, stays, steps
from casedesk.services.house import House
from casedesk.services.stays import Exit, Place
from casedesk.services.steps import Step
from casedesk.storage import log, records
from casedesk.storage.checks import check
from casedesk.storage.errors import CannotUndo, ChangedSince
from casedesk.storage.unit_of_work import UnitOfWork
from casedesk.storage.vault import Vault
from tests.conftest import VOLUNTEER_NAME, FixedClock
from tests.services.test_house import put_up

TODAY = PartialDate(2026, 11, 23)
T = TypeVar("T")


def family(vault: Vault) -> list[Person]:
    """A mother and two children, who were here once and left."""
    home = vault.run(lambda uow: records.add(uow, Household(name="Prueba")))
    for name, age, relation in (("Madre", 30, "head"), ("Hija", 9, "child"), ("Hijo", 7, "child")):
        put_up(
            vault,
            name,
            "2026-11-01",
            "2026-11-02",
            age=age,
            household_id=home.id,
            relation=relation,
        )
    return vault.run(lambda uow: records.find(uow, Person, household_id=home.id))


def tonight(vault: Vault) -> House:
    return vault.run(house.today)


def names(guests: Any) -> list[str]:
    return sorted(guest.person.called for guest in guests)


def step(vault: Vault, work: Callable[[UnitOfWork], T]) -> Step[T]:
    return vault.run(lambda uow: steps.taken(uow, work))


def everything(vault: Vault) -> list[Any]:
    """All stays, cases and services as they are on file, but for their versions."""
    with vault.begin() as uow:
        found = [records.find(uow, cls) for cls in (Stay, Case, Service, Person)]
        return [{**vars(each), "version": ""} for kind in found for each in kind]


@pytest.fixture
def dormitory(vault: Vault) -> Room:
    return vault.run(lambda uow: rooms.save(uow, Room(name="Uno", area="families", beds=4)))


def test_a_returning_household_is_checked_in_at_once(vault: Vault, dormitory: Room) -> None:
    people = family(vault)
    case = vault.run(lambda uow: records.find(uow, Case, person_id=people[0].id)[0])
    vault.run(lambda uow: cases.close(uow, case, "moved_on"))
    before = everything(vault)
    done = step(vault, lambda uow: stays.check_in(uow, people, Place(room=dormitory)))
    assert names(tonight(vault).sleeping) == ["Hija", "Hijo", "Madre"]
    assert tonight(vault).areas[0].people == 3
    assert vault.run(lambda uow: records.get(uow, Case, case.id)).state == "open"
    assert vault.run(lambda uow: stays.check_in(uow, people, Place(room=dormitory))) == []
    vault.run(lambda uow: steps.take_back(uow, done))
    assert everything(vault) == before
    assert check(vault) == []


def test_a_household_is_checked_out_at_once_with_reason_and_destination(vault: Vault) -> None:
    people = family(vault)
    vault.run(lambda uow: stays.check_in(uow, people, Place(area="families")))
    before = everything(vault)
    here = [guest.stay for guest in tonight(vault).sleeping]
    leaving = Exit(on=TODAY, reason="moved_on", to="us")
    done = step(vault, lambda uow: stays.check_out(uow, here, leaving))
    home = tonight(vault)
    assert home.sleeping == ()
    assert names(home.left) == ["Hija", "Hijo", "Madre"]
    assert {each.stay.exit_to for each in home.left} == {"us"}
    assert step(vault, lambda uow: stays.check_out(uow, here, leaving)).operations == ()
    vault.run(lambda uow: steps.take_back(uow, done))
    assert everything(vault) == before


def test_a_place_given_despite_a_warning_is_kept_with_the_stay(
    vault: Vault, dormitory: Room
) -> None:
    put_up(vault, "Sola", "2026-11-20", age=12, travels_with="alone", room_id=dormitory.id)
    put_up(vault, "Extraño", "2026-11-20", age=40)
    home = tonight(vault)
    stranger = next(each for each in home.sleeping if each.person.called == "Extraño")
    where = Place(room=dormitory, beds={stranger.person.id: 2})
    warned = ("child_with_adults", "other_area")
    assert stays.warnings(home, [stranger.person], where) == warned
    (placed,) = vault.run(lambda uow: stays.place(uow, [stranger], where))
    assert (placed.placed_despite, placed.room_id, placed.bed) == (warned, dormitory.id, 2)
    assert placed.slept_at == "families"


def test_a_new_place_without_a_warning_forgets_the_old_one(vault: Vault, dormitory: Room) -> None:
    put_up(vault, "Sola", "2026-11-20", age=12, placed_despite=("other_area",))
    guest = tonight(vault).sleeping[0]
    (placed,) = vault.run(lambda uow: stays.place(uow, [guest], Place(area="minors")))
    assert placed.placed_despite is NOT_ASKED


def test_dinner_for_all_is_one_service_each_and_can_be_taken_back(vault: Vault) -> None:
    for name in ("Uno", "Dos", "Tres"):
        put_up(vault, name, "2026-11-20")
    ids = [guest.stay.case_id for guest in tonight(vault).sleeping]
    done = step(vault, lambda uow: giving.give(uow, [*ids, ids[0]], "food", "dinner"))
    assert len(done.result) == 3
    assert vault.run(lambda uow: giving.had(uow, uow.today, "food", "dinner")) == set(ids)
    assert vault.run(lambda uow: giving.had(uow, uow.today, "food", "lunch")) == set()
    vault.run(lambda uow: steps.take_back(uow, done))
    assert vault.run(lambda uow: records.find(uow, Service)) == []
    assert check(vault) == []  # the log knows that they were taken back


def test_what_somebody_changed_since_is_not_taken_back(vault: Vault) -> None:
    put_up(vault, "Uno", "2026-11-20")
    ids = [guest.stay.case_id for guest in tonight(vault).sleeping]
    done = step(vault, lambda uow: giving.give(uow, ids, "food"))
    (given,) = done.result
    changed = type(given)(**{**vars(given), "notes": "con dieta"})
    vault.run(lambda uow: records.change(uow, changed))
    with pytest.raises(ChangedSince):
        vault.run(lambda uow: steps.take_back(uow, done))
    assert len(vault.run(lambda uow: records.find(uow, Service))) == 1


def test_an_expected_group_is_checked_in_in_one_step_and_back(vault: Vault) -> None:
    group = vault.run(
        lambda uow: arrivals.save(
            uow, ExpectedArrival(who="Rosa", people=3, expected_on=TODAY, told_by="Otro albergue")
        )
    )
    assert vault.run(arrivals.waiting) == [group]
    before = everything(vault)
    done = step(
        vault,
        lambda uow: arrivals.check_in(
            uow, group, stays.newcomers(["Rosa", "", ""], together=True), Place(area="families")
        ),
    )
    home = tonight(vault)
    assert names(home.sleeping) == ["", "", "Rosa"]
    assert len(home.household(home.sleeping[0])) == 3
    assert vault.run(arrivals.waiting) == []
    vault.run(lambda uow: steps.take_back(uow, done))
    assert vault.run(arrivals.waiting)[0].who == "Rosa"
    assert everything(vault) == before
    assert check(vault) == []


def test_who_did_not_come_waits_no_longer(vault: Vault) -> None:
    new = ExpectedArrival(who="Rosa", expected_on=PartialDate(2026, 11, 22))
    group = vault.run(lambda uow: arrivals.save(uow, new))
    vault.run(lambda uow: arrivals.settle(uow, group, "no_show"))
    assert vault.run(arrivals.waiting) == []


def test_a_note_is_nobodys_until_somebody_else_signs_it(vault: Vault, clock: FixedClock) -> None:
    note = vault.run(lambda uow: handover.write(uow, "Falta leche"))
    urgent = vault.run(lambda uow: handover.write(uow, "Llamar al médico", urgent=True))
    vault.run(lambda uow: handover.sign(uow, note))  # the writer's own reading hands nothing over
    assert vault.run(handover.unread)[0].text == urgent.text
    assert len(vault.run(handover.unread)) == 2
    vault.session = type(vault.session)(VOLUNTEER_NAME, "volunteer")
    clock.advance(hours=8)
    signed = vault.run(lambda uow: handover.sign(uow, note))
    assert [each.who for each in signed.signatures] == ["Ana Prueba", VOLUNTEER_NAME]
    assert vault.run(lambda uow: handover.sign(uow, note)) == signed
    assert [each.text for each in vault.run(handover.unread)] == ["Llamar al médico"]
    assert len(vault.run(handover.notes)) == 2


def test_the_count_agrees_with_the_stays_and_is_kept(vault: Vault, clock: FixedClock) -> None:
    for name in ("Aquí", "Fuera", "Sefue"):
        put_up(vault, name, "2026-11-20", slept_at="men")
    stay_of = {each.person.called: each.stay.id for each in tonight(vault).sleeping}
    found = {"Aquí": counts.HERE, "Fuera": counts.ABSENT, "Sefue": counts.LEFT}
    done = step(
        vault,
        lambda uow: counts.save(uow, {stay_of[name]: how for name, how in found.items()}, 2),
    )
    home = tonight(vault)
    assert (names(home.sleeping), names(home.absent)) == (["Aquí"], ["Fuera"])
    assert names(home.left) == ["Sefue"]
    assert home.count is not None
    assert home.count.unregistered == 2
    assert counts.not_counted(home) == 0
    put_up(vault, "Tarde", "2026-11-23", slept_at="men")
    assert counts.not_counted(tonight(vault)) == 1

    again = vault.run(lambda uow: counts.save(uow, {stay_of["Aquí"]: counts.HERE}))
    assert (again.id, again.unregistered) == (home.count.id, 0)
    clock.advance(days=1)
    assert names(tonight(vault).sleeping) == ["Aquí", "Fuera", "Tarde"]  # the next night is new
    clock.advance(days=-1)
    with pytest.raises(ChangedSince):
        vault.run(lambda uow: steps.take_back(uow, done))


def test_a_count_can_be_taken_back(vault: Vault) -> None:
    put_up(vault, "Sefue", "2026-11-20")
    (guest,) = tonight(vault).sleeping
    done = step(vault, lambda uow: counts.save(uow, {guest.stay.id: counts.LEFT}))
    assert tonight(vault).sleeping == ()
    vault.run(lambda uow: steps.take_back(uow, done))
    assert names(tonight(vault).sleeping) == ["Sefue"]
    assert tonight(vault).count is None
    with vault.begin() as uow:
        actions = [each.action for each in log.latest(uow.connection, 2)]
    assert set(actions) == {log.TAKE_BACK, log.CHANGE}


def test_a_place_written_down_by_hand_is_warned_of_too(vault: Vault) -> None:
    put_up(vault, "Hombre", "2026-11-20", age=40, slept_at="men")
    put_up(vault, "Niño", "2026-11-20", age=10, slept_at="men")
    put_up(vault, "Mujer", "2026-11-20", age=40, slept_at="women")
    case_of = {each.person.called: each.stay.case_id for each in tonight(vault).sleeping}
    found = {
        name: vault.run(lambda uow, of=of: stays.keep_warning(uow, of))  # type: ignore[misc]
        for name, of in case_of.items()
    }
    assert found == {"Hombre": True, "Niño": True, "Mujer": False}
    kept = {each.person.called: each.stay.placed_despite for each in tonight(vault).sleeping}
    assert kept["Niño"] == ("child_with_adults",)
    assert kept["Mujer"] is NOT_ASKED


def test_what_others_hang_on_is_not_taken_back(vault: Vault) -> None:
    new = ExpectedArrival(who="Rosa", expected_on=TODAY)
    group = vault.run(lambda uow: arrivals.save(uow, new))
    newcomers = stays.newcomers(["Rosa"], together=False)
    done = step(vault, lambda uow: arrivals.check_in(uow, group, newcomers, Place(area="women")))
    vault.run(lambda uow: giving.give(uow, [done.result[0].id], "food"))
    before = everything(vault)
    with pytest.raises(CannotUndo):
        vault.run(lambda uow: steps.take_back(uow, done))
    assert everything(vault) == before
    assert check(vault) == []


def test_a_count_that_is_saved_after_midnight_is_of_the_night_that_was_counted(
    vault: Vault, clock: FixedClock
) -> None:
    put_up(vault, "Sefue", "2026-11-20")
    (guest,) = tonight(vault).sleeping
    night = clock.now().date()
    clock.advance(days=1)
    outcomes = {guest.stay.id: counts.LEFT}
    made = vault.run(lambda uow: counts.save(uow, outcomes, night=night))
    assert made.night == TODAY
    (stay,) = vault.run(lambda uow: records.find(uow, Stay))
    assert stay.exited_on == TODAY


def test_a_note_that_nobody_read_is_shown_however_many_came_since(vault: Vault) -> None:
    with vault.begin() as uow:
        forgotten = handover.write(uow, "Nadie la ha leído")
        others = [replace(forgotten, id=new_id(), version="") for _each in range(200)]
        records.add_all(uow, others)
        assert forgotten.id in {each.id for each in handover.unread(uow)}


def test_checking_out_says_whose_stay_cannot_end_like_that(vault: Vault) -> None:
    people = family(vault)
    vault.run(lambda uow: stays.check_in(uow, people, Place(area="families")))
    here = [guest.stay for guest in tonight(vault).sleeping]
    with pytest.raises(stays.CannotLeave) as refused:
        vault.run(lambda uow: stays.check_out(uow, here, Exit(on=PartialDate(2026, 11, 20))))
    folios = {str(each.folio) for each in vault.run(lambda uow: records.find(uow, Case))}
    assert any(folio in refused.value.summary() for folio in folios)
    assert len(tonight(vault).sleeping) == len(here)


def test_who_leaves_and_comes_back_on_a_day_arrived_once(vault: Vault) -> None:
    people = family(vault)[:1]
    for _again in range(2):
        (stay,) = vault.run(lambda uow: stays.check_in(uow, people, Place()))
        vault.run(partial(stays.check_out, stays=[stay], leaving=Exit(on=TODAY)))
    vault.run(lambda uow: stays.check_in(uow, people, Place()))
    assert names(tonight(vault).arrived) == names(tonight(vault).sleeping)
