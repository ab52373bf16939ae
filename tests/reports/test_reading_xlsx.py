"""A workbook that was tampered with is refused, whatever was changed or added."""

import io
import re
import zipfile
from collections.abc import Callable
from functools import partial

import pytest

from casedesk.reports import xlsx
from casedesk.reports.reading import FileDiffers, check_file
from casedesk.reports.tables import EXACT
from tests.reports import made

REPORT = made.report(5, EXACT, names=("sex_age", "needs"))
SHEET = "xl/worksheets/sheet2.xml"
Parts = dict[str, bytes]


def packed(parts: Parts) -> bytes:
    """A package as the writer packs it."""
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return output.getvalue()


def parts() -> Parts:
    """The parts of the report's workbook."""
    with zipfile.ZipFile(io.BytesIO(xlsx.render(REPORT, "en"))) as package:
        return {name: package.read(name) for name in package.namelist()}


def sub(part: str, pattern: bytes, to: bytes, found: Parts) -> None:
    """Change the first match of a pattern in a part."""
    found[part], times = re.subn(pattern, to, found[part], count=1, flags=re.DOTALL)
    assert times == 1, pattern


def add(name: str, content: bytes, found: Parts) -> None:
    """Add a part."""
    found[name] = content


def test_the_workbook_packed_again_as_it_is_is_taken() -> None:
    check_file(REPORT, "en", "xlsx", packed(parts()))


CHANGES: dict[str, Callable[[Parts], None]] = {
    "a digit": partial(sub, SHEET, rb"<v>(\d)(\d\d)</v></c></row>", rb"<v>9\g<1>\2</v></c></row>"),
    "two cells": partial(
        sub, SHEET, rb'(r="B4"[^>]*>.*?)(r="C4"[^>]*>)', rb"\1\2".replace(rb"\2", b'r="C5" s="6">')
    ),
    "an unhidden figure": partial(
        sub, SHEET, rb'<c r="([B-F]\d+)" s="6" t="s"><v>\d+</v>', rb'<c r="\1" s="6"><v>3</v>'
    ),
    "a formula": partial(sub, SHEET, rb'(<c r="F10"[^>]*>)', rb"\1<f>SUM(F4:F9)</f>"),
    "a comment": partial(add, "xl/comments1.xml", b"<comments/>"),
    "a hidden sheet": partial(
        sub, "xl/workbook.xml", rb'(<sheet name="2 [^"]*")', rb'\1 state="hidden"'
    ),
    "one more sheet": partial(add, "xl/worksheets/sheet9.xml", b"<worksheet/>"),
    "a hidden row": partial(sub, SHEET, rb'<row r="4"', rb'<row r="4" hidden="1"'),
    "a hidden column": partial(sub, SHEET, rb"<col min", rb'<col hidden="1" min'),
    "one more cell": partial(
        sub, SHEET, rb"</sheetData>", rb'<row r="90"><c r="A90"><v>3</v></c></row></sheetData>'
    ),
    "a defined name": partial(
        sub,
        "xl/workbook.xml",
        rb"<calcPr",
        rb'<definedNames><definedName name="true">3</definedName></definedNames><calcPr',
    ),
    "a text of no cell": partial(
        sub, "xl/sharedStrings.xml", rb"</sst>", rb"<si><t>secret</t></si></sst>"
    ),
    "a remark in the markup": partial(sub, SHEET, rb"<sheetData>", rb"<!-- 3 --><sheetData>"),
    "an author": partial(
        sub, "docProps/core.xml", rb"<dc:creator></dc:creator>", rb"<dc:creator>Ana</dc:creator>"
    ),
    "a company": partial(
        sub, "docProps/app.xml", rb"<Company></Company>", rb"<Company>Ana</Company>"
    ),
    "a day": partial(sub, "docProps/core.xml", rb"2000-01-01", rb"2026-01-01"),
    "a format that prints another number": partial(
        sub, "xl/styles.xml", rb'formatCode="#,##0"', rb'formatCode="&quot;7&quot;"'
    ),
    "a part of its own": partial(add, "customXml/item1.xml", b"<a/>"),
    "a condition": partial(
        sub, SHEET, rb"<pageMargins", rb'<conditionalFormatting sqref="B4"/><pageMargins'
    ),
    "a head of printed pages": partial(
        sub, SHEET, rb"</worksheet>", rb"<headerFooter/></worksheet>"
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_was_changed_or_added_is_seen(name: str) -> None:
    found = parts()
    CHANGES[name](found)
    with pytest.raises(FileDiffers):
        check_file(REPORT, "en", "xlsx", packed(found))


def test_bytes_between_the_parts_are_seen() -> None:
    content = xlsx.render(REPORT, "en")
    with pytest.raises(FileDiffers):
        check_file(REPORT, "en", "xlsx", b"secret" + content)
    output = io.BytesIO(content)
    with zipfile.ZipFile(output, "a") as package:
        package.comment = b"secret"
    with pytest.raises(FileDiffers):
        check_file(REPORT, "en", "xlsx", output.getvalue())
