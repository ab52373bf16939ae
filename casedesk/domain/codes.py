"""What a code and a list of codes are."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache

from casedesk import i18n

Attribute = str | bool | int


@dataclass(frozen=True)
class Crosswalk:
    """The code that another scheme has for the same thing."""

    scheme: str
    code: str
    #: False: known only from background, not read in the scheme itself
    verified: bool


@dataclass(frozen=True)
class Code:
    """One entry of a code list; never deleted once in use, only ended by ``until``."""

    code: str
    es: str
    en: str
    order: int
    since: str = ""  #: first day on which it is offered, YYYY-MM-DD
    until: str = ""  #: last day on which it is offered, YYYY-MM-DD
    parent: str = ""
    attributes: Mapping[str, Attribute] = field(default_factory=dict)
    crosswalks: tuple[Crosswalk, ...] = ()
    #: False: known only from background; show it as such, never as fact
    verified: bool = True
    #: other spellings met in files
    aliases: tuple[str, ...] = ()

    def label(self, language: str | None = None) -> str:
        """The words for it, in the current language unless another one is asked for."""
        return self.es if (language or i18n.language()) == "es" else self.en

    def offered(self, on: date) -> bool:
        """Whether it can be chosen on a day."""
        day = on.isoformat()
        return self.since <= day and (not self.until or day <= self.until)


@dataclass(frozen=True)
class CodeList:
    """A named list of codes, in the order in which they are offered."""

    name: str
    es: str
    en: str
    version: str
    codes: Mapping[str, Code]
    #: where the entries come from, for people who maintain the list
    source: str = ""

    def label(self, code: str) -> str:
        """The words for a code in the current language; an unknown code as it stands."""
        found = self.codes.get(code)
        return found.label() if found else code

    def current(self, on: date, parent: str = "") -> tuple[Code, ...]:
        """The codes that can be chosen on a day, under one parent if it is given."""
        among = self._by_parent.get(parent, ()) if parent else self.codes.values()
        return tuple(code for code in among if code.offered(on))

    def find(self, text: str, parent: str = "") -> str | None:
        """The code meant by a code, label or alias; None if there is none or more than one.

        Case, accents, punctuation and repeated blanks do not matter.
        """
        return self._index.get((parent, _key(text)))

    @cached_property
    def _by_parent(self) -> dict[str, list[Code]]:
        found: dict[str, list[Code]] = {}
        for code in self.codes.values():
            found.setdefault(code.parent, []).append(code)
        return found

    @cached_property
    def _index(self) -> dict[tuple[str, str], str | None]:
        index: dict[tuple[str, str], str | None] = {}
        everywhere = [(code, "") for code in self.codes.values()]
        within = [(code, code.parent) for code in self.codes.values() if code.parent]
        # a code says more than a label, a label more than an alias
        for level in (_own, _labels, _aliases):
            found: dict[tuple[str, str], str | None] = {}
            for code, parent in everywhere + within:
                for words in level(code):
                    key = (parent, _key(words))
                    found[key] = code.code if found.get(key, code.code) == code.code else None
            index = found | index
        return index


def clashes(codes: Iterable[Code]) -> set[str]:
    """The words that would stand for two codes under the same parent."""
    met: dict[tuple[str, str], str] = {}
    found: set[str] = set()
    for code in codes:
        for words in (*_own(code), *_labels(code), *_aliases(code)):
            if met.setdefault((code.parent, _key(words)), code.code) != code.code:
                found.add(words)
    return found


def fold(text: str) -> str:
    """Lower case without accents and with single blanks: ``Peñón  Blanco`` is ``penon blanco``."""
    # twice: a letter for mathematics has a case only once it has become a plain one
    plain = unicodedata.normalize("NFKD", text.casefold())
    parts = unicodedata.normalize("NFKD", plain.casefold())
    bare = "".join(part for part in parts if not unicodedata.combining(part))
    return " ".join(bare.split())


@lru_cache(maxsize=8192)
def _key(text: str) -> str:
    return " ".join(re.sub(r"[\W_]+", " ", fold(text)).split())


def _own(code: Code) -> tuple[str, ...]:
    return (code.code,)


def _labels(code: Code) -> tuple[str, ...]:
    return (code.es, code.en)


def _aliases(code: Code) -> tuple[str, ...]:
    return code.aliases
