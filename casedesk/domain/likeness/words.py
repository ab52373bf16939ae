"""Names as words without accents, and what a word sounds like."""

import re
import tomllib
from functools import cache, lru_cache
from typing import Any

from casedesk.domain.codes import fold
from casedesk.resources import RESOURCES

FOLDER = RESOURCES / "names"
#: a shorter key is shared by too many words to say anything
_SHORTEST_KEY = 2
_WORD = re.compile(r"[^\W_]+")


def words_of(name: str) -> tuple[str, ...]:
    """The words of a name, folded, in their order, with its particles: as the search has them."""
    return tuple(_WORD.findall(fold(name)))


def telling(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words that tell people apart: without *de la* and its like, unless there is no other."""
    return tuple(word for word in words if word not in _particles()) or words


@lru_cache(maxsize=65_536)
def sounds(word: str) -> frozenset[str]:
    """The keys of a folded word; words that share one sound alike."""
    keys = (_apply(word, language) for language in ("spanish", "haitian"))
    return frozenset(key for key in keys if len(key) >= _SHORTEST_KEY) or frozenset({word})


@lru_cache(maxsize=65_536)
def sound(word: str) -> str:
    """The Spanish key of a folded word: typing errors are looked for in it."""
    return _apply(word, "spanish") or word


def _apply(word: str, language: str) -> str:
    for pattern, instead in _rules(language):
        word = pattern.sub(instead, word)
    return word


@cache
def _rules(language: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern), instead) for pattern, instead in _data()[language])


@cache
def _particles() -> frozenset[str]:
    return frozenset(_data()["particles"])


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads((FOLDER / "sounds.toml").read_text(encoding="utf-8"))
