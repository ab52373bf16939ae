"""The month as a workbook: one sheet per table, the same bytes each time, no trace of anybody."""

import io
import re
from datetime import UTC, datetime

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from casedesk.i18n import N_
from casedesk.reports import promise
from casedesk.reports.frame import PROGRAM, particulars, subtitle, title
from casedesk.reports.layout import Layout, Row, lay_out
from casedesk.reports.promise import HOW_TITLE, how_to_read, sections
from casedesk.reports.tables import Report
from casedesk.reports.wording import Words

#: a fixed day: the file says nothing about when it was made
_CREATED = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_LONGEST_NAME = 31
#: the first sheet's name: a title of the report's own could be that of another sheet
FRONT = N_("Report")


class _Formats:
    """The looks of cells."""

    def __init__(self, book: Workbook) -> None:
        self.title: Format = book.add_format({"bold": True, "font_size": 14})
        self.header: Format = book.add_format(
            {"bold": True, "bg_color": "#0B6468", "font_color": "#FFFFFF", "text_wrap": True}
        )
        self.label: Format = book.add_format({"text_wrap": True})
        self.number: Format = book.add_format({"num_format": "#,##0", "align": "right"})
        self.total: Format = book.add_format(
            {"bold": True, "num_format": "#,##0", "align": "right", "top": 1}
        )
        self.total_label: Format = book.add_format({"bold": True, "top": 1})
        self.note: Format = book.add_format({"italic": True, "font_color": "#51616A"})
        self.heading: Format = book.add_format({"bold": True, "font_size": 12})
        self.wrapped: Format = book.add_format({"text_wrap": True, "valign": "top"})


def render(report: Report, language: str) -> bytes:
    """The workbook's bytes."""
    words = Words(language)
    output = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(output, options) as book:
        name = title(report, words)
        book.set_properties({"created": _CREATED, "title": name, "comments": PROGRAM})
        formats = _Formats(book)
        _front(book.add_worksheet(words.say(FRONT)), report, words, formats)
        for number, table in enumerate(report.tables, start=1):
            layout = lay_out(table, words)
            _table(book.add_worksheet(_sheet_name(layout.title, number)), layout, formats)
        _promise(book.add_worksheet(words.say(promise.TITLE)), report, words, formats)
    return output.getvalue()


def _front(sheet: Worksheet, report: Report, words: Words, formats: _Formats) -> None:
    sheet.set_column(0, 0, 90)
    sheet.write_string(0, 0, title(report, words), formats.title)
    lines = [subtitle(report, words), *particulars(report, words)]
    for row, text in enumerate(lines, start=1):
        sheet.write_string(row, 0, text, formats.wrapped)
    at = len(lines) + 2
    sheet.write_string(at, 0, words.say(HOW_TITLE), formats.heading)
    for row, text in enumerate(how_to_read(report, words), start=at + 1):
        sheet.write_string(row, 0, text, formats.wrapped)


def _promise(sheet: Worksheet, report: Report, words: Words, formats: _Formats) -> None:
    sheet.set_column(0, 0, 90)
    row = 0
    for section in sections(report, words):
        sheet.write_string(row, 0, section.title, formats.heading)
        for at, text in enumerate(section.paragraphs, start=row + 1):
            sheet.write_string(at, 0, text, formats.wrapped)
        row += len(section.paragraphs) + 2


def _table(sheet: Worksheet, layout: Layout, formats: _Formats) -> None:
    sheet.set_column(0, 0, 40)
    sheet.set_column(1, len(layout.header), 14)
    sheet.write_string(0, 0, layout.title, formats.title)
    for column, text in enumerate(layout.header):
        sheet.write_string(2, column, text, formats.header)
    for at, row in enumerate(layout.rows, start=3):
        _row(sheet, at, row, formats)
    for at, note in enumerate(layout.notes, start=4 + len(layout.rows)):
        sheet.write_string(at, 0, note, formats.note)
    sheet.freeze_panes(3, 1)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


def _row(sheet: Worksheet, at: int, row: Row, formats: _Formats) -> None:
    number = formats.total if row.total else formats.number
    sheet.write_string(at, 0, row.label, formats.total_label if row.total else formats.label)
    for column, figure in enumerate(row.figures, start=1):
        if figure.number is None:
            sheet.write_string(at, column, figure.text, number)
        else:
            sheet.write_number(at, column, figure.number, number)
    for column, text in enumerate(row.derived, start=1 + len(row.figures)):
        sheet.write_string(at, column, text, number)


def _sheet_name(title: str, number: int) -> str:
    plain = _FORBIDDEN.sub(" ", f"{number} {title}")
    return plain[:_LONGEST_NAME].strip(" '")
