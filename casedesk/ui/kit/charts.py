"""Bars with their number printed beside them."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from casedesk.ui.kit.theme import colour, px

_ROW = 30
_BAR = 18
_HIDDEN = 24  #: every hidden bar, whatever it hides
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True)
class Bar:
    """A bar: its label, the number as it is printed, and its length; None if it is hidden."""

    label: str
    printed: str
    length: float | None


class BarChart(QWidget):
    """Horizontal bars, read out as text."""

    def __init__(self, bars: Sequence[Bar] = ()) -> None:
        super().__init__()
        self._bars: tuple[Bar, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_bars(bars)

    def show_bars(self, bars: Sequence[Bar], name: str = "") -> None:
        """Show these bars; ``name`` is what the chart is about."""
        self._bars = tuple(bars)
        self.setAccessibleName(name)
        self.setAccessibleDescription("; ".join(f"{bar.label}: {bar.printed}" for bar in bars))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """One row for each bar."""
        return QSize(px(360), px(_ROW) * len(self._bars) + px(4))

    def minimumSizeHint(self) -> QSize:
        """As high as it is, but narrower."""
        return QSize(px(220), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all is painted anew
        """Draw every row."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        metrics = painter.fontMetrics()
        widest = max((metrics.horizontalAdvance(bar.label) for bar in self._bars), default=0)
        left = min(widest + px(12), int(self.width() * 0.45))
        printed = max((metrics.horizontalAdvance(bar.printed) for bar in self._bars), default=0)
        room = max(px(30), self.width() - left - printed - px(16))
        longest = max((bar.length or 0 for bar in self._bars), default=0) or 1
        for at, bar in enumerate(self._bars):
            shown = bar.length is not None
            length = max(3.0, room * (bar.length or 0) / longest) if shown else float(px(_HIDDEN))
            self._paint_row(painter, at * px(_ROW) + px(2), left, bar, length)
        painter.end()

    def _paint_row(self, painter: QPainter, y: int, left: int, bar: Bar, length: float) -> None:
        metrics = painter.fontMetrics()
        height = px(_ROW) - px(4)
        name = metrics.elidedText(bar.label, Qt.TextElideMode.ElideRight, left - px(10))
        painter.setPen(colour("text"))
        label_rect = QRect(0, y, left - px(10), height)
        painter.drawText(label_rect, int(_MIDDLE | Qt.AlignmentFlag.AlignRight), name)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("accent" if bar.length is not None else "hidden_bar"))
        top = y + (height - px(_BAR)) / 2
        painter.drawRoundedRect(QRectF(left, top, length, px(_BAR)), px(3), px(3))
        painter.setPen(colour("text"))
        room = QRectF(left + length + px(7), y, self.width(), height)
        painter.drawText(room, int(_MIDDLE | Qt.AlignmentFlag.AlignLeft), bar.printed)
