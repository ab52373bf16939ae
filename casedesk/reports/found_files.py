"""Published files as somebody finds them: read without a vault, and trusted in nothing."""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from casedesk.disclosure import TOTAL, Key
from casedesk.errors import CasedeskError
from casedesk.i18n import N_, _
from casedesk.reports import description
from casedesk.reports.definitions import Words
from casedesk.reports.tables import RECORDS, SUM
from casedesk.reports.wording import typed

#: lowest and highest count that a figure can stand for; None is no bound
Range = tuple[int, int | None]
_NEEDED = ("table", "dim1", "value1", "count")
_DIMENSIONS = 3
_MARKS = ("", "–", "-", "—", "x", "X", "*", ":", "..", "…")
_RANGE = re.compile(r"(\d+)\s*[–-]\s*(\d+)")
_BELOW = re.compile(r"<\s*(\d+)")
_ESCAPED = re.compile(r"'[=+\-@\t\r]")
_TOO_LARGE = 1 << 30

NO_TABLE = N_("it is no CSV with the columns {columns}")
NO_ROWS = N_("it holds no figures")
NO_COUNT = N_("row {row}: “{text}” is no count")
TWICE = N_("row {row}: the same figure stands there twice and differs")
OTHER_DIMENSIONS = N_("row {row}: the table has other dimensions in other rows")
NO_DESCRIPTION = N_("it is no description of a report")


class NotAPublishedFile(CasedeskError):
    """A file holds nothing that can be attacked; ``why`` is a message id."""

    msgid = N_("“{file}” cannot be audited: {why}.")
    advice = N_(
        "Name the CSV files of reports, and if you like the JSON files that stand beside them."
    )
    exit_code = 2

    def __init__(self, path: Path, why: str, **details: object) -> None:
        super().__init__(file=path.name)
        self.why, self.given = why, details

    def summary(self) -> str:
        """Which file, and why not."""
        why = _(self.why).format(**self.given)
        return _(self.msgid).format(file=self.details["file"], why=why)


class FileNotRead(CasedeskError):
    """A file is not there, or the computer does not let it be read."""

    msgid = N_("“{file}” cannot be read.")
    advice = N_("Check the name, and that the file is yours.")
    exit_code = 2


@dataclass
class FoundTable:
    """A table as it stands in a file."""

    id: str
    population: str
    #: label of the period, as it stands there
    period: str
    #: number of the report, as it stands there
    report: str
    #: (dimension, category) pairs: only those are counted
    filters: tuple[tuple[str, str], ...]
    dimensions: tuple[str, ...]
    overlapping: bool
    basis: str = RECORDS
    figures: dict[Key, Range] = field(default_factory=dict)

    @property
    def values(self) -> tuple[tuple[str, ...], ...]:
        """The categories of each dimension, as they come up."""
        return tuple(
            tuple(dict.fromkeys(key[at] for key in self.figures if key[at] != TOTAL))
            for at in range(len(self.dimensions))
        )


@dataclass(frozen=True)
class Found:
    """What stands in some files."""

    tables: tuple[FoundTable, ...]
    #: a count from 1 to one below it is small, as the files say
    threshold: int = 5
    insiders: int = 0
    #: what descriptions call tables, by (id,), and categories, by (dimension, category)
    named: Mapping[tuple[str, ...], Words] = field(default_factory=dict)


def read(paths: Sequence[Path]) -> Found:
    """Read files: tables from ``.csv``, and from ``.json`` how they were protected.

    Raises NotAPublishedFile or FileNotRead.
    """
    tables: list[FoundTable] = []
    threshold, insiders = 5, 0
    named: dict[tuple[str, ...], Words] = {}
    for path in paths:
        try:
            raw = path.read_bytes()
        except OSError:
            raise FileNotRead(file=path) from None
        if path.suffix.lower() == ".json":
            said = _described(path, raw)
            threshold, insiders = max(threshold, said[0]), max(insiders, said[1])
            named.update(said[2])
        else:
            tables += _tables(path, raw)
    if not tables:
        raise NotAPublishedFile(paths[0], NO_ROWS)
    return Found(tuple(tables), threshold, insiders, named)


