"""The month as a workbook: one sheet per table, the same bytes each time, no trace of anybody."""

import io
import re
from datetime import UTC, datetime

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from casedesk.disclosure import printed
from casedesk.reports.frame import TITLE, how_to_read
from casedesk.reports.layout import Layout, Row, Words, lay_out
from casedesk.reports.tables import Report

#: a fixed day: the file says nothing about when it was made
_CREATED = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_LONGEST_NAME = 31


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
        self.wrapped: Format = book.add_format({"text_wrap": True, "valign": "top"})


def render(report: Report, language: str) -> bytes:
    """The workbook's bytes."""
    words = Words(language)
    output = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(output, options) as book:
        book.set_properties({"created": _CREATED, "title": words.say(TITLE)})
        formats = _Formats(book)
        _front(book.add_worksheet(_sheet_name(words.say(TITLE), 0)), report, words, formats)
        for number, table in enumerate(report.tables, start=1):
            layout = lay_out(table, words)
            _table(book.add_worksheet(_sheet_name(layout.title, number)), layout, formats)
    return output.getvalue()


def _front(sheet: Worksheet, report: Report, words: Words, formats: _Formats) -> None:
    sheet.set_column(0, 0, 90)
    sheet.write_string(0, 0, words.say(TITLE), formats.title)
    sheet.write_string(1, 0, f"{words.month(report.month)} · {report.shelter}")
    for row, paragraph in enumerate(how_to_read(words), start=3):
        sheet.write_string(row, 0, paragraph, formats.wrapped)


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
    for column, value in enumerate(row.counts, start=1):
        if value:
            sheet.write_number(at, column, value, number)
        else:
            sheet.write_string(at, column, printed(value), number)
    for column, text in enumerate(row.derived, start=1 + len(row.counts)):
        sheet.write_string(at, column, text, number)


def _sheet_name(title: str, number: int) -> str:
    plain = _FORBIDDEN.sub(" ", f"{number} {title}" if number else title)
    return plain[:_LONGEST_NAME].strip(" '")
