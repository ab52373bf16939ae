"""The plain spreadsheet that shelters without one can fill in; ``template.toml`` reads it back."""

import io
from collections.abc import Iterable
from collections.abc import Mapping as Table
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from casedesk.domain import codelists
from casedesk.domain.codes import Code
from casedesk.domain.extras import ExtraField
from casedesk.domain.fields import Spec, Type
from casedesk.exchange import extra_columns, mappings
from casedesk.exchange.errors import AlreadyThere
from casedesk.exchange.mapping import Column, Mapping
from casedesk.storage.files import write_whole

_NAME = "template"
#: rows with lists to choose from
_ROWS = 2_000
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
#: a day that says nothing about whoever writes the file
_MADE = datetime(2026, 1, 1, tzinfo=UTC).replace(tzinfo=None)


def write(path: Path, extra: Iterable[ExtraField] = ()) -> None:
    """Write an empty template in both languages; twice the same. Raises AlreadyThere.

    ``extra`` are the fields that the shelter added.
    """
    if path.exists():
        raise AlreadyThere(path=path)
    write_whole(path, content(extra))


def content(extra: Iterable[ExtraField] = ()) -> bytes:
    """The bytes of the template."""
    mapping = extra_columns.extended(mappings.load(_NAME), extra)
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, _OPTIONS) as book:
        book.set_properties({"created": _MADE, "author": "", "title": mapping.es})
        words = mapping.template
        people = book.add_worksheet(words["people"])
        lists = book.add_worksheet(words["lists"])
        guide = book.add_worksheet(words["guide"])
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        # typed dates stay as they were typed: 11/1990 would become the first of November
        text = book.add_format({"num_format": "@"})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        people.freeze_panes(1, 0)
        people.set_row(0, 45)
        choices = _write_lists(lists, mapping, bold)
        for place, column in enumerate(mapping.columns):
            people.set_column(place, place, 22, text)
            people.write_string(0, place, column.title, bold)
            people.write_string(1, place, _example(column, words), text)
            if column.name in choices:
                _offer(people, place, choices[column.name], column, words["not_in_list"])
        guide.set_column(0, 1, 70, wrapped)
        for row, pair in enumerate(words["instructions"]):
            guide.write_row(row, 0, pair)
    return file.getvalue()


def _write_lists(sheet: Worksheet, mapping: Mapping, bold: Any) -> dict[str, str]:
    """Write the answers that each column offers; column -> where they are."""
    found = {}
    written = [column for column in mapping.columns if _choices(column, mapping)]
    for place, column in enumerate(written):
        labels = _choices(column, mapping)
        sheet.set_column(place, place, 30)
        sheet.write_string(0, place, column.title, bold)
        sheet.write_column(1, place, labels)
        letter = xl_col_to_name(place)
        found[column.name] = f"='{sheet.name}'!${letter}$2:${letter}${len(labels) + 1}"
    return found


def _offer(sheet: Worksheet, place: int, source: str, column: Column, message: str) -> None:
    rules: dict[str, str | bool] = {"validate": "list", "source": source, "error_message": message}
    # one of several can be chosen, and the others written after it
    rules["show_error"] = not column.separator
    sheet.data_validation(1, place, _ROWS, place, rules)


def _spec(column: Column) -> Spec | None:
    targets = [*column.targets, *(made.each for made in column.creates if made.each)]
    return targets[0].spec if targets else None


def _choices(column: Column, mapping: Mapping) -> list[str]:
    spec = _spec(column)
    if spec is None:
        return []
    if spec.type is Type.YES_NO:
        return list(mapping.template["yes_no"])
    if not spec.codes:
        return []
    return [_both(code) for code in codelists.load(spec.codes).codes.values() if not code.until]


def _both(code: Code) -> str:
    return code.es if code.es == code.en else f"{code.es} / {code.en}"


def _example(column: Column, words: Table[str, Any]) -> str:
    value = words["example"].get(column.name, "")
    spec = _spec(column)
    if isinstance(value, bool):
        return str(words["yes_no"][0 if value else 1])
    if spec is None or not spec.codes or not value:
        return str(value)
    codes = codelists.load(spec.codes).codes
    return "; ".join(_both(codes[each]) for each in ([value] if isinstance(value, str) else value))
