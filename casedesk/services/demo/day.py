"""The present day of the vault of invented people: rooms with people in them, notes, a count."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from casedesk.domain.answers import Missing, value_or
from casedesk.domain.arrivals import ExpectedArrival
from casedesk.domain.cases import Stay
from casedesk.domain.counts import ABSENT, HERE, Counted, NightCount
from casedesk.domain.extras import Choice, ExtraField
from casedesk.domain.handover import ShiftNote
from casedesk.domain.partial_dates import PartialDate
from casedesk.domain.people import Person
from casedesk.domain.rooms import Room
from casedesk.services import arrivals, extras, house, rooms, stays
from casedesk.services.demo.chance import Chance, read
from casedesk.services.stays import Exit, Place
from casedesk.storage import records
from casedesk.storage.unit_of_work import UnitOfWork

#: how many households and people alone come back for the day
_PARTIES = 30
#: whose notes wait for whoever opens the vault
_OTHER = "Beto Ejemplo"


def live(uow: UnitOfWork, seed: int) -> None:
    """Fill the house: people who were here before come back on one of the last days."""
    chance = Chance(seed)
    words = read("vault")
    made = [rooms.save(uow, Room(**each)) for each in words["rooms"]]
    _give_rooms(uow, made)
    for each in words["expected"]:
        arrivals.save(uow, _expected(uow, each))
    for party in list(_parties(uow))[-_PARTIES:]:
        day = uow.today - timedelta(days=min(chance.days(3), 9))
        room = _room(uow, party, made)
        if room is not None:
            stays.check_in(uow, party, Place(room=room), PartialDate.of(day))
    _ask_more(uow, words["field"], chance)
    _count_last_night(uow)
    _leave(uow)
    evening = (uow.now - timedelta(hours=10)).isoformat(timespec="minutes")
    for each in words["notes"]:
        records.add(uow, ShiftNote(written_by=_OTHER, written_at=evening, **each))


def _ask_more(uow: UnitOfWork, words: Mapping[str, Any], chance: Chance) -> None:
    """A field of the shelter's own, answered by most of those who are here."""
    choices = tuple(Choice(**each) for each in words["choices"])
    field = extras.save_field(uow, ExtraField(**{**words, "choices": choices}))
    asked = extras.asked(uow, Person.kind)
    for guest in house.today(uow).staying[::2]:
        answer = chance.one([str(each.code) for each in field.choices])
        sheet = replace(asked.sheet(), **{field.name: answer})
        extras.save(uow, Person.kind, guest.person.id, asked, sheet)


def _parties(uow: UnitOfWork) -> Iterable[list[Person]]:
    """Households, and people without one, of whom nobody is here."""
    here = {guest.person.id for guest in house.today(uow).staying}
    found: dict[str, list[Person]] = {}
    for person in records.find(uow, Person):
        found.setdefault(value_or(person.household_id, person.id), []).append(person)
    return [party for party in found.values() if not here & {each.id for each in party}]


def _give_rooms(uow: UnitOfWork, made: list[Room]) -> None:
    """Whoever is here has a bed: in a room of their area, or they leave today if all are full."""
    beds = {room: value_or(room.beds, 0) for room in made}
    gone = []
    for guest in house.today(uow).sleeping:
        free = (room for room, left in beds.items() if room.area == guest.area and left)
        room = next(free, None)
        if room is not None:
            beds[room] -= 1
            stays.place(uow, [guest], Place(room=room))
        elif guest.area:
            gone.append(guest.stay)
    _out(uow, gone)


def _room(uow: UnitOfWork, party: list[Person], made: list[Room]) -> Room | None:
    """The first room meant for them that has beds enough."""
    home = house.today(uow)
    if not isinstance(party[0].household_id, Missing):
        area = "families"
    elif house.is_child(party[0], uow.today):
        area = "minors"
    else:
        area = "women" if party[0].sex == "woman" else "men"
    taken = [guest.room.id for guest in home.sleeping if guest.room]
    return next(
        (
            room
            for room in made
            if room.area == area and taken.count(room.id) + len(party) <= value_or(room.beds, 0)
        ),
        None,
    )


def _count_last_night(uow: UnitOfWork) -> None:
    """Everybody was found but one."""
    night = uow.today - timedelta(days=1)
    stays_then = [guest.stay.id for guest in house.on(uow, night).sleeping]
    outcomes = [ABSENT, *[HERE] * (len(stays_then) - 1)]
    people = [
        Counted(stay_id=each, outcome=how) for each, how in zip(stays_then, outcomes, strict=False)
    ]
    count = NightCount(night=PartialDate.of(night), people=tuple(people), unregistered=0)
    records.add(uow, count)


def _leave(uow: UnitOfWork) -> None:
    """Somebody who has been here for some days leaves today."""
    today = PartialDate.of(uow.today)
    guests = [each for each in house.today(uow).sleeping if each.stay.entered_on != today]
    _out(uow, [guest.stay for guest in guests if not guest.household_id][:2])


def _out(uow: UnitOfWork, gone: Iterable[Stay]) -> None:
    leaving = Exit(on=PartialDate.of(uow.today), reason="moved_on", to="us")
    stays.check_out(uow, gone, leaving)


def _expected(uow: UnitOfWork, said: Mapping[str, Any]) -> ExpectedArrival:
    answers = {name: value for name, value in said.items() if name != "days"}
    day = uow.today + timedelta(days=said["days"])
    return ExpectedArrival(expected_on=PartialDate.of(day), **answers)
