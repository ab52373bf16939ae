"""Files and mappings for the tests of imports; everybody in them is invented."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path

import openpyxl

from casedesk.exchange.mapping import Mapping
from casedesk.exchange.mapping_files import read

SMALL = """
source = "small"
es = "Pequeño"
en = "Small"

[columns.name]
headers = ["Nombre"]
to = "person.given_names"

[columns.sex]
headers = ["Sexo"]
required = true
to = "person.sex"

[columns.entered]
headers = ["Fecha de entrada"]
required = true
to = ["stay.entered_on", "case.opened_on", "person.age_on", "service.given_on"]

[columns.age]
headers = ["Edad"]
to = "person.age"
highest = 99
outside = "unknown"

[columns.food]
headers = ["Comida"]
creates = { kind = "service", what = "food" }
"""
HEADERS = ("Nombre", "Sexo", "Fecha de entrada", "Edad", "Comida")
ROWS = (
    ("Lía Inventada", "Mujer", "2026-03-01", "31", "Sí"),
    ("Óscar Ficticio", "Hombre", "15/03/2026", "100", "No"),
    ("", "No especificado", "03/2026", "", ""),
)


def mapping(folder: Path, text: str = SMALL, name: str = "mine") -> Mapping:
    """A mapping read from a file of its own."""
    path = folder / f"{name}.toml"
    path.write_text(text, encoding="utf-8")
    return read(path)


def as_csv(
    rows: Sequence[Sequence[object]] = ROWS,
    headers: Sequence[str] = HEADERS,
    separator: str = ",",
) -> str:
    """Rows as comma-separated text."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator).writerows([headers, *rows])
    return text.getvalue()


def csv_file(
    folder: Path,
    rows: Sequence[Sequence[object]] = ROWS,
    headers: Sequence[str] = HEADERS,
    name: str = "rows.csv",
) -> Path:
    """Rows in a file of comma-separated text."""
    path = folder / name
    path.write_text(as_csv(rows, headers), encoding="utf-8", newline="")
    return path


def workbook(
    folder: Path,
    rows: Sequence[Sequence[object]] = ROWS,
    headers: Sequence[str] = HEADERS,
    sheet: str = "Hoja1",
) -> Path:
    """Rows in a workbook of one sheet, after an empty second one."""
    book = openpyxl.Workbook()
    first = book.worksheets[0]
    first.title = sheet
    for row in (headers, *rows):
        first.append(list(row))
    book.create_sheet("Otra")
    path = folder / "rows.xlsx"
    book.save(path)
    return path
