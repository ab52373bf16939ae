"""What happened, from top to bottom."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QWidget

from casedesk.ui.kit import icons
from casedesk.ui.kit.binding import Text
from casedesk.ui.kit.chips import GROUNDS, Tone
from casedesk.ui.kit.labels import label
from casedesk.ui.kit.layouts import clear, hbox, vbox
from casedesk.ui.kit.theme import colour, px, restyle


@dataclass(frozen=True)
class Event:
    """One entry: what, when, and perhaps a word more."""

    icon: str
    tone: Tone
    title: Text
    when: Text
    note: Text = ""


class Timeline(QWidget):
    """Entries along a line."""

    def __init__(self, events: Sequence[Event] = ()) -> None:
        super().__init__()
        self._rows = vbox(spacing=0)
        self.setLayout(self._rows)
        self.show_events(events)

    def show_events(self, events: Sequence[Event]) -> None:
        """Show these entries instead."""
        clear(self._rows)
        for at, event in enumerate(events):
            self._rows.addLayout(_row(event, last=at == len(events) - 1))
        self._rows.addStretch(1)


def _row(event: Event, *, last: bool) -> QHBoxLayout:
    words = vbox(
        label(event.title, "strong"), label(event.when, "hint"), spacing=1, margin=(0, 3, 0, 12)
    )
    if event.note:
        words.addWidget(label(event.note, "muted"))
    row = hbox(_Dot(event.icon, event.tone, last=last), spacing=10)
    row.addLayout(words, 1)
    return row


class _Dot(QWidget):
    """The icon of an entry and the line to the next."""

    def __init__(self, icon: str, tone: Tone, *, last: bool) -> None:
        super().__init__()
        self._icon, self._tone, self._last = icon, tone, last
        restyle(self, "setFixedWidth", lambda: px(30))
        restyle(self, "setMinimumHeight", lambda: px(32))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all is painted anew
        """Draw line, circle and icon."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = QPointF(self.width() / 2, px(15))
        if not self._last:
            painter.setPen(QPen(colour("line"), 2))
            painter.drawLine(QPointF(middle.x(), px(30)), QPointF(middle.x(), self.height()))
        painter.setPen(QPen(colour(self._tone), 1.5))
        painter.setBrush(colour(GROUNDS[self._tone]))
        painter.drawEllipse(middle, px(13), px(13))
        side = px(16)
        mark = icons.pixmap(self._icon, self._tone, 16)
        corner = QRectF(middle.x() - side / 2, middle.y() - side / 2, side, side)
        painter.drawPixmap(corner.topLeft(), mark)
        painter.end()
