"""Files that are not what they should be: each has a sentence of its own."""

import gzip
import os
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from casedesk.errors import CasedeskError
from casedesk.exchange import errors, imports, text_files
from casedesk.storage.vault import Vault, chain_anchor
from tests.exchange.samples import HEADERS, ROWS, SMALL, as_csv, csv_file, mapping, workbook

Write = Callable[[Path], None]


def _bytes(content: bytes) -> Write:
    def write(path: Path) -> None:
        path.write_bytes(content)

    return write


def _nothing(_path: Path) -> None:
    """Write nothing."""


def _zip(*names: str) -> Write:
    def write(path: Path) -> None:
        with zipfile.ZipFile(path, "w") as archive:
            for name in names:
                archive.writestr(name, "<x/>")

    return write


def _cut_workbook(path: Path) -> None:
    whole = workbook(path.parent).read_bytes()
    path.write_bytes(whole[: len(whole) // 2])


def _wrecked_sheet(path: Path) -> None:
    whole = workbook(path.parent)
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, content[:-30] if name.endswith("sheet1.xml") else content)


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
HEAD = ",".join(HEADERS)
BAD: dict[str, tuple[Write, type[CasedeskError], str]] = {
    "no file": (_nothing, errors.NoSuchFile, "no file"),
    "a folder": (lambda path: path.mkdir(), errors.NoSuchFile, "no file"),
    "empty": (_bytes(b""), errors.EmptyFile, "no rows"),
    "blank lines": (_bytes(b"\n\n  \n,,\n"), errors.EmptyFile, "no rows"),
    "only headers": (_bytes(f"{HEAD}\n".encode()), errors.EmptyFile, "no rows"),
    "a picture": (
        _bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256))),
        errors.UnreadableFile,
        "cannot",
    ),
    "noise": (_bytes(b"\0" + os.urandom(4000)), errors.UnreadableFile, "cannot be read"),
    "zeros in text": (_bytes(as_csv().encode() + b"a\0b"), errors.UnreadableFile, "cannot"),
    "half a utf-16": (_bytes(b"\xff\xfe" + b"S\0e\0x"), errors.UnreadableFile, "cannot be read"),
    "cut gzip": (_bytes(gzip.compress(as_csv().encode())[:-12]), errors.UnreadableFile, "cannot"),
    "old workbook": (_bytes(OLE), errors.OldWorkbook, "does not read"),
    "locked workbook": (
        _bytes(OLE + "EncryptedPackage".encode("utf-16-le")),
        errors.LockedWorkbook,
        "password",
    ),
    "cut workbook": (_cut_workbook, errors.UnreadableFile, "cannot be read"),
    "wrecked sheet": (_wrecked_sheet, errors.UnreadableFile, "cannot be read"),
    "another zip": (_zip("mimetype", "content.xml"), errors.OldWorkbook, "does not read"),
    "hollow workbook": (_zip("[Content_Types].xml"), errors.UnreadableFile, "cannot be read"),
    "another table": (_bytes(b"uno,dos\n1,2\n"), errors.MissingColumns, "Sexo, Fecha de entrada"),
    "a column missing": (_bytes(b"Nombre,Sexo\nx,y\n"), errors.MissingColumns, ": Fecha de"),
    "a column twice": (
        _bytes(f"{HEAD}, sexo \n".encode() + b"a,b,c,d,e,f\n"),
        errors.RepeatedColumns,
        "called sexo",
    ),
    "a column unknown twice": (
        _bytes(f"{HEAD},Color,COLOR\n".encode() + b"a,b,c,d,e,f,g\n"),
        errors.RepeatedColumns,
        "called COLOR",
    ),
    "open quotes": (_bytes(f'{HEAD}\na,"b\nc,d\n'.encode()), errors.BrokenQuotes, "quotation"),
    "huge cell": (
        _bytes(f"{HEAD}\n{'x' * (text_files.LONGEST_CELL + 1)},Mujer\n".encode()),
        errors.HugeCell,
        "Row 2",
    ),
    "ten megabytes in a cell": (
        _bytes(f'{HEAD}\na,b,c,d,e\n"{"x" * (10 << 20)}'.encode()),
        errors.HugeCell,
        "Row 3",
    ),
}


