"""Reading the description of a release again."""

import json
from calendar import monthrange
from collections.abc import Iterator, Sequence
from typing import Any

from casedesk.reports import promise
from casedesk.reports.definitions import Dimension
from casedesk.reports.expectation import must
from casedesk.reports.tables import Report, ReportTable
from casedesk.reports.wording import Words

#: a place in the description, and what stands there
Entry = tuple[str, object]


def check(report: Report, content: bytes, files: Sequence[str]) -> None:
    """Raise Differs unless the description says of the release what is so, and nothing more."""
    text = content.decode("utf-8")
    read = json.loads(text, object_pairs_hook=_once, parse_constant=_none)
    found = list(_flat("", read))
    expected = sorted(_expected(report, files))
    must(len(found) == len(expected), "number of entries")
    for entry, wanted in zip(sorted(found), expected, strict=True):
        must(entry[0] == wanted[0], wanted[0])
        must(repr(entry[1]) == repr(wanted[1]), wanted[0])


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    must(len({name for name, _value in pairs}) == len(pairs), "a name stands twice")
    return dict(pairs)


def _none(name: str) -> None:
    must(False, name)


def _flat(place: str, value: object) -> Iterator[Entry]:
    """Each entry with its place; how many there are in a list is one of them."""
    if isinstance(value, dict):
        for name, part in value.items():
            yield from _flat(f"{place}/{name}", part)
    elif isinstance(value, list):
        yield f"{place}/#", len(value)
        for at, part in enumerate(value):
            yield from _flat(f"{place}/{at:04}", part)
    else:
        yield place, value


def _expected(report: Report, files: Sequence[str]) -> Iterator[Entry]:
    yield from (("/format/name", "casedesk-release"), ("/format/version", 1))
    yield "/program", "Casedesk"
    for name in ("number", "shelter", "recipient", "basis"):
        yield "/report" if name == "number" else f"/{name}", getattr(report, name)
    yield from _both("/name", report.definition)
    yield "/definition", report.definition.version
    period = report.period
    last = monthrange(period.year, period.last)[1]
    yield from (("/period/label", period.label), ("/period/kind", period.kind))
    yield "/period/first_day", f"{period.year}-{period.first:02}-01"
    yield "/period/last_day", f"{period.year}-{period.last:02}-{last}"
    for name in ("mode", "base", "threshold", "insiders"):
        yield f"/protection/{name}", getattr(report, name)
    yield from (("/marks/total", "*"), ("/marks/hidden", "–"))
    pairs = [dict(zip(("dimension", "value"), pair, strict=True)) for pair in report.filters]
    yield from _flat("/place", pairs)
    yield from _flat("/files", list(files))
    yield "/tables/#", len(report.tables)
    for at, table in enumerate(report.tables):
        yield from _table(f"/tables/{at:04}", table)
    for language in ("en", "es"):
        parts = promise.sections(report, Words(language))
        texts = [{"title": each.title, "paragraphs": [*each.paragraphs]} for each in parts]
        yield from _flat(f"/promise/{language}", texts)


def _table(place: str, table: ReportTable) -> Iterator[Entry]:
    what = table.definition
    yield from ((f"{place}/id", what.id), (f"{place}/terms", table.terms))
    yield from _both(place, what)
    yield f"{place}/unit/code", what.unit.code
    yield from _both(f"{place}/unit", what.unit)
    yield f"{place}/population/code", what.unit.name
    yield f"{place}/population/es", what.unit.base.es
    yield f"{place}/population/en", what.unit.base.en
    yield f"{place}/overlapping", what.overlapping
    alone = {"none", "not_known"} if what.overlapping else set()
    stand = [value for value in what.dimensions[0].labels if value in alone]
    yield from _flat(f"{place}/stand_alone", stand)
    yield f"{place}/dimensions/#", len(what.dimensions)
    for at, dimension in enumerate(what.dimensions):
        yield from _dimension(f"{place}/dimensions/{at:04}", dimension)


def _dimension(place: str, dimension: Dimension) -> Iterator[Entry]:
    yield f"{place}/code", dimension.name
    yield from _both(place, dimension)
    yield f"{place}/values/#", len(dimension.labels)
    for at, (code, label) in enumerate(dimension.labels.items()):
        yield f"{place}/values/{at:04}/code", code
        yield f"{place}/values/{at:04}/es", label.es
        yield f"{place}/values/{at:04}/en", label.en


def _both(place: str, named: Any) -> Iterator[Entry]:
    yield f"{place}/es", named.words.es
    yield f"{place}/en", named.words.en
