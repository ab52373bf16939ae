"""The table in a file: its headers matched to a mapping's columns, and its rows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

from casedesk.exchange import text_files, workbooks
from casedesk.exchange.cell_values import loose
from casedesk.exchange.errors import (
    EmptyFile,
    MissingColumns,
    NoSuchFile,
    RepeatedColumns,
    SeveralSheets,
    UnreadableFile,
)
from casedesk.exchange.mapping import Column, Mapping
from casedesk.storage.errors import clear_errors

#: a title or two may stand above the headers
_HEADERS_WITHIN = 20
#: rows read to see whether another sheet holds some
_LOOKED_AT = 60


@dataclass
class Row:
    """One row as it stands; ``number`` is what a spreadsheet program calls it."""

    number: int
    cells: list[str]


@dataclass
class FileTable:
    """A file opened as a table."""

    headers: list[str]
    #: column of the mapping -> place in the row
    places: dict[str, int]
    #: headers that the mapping does not name
    ignored: tuple[str, ...]
    #: columns of the mapping that the file does not have
    absent: tuple[str, ...]
    #: how many rows there may be; 0 if nobody knows
    expected: int
    rows: Iterator[Row]


def opened(path: Path, mapping: Mapping) -> FileTable:
    """The table in a file. Raises one of the errors of this package, or NoPermission."""
    if not path.is_file():
        raise NoSuchFile(file=path.name)
    with clear_errors(path.name):
        with path.open("rb") as file:
            start = file.read(8)
        if start == workbooks.OLE:
            workbooks.refuse_ole(path)
        if start.startswith(workbooks.ZIP):
            rows, expected = _sheet_rows(path, mapping)
        else:
            rows, expected = _text_rows(path, mapping)
    return _table(path.name, mapping, rows, expected)


def _sheet_rows(path: Path, mapping: Mapping) -> tuple[Iterator[list[str]], int]:
    book = workbooks.opened(path)
    try:
        if not mapping.sheet and len(book.worksheets) > 1:
            _refuse_several(path.name, mapping, workbooks.tops(book, _LOOKED_AT, path.name))
    except BaseException:
        book.close()
        raise
    return workbooks.rows(book, mapping.sheet, path.name)


def _refuse_several(name: str, mapping: Mapping, tops: dict[str, list[list[str]]]) -> None:
    """Raise SeveralSheets if others have rows under the headers of the first: one is read."""
    matched = {sheet: _matched(rows, mapping) for sheet, rows in tops.items()}
    wanted = next(iter(matched.values()))
    alike = [sheet for sheet, columns in matched.items() if columns and columns >= wanted]
    if wanted and len(alike) > 1:
        raise SeveralSheets(file=name, sheets=", ".join(alike))


def _matched(rows: Sequence[list[str]], mapping: Mapping) -> set[str]:
    """The columns of the mapping among the headers; none if there are no rows below them."""
    found = [set(_places(row, mapping)) for row in rows[:_HEADERS_WITHIN]]
    at = max(range(len(found)), key=lambda number: (len(found[number]), -number), default=0)
    below = any(cell.strip() for row in rows[at + 1 :] for cell in row)
    return found[at] if below else set()


def _text_rows(path: Path, mapping: Mapping) -> tuple[Iterator[list[str]], int]:
    text = text_files.decoded(text_files.content(path), path.name)
    if not text.strip():
        raise EmptyFile(file=path.name)

    def matches(separator: str) -> tuple[int, int]:
        rows = text_files.head(text, separator, _HEADERS_WITHIN)
        best = max((len(_places(row, mapping)) for row in rows), default=0)
        return best, max(map(len, rows), default=0)

    separator = max(text_files.SEPARATORS, key=matches)
    return text_files.rows(text, separator, path.name), text.count("\n") + 1


def _table(name: str, mapping: Mapping, rows: Iterator[list[str]], expected: int) -> FileTable:
    top = list(islice(rows, _HEADERS_WITHIN))
    if not any(cell.strip() for row in top for cell in row):
        raise EmptyFile(file=name)
    at = max(range(len(top)), key=lambda number: (len(_places(top[number], mapping)), -number))
    headers = [" ".join(header.split()) for header in top[at]]
    places = _places(headers, mapping)
    absent = [column for column in mapping.columns if column.name not in places]
    needed = [column.title for column in absent if column.required]
    if needed or not places:
        needed = needed or [column.title for column in mapping.columns]
        raise MissingColumns(file=name, mapping=mapping.label, columns=needed)
    # Not before: without headers the first row would be told, and that is a person's.
    _refuse_repeated(name, headers, mapping)
    used = set(places.values())
    return FileTable(
        headers=headers,
        places=places,
        ignored=tuple(text for place, text in enumerate(headers) if text and place not in used),
        absent=tuple(column.title for column in absent),
        expected=max(expected - at - 1, 0),
        rows=_numbered(chain(top[at + 1 :], rows), at + 2),
    )


def _numbered(rows: Iterator[list[str]], first: int) -> Iterator[Row]:
    for number, cells in enumerate(rows, start=first):
        if any(map(str.strip, cells)):
            yield Row(number, cells)


def _places(headers: Sequence[str], mapping: Mapping) -> dict[str, int]:
    found = {}
    places = {loose(header): place for place, header in reversed(list(enumerate(headers)))}
    for column in mapping.columns:
        place = _place(column, places)
        if place is not None:
            found[column.name] = place
    return found


def _place(column: Column, places: dict[str, int]) -> int | None:
    for header in column.headers:
        if loose(header) in places:
            return places[loose(header)]
    return None


def _refuse_repeated(name: str, headers: Sequence[str], mapping: Mapping) -> None:
    known = {loose(header): column for column in mapping.columns for header in column.headers}
    met: dict[str, str] = {}
    for header in filter(None, headers):
        key = loose(header)
        meant = known[key].name if key in known else key
        if meant in met:
            raise RepeatedColumns(file=name, columns=header)
        met[meant] = header


__all__ = ["FileTable", "Row", "UnreadableFile", "opened"]
