"""Reading what somebody types to find a person: words of a name, a year, a country, a folio."""

import re
from dataclasses import dataclass
from functools import cache

from casedesk.domain import codelists
from casedesk.domain.codes import fold
from casedesk.domain.ids import FOLIO_ALPHABET, FOLIO_LENGTH, is_folio, plain_folio
from casedesk.domain.likeness.words import telling, words_of

_YEAR = re.compile(r"(?:19|20)\d\d")
_FOLIO = re.compile(r"\s*\w{4}[\s-]?\w{4}\s*")
#: shorter words for countries are words of names, such as *de*
_SHORTEST_COUNTRY = 4


@dataclass(frozen=True)
class Typed:
    """What was typed; ``names`` are its words without year and country."""

    words: tuple[str, ...]
    names: tuple[str, ...]
    year: int | None = None
    country: str | None = None
    #: folios it may be, plain; the first is as typed if its check letter is right
    folios: tuple[str, ...] = ()

    @property
    def narrowed(self) -> bool:
        """Whether there is a year or a country among the words."""
        return self.year is not None or self.country is not None


def read(text: str) -> Typed:
    """Read what was typed; every word also counts as one of a name."""
    words = words_of(text)
    rest, country = _without_country(words)
    years = [word for word in rest if _YEAR.fullmatch(word)]
    names = tuple(word for word in rest if word not in years[:1])
    return Typed(
        words=telling(words),
        names=telling(names) if names else (),
        year=int(years[0]) if years else None,
        country=country,
        folios=_folios(text),
    )


def _without_country(words: tuple[str, ...]) -> tuple[tuple[str, ...], str | None]:
    for length in (4, 3, 2, 1):
        for at in range(len(words) - length + 1):
            code = _countries().get(" ".join(words[at : at + length]))
            if code is not None:
                return words[:at] + words[at + length :], code
    return words, None


def _folios(text: str) -> tuple[str, ...]:
    """The folio typed, or those that differ from it in one letter."""
    letters = re.sub(r"[\s-]", "", text).upper()
    if is_folio(text) and plain_folio(text) == letters:
        return (letters,)
    if not _FOLIO.fullmatch(text) or len(letters) != FOLIO_LENGTH + 1:
        return ()
    strange = [at for at, letter in enumerate(letters) if letter not in FOLIO_ALPHABET]
    if len(strange) > 1:
        return ()
    tries = (
        letters[:at] + letter + letters[at + 1 :]
        for at in strange or range(len(letters))
        for letter in FOLIO_ALPHABET
    )
    swaps = (
        letters[:at] + letters[at + 1] + letters[at] + letters[at + 2 :]
        for at in range(len(letters) - 1)
    )
    return tuple(each for each in (*tries, *swaps) if is_folio(each))


@cache
def _countries() -> dict[str, str]:
    found: dict[str, str] = {}
    for code in codelists.load("countries").codes.values():
        for words in (code.es, code.en, *code.aliases):
            key = " ".join(words_of(words))
            if len(fold(words)) >= _SHORTEST_COUNTRY:
                found.setdefault(key, code.code)
    return found
