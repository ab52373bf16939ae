"""Nicknames, and names in several spellings: which words stand for one another."""

import tomllib
from functools import cache, lru_cache

from casedesk.domain.codes import fold
from casedesk.domain.likeness.words import FOLDER, sounds

NICKNAMES, SPELLINGS = "nicknames", "spellings"
#: the endings of pet names; how long these are at least, and names that have some
_PET = ("ito", "ita")
_SHORTEST_PET, _SHORTEST = 6, 4


@lru_cache(maxsize=8_192)
def variants(word: str, sort: str) -> frozenset[str]:
    """The words that a folded word may stand for, or that may stand for it."""
    alike = _pet_names(word) if sort == NICKNAMES else frozenset[str]()
    return alike.union(*_groups_of(word, sort)) - {word}


def related(one: str, other: str, sort: str) -> bool:
    """Whether two folded words stand for one another."""
    if sort == NICKNAMES and other in _pet_names(one):
        return True
    return any(other in group or sounds(other) & _sounds(group) for group in _groups_of(one, sort))


def _pet_names(word: str) -> frozenset[str]:
    """*aldito* and *aldo*: the names that a pet name may stand for, and the pet names of a name."""
    if word.endswith(_PET) and len(word) >= _SHORTEST_PET:
        stem = word[:-3]
        return frozenset({stem, *(stem + vowel for vowel in "aeo")})
    stem = word[:-1] if word.endswith(("a", "e", "o")) else word
    return frozenset(stem + ending for ending in _PET) if len(word) >= _SHORTEST else frozenset()


def _groups_of(word: str, sort: str) -> list[frozenset[str]]:
    index = _index(sort)
    found = index.get(word)
    if found is None:  # a nickname in a spelling of its own
        found = [group for key in sounds(word) for group in index.get(f"~{key}", ())]
    return found


@cache
def _index(sort: str) -> dict[str, list[frozenset[str]]]:
    data = tomllib.loads((FOLDER / "variants.toml").read_text(encoding="utf-8"))
    index: dict[str, list[frozenset[str]]] = {}
    for names in data[sort]:
        group = frozenset(fold(name) for name in names)
        for word in group:
            for key in {word, *(f"~{sound}" for sound in sounds(word))}:
                index.setdefault(key, []).append(group)
    return index


@cache
def _sounds(group: frozenset[str]) -> frozenset[str]:
    return frozenset().union(*(sounds(word) for word in group))
