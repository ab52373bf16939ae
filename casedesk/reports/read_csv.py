"""Reading the long CSV again."""

import csv
import io
from collections.abc import Iterator

from casedesk.disclosure import HIDDEN, TOTAL, Key, printed
from casedesk.reports.expectation import every_key, must
from casedesk.reports.tables import Report, ReportTable

_HEAD = (
    "report,period,place,table,population,unit,dim1,value1,dim2,value2,dim3,value3,"
    "count,low,high,status,adds_up\r\n"
    "#meta+report+id,#date+period,#meta+filter,#meta+table+id,#meta+population+code,"
    "#meta+unit+code,#meta+dimension1+code,#meta+value1+code,#meta+dimension2+code,"
    "#meta+value2+code,#meta+dimension3+code,#meta+value3+code,#indicator+num,"
    "#indicator+min+num,#indicator+max+num,#meta+status+code,#meta+additive\r\n"
)


def check(report: Report, content: bytes) -> None:
    """Raise Differs unless each cell of each row is what the report says."""
    text = content.decode("utf-8")
    must(text.startswith("\ufeff" + _HEAD) and text.endswith("\r\n"), "header")
    must(text.count("\r") == text.count("\n"), "line ends")
    rows = list(csv.reader(io.StringIO(text[1:], newline=""), strict=True))
    expected = list(_expected(report))
    must(len(rows) == 2 + len(expected), "number of rows")
    for at, (row, wanted) in enumerate(zip(rows[2:], expected, strict=True), start=3):
        must(row == wanted, f"row {at}")


def _expected(report: Report) -> Iterator[list[str]]:
    number = str(report.number) if report.number is not None else ""
    place = ";".join("=".join(pair) for pair in report.filters)
    for table in report.tables:
        what = table.definition
        for key in every_key(what):
            cells = [number, report.period.label, place]
            cells += [what.id, what.unit.name, what.unit.code]
            cells += _classified(table, key) + _figure(table, table.counts[key])
            cells.append("no" if what.overlapping else "yes")
            yield ["'" * (cell[:1] in tuple("=+-@\t\r")) + cell for cell in cells]


def _classified(table: ReportTable, key: Key) -> list[str]:
    cells: list[str] = []
    for dimension, value in zip(table.definition.dimensions, key, strict=True):
        must(value == TOTAL or value in dimension.labels, table.definition.id)
        cells.extend((dimension.name, value))
    return cells + ["", ""] * (3 - len(key))


def _figure(table: ReportTable, count: int | None) -> list[str]:
    if count is None:
        return [HIDDEN, "0", "", "hidden"]
    off = table.terms * (table.base - 1)
    status = "sum" if table.terms > 1 else "exact" if table.base == 1 else "rounded"
    text = printed(count, table.base, table.terms)
    return [text, str(max(count - off, 0)), str(count + off), status]
