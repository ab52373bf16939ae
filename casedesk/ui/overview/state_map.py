"""The schematic map: a square for each state with its figure, and the corridors behind them.

How a square or a way looks follows from what is printed of it alone: all that is hidden, or a
range from 0, looks the same.
"""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from casedesk.reports.overview import Line
from casedesk.ui.kit.binding import bind
from casedesk.ui.kit.theme import colour, font, px
from casedesk.ui.overview import map_file

#: a square and the space around it, and the least of both that its short name and figure need
_WIDE, _LEAST, _HIGH, _GAP = 50, 45, 46, 10
#: class -> ground, edge, words
_LOOKS = (
    ("raised", "edge", "text"),
    ("accent_soft", "line", "text"),
    ("accent_soft", "accent", "text"),
    ("accent", "accent", "on_accent"),
)
#: class -> width of a way
_WIDTHS = (2, 4, 6, 9)
_TINTS = {"gulf": "info", "centre": "warn", "pacific": "ok"}
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class StateMap(QWidget):
    """Arrow keys walk from state to state; each says its name and its figure."""

    chosen = Signal(str)  # code of the state that has the focus

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("state_map")
        self._drawing = map_file.load()
        self._ways: dict[str, int] = {}
        self.squares = {code: _Square(self, code) for code in self._drawing.states}
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._stop_at(next(iter(self.squares)))

    def show_lines(
        self, states: Mapping[str, Line], ways: Mapping[str, Line], spoken: Callable[[Line], str]
    ) -> None:
        """Show these figures; a state or way without one has an empty square, or no line."""
        for code, square in self.squares.items():
            square.show_line(states.get(code), spoken)
        self._ways = {code: self._drawing.step(line.number) for code, line in ways.items()}
        self.update()

    def walk(self, code: str, key: Qt.Key) -> None:
        """Go to the next state in the direction of an arrow."""
        across, down = _ARROWS[key]
        here = self._drawing.states[code]

        def far(other: str) -> tuple[int, int] | None:
            square = self._drawing.states[other]
            right, below = square.column - here.column, square.row - here.row
            ahead, aside = (right * across, abs(below)) if across else (below * down, abs(right))
            return (ahead + 2 * aside, aside) if ahead > 0 else None

        ranked = {other: rank for other in self.squares if (rank := far(other))}
        if ranked:
            self.squares[min(ranked, key=ranked.__getitem__)].setFocus(
                Qt.FocusReason.TabFocusReason
            )

    def arrived(self, code: str) -> None:
        """Remember where the focus is, so that Tab comes back to it."""
        self._stop_at(code)
        self.chosen.emit(code)

    def hasHeightForWidth(self) -> bool:
        """Squares keep their height; the map is as high as its rows."""
        return True

    def heightForWidth(self, _width: int) -> int:
        """As high as its rows."""
        return self._drawing.rows * px(_HIGH + _GAP)

    def sizeHint(self) -> QSize:
        """As wide as its columns."""
        return QSize(self._drawing.columns * px(_WIDE + 12), self.heightForWidth(0))

    def minimumSizeHint(self) -> QSize:
        """As narrow as its words allow."""
        return QSize(self._drawing.columns * px(_LEAST), self.heightForWidth(0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place every square."""
        super().resizeEvent(event)
        for code, square in self.squares.items():
            place = self._drawing.states[code]
            middle = self._at(place.column, place.row)
            width, height = self.width() // self._drawing.columns - px(_GAP), px(_HIGH)
            square.setGeometry(
                QRect(round(middle.x() - width / 2), round(middle.y() - height / 2), width, height)
            )

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all is painted anew
        """Draw the ways; the squares lie on them."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for code, step in self._ways.items():
            if code in self._drawing.corridors:
                painter.setPen(way_pen(code, step))
                painter.drawPolyline([self._at(*point) for point in self._drawing.corridors[code]])
        painter.end()

    def _at(self, column: float, row: float) -> QPointF:
        """The middle of a place on the board."""
        wide, high = self.width() / self._drawing.columns, px(_HIGH + _GAP)
        return QPointF((column + 0.5) * wide, (row + 0.5) * high)

    def _stop_at(self, code: str) -> None:
        """Let Tab stop at one square alone."""
        for other, square in self.squares.items():
            stops = Qt.FocusPolicy.StrongFocus if other == code else Qt.FocusPolicy.ClickFocus
            square.setFocusPolicy(stops)


class _Square(QAbstractButton):
    """One state."""

    def __init__(self, board: StateMap, code: str) -> None:
        super().__init__(board)
        self._board, self._code = board, code
        self._line: Line | None = None
        self.setObjectName(f"state_{code}")
        self.setText(map_file.load().states[code].short)

    def show_line(self, line: Line | None, spoken: Callable[[Line], str]) -> None:
        """Show a figure; None leaves the square empty."""
        self._line = line
        words = spoken(line) if line else self.text()
        bind(self, "setAccessibleName", lambda: words)
        bind(self, "setToolTip", lambda: words)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows walk over the map."""
        key = Qt.Key(event.key())
        if key in _ARROWS:
            self._board.walk(self._code, key)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Be the one that is chosen."""
        super().focusInEvent(event)
        self._board.arrived(self._code)

    def changeEvent(self, event: QEvent) -> None:
        """Be drawn anew in another look."""
        super().changeEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all is painted anew
        """Draw ground, edge, short name and figure."""
        number = self._line.number if self._line else None
        step = map_file.load().step(number)
        ground, edge, words = _LOOKS[step]
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        style = Qt.PenStyle.SolidLine if step else Qt.PenStyle.DotLine
        painter.setPen(QPen(colour(edge), px(1.5 if step == 2 else 1), style))
        painter.setBrush(colour(ground))
        inner = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        painter.drawRoundedRect(inner, px(5), px(5))
        if self.hasFocus():
            painter.setPen(QPen(colour("focus"), 3))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(inner, px(5), px(5))
        painter.setPen(colour(words))
        painter.setFont(font(11))
        half = inner.height() / 2
        centre = Qt.AlignmentFlag.AlignCenter
        painter.drawText(inner.adjusted(0, px(2), 0, -half), centre, self.text())
        painter.setFont(font(13, font().Weight.DemiBold))
        if self._line:
            painter.drawText(inner.adjusted(0, half - px(3), 0, -px(2)), centre, self._line.printed)
        painter.end()


def way_pen(code: str, step: int) -> QPen:
    """The look of a corridor of a class; dashed where the figure is hidden or a range from 0."""
    style = Qt.PenStyle.SolidLine if step else Qt.PenStyle.DashLine
    tint = colour(_TINTS.get(code, "accent"))
    return QPen(tint, px(_WIDTHS[step]), style, Qt.PenCapStyle.FlatCap, Qt.PenJoinStyle.RoundJoin)
