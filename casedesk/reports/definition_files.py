"""Reading the files that define reports, and refusing those that make no sense."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from casedesk.disclosure import Link
from casedesk.domain import codelists
from casedesk.errors import CasedeskError
from casedesk.i18n import N_
from casedesk.reports.definitions import (
    NONE,
    NOT_KNOWN,
    OTHER,
    Definition,
    Dimension,
    OwnForm,
    TableDefinition,
    Unit,
    Words,
)
from casedesk.reports.facts import DIMENSIONS
from casedesk.resources import RESOURCES

FOLDER = RESOURCES / "reports"
#: what fits on paper
_MOST_DIMENSIONS = 2


class BadDefinition(CasedeskError):
    """A report definition does not hold what it must."""

    msgid = N_("The report “{name}” cannot be used: {reason}.")
    advice = N_("Put back the file that came with the program.")


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
    words = {key: _words(each) for key, each in content["words"].items()}
    dimensions = {key: _dimension(key, each, words) for key, each in content["dimensions"].items()}
    tables = tuple(_table(each, units, dimensions) for each in content["tables"])
    names = [table.id for table in tables]
    if twice := {name for name in names if names.count(name) > 1}:
        raise ValueError(f"{', '.join(sorted(twice))} stands twice")
    links = tuple(link for each in content.get("links", ()) for link in _links(each))
    filters = tuple(dimensions[name] for name in content.get("filters", ()))
    return Definition(
        *(content["name"], _words(content), content["version"], tables, links),
        own=_own(content["own"], units, dimensions, words),
        filters=filters,
    )


def _own(
    content: Mapping[str, Any],
    units: Mapping[str, Unit],
    dimensions: Mapping[str, Dimension],
    words: Mapping[str, Words],
) -> OwnForm:
    unit = units[content["unit"]]
    if strangers := {name for each in content["tables"] for name in each["by"]} - set(
        DIMENSIONS[unit.name]
    ):
        raise ValueError(f"{unit.name} are not classified by {', '.join(sorted(strangers))}")
    tables = tuple(
        (_words(each), tuple(dimensions[name] for name in each["by"])) for each in content["tables"]
    )
    return OwnForm(unit, {**words, NONE: _words(content["none"])}, tables)


def _words(content: Mapping[str, Any]) -> Words:
    return Words(es=content["es"], en=content["en"])


def _unit(name: str, content: Mapping[str, Any]) -> Unit:
    if name not in DIMENSIONS:
        raise ValueError(f"nothing is known of {name}")
    base = Words(es=content["base_es"], en=content["base_en"])
    return Unit(name, _words(content), base, content.get("unit", name))


def _dimension(name: str, content: Mapping[str, Any], words: Mapping[str, Words]) -> Dimension:
    labels: dict[str, Words] = {}
    own = [*content.get("extra_first", ()), *content.get("values", ())]
    labels.update((each["code"], _words(each)) for each in own)
    if "list" in content:
        labels.update(_listed(content, words))
    labels.update((each["code"], _words(each)) for each in content.get("extra", ()))
    labels[NOT_KNOWN] = words[NOT_KNOWN]
    merged = {"unknown": NOT_KNOWN, **content.get("merge", {})}
    found = Dimension(name, _words(content), tuple(labels), labels, merged)
    _check_category(found, *merged.values())
    return (
        replace(found, coarse=_coarse(found, content["coarse"])) if "coarse" in content else found
    )


def _coarse(fine: Dimension, content: Mapping[str, Any]) -> Dimension:
    """The dimension with some categories kept, some in groups, and the rest among the others."""
    _check_category(fine, *content.get("keep", ()))
    away: dict[str, str] = {}
    labels: dict[str, Words] = {}
    for group in content.get("groups", ()):
        _check_category(fine, *group["of"])
        labels[group["code"]] = _words(group)
        away.update(dict.fromkeys(group["of"], group["code"]))
    for value in fine.values:
        if value in (*content.get("keep", ()), OTHER, NOT_KNOWN):
            labels[value] = fine.labels[value]
        else:
            away.setdefault(value, OTHER)
    if OTHER in away.values() and OTHER not in labels:
        raise ValueError(f"{fine.name} leaves categories out and has no others")
    merged = {code: away.get(value, value) for code, value in fine.merged.items()}
    return replace(fine, values=tuple(labels), labels=labels, merged={**away, **merged})


def _listed(content: Mapping[str, Any], words: Mapping[str, Words]) -> dict[str, Words]:
    codes = codelists.load(content["list"]).codes
    away = {OTHER, NOT_KNOWN, "unknown", *content.get("merge", ())}
    wanted = content.get("only", [code for code in codes if code not in away])
    labels = {code: Words(codes[code].es, codes[code].en) for code in wanted}
    if "only" in content or OTHER in codes:
        labels[OTHER] = words[OTHER]
    return labels


def _table(
    content: Mapping[str, Any],
    units: Mapping[str, Unit],
    dimensions: Mapping[str, Dimension],
) -> TableDefinition:
    id, unit = content["id"], units[content["unit"]]
    names, ratio = content["dimensions"], content.get("ratio", ())
    if strangers := set(names) - set(DIMENSIONS[unit.name]):
        raise ValueError(f"{unit.name} are not classified by {', '.join(sorted(strangers))}")
    if not 1 <= len(names) <= _MOST_DIMENSIONS:
        raise ValueError(f"{id} needs one or two dimensions")
    if content.get("overlapping") and len(names) > 1:
        raise ValueError(f"{id} has overlapping categories and more than one dimension")
    if len(ratio) not in (0, 2) or (ratio and len(names) == 1):
        raise ValueError(f"the ratio of {id} needs two columns")
    used = [dimensions[name] for name in names]
    _check_category(used[-1], *ratio)
    _check_category(used[0], *filter(None, [content.get("share")]))
    return TableDefinition(
        id=id,
        words=_words(content),
        unit=unit,
        dimensions=tuple(used),
        overlapping=content.get("overlapping", False),
        ratio=(ratio[0], ratio[1]) if ratio else None,
        change=content.get("change", False),
        share=content.get("share", ""),
    )


def _check_category(dimension: Dimension, *values: str) -> None:
    if lost := set(values) - set(dimension.values):
        raise ValueError(f"{dimension.name} has no category {', '.join(sorted(lost))}")


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
