"""Code lists: what can be chosen, in two languages, with crosswalks; data, never code."""

import csv
import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from casedesk.errors import CasedeskError
from casedesk.i18n import N_, language
from casedesk.resources import RESOURCES

FOLDER = RESOURCES / "codelists"
_NOT_A_WORD = re.compile(r"[\W_]+")


class UnknownCodeList(CasedeskError):
    """A list is asked for that is not there."""

    msgid = N_("There is no code list “{name}”.")


class BadCodeList(CasedeskError):
    """A list does not hold what it must."""

    msgid = N_("The code list “{name}” cannot be used: {reason}")


@dataclass(frozen=True)
class Crosswalk:
    """The code of another scheme; not ``verified`` means background knowledge."""

    scheme: str
    code: str
    verified: bool = False


@dataclass(frozen=True)
class Code:
    """One entry of a list. A code in use is never deleted: it gets an ``until``."""

    code: str
    es: str
    en: str
    order: int = 0
    since: str = ""
    until: str = ""
    parent: str = ""
    verified: bool = True
    aliases: tuple[str, ...] = ()
    crosswalks: tuple[Crosswalk, ...] = ()
    attributes: Mapping[str, Any] = field(default_factory=dict)

    def label(self, spoken: str | None = None) -> str:
        """The word for it in a language, by default the current one."""
        return self.en if (spoken or language()) == "en" else self.es


@dataclass(frozen=True)
class CodeList:
    """The codes of one subject, in the order to show them."""

    name: str
    es: str
    en: str
    version: str
    codes: Mapping[str, Code]

    def label(self, code: str, spoken: str | None = None) -> str:
        """The word for a code; the code itself if it is not in the list."""
        found = self.codes.get(code)
        return found.label(spoken) if found else code

    def current(self, on: date) -> tuple[Code, ...]:
        """The codes offered on a day."""
        day = on.isoformat()
        return tuple(
            code
            for code in self.codes.values()
            if code.since <= day and (not code.until or day <= code.until)
        )

    def find(self, text: str) -> str | None:
        """The code that a text means: a code, a word in either language or an alias."""
        return self._by_text.get(fold(text))

    @cached_property
    def _by_text(self) -> Mapping[str, str]:
        found: dict[str, str] = {}
        for code in self.codes.values():
            for text in (code.code, code.es, code.en, *code.aliases):
                found.setdefault(fold(text), code.code)
        return found


@cache
def load(name: str) -> CodeList:
    """A list by name. Raises UnknownCodeList or BadCodeList."""
    path = FOLDER / f"{name}.toml"
    if not path.is_file():
        raise UnknownCodeList(name=name)
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        entries = [*content.get("codes", []), *_table(path.with_suffix(".csv"))]
        codes = _in_order(_code(entry, at) for at, entry in enumerate(entries))
        return CodeList(name, content["es"], content["en"], content["version"], codes)
    except (KeyError, TypeError, ValueError) as error:
        raise BadCodeList(name=name, reason=str(error)) from error


def names() -> tuple[str, ...]:
    """The names of all lists."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))


@cache
def fold(text: str) -> str:
    """A text as it is compared: lower case, without accents, marks and repeated spaces."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return _NOT_A_WORD.sub(" ", plain).strip()


def _code(entry: Mapping[str, Any], at: int) -> Code:
    plain = {
        name: entry[name]
        for name in ("code", "es", "en", "order", "since", "until", "parent", "verified")
        if name in entry
    }
    code = Code(
        **{"order": at, **plain},
        aliases=tuple(entry.get("aliases", ())),
        crosswalks=tuple(Crosswalk(**each) for each in entry.get("crosswalks", ())),
        attributes=entry.get("attributes", {}),
    )
    if not (code.code and code.es and code.en):
        raise ValueError(f"{code.code or at}: a word is missing")
    if code.until and code.until < code.since:
        raise ValueError(f"{code.code}: it ends before it begins")
    return code


def _in_order(codes: Iterable[Code]) -> dict[str, Code]:
    found: dict[str, Code] = {}
    for code in sorted(codes, key=lambda each: each.order):
        if code.code in found:
            raise ValueError(f"{code.code}: it is there twice")
        found[code.code] = code
    return found


def _table(path: Path) -> list[dict[str, Any]]:
    """Long lists of names alone stand in a CSV beside the list: code, name, parent."""
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return [
            {"code": row["code"], "es": row["name"], "en": row["name"], "parent": row["parent"]}
            for row in csv.DictReader(file)
        ]
