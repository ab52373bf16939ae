"""Who sleeps here tonight, who came and who left today: always counted from the stays."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from casedesk.domain import codelists
from casedesk.domain.answers import Answer, Missing, value_or
from casedesk.domain.cases import Stay
from casedesk.domain.counts import ABSENT, NightCount
from casedesk.domain.derived import ages, minors, placements
from casedesk.domain.derived.placements import Sleeper
from casedesk.domain.derived.stays import sleeps
from casedesk.domain.partial_dates import PartialDate
from casedesk.domain.people import Person
from casedesk.domain.rooms import Room
from casedesk.services import rooms
from casedesk.storage import house, records
from casedesk.storage.house import Lodger
from casedesk.storage.unit_of_work import UnitOfWork

#: the area of those of whom nobody said where they sleep
NOWHERE = ""


@dataclass(frozen=True)
class Guest:
    """Somebody with a stay, and what follows for tonight."""

    stay: Stay
    person: Person
    folio: str
    #: code of the area (list ``sleeping_places``), or NOWHERE
    area: str
    room: Room | None
    #: under eighteen, or perhaps: when in doubt a person is treated as a child
    child: bool
    #: whether an adult of the family is with the child; None if that cannot be said
    accompanied: bool | None

    @property
    def household_id(self) -> str:
        """The id of their household; empty if they have none."""
        return value_or(self.person.household_id, "")


@dataclass(frozen=True)
class AreaCount:
    """One area tonight; ``beds`` is None where no room says how many there are."""

    area: str
    people: int
    beds: int | None


@dataclass(frozen=True)
class House:
    """The shelter on one day and in the night that follows it."""

    day: date
    #: those who sleep here tonight
    sleeping: tuple[Guest, ...]
    #: stays that go on while the person sleeps elsewhere
    elsewhere: tuple[Guest, ...]
    #: found away by tonight's count
    absent: tuple[Guest, ...]
    arrived: tuple[Guest, ...]
    left: tuple[Guest, ...]
    rooms: tuple[Room, ...]
    count: NightCount | None
    #: stays of children who sleep among adults that are not of their family
    among_strangers: frozenset[str] = frozenset()

    @cached_property
    def staying(self) -> tuple[Guest, ...]:
        """Everybody whose stay goes on, wherever they sleep tonight."""
        return (*self.sleeping, *self.absent, *self.elsewhere)

    @cached_property
    def areas(self) -> tuple[AreaCount, ...]:
        """Areas with beds or people, in the order of the list; last those without a place."""
        beds = rooms.beds_by_area(self.rooms)
        found = []
        for area in (*codelists.load("sleeping_places").codes, NOWHERE):
            people = sum(guest.area == area for guest in self.sleeping)
            if people or area in beds:
                found.append(AreaCount(area, people, beds.get(area)))
        return tuple(found)

    @cached_property
    def leaving(self) -> tuple[Guest, ...]:
        """Those who were to leave by today and are still here."""
        return tuple(guest for guest in self.staying if _due(guest.stay.leaving_on, self.day))

    @cached_property
    def children_alone(self) -> tuple[Guest, ...]:
        """Children of whom nothing says that an adult of the family is with them."""
        return tuple(
            guest for guest in self.staying if guest.child and guest.accompanied is not True
        )

    @cached_property
    def children_to_see_to(self) -> tuple[Guest, ...]:
        """Children alone, and those who sleep among adults who are not of their family."""
        alone = {guest.stay.id for guest in self.children_alone}
        wanted = alone | self.among_strangers
        return tuple(guest for guest in self.staying if guest.stay.id in wanted)

    def household(self, guest: Guest) -> tuple[Guest, ...]:
        """Those of the guest's household who stay here too, the guest included."""
        if not guest.household_id:
            return (guest,)
        return tuple(each for each in self.staying if each.household_id == guest.household_id)


def on(uow: UnitOfWork, day: date) -> House:
    """The house on a day. Stays at other reception points are not of this house."""
    every = [each for each in house.lodgers(uow, day) if isinstance(each.stay.place, Missing)]
    known = rooms.all_rooms(uow)
    guests = _guests(uow, every, {room.id: room for room in known}, day)
    count = count_of(uow, day)
    away = {each.stay_id for each in count.people if each.outcome == ABSENT} if count else set()
    tonight = [each for each in guests if sleeps(each.stay.entered_on, each.stay.exited_on, day)]
    beds = {each.person.id: each.stay.id for each in sorted(tonight, key=_latest_last)}
    tonight = [each for each in tonight if beds[each.person.id] == each.stay.id]
    inside = [each for each in tonight if sleeps_here(each.area)]
    return House(
        day=day,
        sleeping=tuple(each for each in inside if each.stay.id not in away),
        elsewhere=tuple(each for each in tonight if not sleeps_here(each.area)),
        absent=tuple(each for each in inside if each.stay.id in away),
        arrived=_once(each for each in guests if _is_day(each.stay.entered_on, day)),
        left=tuple(each for each in guests if _is_day(each.stay.exited_on, day)),
        rooms=tuple(known),
        count=count,
        among_strangers=frozenset(_among_strangers(inside)),
    )


