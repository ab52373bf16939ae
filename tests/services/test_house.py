"""Who sleeps here is counted from the stays: a night on the day of entry, none on that of exit."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from casedesk.domain.answers import NOT_ASKED, UNKNOWN
from casedesk.domain.cases import Stay
from casedesk.domain.partial_dates import PartialDate
from casedesk.domain.people import Household, Person
from casedesk.domain.rooms import Room
from casedesk.services import house, people, rooms
from casedesk.services.house import AreaCount, House
from casedesk.services.people import Intake
from casedesk.storage import records
from casedesk.storage.errors import NotAllowed
from casedesk.storage.vault import Vault

TODAY = date(2026, 11, 23)


def day(text: str) -> PartialDate:
    return PartialDate.from_edtf(text)


def put_up(vault: Vault, name: str, entered: str, left: Any = NOT_ASKED, **more: Any) -> None:
    """Take an invented person in, with what their stay says."""
    of_person = {key: more.pop(key) for key in ("age", "household_id", "relation") if key in more}
    exited = day(left) if isinstance(left, str) else left
    stay = replace(Stay(case_id=""), exited_on=exited, **more)
    draft = Intake(person=Person(given_names=name, **of_person), entered_on=day(entered), stay=stay)
    vault.run(lambda uow: people.intake(uow, draft))


def names(guests: Any) -> list[str]:
    return [guest.person.called for guest in guests]


def tonight(vault: Vault) -> House:
    return vault.run(house.today)


def test_who_leaves_today_does_not_sleep_here_tonight(vault: Vault) -> None:
    put_up(vault, "Uno", "2026-11-20", "2026-11-23")
    put_up(vault, "Dos", "2026-11-23")
    put_up(vault, "Tres", "2026-11-23", "2026-11-23")
    put_up(vault, "Cuatro", "2026-11-01", "2026-11-22")
    found = tonight(vault)
    assert names(found.sleeping) == ["Dos"]
    assert names(found.arrived) == ["Dos", "Tres"]
    assert names(found.left) == ["Tres", "Uno"]


def test_the_night_before_is_counted_from_the_same_stays(vault: Vault) -> None:
    put_up(vault, "Uno", "2026-11-20", "2026-11-23")
    put_up(vault, "Dos", "2026-11-23")
    before = vault.run(lambda uow: house.on(uow, date(2026, 11, 22)))
    assert names(before.sleeping) == ["Uno"]
    assert names(before.left) == []


@pytest.mark.parametrize(
    ("entered", "left", "sleeps"),
    [
        ("2026-11", NOT_ASKED, True),
        ("2026", NOT_ASKED, True),
        ("2026-11-01", "2026-11", True),  # the last possible day of exit is still to come
        ("2026-11-01", "2026-11~", True),
        ("2026-10-01", "2026-10", False),
        ("2026-11-01", UNKNOWN, False),  # has left, nobody knows when
    ],
)
def test_days_known_by_month_count_and_unknown_exits_do_not(
    vault: Vault, entered: str, left: Any, sleeps: bool
) -> None:
    put_up(vault, "Uno", entered, left)
    assert bool(tonight(vault).sleeping) is sleeps


def test_who_stays_and_sleeps_elsewhere_takes_no_bed(vault: Vault) -> None:
    put_up(vault, "Uno", "2026-11-20", slept_at="elsewhere")
    put_up(vault, "Dos", "2026-11-20", slept_at="women")
    put_up(vault, "Tres", "2026-11-20", place="07")
    found = tonight(vault)
    assert names(found.sleeping) == ["Dos"]
    assert names(found.elsewhere) == ["Uno"]
    assert names(found.staying) == ["Dos", "Uno"]  # a reception point elsewhere is another house


def test_areas_hold_people_against_the_beds_of_rooms_in_use(vault: Vault) -> None:
    made = [
        Room(name="Dos", area="women", beds=4),
        Room(name="Uno", area="women", beds=6),
        Room(name="Obra", area="women", beds=20, closed=True),
        Room(name="Patio", area="annex"),
    ]
    stored = vault.run(lambda uow: [rooms.save(uow, room) for room in made])
    put_up(vault, "Ana", "2026-11-20", room_id=stored[0].id, slept_at="men")
    put_up(vault, "Eva", "2026-11-20", slept_at="women")
    put_up(vault, "Luz", "2026-11-20", slept_at="annex")
    put_up(vault, "Sol", "2026-11-20")
    assert tonight(vault).areas == (
        AreaCount("women", 2, 10),
        AreaCount("annex", 1, None),
        AreaCount(house.NOWHERE, 1, None),
    )


def test_rooms_are_kept_up_by_coordinators(volunteer: Vault) -> None:
    with pytest.raises(NotAllowed):
        volunteer.run(lambda uow: rooms.save(uow, Room(name="Uno", area="women")))


def test_children_without_an_adult_of_their_family_are_seen(vault: Vault) -> None:
    family = vault.run(lambda uow: records.add(uow, Household(name="Prueba")))
    put_up(vault, "Madre", "2026-11-20", age=30, household_id=family.id, relation="head")
    put_up(vault, "Hija", "2026-11-20", age=8, household_id=family.id, relation="child")
    put_up(vault, "Solo", "2026-11-20", age=15, travels_with="alone")
    put_up(vault, "Quizá", "2026-11-20", age=16)
    found = {guest.person.called: guest.accompanied for guest in tonight(vault).children_alone}
    assert found == {"Solo": False, "Quizá": None}


def test_a_household_is_found_as_far_as_it_stays_here(vault: Vault) -> None:
    family = vault.run(lambda uow: records.add(uow, Household(name="Prueba")))
    put_up(vault, "Madre", "2026-11-20", household_id=family.id)
    put_up(vault, "Hija", "2026-11-20", household_id=family.id)
    put_up(vault, "Hijo", "2026-11-01", "2026-11-02", household_id=family.id)
    put_up(vault, "Otra", "2026-11-20")
    found = tonight(vault)
    assert names(found.household(found.sleeping[0])) == ["Hija", "Madre"]
    assert names(found.household(found.sleeping[2])) == ["Otra"]


def test_somebody_with_two_open_stays_sleeps_in_one_bed(vault: Vault) -> None:
    put_up(vault, "Uno", "2026-11-20", slept_at="men")
    case_id = tonight(vault).sleeping[0].stay.case_id
    more = Stay(case_id=case_id, entered_on=day("2026-11-22"), slept_at="annex")
    vault.run(lambda uow: records.add(uow, more))
    assert tonight(vault).areas == (AreaCount("annex", 1, None),)


def test_a_child_among_strangers_is_seen_however_it_came_there(vault: Vault) -> None:
    put_up(vault, "Niño", "2026-11-20", age=10, slept_at="men")
    assert tonight(vault).among_strangers == frozenset()
    put_up(vault, "Hombre", "2026-11-20", age=40, slept_at="men")
    put_up(vault, "Mujer", "2026-11-20", age=40, slept_at="women")
    home = tonight(vault)
    assert names(home.children_to_see_to) == ["Niño"]
    assert len(home.among_strangers) == 1


def test_families_who_share_a_room_are_no_strangers_there(vault: Vault) -> None:
    for name in ("Uno", "Dos"):
        family = vault.run(lambda uow: records.add(uow, Household(name="Prueba")))
        own: dict[str, Any] = {"household_id": family.id, "slept_at": "families"}
        put_up(vault, f"Madre {name}", "2026-11-20", age=30, relation="head", **own)
        put_up(vault, f"Hija {name}", "2026-11-20", age=8, relation="child", **own)
    assert tonight(vault).children_to_see_to == ()
    put_up(vault, "Hombre", "2026-11-20", age=40, slept_at="men")
    put_up(vault, "Sola", "2026-11-20", age=9, travels_with="alone", slept_at="families")
    assert "Sola" in names(tonight(vault).children_to_see_to)


def test_people_stand_in_the_order_of_the_alphabet_whatever_their_accents(vault: Vault) -> None:
    for name in ("Yolanda", "Óscar", "ana", "Ñuflo", "Nadia"):
        put_up(vault, name, "2026-11-23")
    assert names(tonight(vault).sleeping) == ["ana", "Nadia", "Ñuflo", "Óscar", "Yolanda"]
