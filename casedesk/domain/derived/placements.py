"""What to warn of before somebody is given a place to sleep; nothing is ever refused."""

from collections.abc import Sequence
from dataclasses import dataclass

from casedesk.domain import codelists
from casedesk.domain.answers import Answer, Missing, value_or

CHILD_WITH_ADULTS = "child_with_adults"
FAMILIES_TOGETHER = "families_together"
CHILD_ALONE = "child_alone"
OTHER_AREA = "other_area"
ROOM_FULL = "room_full"
BED_TAKEN = "bed_taken"
NO_SUCH_BED = "no_such_bed"

_WOMEN, _MEN, _FAMILIES, _CHILDREN = "women", "men", "families", "children"
#: whom an area is not meant for, by the code of their sex
_NOT_FOR = {_WOMEN: "man", _MEN: "woman"}


@dataclass(frozen=True)
class Sleeper:
    """Somebody who sleeps in a room, as far as it matters to the others in it."""

    #: under eighteen, or perhaps
    child: bool
    #: whether an adult of the family is with a child; None if that cannot be said
    accompanied: bool | None
    sex: Answer[str]
    household_id: Answer[str]
    relation: Answer[str]
    bed: Answer[int]


def warnings(
    new: Sequence[Sleeper], others: Sequence[Sleeper], area: str, beds: int | None
) -> tuple[str, ...]:
    """The codes (list ``placement_warnings``) of what to warn of before ``new`` join ``others``.

    ``area`` is the code of the area, ``beds`` how many beds the room has, None if unknown.
    """
    everybody = [*others, *new]
    meant_for = _meant_for(area)
    found = {
        CHILD_WITH_ADULTS: False,
        FAMILIES_TOGETHER: False,
        CHILD_ALONE: any(_alone_outside(each, meant_for) for each in new),
        OTHER_AREA: any(_is_for_others(each, meant_for) for each in new),
        ROOM_FULL: beds is not None and len(everybody) > beds,
        BED_TAKEN: _bed_taken(new, everybody),
        NO_SUCH_BED: beds is not None and any(value_or(each.bed, 0) > beds for each in new),
    }
    if any(_strangers(one, other) for one in new for other in everybody if one is not other):
        together = _families_alone(everybody, area)
        found[FAMILIES_TOGETHER if together else CHILD_WITH_ADULTS] = True
    return tuple(code for code, holds in found.items() if holds)


def among_strangers(everybody: Sequence[Sleeper], area: str) -> list[bool]:
    """For each who sleeps in one room: whether they are a child among adults of no family.

    In a families' room where every child has an adult of their own, nobody is.
    """
    if _families_alone(everybody, area):
        return [False] * len(everybody)
    adults = [each for each in everybody if not each.child]
    return [each.child and any(not related(each, adult) for adult in adults) for each in everybody]


def related(one: Sleeper, other: Sleeper) -> bool:
    """Whether two people are of one household and neither is recorded as not related."""
    if isinstance(one.household_id, Missing) or one.household_id != other.household_id:
        return False
    return all(_is_family(each.relation) for each in (one, other))


def _families_alone(everybody: Sequence[Sleeper], area: str) -> bool:
    with_adults = all(each.accompanied for each in everybody if each.child)
    return _meant_for(area) == _FAMILIES and with_adults


def _strangers(one: Sleeper, other: Sleeper) -> bool:
    """Whether one is a child and the other an adult who is not of the family."""
    return one.child != other.child and not related(one, other)


def _alone_outside(each: Sleeper, meant_for: str) -> bool:
    return each.child and each.accompanied is not True and meant_for not in ("", _CHILDREN)


def _is_for_others(each: Sleeper, meant_for: str) -> bool:
    if meant_for == _CHILDREN:
        return not each.child
    if meant_for == _FAMILIES:
        return isinstance(each.household_id, Missing)
    return not each.child and value_or(each.sex, "") == _NOT_FOR.get(meant_for)


def _bed_taken(new: Sequence[Sleeper], everybody: Sequence[Sleeper]) -> bool:
    beds = [each.bed for each in everybody if not isinstance(each.bed, Missing)]
    return any(beds.count(each.bed) > 1 for each in new if not isinstance(each.bed, Missing))


def _is_family(relation: Answer[str]) -> bool:
    if isinstance(relation, Missing):
        return True
    code = codelists.load("household_relations").codes.get(relation)
    return code is None or code.attributes.get("adult_responsible") is not False


def _meant_for(area: str) -> str:
    code = codelists.load("sleeping_places").codes.get(area)
    return str(code.attributes.get("for_whom", "")) if code else ""