def household(uow: UnitOfWork, household_id: str) -> list[Person]:
    """Everybody on file of a household."""
    return house.households(uow, [household_id])[household_id]


def today(uow: UnitOfWork) -> House:
    """The house today."""
    return on(uow, uow.today)


def count_of(uow: UnitOfWork, night: date) -> NightCount | None:
    """The count of the night that begins on a day."""
    found = records.find(uow, NightCount, night=str(PartialDate.of(night)))
    return found[-1] if found else None


def sleeper(guest: Guest) -> Sleeper:
    """A guest as the others in the room have to do with them."""
    person = guest.person
    return Sleeper(
        child=guest.child,
        accompanied=guest.accompanied,
        sex=person.sex,
        household_id=person.household_id,
        relation=person.relation,
        bed=guest.stay.bed,
    )


def sleeps_here(area: str) -> bool:
    """Whether whoever has a place in an area sleeps in this house."""
    code = codelists.load("sleeping_places").codes.get(area)
    return code is None or code.attributes.get("sleeps_here") is not False


def area_name(area: str) -> str:
    """The words for an area; empty for NOWHERE."""
    return codelists.load("sleeping_places").label(area) if area else ""


def is_child(person: Person, day: date) -> bool:
    """Whether a person is under eighteen on a day, or may be."""
    span = ages.age_span(person.birth, person.age, person.age_on, day)
    return span is not None and ages.minor(span) is not False


def is_adult(person: Person, day: date) -> bool:
    """Whether a person is certainly of age on a day."""
    return ages.minor(ages.age_span(person.birth, person.age, person.age_on, day)) is False


def _among_strangers(inside: Iterable[Guest]) -> Iterator[str]:
    """The stays of children with strangers in their room, or in their area if it has no rooms."""
    together: dict[tuple[str, str], list[Guest]] = {}
    for guest in inside:
        if guest.area != NOWHERE:
            room = guest.room.id if guest.room else ""
            together.setdefault((guest.area, room), []).append(guest)
    for (area, _room), guests in together.items():
        found = placements.among_strangers([sleeper(each) for each in guests], area)
        yield from (each.stay.id for each, so in zip(guests, found, strict=True) if so)


def _once(guests: Iterable[Guest]) -> tuple[Guest, ...]:
    """Each person once, also who left and came back on the same day."""
    return tuple({each.person.id: each for each in guests}.values())


def _latest_last(guest: Guest) -> tuple[str, str]:
    """Whoever has two stays, as after a merger, sleeps in one bed: that of the later stay."""
    return str(guest.stay.entered_on), guest.stay.id


def _guests(
    uow: UnitOfWork, lodgers: Sequence[Lodger], known: Mapping[str, Room], day: date
) -> list[Guest]:
    children = {each.person.id for each in lodgers if is_child(each.person, day)}
    families = house.households(
        uow, (each.person.household_id for each in lodgers if each.person.id in children)
    )
    found = []
    for each in lodgers:
        room = known.get(value_or(each.stay.room_id, ""))
        area = value_or(room.area, "") if room else value_or(each.stay.slept_at, NOWHERE)
        child = each.person.id in children
        with_adult = _accompanied(each, families, day) if child else None
        found.append(Guest(each.stay, each.person, each.folio, area, room, child, with_adult))
    return found


def _accompanied(
    lodger: Lodger, families: Mapping[str, Sequence[Person]], day: date
) -> bool | None:
    person = lodger.person
    members = families.get(value_or(person.household_id, ""), ())
    others = [
        (each.relation, ages.minor(ages.age_span(each.birth, each.age, each.age_on, day)))
        for each in members
        if each.id != person.id
    ]
    return minors.accompanied(person.relation, others, [lodger.stay.travels_with])


def _is_day(answer: Answer[PartialDate], day: date) -> bool:
    return isinstance(answer, PartialDate) and answer.exact == day


def _due(answer: Answer[PartialDate], day: date) -> bool:
    return isinstance(answer, PartialDate) and answer.last <= day
