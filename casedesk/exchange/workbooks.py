"""Reading workbooks (.xlsx): one sheet, as the texts that a .csv of it would hold."""

import warnings
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from itertools import islice
from pathlib import Path
from typing import Any

from casedesk.exchange.errors import (
    FileTooLarge,
    HugeCell,
    LockedWorkbook,
    NoSuchSheet,
    OldWorkbook,
    UnreadableFile,
)
from casedesk.exchange.text_files import LONGEST_CELL

ZIP = b"PK\x03\x04"
#: the container of old and of encrypted workbooks
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LARGEST = 2 << 30
#: a sheet can claim a million rows of sixteen thousand columns, all empty
_MOST_COLUMNS = 500
#: asked for, since what a sheet says of its size can be wrong: rows beyond would be left out unseen
_MOST_ROWS = 1 << 20


def refuse_ole(path: Path) -> None:
    """Raise the error for what is no .xlsx inside."""
    with path.open("rb") as file:
        encrypted = "EncryptedPackage".encode("utf-16-le") in file.read(8 << 20)
    raise (LockedWorkbook if encrypted else OldWorkbook)(file=path.name)


def opened(path: Path) -> Any:
    """The workbook, to be given to :func:`rows`, which closes it. Raises UnreadableFile."""
    # Opening a workbook may warn of styles and lists that do not matter here.
    import openpyxl  # noqa: PLC0415 - slow to load

    _check_archive(path)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return openpyxl.load_workbook(path, read_only=True, data_only=True)
    except Exception as error:  # whatever openpyxl meets in a broken file
        raise UnreadableFile(file=path.name) from error


def rows(book: Any, sheet: str, name: str) -> tuple[Iterator[list[str]], int]:
    """The rows of a sheet, the first if none is named, and how many there may be.

    ``name`` is that of the file. Raises UnreadableFile and its kinds, or NoSuchSheet.
    """
    names = [each.title for each in book.worksheets]
    if not names or (sheet and sheet not in names):
        book.close()
        raise NoSuchSheet(file=name, sheet=sheet, sheets=", ".join(names))
    chosen = book[sheet or names[0]]
    return _closing(book, _rows(chosen, name)), chosen.max_row or 0


def tops(book: Any, count: int, name: str) -> dict[str, list[list[str]]]:
    """The first rows of every sheet, by its title. Raises UnreadableFile and its kinds."""
    return {each.title: list(islice(_rows(each, name), count)) for each in book.worksheets}


def _closing(book: Any, rows: Iterator[list[str]]) -> Iterator[list[str]]:
    try:
        yield from rows
    finally:
        book.close()


def _rows(sheet: Any, name: str) -> Iterator[list[str]]:
    cells = sheet.iter_rows(values_only=True, max_row=_MOST_ROWS, max_col=_MOST_COLUMNS)
    for number, row in enumerate(_safely(cells, name), start=1):
        texts = [value if type(value) is str else _text(value) for value in row]
        while texts and not texts[-1]:
            texts.pop()
        if any(len(text) > LONGEST_CELL for text in texts):
            raise HugeCell(file=name, row=number, limit=LONGEST_CELL)
        yield texts


def _safely(cells: Iterator[Any], name: str) -> Iterator[Any]:
    while True:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                row = next(cells)
        except StopIteration:
            return
        except Exception as error:  # whatever openpyxl meets in a broken file
            raise UnreadableFile(file=name) from error
        yield row


def _check_archive(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
            size = sum(entry.file_size for entry in archive.infolist())
            encrypted = any(entry.flag_bits & 1 for entry in archive.infolist())
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise UnreadableFile(file=path.name) from error
    if encrypted:
        raise LockedWorkbook(file=path.name)
    if "[Content_Types].xml" not in names:
        raise OldWorkbook(file=path.name)
    if size > _LARGEST:
        raise FileTooLarge(file=path.name)


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime):
        whole = value.time() == time()
        return value.date().isoformat() if whole else value.isoformat(sep=" ", timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)
