"""Reading the PDF again: every text on every page, in order and in its place, and every bar."""

import io
from collections.abc import Iterable, Sequence

from pypdf import PdfReader

from casedesk.reports import frame, promise
from casedesk.reports.expectation import Line, Says, must, says
from casedesk.reports.read_pdf_objects import check_objects
from casedesk.reports.read_pdf_pages import Bar, Text, shown
from casedesk.reports.tables import Report
from casedesk.reports.wording import Words

#: how far two places may be apart, and a label from the middle of its row, in points
_NEAR, _ROW = 0.5, 30
#: the length of the shortest bar, and what is left free between a bar and its number, in points
_SHORTEST, _FREE = 14.17, 4.25
_SOME, _NO = "#0b6468", "#a9b4b9"


def check(report: Report, words: Words, content: bytes) -> None:
    """Raise Differs unless the pages show what the report says and the file holds nothing else."""
    reader = PdfReader(io.BytesIO(content), strict=True)
    try:
        title = frame.title(report, words)
        check_objects(reader, content, title, {"es": "es-MX", "en": "en"}[words.language])
        reading = Reading(_without_feet(list(shown(reader)), report, words))
    finally:
        reader.close()
    reading.texts([title, frame.subtitle(report, words), *frame.particulars(report, words)])
    reading.texts([words.say(promise.HOW_TITLE), *promise.how_to_read(report, words)])
    for table in report.tables:
        _table(reading, says(table, words), words)
    reading.texts([words.say(promise.TITLE)])
    for section in promise.sections(report, words):
        reading.texts([section.title, *section.paragraphs])
    reading.ends()


class Reading:
    """What is shown, taken in order."""

    def __init__(self, pages: Iterable[Sequence[Text | Bar]]) -> None:
        self._left = [each for page in pages for each in page]
        self._page = 0

    def text(self, expected: str) -> list[Text]:
        """Take a text, which may stand on several lines; spaces do not count."""
        wanted, found, taken = _bare(expected), "", list[Text]()
        while len(found) < len(wanted):
            must(bool(self._left) and isinstance(self._left[0], Text), f"page {self._page}")
            each = self._left.pop(0)
            assert isinstance(each, Text)  # noqa: S101  # as was just seen
            found, self._page = found + _bare(each.text), each.page
            taken.append(each)
        must(found == wanted, f"page {self._page}")
        return taken

    def texts(self, expected: Iterable[str]) -> None:
        """Take these texts, one after the other."""
        for each in expected:
            self.text(each)

    def bar(self) -> Bar | None:
        """Take a bar, if one is next."""
        if self._left and isinstance(self._left[0], Bar):
            bar = self._left.pop(0)
            assert isinstance(bar, Bar)  # noqa: S101  # as was just seen
            return bar
        return None

    def turns(self) -> bool:
        """Whether what is next stands on another page."""
        return bool(self._left) and self._left[0].page != self._page

    def ends(self) -> None:
        """Raise Differs if anything is left."""
        must(not self._left, "end")


def _table(reading: Reading, said: Says, words: Words) -> None:
    reading.text(said.title)
    if len(said.table.definition.dimensions) == 1:
        _bars(reading, said, words)
        _Grid(reading).line(Line(said.lines[-1].label, said.lines[-1].figures, ()), said, words)
    else:
        grid = _Grid(reading)
        grid.head(said.header)
        for line in said.lines:
            if reading.turns():
                grid.head(said.header)
            grid.line(line, said, words)
    reading.text("".join(said.notes))


class _Grid:
    """The rows of a table: each column under its head, each row below the one before."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._edges: list[float] = []
        self._last: Text | None = None

    def head(self, texts: Sequence[str]) -> None:
        """Take the heads, from left to right."""
        cells = [self._reading.text(each) for each in texts]
        places = [max(each.end for each in cell) for cell in cells]
        must(places == sorted(places), texts[0])
        self._last = None

    def line(self, line: Line, said: Says, words: Words) -> None:
        """Take a row; its figures stand on one line, each at the edge of its column."""
        where = f"{said.title}, {line.label}"
        label = self._reading.text(line.label)
        expected = [*(said.text(each, words) for each in line.figures), *line.derived]
        cells = [self._reading.text(each) for each in expected]
        edges = [cell[-1].end for cell in cells]
        self._edges = self._edges or edges
        pairs = zip(edges, self._edges, strict=True)
        must(all(abs(one - other) < _NEAR for one, other in pairs), where)
        must(edges == sorted(set(edges)), where)
        middle = cells[0][0]
        must(all(abs(text.y - middle.y) < _NEAR for cell in cells for text in cell), where)
        must(all(abs(text.y - middle.y) < _ROW for text in label), where)
        must(max(text.end for text in label) < min(cell[0].x for cell in cells), where)
        last = self._last
        must(last is None or last.page != middle.page or middle.y < last.y - _NEAR, where)
        self._last = middle


def _bars(reading: Reading, said: Says, words: Words) -> None:
    """Take a chart: a bar is as long as its figure on one scale, and a hidden figure has none."""
    totals = [line.figures[-1] for line in said.lines[:-1]]
    drawn: list[tuple[int, Bar]] = []
    for line, figure in zip(said.lines[:-1], totals, strict=True):
        where = f"{said.title}, {line.label}"
        label = reading.text(line.label)
        bar = reading.bar()
        text = reading.text(said.text(figure, words))[0]
        must((bar is None) == (figure is None), where)
        after = max(each.end for each in label) + _FREE
        if bar is not None and figure is not None:
            must(bar.colour == (_SOME if figure else _NO), where)
            must(bar.low < text.y < bar.high and abs(bar.right + _FREE - text.x) < _NEAR, where)
            drawn.append((figure, bar))
        else:
            must(after < text.x + _NEAR + _FREE and text.x - after < 2 * _FREE, where)
        must(all(abs(each.y - text.y) < _ROW / 2 for each in label), where)
    _scale(drawn, said.title)


def _scale(drawn: Sequence[tuple[int, Bar]], where: str) -> None:
    if not drawn:
        return
    most, longest = max(drawn, key=lambda each: each[0])
    for figure, bar in drawn:
        length = (longest.right - longest.left) * figure / most if most else _SHORTEST
        must(abs(bar.right - bar.left - max(length, _SHORTEST)) < _NEAR, where)
        must(abs(bar.left - longest.left) < _NEAR, where)


def _without_feet(
    pages: Sequence[list[Text | Bar]], report: Report, words: Words
) -> list[list[Text | Bar]]:
    """What pages show above their feet, which say which page of how many it is."""
    found = []
    for number, page in enumerate(pages, start=1):
        place = words.say(frame.PAGE).format(number=number, total=len(pages))
        lowest = min(each.y for each in page if isinstance(each, Text))
        feet = [each for each in page if isinstance(each, Text) and each.y - lowest < _NEAR]
        must(page[-len(feet) :] == feet, f"page {number}")
        said = "".join(each.text for each in feet)
        must(said == frame.foot(report, words) + place, f"page {number}")
        found.append(page[: -len(feet)])
    return found


def _bare(text: str) -> str:
    return "".join(text.split())