@pytest.mark.parametrize("name", BAD)
def test_a_file_that_cannot_be_used_says_why_and_changes_nothing(
    name: str, vault: Vault, tmp_path: Path
) -> None:
    write, error, words = BAD[name]
    file = tmp_path / "what it is.csv"
    write(file)
    before = chain_anchor(vault)
    with pytest.raises(error, match=words) as caught:
        imports.run(vault, file, mapping(tmp_path))
    assert type(caught.value) is error
    assert chain_anchor(vault) == before


def test_a_workbook_without_the_sheet_named_lists_those_it_has(
    vault: Vault, tmp_path: Path
) -> None:
    named = mapping(tmp_path, 'sheet = "Personas"\n' + SMALL)
    with pytest.raises(errors.NoSuchSheet, match="Hoja1, Otra"):
        imports.plan(vault, workbook(tmp_path), named)
    assert imports.plan(vault, workbook(tmp_path, sheet="Personas"), named).new == 3


def test_rows_on_other_sheets_are_not_left_out_unseen(vault: Vault, tmp_path: Path) -> None:
    file = workbook(tmp_path, sheet="Enero")
    book = openpyxl.load_workbook(file)
    another = book.create_sheet("Febrero")
    for row in (("Albergue inventado",), HEADERS, *ROWS):
        another.append(row)
    book.create_sheet("Marzo").append(HEADERS)  # prepared, and empty
    book.save(file)
    with pytest.raises(errors.SeveralSheets, match="Enero, Febrero"):
        imports.plan(vault, file, mapping(tmp_path))
    named = mapping(tmp_path, 'sheet = "Febrero"\n' + SMALL)
    assert imports.plan(vault, file, named).new == len(ROWS)


def test_rows_beyond_what_a_sheet_says_of_its_size_are_read(vault: Vault, tmp_path: Path) -> None:
    whole, file = workbook(tmp_path), tmp_path / "small.xlsx"
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(file, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            if name.endswith("sheet1.xml"):
                assert b'<dimension ref="A1:E4"' in content
                content = content.replace(b'ref="A1:E4"', b'ref="A1:E2"')
            target.writestr(name, content)
    assert imports.plan(vault, file, mapping(tmp_path)).rows == len(ROWS)


def test_without_headers_nothing_of_the_first_person_is_told(vault: Vault, tmp_path: Path) -> None:
    file = csv_file(tmp_path, ROWS, ("Eusebia", "Mujer", "2026-03-01", "31", "Eusebia"))
    with pytest.raises(errors.MissingColumns) as caught:
        imports.plan(vault, file, mapping(tmp_path))
    assert "Eusebia" not in str(caught.value)


def test_a_file_that_unpacks_without_end_is_refused(
    vault: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(text_files, "_LARGEST", 10_000)
    file = tmp_path / "bomb.csv.gz"
    file.write_bytes(gzip.compress(bytes(1 << 20)))
    with pytest.raises(errors.FileTooLarge):
        imports.plan(vault, file, mapping(tmp_path))


def test_columns_unknown_or_absent_are_told(vault: Vault, tmp_path: Path) -> None:
    headers = ("Color", "SEXO ", "Fecha  de Entrada", "")
    file = csv_file(tmp_path, [("azul", "Mujer", "2026-03-01", "")], headers)
    plan = imports.plan(vault, file, mapping(tmp_path))
    assert (plan.new, plan.ignored) == (1, ("Color",))
    assert plan.absent == ("Nombre", "Edad", "Comida")


def test_a_row_with_too_many_cells_is_told(vault: Vault, tmp_path: Path) -> None:
    rows = [(*ROWS[0], "", ""), (*ROWS[1], "de más")]
    plan = imports.plan(vault, csv_file(tmp_path, rows), mapping(tmp_path))
    assert [(problem.row, problem.column) for problem in plan.problems] == [(3, "")]
    assert "more cells" in str(plan.problems[0])
