"""Reading the parts of a workbook's package: which there are, and what may stand in them."""

import re
from collections.abc import Iterator, Sequence
from xml.etree import ElementTree
from zipfile import ZipFile

from casedesk.reports.expectation import must

_PARTS = {
    "[Content_Types].xml",
    "_rels/.rels",
    "docProps/app.xml",
    "docProps/core.xml",
    "xl/_rels/workbook.xml.rels",
    "xl/sharedStrings.xml",
    "xl/styles.xml",
    "xl/theme/theme1.xml",
    "xl/workbook.xml",
}
#: no formula, comment, link, drawing, condition, hidden list or header of a printed page
_IN_SHEET = {
    *("worksheet", "sheetPr", "pageSetUpPr", "dimension", "sheetViews", "sheetView", "pane"),
    *("selection", "sheetFormatPr", "cols", "col", "sheetData", "row", "c", "v"),
    *("pageMargins", "pageSetup"),
}
#: no defined name, no cached calculation of another book
_IN_BOOK = {
    *("workbook", "fileVersion", "workbookPr", "bookViews", "workbookView", "sheets", "sheet"),
    "calcPr",
}
_IN_STRINGS = {"sst", "si", "t"}
_APPLICATION = {"Microsoft Excel", "Worksheets", "12.0000", "false", "0"}
_LOCAL_HEADER = 30


def check_package(package: ZipFile, size: int, names: Sequence[str], texts: set[str]) -> None:
    """Raise Differs if the package of ``size`` bytes holds more than sheets and their texts."""
    sheets = [f"xl/worksheets/sheet{at}.xml" for at, _name in enumerate(names, start=1)]
    _contiguous(package, size)
    parts = package.namelist()
    must(len(parts) == len(set(parts)) and set(parts) == _PARTS | set(sheets), "parts")
    for part in parts:
        must(not re.search(rb"<!|<\?(?!xml )", package.read(part)), part)
    for sheet in sheets:
        must(_tags(package, sheet) <= _IN_SHEET, sheet)
    must(_tags(package, "xl/workbook.xml") <= _IN_BOOK, "workbook")
    must(_tags(package, "xl/sharedStrings.xml") <= _IN_STRINGS, "texts")
    kept = list(_texts(package, "xl/sharedStrings.xml"))
    must(sorted(kept) == sorted(texts), "texts")
    told = set(_texts(package, "docProps/app.xml"))
    must(told <= {*_APPLICATION, *names, str(len(names))}, "properties")


def _contiguous(package: ZipFile, size: int) -> None:
    """Nothing stands between the parts, beside them or around them."""
    must(not package.comment and package.infolist() != [], "package")
    at = 0
    for part in package.infolist():
        must(part.header_offset == at and not part.extra and not part.comment, part.filename)
        must(part.date_time == (1980, 1, 1, 0, 0, 0), part.filename)
        at += _LOCAL_HEADER + len(part.filename.encode()) + part.compress_size
    directory = sum(46 + len(part.filename.encode()) for part in package.infolist())
    must(package.start_dir == at and size == at + directory + 22, "package")


def _tags(package: ZipFile, part: str) -> set[str]:
    return {each.tag.rpartition("}")[2] for each in _tree(package, part).iter()}


def _texts(package: ZipFile, part: str) -> Iterator[str]:
    return (each.text for each in _tree(package, part).iter() if each.text)


def _tree(package: ZipFile, part: str) -> ElementTree.Element:
    # This program wrote it a moment ago, and a part with a declaration of entities was refused.
    return ElementTree.fromstring(package.read(part))  # noqa: S314
