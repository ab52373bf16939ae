"""One long file for machines: a row per figure, codes instead of words, in any language.

The second row holds the hashtags of the Humanitarian Exchange Language (HXL 1.1).
"""

import csv
import io

from casedesk.disclosure import TOTAL, Key, interval, printed
from casedesk.reports.tables import Report, ReportTable

#: each column's name and its hashtag
COLUMNS = {
    "report": "#meta+report+id",
    "period": "#date+period",
    "place": "#meta+filter",
    "table": "#meta+table+id",
    "population": "#meta+population+code",
    "unit": "#meta+unit+code",
    "dim1": "#meta+dimension1+code",
    "value1": "#meta+value1+code",
    "dim2": "#meta+dimension2+code",
    "value2": "#meta+value2+code",
    "dim3": "#meta+dimension3+code",
    "value3": "#meta+value3+code",
    "count": "#indicator+num",
    "low": "#indicator+min+num",
    "high": "#indicator+max+num",
    "status": "#meta+status+code",
    "adds_up": "#meta+additive",
}
HEADER = tuple(COLUMNS)
ROUNDED, EXACT, HIDDEN, SUM = "rounded", "exact", "hidden", "sum"
_DIMENSIONS = 3
#: a spreadsheet program would take a text that begins so for a formula
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def render(report: Report, _language: str) -> bytes:
    """The CSV: UTF-8 with a byte order mark, totals as ``*``."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(HEADER)
    writer.writerow(COLUMNS.values())
    of_all = _of_all(report)
    for table in report.tables:
        for key in keys(table):
            writer.writerow(_escaped(cell) for cell in [*of_all, *_row(table, key)])
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def keys(table: ReportTable) -> list[Key]:
    """The keys of a table's figures in printed order; each row's or the table's total last."""
    rows: list[Key] = [()]
    for values in table.values:
        rows = [(*row, value) for row in rows for value in (*values, TOTAL)]
    return rows


def _of_all(report: Report) -> list[str]:
    """What every row says of the report."""
    place = ";".join(f"{name}={value}" for name, value in report.filters)
    return ["" if report.number is None else str(report.number), report.period.label, place]


def _row(table: ReportTable, key: Key) -> list[str]:
    definition = table.definition
    cells = [definition.id, definition.population, definition.unit.code]
    for dimension, value in zip(definition.dimensions, key, strict=True):
        cells += [dimension.name, value]
    cells += [""] * 2 * (_DIMENSIONS - len(key))
    count = table.counts[key]
    low, high = interval(count, table.base, table.terms)
    return [
        *cells,
        printed(count, table.base, table.terms),
        str(low),
        "" if high is None else str(high),
        _status(table, count),
        "no" if definition.overlapping else "yes",
    ]


def _status(table: ReportTable, count: int | None) -> str:
    if count is None:
        return HIDDEN
    if table.terms > 1:
        return SUM
    return EXACT if table.base == 1 else ROUNDED


def _escaped(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
