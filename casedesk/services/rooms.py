"""The rooms of the shelter: what coordinators keep up, and how many beds there are."""

from collections.abc import Iterable

from casedesk.domain.answers import Missing, value_or
from casedesk.domain.codes import fold
from casedesk.domain.rooms import Room
from casedesk.services import validation
from casedesk.storage import records
from casedesk.storage.unit_of_work import UnitOfWork


def all_rooms(uow: UnitOfWork) -> list[Room]:
    """Every room, those out of use too, by name."""
    return sorted(records.find(uow, Room), key=lambda room: fold(value_or(room.name, "")))


def save(uow: UnitOfWork, room: Room) -> Room:
    """Store a new room, or what changed in one. Raises NotAllowed, Invalid, ChangedMeanwhile."""
    uow.require_coordinator()
    validation.check(room, today=uow.today)
    return records.change(uow, room) if room.version else records.add(uow, room)


def in_use(room: Room) -> bool:
    """Whether somebody can be given a place in it."""
    return room.closed is not True


def beds_by_area(rooms: Iterable[Room]) -> dict[str, int]:
    """The beds of each area, as far as rooms in use say how many they have."""
    found: dict[str, int] = {}
    for room in rooms:
        if in_use(room) and not isinstance(room.beds, Missing):
            area = value_or(room.area, "")
            found[area] = found.get(area, 0) + room.beds
    return found
