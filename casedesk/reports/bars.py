"""Bars whose lengths are printed numbers; a "0–4" is a grey stub of one length.

A hidden figure has no bar, and its dash stands at the same place whatever it hides. The scale is
the longest figure shown.
"""

from collections.abc import Sequence

from reportlab.lib.colors import HexColor
from reportlab.lib.units import mm
from reportlab.lib.utils import simpleSplit
from reportlab.platypus import Flowable

from casedesk.reports.layout import Figure

_ROW = 5.4 * mm
_BAR = 3.6 * mm
_STUB = 5 * mm
_LABEL = 62 * mm
_NUMBER = 16 * mm
_LABEL_ROOM = _LABEL - 3 * mm
_FONT, _SIZE, _SMALL = "NotoSans", 8, 6.5
_TEAL, _GREY, _TEXT = (HexColor(colour) for colour in ("#0B6468", "#A9B4B9", "#17232A"))

Bar = tuple[str, Figure, int | None]


class Bars(Flowable):
    """Horizontal bars with their label before and their figure behind them.

    Each row is a label, the figure printed, and the length to draw: None is no bar.
    """

    def __init__(self, rows: Sequence[Bar], width: float, longest: int | None = None) -> None:
        super().__init__()
        self.rows = rows
        self.width = width
        self.height = _ROW * len(rows) + 2 * mm
        self._longest = longest or max((value or 0 for _label, _figure, value in rows), default=0)

    def wrap(self, _available_width: float, _available_height: float) -> tuple[float, float]:
        """The room it takes."""
        return self.width, self.height

    def split(self, _available_width: float, available_height: float) -> list[Flowable]:
        """Two charts of one scale if the page is too short for all rows."""
        fitting = int((available_height - 2 * mm) / _ROW)
        if fitting < 1:
            return []
        halves = self.rows[:fitting], self.rows[fitting:]
        return [Bars(half, self.width, self._longest) for half in halves if half]

    def draw(self) -> None:
        """Draw every bar."""
        room = self.width - _LABEL - _NUMBER
        for at, (label, figure, value) in enumerate(self.rows):
            low = self.height - (at + 1) * _ROW
            length = room * value / self._longest if value and self._longest else _STUB
            self._bar(label, figure, value, low, max(length, _STUB))

    def _bar(self, label: str, figure: Figure, value: int | None, low: float, long: float) -> None:
        canvas = self.canv
        canvas.setFillColor(_TEXT)
        self._label(label, low)
        canvas.setFont(_FONT, _SIZE)
        end = 0.0
        if value is not None:
            canvas.setFillColor(_TEAL if value else _GREY)
            canvas.roundRect(_LABEL, low + 0.4 * mm, long, _BAR, 0.8 * mm, stroke=0, fill=1)
            end = long + 1.5 * mm
        canvas.setFillColor(_TEXT)
        canvas.drawString(_LABEL + end, low + 1.1 * mm, figure.text)

    def _label(self, label: str, low: float) -> None:
        """Write the label whole: one that is long on two smaller lines."""
        lines = simpleSplit(label, _FONT, _SIZE, _LABEL_ROOM)
        size = _SIZE if len(lines) == 1 else _SMALL
        lines = simpleSplit(label, _FONT, size, _LABEL_ROOM)
        middle = low + 1.1 * mm + (len(lines) - 1) * size * 0.55
        self.canv.setFont(_FONT, size)
        for at, line in enumerate(lines):
            self.canv.drawRightString(_LABEL - 2 * mm, middle - at * size * 1.1, line)
