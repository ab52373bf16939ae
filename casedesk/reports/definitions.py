"""What a report counts, read from data in ``resources/reports``."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from casedesk.disclosure import Link
from casedesk.domain import codelists
from casedesk.errors import CasedeskError
from casedesk.i18n import N_
from casedesk.reports.facts import DIMENSIONS
from casedesk.resources import RESOURCES

FOLDER = RESOURCES / "reports"
#: what fits on paper
_MOST_DIMENSIONS = 2
OTHER = "other"
NOT_KNOWN = "not_known"
#: the category of those who were asked and said that there is nothing
NONE = "none"
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
    #: codes that count in the category of another code
    merged: Mapping[str, str]

    def category(self, code: str | None) -> str:
        """The category that a code counts in."""
        if code is None:
            return NOT_KNOWN
        code = self.merged.get(code, code)
        if code in self.labels:
            return code
        return OTHER if OTHER in self.labels else NOT_KNOWN

    def label(self, value: str, language: str) -> str:
        """The word for a category."""
        return self.labels[value].in_language(language)


@dataclass(frozen=True)
class Unit:
    """What is counted, and which of them."""

    #: name of the population
    name: str
    words: Words
    base: Words
    #: what each of the population is: ``persons`` also for the minors among them
    code: str


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

    @property
    def population(self) -> str:
        """Whom it counts; tables of one population share their totals."""
        return self.unit.name


@dataclass(frozen=True)
class Definition:
    """A report."""

    name: str
    words: Words
    version: str
    tables: tuple[TableDefinition, ...]
    #: figures of one population that are part of, or the same as, those of another
    links: tuple[Link, ...]


@cache
def load(name: str = "monthly") -> Definition:
    """A report by name. Raises BadDefinition."""
    return read(FOLDER / f"{name}.toml")


def read(path: Path) -> Definition:
    """The report that a file defines. Raises BadDefinition."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        return _definition(content)
    except KeyError as error:
        raise BadDefinition(name=path.stem, reason=f"{error} is missing or unknown") from error
    except (OSError, TypeError, AttributeError, ValueError, codelists.UnknownCodeList) as error:
        raise BadDefinition(name=path.stem, reason=error) from error


def _definition(content: Mapping[str, Any]) -> Definition:
    units = {key: _unit(key, each) for key, each in content["units"].items()}
    dimensions = {key: _dimension(key, each) for key, each in content["dimensions"].items()}
    tables = tuple(_table(each, units, dimensions) for each in content["tables"])
    links = tuple(link for each in content.get("links", ()) for link in _links(each))
    return Definition(content["name"], _words(content), content["version"], tables, links)


def _words(content: Mapping[str, Any]) -> Words:
    return Words(es=content["es"], en=content["en"])


def _unit(name: str, content: Mapping[str, Any]) -> Unit:
    if name not in DIMENSIONS:
        raise ValueError(f"nothing is known of {name}")
    base = Words(es=content["base_es"], en=content["base_en"])
    return Unit(name, _words(content), base, content.get("unit", name))


def _dimension(name: str, content: Mapping[str, Any]) -> Dimension:
    labels: dict[str, Words] = {}
    own = [*content.get("extra_first", ()), *content.get("values", ())]
    labels.update((each["code"], _words(each)) for each in own)
    if "list" in content:
        labels.update(_listed(content))
    labels.update((each["code"], _words(each)) for each in content.get("extra", ()))
    labels[NOT_KNOWN] = Words(**_WORDS[NOT_KNOWN])
    merged = {"unknown": NOT_KNOWN, **content.get("merge", {})}
    if lost := set(merged.values()) - set(labels):
        raise ValueError(f"{name} has no category {', '.join(sorted(lost))}")
    return Dimension(name, _words(content), tuple(labels), labels, merged)


def _listed(content: Mapping[str, Any]) -> dict[str, Words]:
    codes = codelists.load(content["list"]).codes
    away = {OTHER, NOT_KNOWN, "unknown", *content.get("merge", ())}
    wanted = content.get("only", [code for code in codes if code not in away])
    labels = {code: Words(codes[code].es, codes[code].en) for code in wanted}
    if "only" in content or OTHER in codes:
        labels[OTHER] = Words(**_WORDS[OTHER])
    return labels


def _table(
    content: Mapping[str, Any],
    units: Mapping[str, Unit],
    dimensions: Mapping[str, Dimension],
) -> TableDefinition:
    unit, names = units[content["unit"]], content["dimensions"]
    if strangers := set(names) - set(DIMENSIONS[unit.name]):
        raise ValueError(f"{unit.name} are not classified by {', '.join(sorted(strangers))}")
    if not 1 <= len(names) <= _MOST_DIMENSIONS:
        raise ValueError(f"{content['id']} needs one or two dimensions")
    if content.get("overlapping") and len(names) > 1:
        raise ValueError(f"{content['id']} has overlapping categories and more than one dimension")
    ratio = content.get("ratio")
    return TableDefinition(
        id=content["id"],
        words=_words(content),
        unit=unit,
        dimensions=tuple(dimensions[name] for name in names),
        overlapping=content.get("overlapping", False),
        ratio=(ratio[0], ratio[1]) if ratio else None,
        change=content.get("change", False),
        share=content.get("share", ""),
    )


def _links(content: Mapping[str, Any]) -> Iterator[Link]:
    """One link, or one for each category of a dimension that both populations are classified by.

    ``where`` fixes a category of the whole; ``by`` names the dimension in the part and in the
    whole, ``values`` the categories.
    """
    part, whole = content["part"], content["whole"]
    relation, where = content.get("relation", "within"), content.get("where", {})
    if "by" not in content:
        yield Link((part, {}), (whole, where), relation)
        return
    in_part, in_whole = content["by"]
    for value in content["values"]:
        yield Link((part, {in_part: value}), (whole, {**where, in_whole: value}), relation)
