"""Coming, going and where people sleep: a whole household in one step."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from casedesk.domain.answers import NOT_ASKED, Answer, Missing, value_or
from casedesk.domain.cases import CLOSED, Case, Stay
from casedesk.domain.derived import placements
from casedesk.domain.derived.placements import Sleeper
from casedesk.domain.derived.stays import ended
from casedesk.domain.partial_dates import PartialDate
from casedesk.domain.people import Household, Person
from casedesk.domain.rooms import Room
from casedesk.errors import CasedeskError
from casedesk.i18n import N_, _
from casedesk.services import cases, house, people, validation
from casedesk.services.house import Guest, House
from casedesk.services.people import Intake
from casedesk.storage import records
from casedesk.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, kw_only=True)
class Place:
    """Where people are to sleep; with a room, the area is the room's. Beds by person's id."""

    area: str = ""
    room: Room | None = None
    beds: dict[str, int] = field(default_factory=dict)

    @property
    def code(self) -> str:
        """The code of the area; empty if none was chosen."""
        return value_or(self.room.area, "") if self.room else self.area


@dataclass(frozen=True, kw_only=True)
class Exit:
    """How people leave; whatever nobody knows may be missing."""

    on: PartialDate
    reason: Answer[str] = NOT_ASKED
    to: Answer[str] = NOT_ASKED


def warnings(home: House, newcomers: Sequence[Person], place: Place) -> tuple[str, ...]:
    """What to warn of before people are given a place (list ``placement_warnings``)."""
    ids = {person.id for person in newcomers}
    others = [
        house.sleeper(each)
        for each in (*home.sleeping, *home.absent)  # whose beds are kept
        if each.person.id not in ids and _same_room(each, place)
    ]
    known = {each.person.id: each for each in home.staying}
    new = [_newcomer(person, newcomers, known, home, place) for person in newcomers]
    beds = None if place.room is None else place.room.beds
    if not place.code or not house.sleeps_here(place.code):
        return ()
    return placements.warnings(new, others, place.code, None if isinstance(beds, Missing) else beds)


def check_in(
    uow: UnitOfWork, persons: Iterable[Person], place: Place, on: PartialDate | None = None
) -> list[Stay]:
    """Begin a stay for people who are on file; those who stay here already keep theirs.

    A closed case is opened again. What the place was given despite is kept with the stay.
    """
    home = house.today(uow)
    here = {each.person.id for each in home.staying}
    coming = [person for person in persons if person.id not in here]
    despite = warnings(home, coming, place)
    new = [_stay(uow, person, place, despite, on) for person in coming]
    for stay in new:
        validation.check(stay, today=uow.today)
    return records.add_all(uow, new)


@dataclass(frozen=True, kw_only=True)
class Newcomers:
    """People of whom hardly a name is known, and the household they are, if they are one."""

    people: tuple[Person, ...]
    household: Household | None = None


def newcomers(called: Sequence[str], *, together: bool) -> Newcomers:
    """People by the names they are called; an empty name is nobody's yet."""
    household = None
    if together and len(called) > 1:
        household = Household(name=called[0].strip() or NOT_ASKED)
    return Newcomers(
        household=household,
        people=tuple(
            Person(
                given_names=name.strip() or NOT_ASKED,
                household_id=household.id if household else NOT_ASKED,
            )
            for name in called
        ),
    )


def take_in(uow: UnitOfWork, new: Newcomers, place: Place) -> list[Case]:
    """Give each newcomer a case and a stay from today; they are asked the rest later."""
    despite = warnings(house.today(uow), new.people, place)
    if new.household is not None:
        records.add(uow, new.household)
    entered = PartialDate.of(uow.today)
    return [
        people.intake(
            uow,
            Intake(
                person=person,
                entered_on=entered,
                stay=_placed(Stay(case_id=""), person, place, despite),
            ),
        )
        for person in new.people
    ]


class CannotLeave(CasedeskError):
    """One of several stays cannot end like that."""

    msgid = N_("Folio {folio}: {problem}")
    advice = N_("Nobody was checked out. Leave this person out, or write another day.")


