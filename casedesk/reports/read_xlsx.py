"""Reading the workbook again: every cell of every sheet, and that there is nothing else."""

import io
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from zipfile import ZipFile

import openpyxl
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from casedesk.reports import frame, promise
from casedesk.reports.expectation import Says, must, says
from casedesk.reports.read_package import check_package
from casedesk.reports.tables import Report
from casedesk.reports.wording import Words

#: row and column, from 1 -> what stands there
Cells = dict[tuple[int, int], str | int]
_FRONT = "Report"
_MADE = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
#: a number format could print another number than the one in the cell
_FORMATS = {str: ("General", "#,##0"), int: ("#,##0",)}


def check(report: Report, words: Words, content: bytes) -> None:
    """Raise Differs unless the workbook holds the sheets and cells of the report alone."""
    expected = list(_expected(report, words))
    names = [name for name, _cells in expected]
    texts = {cell for _name, cells in expected for cell in cells.values() if isinstance(cell, str)}
    with ZipFile(io.BytesIO(content)) as package:
        check_package(package, len(content), names, texts)
    book = openpyxl.load_workbook(io.BytesIO(content))
    try:
        _properties(book, frame.title(report, words))
        must(book.sheetnames == names, "sheets")
        for sheet, (name, cells) in zip(book.worksheets, expected, strict=True):
            _sheet(sheet, name, cells)
    finally:
        book.close()


def _properties(book: Workbook, title: str) -> None:
    found = {name: value for name, value in vars(book.properties).items() if value}
    wanted = {"title": title, "description": "Casedesk", "created": _MADE, "modified": _MADE}
    must(found == wanted, "properties")
    must(not book.defined_names, "names")


def _sheet(sheet: Worksheet, name: str, expected: Mapping[tuple[int, int], str | int]) -> None:
    must(sheet.sheet_state == "visible", name)
    sizes = [*sheet.row_dimensions.values(), *sheet.column_dimensions.values()]
    must(not any(each.hidden for each in sizes), name)
    found: Cells = {}
    for row, cells in enumerate(sheet.iter_rows(), start=1):
        for column, cell in enumerate(cells, start=1):
            value = cell.value
            if isinstance(value, int | str):
                must(cell.data_type == ("n" if isinstance(value, int) else "s"), cell.coordinate)
                must(cell.number_format in _FORMATS[type(value)], f"{name} {cell.coordinate}")
                found[row, column] = value
            else:
                must(value is None, f"{name} {cell.coordinate}")
    for place in sorted(found.keys() | expected.keys()):
        where = f"{name} {place[0]}, {place[1]}"
        must(found.get(place) == expected.get(place), where)


def _expected(report: Report, words: Words) -> Iterator[tuple[str, Cells]]:
    """Each sheet's name and cells."""
    title = frame.title(report, words)
    above = [title, frame.subtitle(report, words), *frame.particulars(report, words), None]
    how = [words.say(promise.HOW_TITLE), *promise.how_to_read(report, words)]
    yield words.say(_FRONT), _column([*above, *how])
    for number, table in enumerate(report.tables, start=1):
        said = says(table, words)
        yield _name(f"{number} {said.title}"), _cells(said, words)
    below: list[str | None] = []
    for section in promise.sections(report, words):
        below += [section.title, *section.paragraphs, None]
    yield _name(words.say(promise.TITLE)), _column(below)


def _column(texts: Iterable[str | None]) -> Cells:
    return {(at, 1): text for at, text in enumerate(texts, start=1) if text is not None}


def _cells(said: Says, words: Words) -> Cells:
    """A title, an empty row, the head, the lines, an empty row, the notes."""
    rows: list[list[str | int]] = [[said.title], [], [*said.header]]
    for line in said.lines:
        figures = [figure or said.text(figure, words) for figure in line.figures]
        rows.append([line.label, *figures, *line.derived])
    rows.append([])
    rows.extend([note] for note in said.notes)
    return {
        (row, column): cell
        for row, cells in enumerate(rows, start=1)
        for column, cell in enumerate(cells, start=1)
    }


def _name(text: str) -> str:
    """A sheet's name: no sign that is not allowed there, and at most 31 of them."""
    allowed = "".join(" " if each in "[]:*?/\\" else each for each in text)
    return allowed[:31].strip(" '")
