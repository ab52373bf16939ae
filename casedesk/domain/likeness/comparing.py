"""In what way two words of names are alike."""

from enum import Enum
from functools import lru_cache

from rapidfuzz.distance import OSA

from casedesk.domain.likeness.variants import NICKNAMES, SPELLINGS, related
from casedesk.domain.likeness.words import sound, sounds


class Kind(Enum):
    """How a word that was typed agrees with one on file, the closest first."""

    SAME = "same"
    SOUND = "sound"
    SPELLING = "spelling"
    NICKNAME = "nickname"
    TYPING = "typing"
    TYPING_TWO = "typing_two"
    BEGINNING = "beginning"


#: the closest first
ORDER: tuple[Kind, ...] = tuple(Kind)
CLOSENESS: dict[Kind, int] = {kind: place for place, kind in enumerate(ORDER)}
#: words shorter than these are too short for one typing error, and for two
_ONE_FROM, _TWO_FROM = 4, 6
#: and words shorter than this have to begin alike to hold two
_BOLD_FROM = 8


@lru_cache(maxsize=262_144)
def compare(one: str, other: str) -> Kind | None:
    """How two folded words are alike; None if they are not."""
    if one == other:
        return Kind.SAME
    if sounds(one) & sounds(other):
        return Kind.SOUND
    if related(one, other, SPELLINGS):
        return Kind.SPELLING
    if related(one, other, NICKNAMES):
        return Kind.NICKNAME
    errors = typing_errors(one, other)
    if errors is None:
        return None
    return Kind.TYPING if errors == 1 else Kind.TYPING_TWO


def typing_errors(one: str, other: str) -> int | None:
    """How many letters are wrong, missing, too many or swapped; None if too many for the length."""
    shortest = min(len(one), len(other))
    if shortest < _ONE_FROM:
        return None
    two = shortest >= (_TWO_FROM if one[0] == other[0] else _BOLD_FROM)
    most = 2 if two else 1
    errors = OSA.distance(one, other, score_cutoff=most)
    if errors > 1:
        errors = min(errors, OSA.distance(sound(one), sound(other), score_cutoff=most))
    return errors if errors <= most else None