def check_out(uow: UnitOfWork, stays: Iterable[Stay], leaving: Exit) -> list[Stay]:
    """End stays; those that have ended already are left as they are. Raises CannotLeave."""
    done = []
    for stored in _stored(uow, stays):
        if ended(stored.exited_on):
            continue
        gone = replace(stored, exited_on=leaving.on, exit_reason=leaving.reason, exit_to=leaving.to)
        for problem in validation.problems(gone, today=uow.today).values():
            folio = value_or(records.get(uow, Case, stored.case_id).folio, "")
            raise CannotLeave(folio=folio, problem=_(problem))
        done.append(records.change(uow, gone))
    return done


def place(uow: UnitOfWork, guests: Sequence[Guest], where: Place) -> list[Stay]:
    """Give people who stay here a place; warned of or not, it is done and kept."""
    despite = warnings(house.today(uow), [each.person for each in guests], where)
    persons = {each.stay.id: each.person for each in guests}
    stored = _stored(uow, [each.stay for each in guests])
    return [records.change(uow, _placed(stay, persons[stay.id], where, despite)) for stay in stored]


def keep_warning(uow: UnitOfWork, case_id: str) -> bool:
    """Whether a place written down by hand puts a child among strangers; kept with the stay."""
    home = house.today(uow)
    guest = next((each for each in home.sleeping if each.stay.case_id == case_id), None)
    if guest is None or guest.area == house.NOWHERE:
        return False
    where = Place(area=guest.area, room=guest.room)
    if placements.CHILD_WITH_ADULTS not in warnings(home, [guest.person], where):
        return False
    despite = value_or(guest.stay.placed_despite, ())
    if placements.CHILD_WITH_ADULTS not in despite:
        kept = (*despite, placements.CHILD_WITH_ADULTS)
        records.change(uow, replace(guest.stay, placed_despite=kept))
    return True


def _stored(uow: UnitOfWork, stays: Iterable[Stay]) -> list[Stay]:
    return records.find_in(uow, Stay, "id", [each.id for each in stays])


def _stay(
    uow: UnitOfWork,
    person: Person,
    where: Place,
    despite: Sequence[str],
    on: PartialDate | None,
) -> Stay:
    case = cases.of_person(uow, person.id)[-1]
    if case.state == CLOSED:
        case = cases.reopen(uow, case)
    new = Stay(case_id=case.id, entered_on=on or PartialDate.of(uow.today))
    return _placed(new, person, where, despite)


def _placed(stay: Stay, person: Person, where: Place, despite: Sequence[str]) -> Stay:
    return replace(
        stay,
        room_id=where.room.id if where.room else NOT_ASKED,
        bed=where.beds.get(person.id, NOT_ASKED),
        slept_at=where.code or NOT_ASKED,
        placed_despite=tuple(despite) or NOT_ASKED,
    )


def _same_room(guest: Guest, where: Place) -> bool:
    """Whether somebody sleeps in the room, or in the area as far as it has no rooms."""
    if where.room is not None:
        return guest.room is not None and guest.room.id == where.room.id
    return guest.room is None and guest.area == where.code


def _newcomer(
    person: Person,
    newcomers: Sequence[Person],
    known: dict[str, Guest],
    home: House,
    where: Place,
) -> Sleeper:
    guest = known.get(person.id)
    if guest is not None:
        sleeper = house.sleeper(guest)
    else:
        sleeper = Sleeper(
            child=house.is_child(person, home.day),
            accompanied=_with_adult(person, newcomers, home),
            sex=person.sex,
            household_id=person.household_id,
            relation=person.relation,
            bed=NOT_ASKED,
        )
    return replace(sleeper, bed=where.beds.get(person.id, NOT_ASKED))


def _with_adult(person: Person, newcomers: Sequence[Person], home: House) -> bool | None:
    """Whether an adult of the household comes along or is here."""
    if isinstance(person.household_id, Missing):
        return None
    near = [*newcomers, *(each.person for each in home.staying)]
    return any(
        each.household_id == person.household_id and house.is_adult(each, home.day) for each in near
    )
