"""Columns side by side, one for each week, with the months under them."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from casedesk.i18n import short_month
from casedesk.reports.arrivals import Week
from casedesk.ui.kit.theme import colour, px

_HEIGHT = 200
_NUMBERS, _MONTHS = 20, 24  #: above the columns, and under them
_HIDDEN = 16  #: every hidden column, whatever it hides
_WIDEST = 36
_BELOW = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom)
_ABOVE = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom)


class WeeksChart(QWidget):
    """Drawn by hand, read out as text."""

    def __init__(self) -> None:
        super().__init__()
        self._weeks: tuple[Week, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_weeks(self, weeks: Sequence[Week], name: str) -> None:
        """Show these weeks; ``name`` is what the chart is about."""
        self._weeks = tuple(weeks)
        self.setAccessibleName(name)
        self.setAccessibleDescription(in_words(weeks))
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(px(480), px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """As high as it is, but narrower."""
        return QSize(px(220), px(_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all is painted anew
        """Draw every week."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        floor = self.height() - px(_MONTHS)
        painter.setPen(colour("edge"))
        painter.drawLine(0, floor, self.width(), floor)
        step = min(px(_WIDEST), self.width() / max(len(self._weeks), 1))
        most = max((week.number or 0 for week in self._weeks), default=0) or 1
        metrics = painter.fontMetrics()
        room = max((metrics.horizontalAdvance(week.printed) for week in self._weeks), default=0)
        for at, week in enumerate(self._weeks):
            self._paint_week(painter, week, at * step, step, floor, most, numbers=room < step)
        painter.end()

    def _paint_week(
        self,
        painter: QPainter,
        week: Week,
        left: float,
        step: float,
        floor: int,
        most: int,
        *,
        numbers: bool,
    ) -> None:
        shown = week.number is not None
        share = (week.number or 0) / most
        height = share * (floor - px(_NUMBERS)) if shown else float(px(_HIDDEN))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("accent" if shown else "hidden_bar"))
        painter.drawRect(QRectF(left + step * 0.12, floor - height, step * 0.76, height))
        painter.setPen(colour("text"))
        if numbers:
            above = QRectF(left - step, 0, 3 * step, floor - height - px(2))
            painter.drawText(above, _ABOVE, week.printed)
        if week.month is not None:
            painter.drawLine(int(left), floor, int(left), floor + px(5))
            under = QRectF(left + px(3), floor, px(120), px(_MONTHS))
            painter.drawText(under, _BELOW, short_month(week.month))


def in_words(weeks: Sequence[Week]) -> str:
    """Every week with its number as it is printed."""
    return "; ".join(f"{week.label}: {week.printed}" for week in weeks)