def _described(path: Path, raw: bytes) -> tuple[int, int, dict[tuple[str, ...], Words]]:
    """The threshold, how many insiders are reckoned with, and what things are called."""
    try:
        content: Mapping[str, Any] = json.loads(raw)
        if content["format"]["name"] != description.FORMAT:
            raise NotAPublishedFile(path, NO_DESCRIPTION)
        said = content["protection"]
        named = dict(_named(content.get("tables", ())))
        return int(said["threshold"]), int(said["insiders"]), named
    except (ValueError, KeyError, TypeError, RecursionError):
        raise NotAPublishedFile(path, NO_DESCRIPTION) from None


def _named(tables: Iterable[Mapping[str, Any]]) -> Iterator[tuple[tuple[str, ...], Words]]:
    for table in tables:
        yield (str(table["id"]),), _words(table)
        for each in table["dimensions"]:
            for value in each["values"]:
                yield (str(each["code"]), str(value["code"])), _words(value)


def _words(named: Mapping[str, Any]) -> Words:
    return Words(es=typed(str(named["es"])), en=typed(str(named["en"])))


def _tables(path: Path, raw: bytes) -> Iterable[FoundTable]:
    found: dict[tuple[object, ...], FoundTable] = {}
    for at, row in _rows(path, raw):
        dimensions, key = _classified(row)
        about = (row["table"], row["population"] or "persons", row["period"], row["report"])
        filters = tuple(sorted(_pairs(row["place"])))
        table = found.setdefault(
            (*about, filters),
            FoundTable(*about, filters, dimensions, overlapping=row["adds_up"] == "no"),
        )
        if table.dimensions != dimensions:
            raise NotAPublishedFile(path, OTHER_DIMENSIONS, row=at)
        if row["status"] == "sum":
            table.basis = SUM
        figure = _figure(path, at, row)
        if table.figures.setdefault(key, figure) != figure:
            raise NotAPublishedFile(path, TWICE, row=at)
    if not found:
        raise NotAPublishedFile(path, NO_ROWS)
    return found.values()


def _rows(path: Path, raw: bytes) -> Iterator[tuple[int, Mapping[str, str]]]:
    """The rows below names and hashtags, with their numbers; columns that are missing are empty."""
    columns = ", ".join(_NEEDED)
    try:
        text = raw.decode("utf-8-sig")
        head = text.partition("\n")[0]
        delimiter = max(",;\t", key=head.count)
        lines = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except (UnicodeDecodeError, csv.Error):
        raise NotAPublishedFile(path, NO_TABLE, columns=columns) from None
    names = [name.strip() for name in lines[0]] if lines else []
    if not set(_NEEDED) <= set(names):
        raise NotAPublishedFile(path, NO_TABLE, columns=columns)
    for at, line in enumerate(lines[1:], start=2):
        if any(line) and not line[0].startswith("#"):
            cells = (_unescaped(cell.strip()) for cell in line)
            yield at, _Row(zip(names, cells, strict=False))


class _Row(dict[str, str]):
    """A row by the names of its columns."""

    def __missing__(self, name: str) -> str:
        return ""


def _classified(row: Mapping[str, str]) -> tuple[tuple[str, ...], Key]:
    pairs = [
        (row[f"dim{at}"], row[f"value{at}"] or TOTAL)
        for at in range(1, _DIMENSIONS + 1)
        if row[f"dim{at}"]
    ]
    return tuple(name for name, _value in pairs), tuple(value for _name, value in pairs)


def _figure(path: Path, at: int, row: Mapping[str, str]) -> Range:
    """What a row says of its count: by its bounds if it has any, else by its text."""
    try:
        if row["low"] or row["high"]:
            low, high = int(row["low"] or 0), int(row["high"]) if row["high"] else None
        else:
            low, high = _range(row["count"])
        if not 0 <= low < _TOO_LARGE or (high is not None and not low <= high < _TOO_LARGE):
            raise ValueError(low)
    except ValueError:
        raise NotAPublishedFile(path, NO_COUNT, row=at, text=row["count"]) from None
    return low, high


def _range(text: str) -> Range:
    if text in _MARKS:
        return 0, None
    if found := _BELOW.fullmatch(text):
        return 0, int(found[1]) - 1
    if found := _RANGE.fullmatch(text):
        return int(found[1]), int(found[2])
    count = int(text.replace(",", "").replace("\u202f", ""))
    return count, count


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    for part in filter(None, text.split(";")):
        name, _equals, value = part.partition("=")
        yield name, value


def _unescaped(cell: str) -> str:
    return cell[1:] if _ESCAPED.match(cell) else cell
