"""One long file for machines: a row per figure, codes instead of words, in any language."""

import csv
import io

from casedesk.disclosure import TOTAL, Key, printed
from casedesk.reports.tables import Report, ReportTable

HEADER = (
    "table",
    "unit",
    "dim1",
    "value1",
    "dim2",
    "value2",
    "dim3",
    "value3",
    "count",
    "status",
)
ROUNDED = "rounded"
_DIMENSIONS = 3
#: a spreadsheet program would take a text that begins so for a formula
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def render(report: Report, _language: str) -> bytes:
    """The CSV: UTF-8 with a byte order mark, totals as ``*``."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(HEADER)
    for table in report.tables:
        for key in keys(table):
            writer.writerow(_escaped(cell) for cell in _row(table, key))
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def keys(table: ReportTable) -> list[Key]:
    """The keys of a table's figures in printed order; each row's or the table's total last."""
    rows: list[Key] = [()]
    for values in table.values:
        rows = [(*row, value) for row in rows for value in (*values, TOTAL)]
    return rows


def _row(table: ReportTable, key: Key) -> list[str]:
    cells = [table.definition.id, table.definition.unit.code]
    for dimension, value in zip(table.definition.dimensions, key, strict=True):
        cells += [dimension.name, value]
    cells += [""] * 2 * (_DIMENSIONS - len(key))
    return [*cells, printed(table.counts[key]), ROUNDED]


def _escaped(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
