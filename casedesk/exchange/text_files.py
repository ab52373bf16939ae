"""Reading comma-separated text as people's programs write it."""

import csv
import gzip
import io
import re
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from casedesk.exchange.errors import BrokenQuotes, FileTooLarge, HugeCell, UnreadableFile

SEPARATORS = (",", ";", "\t", "|")
GZIP = b"\x1f\x8b"
#: longest text of an answer is 100,000 characters
LONGEST_CELL = 131_072
#: what is in a file at most, unpacked: some million rows
_LARGEST = 600 << 20
_BOMS = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
#: what spreadsheet programs in Mexico save when it is not Unicode, most usual first
_LEGACY = ("cp1252", "mac_roman", "cp850")
_SPANISH = frozenset("áéíóúüñÁÉÍÓÚÜÑ¿¡ªº°–—“”’çãõâêô")
#: bytes that are no UTF-8, as Python keeps them
_STRAYS = re.compile("[\udc80-\udcff]+")
#: put before what a spreadsheet program would take for a formula
_ESCAPED = re.compile(r"'(?=[=+\-@\t\r])")


def content(path: Path) -> bytes:
    """The bytes of a file, unpacked if it is packed. Raises UnreadableFile or FileTooLarge."""
    with path.open("rb") as file:
        packed = file.read(2) == GZIP
    try:
        with gzip.open(path) if packed else path.open("rb") as file:
            found = file.read(_LARGEST + 1)
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise UnreadableFile(file=path.name) from error
    if len(found) > _LARGEST:
        raise FileTooLarge(file=path.name)
    return found


def decoded(raw: bytes, name: str) -> str:
    """The text, whatever it is encoded in. Raises UnreadableFile if it is no text."""
    for bom, encoding in _BOMS:
        if raw.startswith(bom):
            return _decoded(raw, encoding, name)
    sample = raw[:4096]
    if b"\0" in sample:
        return _decoded(raw, _wide(sample, name), name)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        text = _mixed(raw)
    if "\0" in text:
        raise UnreadableFile(file=name)
    return text


def rows(text: str, separator: str, name: str) -> Iterator[list[str]]:
    """The rows, empty ones too. Raises HugeCell or BrokenQuotes."""
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    count = 0
    try:
        for row in reader:
            count += 1
            yield [_ESCAPED.sub("", cell) if cell[:1] == "'" else cell for cell in row]
    except csv.Error as error:
        if "field larger" in str(error):
            raise HugeCell(file=name, row=count + 1, limit=LONGEST_CELL) from None
        raise BrokenQuotes(file=name, row=count) from None


def head(text: str, separator: str, count: int) -> Sequence[list[str]]:
    """The first rows as a separator parts them, as far as they can be read."""
    lines = "\n".join(text[: 64 * 1024].splitlines()[:count])
    found: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(lines, newline=""), delimiter=separator):
            found.append(row)
    except csv.Error:
        pass
    return found


def _decoded(raw: bytes, encoding: str, name: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        raise UnreadableFile(file=name) from None


def _wide(sample: bytes, name: str) -> str:
    """UTF-16 without a mark: every other byte of Western text is zero."""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) < len(sample) // 4 or min(even, odd) > len(sample) // 20:
        raise UnreadableFile(file=name)
    return "utf-16-be" if even > odd else "utf-16-le"


def _mixed(raw: bytes) -> str:
    """Text of an older encoding, or Unicode into which some of it was pasted."""
    text = raw.decode("utf-8", "surrogateescape")
    strays = sum(map(len, _STRAYS.findall(text)))
    if 2 * strays > sum(byte > 127 for byte in raw):
        return _legacy(raw)
    # One such byte must not turn every accent of the file into two wrong letters.
    return _STRAYS.sub(lambda run: _legacy(run[0].encode("utf-8", "surrogateescape")), text)


def _legacy(raw: bytes) -> str:
    """The text in the encoding that makes the most letters of Spanish of what is not ASCII."""
    marks = bytes(byte for byte in raw[: 1 << 20] if byte > 127)

    def letters(encoding: str) -> int:
        return sum(letter in _SPANISH for letter in marks.decode(encoding, "replace"))

    best = max(_LEGACY, key=letters)
    return raw.decode("latin-1" if best == "cp1252" and _undefined(raw) else best)


def _undefined(raw: bytes) -> bool:
    """Whether bytes occur that cp1252 leaves open."""
    return any(byte in raw for byte in (0x81, 0x8D, 0x8F, 0x90, 0x9D))
