"""Bars whose lengths are printed numbers; a "0–4" is a grey stub of one length."""

from collections.abc import Sequence

from reportlab.lib.colors import HexColor
from reportlab.lib.units import mm
from reportlab.lib.utils import simpleSplit
from reportlab.platypus import Flowable

from casedesk.reports.layout import Words

_ROW = 5.4 * mm
_BAR = 3.6 * mm
_STUB = 5 * mm
_LABEL = 62 * mm
_NUMBER = 16 * mm
_LABEL_ROOM = _LABEL - 3 * mm
_FONT, _SIZE, _SMALL = "NotoSans", 8, 6.5
_TEAL, _GREY, _TEXT = (HexColor(colour) for colour in ("#0B6468", "#A9B4B9", "#17232A"))


class Bars(Flowable):
    """Horizontal bars with their label before and their number behind them."""

    def __init__(self, rows: Sequence[tuple[str, int]], words: Words, width: float) -> None:
        super().__init__()
        self.rows = rows
        self.words = words
        self.width = width
        self.height = _ROW * len(rows) + 2 * mm

    def wrap(self, _available_width: float, _available_height: float) -> tuple[float, float]:
        """The room it takes."""
        return self.width, self.height

    def draw(self) -> None:
        """Draw every bar."""
        longest = max((value for _label, value in self.rows), default=0)
        room = self.width - _LABEL - _NUMBER
        for at, (label, value) in enumerate(self.rows):
            low = self.height - (at + 1) * _ROW
            length = room * value / longest if value and longest else _STUB
            self._bar(label, value, low, max(length, _STUB))

    def _bar(self, label: str, value: int, low: float, length: float) -> None:
        canvas = self.canv
        canvas.setFillColor(_TEXT)
        self._label(label, low)
        canvas.setFont(_FONT, _SIZE)
        canvas.setFillColor(_TEAL if value else _GREY)
        canvas.roundRect(_LABEL, low + 0.4 * mm, length, _BAR, 0.8 * mm, stroke=0, fill=1)
        canvas.setFillColor(_TEXT)
        canvas.drawString(_LABEL + length + 1.5 * mm, low + 1.1 * mm, self.words.count(value))

    def _label(self, label: str, low: float) -> None:
        """Write the label whole: one that is long on two smaller lines."""
        lines = simpleSplit(label, _FONT, _SIZE, _LABEL_ROOM)
        size = _SIZE if len(lines) == 1 else _SMALL
        lines = simpleSplit(label, _FONT, size, _LABEL_ROOM)
        middle = low + 1.1 * mm + (len(lines) - 1) * size * 0.55
        self.canv.setFont(_FONT, size)
        for at, line in enumerate(lines):
            self.canv.drawRightString(_LABEL - 2 * mm, middle - at * size * 1.1, line)
