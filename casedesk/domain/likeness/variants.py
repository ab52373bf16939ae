"""Nicknames, and names in several spellings: which words stand for one another."""

import tomllib
from functools import cache, lru_cache

from casedesk.domain.codes import fold
from casedesk.domain.likeness.words import FOLDER, sounds

NICKNAMES, SPELLINGS = "nicknames", "spellings"


@lru_cache(maxsize=8_192)
def variants(word: str, sort: str) -> frozenset[str]:
    """The words that a folded word may stand for, or that may stand for it."""
    return frozenset().union(*_groups_of(word, sort)) - {word}


def related(one: str, other: str, sort: str) -> bool:
    """Whether two folded words stand for one another."""
    return any(other in group or sounds(other) & _sounds(group) for group in _groups_of(one, sort))


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
