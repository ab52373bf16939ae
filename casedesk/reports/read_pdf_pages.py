"""Reading what a PDF's pages show: texts and bars, in the order in which they are drawn."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ContentStream

from casedesk.reports.expectation import must

#: a, b, c, d, e, f of a transformation, as PDF writes it
Matrix = tuple[float, float, float, float, float, float]
_NONE: Matrix = (1, 0, 0, 1, 0, 0)
_MAPPED = re.compile(rb"<([0-9A-F]{2})> <([0-9A-F]{4,})>")


@dataclass(frozen=True)
class Text:
    """A text drawn at once: its page, and where it begins and ends, in points."""

    page: int
    text: str
    x: float
    y: float
    end: float


@dataclass(frozen=True)
class Bar:
    """A filled shape with round corners: its page, its edges in points, and its colour."""

    page: int
    left: float
    right: float
    low: float
    high: float
    colour: str


@dataclass(frozen=True)
class Font:
    """Which character each byte stands for, and how wide it is, in thousandths."""

    characters: Mapping[int, str]
    widths: Mapping[int, float]


class PageReader:
    """Follows what draws one page; an operator that no report needs is refused."""

    def __init__(self, number: int, fonts: Mapping[str, Font]) -> None:
        self._number, self._fonts = number, fonts
        self._matrix, self._colour, self._kept = _NONE, "", list[tuple[Matrix, str]]()
        #: where the line begins, and where the next text of it does
        self._line, self._at = _NONE, _NONE
        self._leading, self._wider, self._font, self._size = 0.0, 0.0, "", 0.0
        self._path: list[tuple[float, float]] = []
        self._round = False
        self.shown: list[Text | Bar] = []

    def read(self, operations: Sequence[tuple[list[Any], bytes]]) -> None:
        """Follow all operators."""
        for operands, operator in operations:
            done = _OPERATORS.get(operator.decode())
            must(done is not None, f"page {self._number}")
            if done is not None:
                done(self, operands)

    def keep(self, _operands: list[Any]) -> None:
        """Keep the matrix and colour for later."""
        self._kept.append((self._matrix, self._colour))

    def restore(self, _operands: list[Any]) -> None:
        """Take up the matrix and colour kept last."""
        self._matrix, self._colour = self._kept.pop()

    def transform(self, operands: list[Any]) -> None:
        """Move or turn what follows."""
        self._matrix = _times(_matrix(operands), self._matrix)

    def fill_colour(self, operands: list[Any]) -> None:
        """The colour of what follows, as ``#0b6468``."""
        self._colour = "#" + "".join(f"{round(float(each) * 255):02x}" for each in operands)

    def place(self, operands: list[Any]) -> None:
        """Where a text begins."""
        self._line = self._at = _matrix(operands)

    def begin(self, _operands: list[Any]) -> None:
        """Begin texts at the origin."""
        self._line = self._at = _NONE

    def font(self, operands: list[Any]) -> None:
        """The font and size of what follows."""
        self._font, self._size = str(operands[0]), float(operands[1])

    def leading(self, operands: list[Any]) -> None:
        """How far lines are apart."""
        self._leading = float(operands[0])

    def spaces(self, operands: list[Any]) -> None:
        """How much wider each space is."""
        self._wider = float(operands[0])

    def move(self, operands: list[Any]) -> None:
        """Begin the next line at a distance from this one."""
        step = (1, 0, 0, 1, float(operands[0]), float(operands[1]))
        self._line = self._at = _times(step, self._line)

    def next_line(self, _operands: list[Any]) -> None:
        """Begin the next line below this one."""
        self.move([0, -self._leading])

    def write(self, operands: list[Any]) -> None:
        """A text; the next one on the line begins where it ends."""
        font, codes = self._fonts[self._font], operands[0].original_bytes
        width = sum(font.widths[code] for code in codes) * self._size / 1000
        width += self._wider * codes.count(b" ")
        text = "".join(font.characters[code] for code in codes)
        start = _times(self._at, self._matrix)
        self._at = _times((1, 0, 0, 1, width, 0), self._at)
        end = _times(self._at, self._matrix)
        self.shown.append(Text(self._number, text, start[4], start[5], end[4]))

    def path(self, operands: list[Any]) -> None:
        """A point, or a curve to one."""
        for at in range(0, len(operands), 2):
            point = (1, 0, 0, 1, float(operands[at]), float(operands[at + 1]))
            self._path.append(_times(point, self._matrix)[4:])
        self._round = self._round or len(operands) > 2

    def paint(self, _operands: list[Any]) -> None:
        """Fill, draw or forget the path; one that is round and filled is a bar."""
        self._path, self._round = [], False

    def fill(self, operands: list[Any]) -> None:
        """Fill the path."""
        if self._round:
            across, up = ([point[at] for point in self._path] for at in (0, 1))
            edges = (min(across), max(across), min(up), max(up))
            self.shown.append(Bar(self._number, *edges, self._colour))
        self.paint(operands)

    def nothing(self, _operands: list[Any]) -> None:
        """What changes neither texts nor bars: rectangles behind cells, widths of lines."""


_OPERATORS: Mapping[str, Callable[[PageReader, list[Any]], None]] = {
    "q": PageReader.keep,
    "Q": PageReader.restore,
    "cm": PageReader.transform,
    "rg": PageReader.fill_colour,
    "BT": PageReader.begin,
    "Tm": PageReader.place,
    "Tf": PageReader.font,
    "TL": PageReader.leading,
    "Tw": PageReader.spaces,
    "Td": PageReader.move,
    "T*": PageReader.next_line,
    "Tj": PageReader.write,
    "m": PageReader.path,
    "l": PageReader.path,
    "c": PageReader.path,
    "f*": PageReader.fill,
    "n": PageReader.paint,
    "S": PageReader.paint,
    **dict.fromkeys(("ET", "re", "h", "RG", "w", "J", "j"), PageReader.nothing),
}


def shown(reader: PdfReader) -> Iterator[list[Text | Bar]]:
    """What each page shows, in the order in which it is drawn. Raises Differs or KeyError."""
    for number, page in enumerate(reader.pages, start=1):
        resources: Any = page["/Resources"]
        fonts = resources["/Font"].get_object()
        following = PageReader(number, {name: _font(fonts[name].get_object()) for name in fonts})
        content = ContentStream(page["/Contents"].get_object(), reader)
        following.read(content.operations)
        yield following.shown


def _font(font: Any) -> Font:
    pairs = _MAPPED.findall(font["/ToUnicode"].get_data())
    characters = {
        int(code, 16): bytes.fromhex(to.decode()).decode("utf-16-be") for code, to in pairs
    }
    first = int(font["/FirstChar"])
    widths = {first + at: float(width) for at, width in enumerate(font["/Widths"])}
    return Font(characters, widths)


def _matrix(operands: list[Any]) -> Matrix:
    a, b, c, d, e, f = map(float, operands)
    return a, b, c, d, e, f


def _times(first: Matrix, then: Matrix) -> Matrix:
    """One transformation after another."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    linear = (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j)
    return (*linear, e * g + f * i + k, e * h + f * j + m)
