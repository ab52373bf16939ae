"""Check boxes and radio buttons whose labels wrap, which Qt's own never do."""

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QRadioButton, QSizePolicy, QWidget

from casedesk.ui.kit import icons
from casedesk.ui.kit.binding import Text, bind
from casedesk.ui.kit.theme import colour, px

_MARK = 22  #: side of the box
_GAP = 10  #: between box and label
_PAD = 4  #: room for the focus ring
_RESIZING = (QEvent.Type.FontChange, QEvent.Type.StyleChange)
_LABEL = Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextShowMnemonic | Qt.AlignmentFlag.AlignLeft


def _prepare(choice: QAbstractButton, text: Text | None) -> None:
    # Qt's own policy would never let the label be narrower than one line.
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
    policy.setControlType(choice.sizePolicy().controlType())
    policy.setHeightForWidth(True)
    choice.setSizePolicy(policy)
    choice.setCursor(Qt.CursorShape.PointingHandCursor)
    choice.setAttribute(Qt.WidgetAttribute.WA_Hover)
    if text is not None:
        bind(choice, "setText", text)


def _text_left() -> int:
    return px(_PAD + _MARK + _GAP)


class _Sizes:
    """The room that a choice takes, kept: layouts ask for it again and again."""

    def __init__(self, choice: QAbstractButton) -> None:
        self._choice = choice
        self._text = ""
        self._hint: QSize | None = None
        self._heights: dict[int, int] = {}

    def forget(self) -> None:
        """The font is another."""
        self._hint = None
        self._heights.clear()

    def height(self, width: int) -> int:
        """How high it is if it is that wide."""
        self._look_at_text()
        if width not in self._heights:
            room = max(px(40), width - _text_left() - px(_PAD))
            metrics = self._choice.fontMetrics()
            text = metrics.boundingRect(0, 0, room, 100_000, int(_LABEL), self._text)
            self._heights[width] = max(px(_MARK), text.height()) + 2 * px(_PAD)
        return self._heights[width]

    def hint(self) -> QSize:
        """The label in one line."""
        self._look_at_text()
        if self._hint is None:
            metrics = self._choice.fontMetrics()
            line = metrics.size(int(Qt.TextFlag.TextShowMnemonic), self._text)
            width = _text_left() + line.width() + px(_PAD) + 2
            self._hint = QSize(width, max(px(_MARK), line.height()) + 2 * px(_PAD))
        return self._hint

    def minimum(self) -> QSize:
        """A label of several lines."""
        hint = self.hint()
        return QSize(min(hint.width(), px(140)), hint.height())

    def _look_at_text(self) -> None:
        if self._choice.text() != self._text:
            self._text = self._choice.text()
            self.forget()


def _mark_rect(choice: QAbstractButton) -> QRectF:
    line = choice.fontMetrics().height()
    top = px(_PAD) + max(0, (line - px(_MARK)) // 2)
    return QRectF(px(_PAD) + 1, top + 1, px(_MARK) - 2, px(_MARK) - 2)


def _paint(choice: QAbstractButton, *, round_mark: bool) -> None:
    painter = QPainter(choice)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if choice.hasFocus():
        painter.setPen(QPen(colour("focus"), 2))
        painter.drawRoundedRect(QRectF(choice.rect()).adjusted(1, 1, -1, -1), px(6), px(6))
    hot = choice.isChecked() or (choice.underMouse() and choice.isEnabled())
    painter.setPen(QPen(colour("accent" if hot else "edge"), 2))
    (_paint_dot if round_mark else paint_box)(painter, _mark_rect(choice), choice.isChecked())
    painter.setPen(colour("text" if choice.isEnabled() else "muted"))
    used = max(px(_MARK), choice.fontMetrics().height())
    top = px(_PAD) + max(0, (used - choice.fontMetrics().height()) // 2)
    room = QRect(_text_left(), top, choice.width() - _text_left() - px(_PAD), choice.height())
    painter.drawText(room, int(_LABEL), choice.text())
    painter.end()


def paint_box(painter: QPainter, mark: QRectF, checked: bool) -> None:
    """Draw the square of a check box with the painter's pen."""
    painter.setBrush(colour("accent" if checked else "surface"))
    painter.drawRoundedRect(mark, px(4), px(4))
    if checked:
        tick: QPixmap = icons.pixmap("check", "on_accent", 16)
        side = tick.width() / tick.devicePixelRatio()
        corner = mark.center() - QPointF(side / 2, side / 2)
        painter.drawPixmap(corner, tick)


def _paint_dot(painter: QPainter, mark: QRectF, checked: bool) -> None:
    painter.setBrush(colour("surface"))
    painter.drawEllipse(mark)
    if checked:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("accent"))
        painter.drawEllipse(mark.center(), px(6), px(6))


class WrappingCheck(QCheckBox):
    """A check box whose label wraps."""

    def __init__(self, text: Text | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sizes = _Sizes(self)
        _prepare(self, text)

    def hitButton(self, pos: QPoint) -> bool:
        """The label belongs to the target."""
        return self.rect().contains(pos)

    def heightForWidth(self, width: int) -> int:
        """How high it is if it is that wide."""
        return self._sizes.height(width)

    def sizeHint(self) -> QSize:
        """The label in one line."""
        return self._sizes.hint()

    def minimumSizeHint(self) -> QSize:
        """A label of several lines."""
        return self._sizes.minimum()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all is painted anew
        """Draw box, label and focus."""
        _paint(self, round_mark=False)

    def changeEvent(self, event: QEvent) -> None:
        """Ask for room again when the font changes."""
        super().changeEvent(event)
        if event.type() in _RESIZING and hasattr(self, "_sizes"):  # can reach a half-built widget
            self._sizes.forget()
            self.updateGeometry()


class WrappingRadio(QRadioButton):
    """A radio button whose label wraps."""

    def __init__(self, text: Text | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sizes = _Sizes(self)
        _prepare(self, text)

    def hitButton(self, pos: QPoint) -> bool:
        """The label belongs to the target."""
        return self.rect().contains(pos)

    def heightForWidth(self, width: int) -> int:
        """How high it is if it is that wide."""
        return self._sizes.height(width)

    def sizeHint(self) -> QSize:
        """The label in one line."""
        return self._sizes.hint()

    def minimumSizeHint(self) -> QSize:
        """A label of several lines."""
        return self._sizes.minimum()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all is painted anew
        """Draw dot, label and focus."""
        _paint(self, round_mark=True)

    def changeEvent(self, event: QEvent) -> None:
        """Ask for room again when the font changes."""
        super().changeEvent(event)
        if event.type() in _RESIZING and hasattr(self, "_sizes"):  # can reach a half-built widget
            self._sizes.forget()
            self.updateGeometry()
