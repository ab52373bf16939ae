"""What a report counts, read from data in ``resources/reports``."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from casedesk.domain import codelists
from casedesk.errors import CasedeskError
from casedesk.i18n import N_
from casedesk.resources import RESOURCES

FOLDER = RESOURCES / "reports"
OTHER = "other"
NOT_KNOWN = "not_known"
_WORDS = {
    OTHER: {"es": "Otros", "en": "Others"},
    NOT_KNOWN: {"es": "No se sabe", "en": "Not known"},
}


class BadDefinition(CasedeskError):
    """A report definition does not hold what it must."""

    msgid = N_("The report “{name}” cannot be used: {reason}.")
    advice = N_("Put back the file that came with the program.")


@dataclass(frozen=True)
class Words:
    """A text in each language."""

    es: str
    en: str

    def in_language(self, language: str) -> str:
        """The text in one of them."""
        return self.en if language == "en" else self.es


@dataclass(frozen=True)
class Dimension:
    """What units are classified by: the categories printed, in order."""

    name: str
    words: Words
    values: tuple[str, ...]
    labels: Mapping[str, Words]

    def category(self, code: str | None) -> str:
        """The category that a code counts in."""
        if code is None:
            return NOT_KNOWN
        if code in self.labels:
            return code
        return OTHER if OTHER in self.labels else NOT_KNOWN

    def label(self, value: str, language: str) -> str:
        """The word for a category."""
        return self.labels[value].in_language(language)


@dataclass(frozen=True)
class Unit:
    """What is counted, and which of them."""

    name: str
    words: Words
    base: Words


@dataclass(frozen=True)
class TableDefinition:
    """One table of a report."""

    id: str
    words: Words
    unit: Unit
    dimensions: tuple[Dimension, ...]
    overlapping: bool = False
    #: numerator and denominator of a ratio per row, as values of the last dimension
    ratio: tuple[str, str] | None = None
    #: show the change against the month before
    change: bool = False
    #: the category whose share of the total is printed with both numbers
    share: str = ""


@dataclass(frozen=True)
class Definition:
    """A report."""

    name: str
    words: Words
    version: str
    tables: tuple[TableDefinition, ...]


@cache
def load(name: str = "monthly") -> Definition:
    """A report by name. Raises BadDefinition."""
    try:
        content = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
        units = {key: _unit(key, each) for key, each in content["units"].items()}
        dimensions = {key: _dimension(key, each) for key, each in content["dimensions"].items()}
        tables = tuple(_table(each, units, dimensions) for each in content["tables"])
        return Definition(content["name"], _words(content), content["version"], tables)
    except (OSError, KeyError, TypeError, ValueError) as error:
        raise BadDefinition(name=name, reason=error) from error


def _words(content: Mapping[str, Any]) -> Words:
    return Words(es=content["es"], en=content["en"])


def _unit(name: str, content: Mapping[str, Any]) -> Unit:
    return Unit(name, _words(content), Words(es=content["base_es"], en=content["base_en"]))


def _dimension(name: str, content: Mapping[str, Any]) -> Dimension:
    labels: dict[str, Words] = {}
    own = [*content.get("extra_first", ()), *content.get("values", ())]
    labels.update((each["code"], _words(each)) for each in own)
    if "list" in content:
        labels.update(_listed(content))
    labels.update((each["code"], _words(each)) for each in content.get("extra", ()))
    if not content.get("complete"):
        labels[NOT_KNOWN] = Words(**_WORDS[NOT_KNOWN])
    return Dimension(name, _words(content), tuple(labels), labels)


def _listed(content: Mapping[str, Any]) -> dict[str, Words]:
    codes = codelists.load(content["list"]).codes
    wanted = content.get("only", [code for code in codes if code not in (OTHER, NOT_KNOWN)])
    labels = {code: Words(codes[code].es, codes[code].en) for code in wanted if code != "unknown"}
    if "only" in content or OTHER in codes:
        labels[OTHER] = Words(**_WORDS[OTHER])
    return labels


def _table(
    content: Mapping[str, Any],
    units: Mapping[str, Unit],
    dimensions: Mapping[str, Dimension],
) -> TableDefinition:
    ratio = content.get("ratio")
    return TableDefinition(
        id=content["id"],
        words=_words(content),
        unit=units[content["unit"]],
        dimensions=tuple(dimensions[name] for name in content["dimensions"]),
        overlapping=content.get("overlapping", False),
        ratio=(ratio[0], ratio[1]) if ratio else None,
        change=content.get("change", False),
        share=content.get("share", ""),
    )
