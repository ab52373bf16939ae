"""Builders of layouts whose spaces follow the text size."""

from typing import TypeAlias, TypeVar

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLayout,
    QLayoutItem,
    QScrollArea,
    QVBoxLayout,
    QWidget,
    QWidgetItem,
)

from casedesk.ui.kit.theme import px, restyle

#: a widget, a layout, a space in design pixels, or None for a stretch
Part: TypeAlias = QWidget | QLayout | int | None
#: all sides, or left, top, right, bottom
Margin: TypeAlias = int | tuple[int, int, int, int]
BoxT = TypeVar("BoxT", bound=QBoxLayout)


def vbox(*parts: Part, margin: Margin = 0, spacing: int = 8) -> QVBoxLayout:
    """Parts under one another."""
    return _fill(QVBoxLayout(), parts, margin, spacing)


def hbox(*parts: Part, margin: Margin = 0, spacing: int = 8) -> QHBoxLayout:
    """Parts beside one another."""
    return _fill(QHBoxLayout(), parts, margin, spacing)


def add(layout: QBoxLayout, part: Part) -> None:
    """Append a widget, a layout, a space or a stretch."""
    if part is None:
        layout.addStretch(1)
    elif isinstance(part, QWidget):
        layout.addWidget(part)
    elif isinstance(part, QLayout):
        layout.addLayout(part)
    else:
        layout.addSpacing(px(part))


def spaced(layout: QLayout, margin: Margin, spacing: int) -> None:
    """Give a layout margins and spaces that follow the text size."""
    sides = (margin,) * 4 if isinstance(margin, int) else margin
    restyle(layout, "setContentsMargins", lambda: QMargins(*(px(side) for side in sides)))
    restyle(layout, "setSpacing", lambda: px(spacing))


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and destroy it."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            clear(inner)
            inner.deleteLater()


def scrolling(body: QWidget) -> QScrollArea:
    """A body that scrolls up and down and is as wide as there is room."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    body.setProperty("kind", "body")
    area.setWidget(body)
    return area


class FlowLayout(QLayout):
    """Widgets beside one another that go on in the next line when the line is full."""

    def __init__(self, spacing: int = 8, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        spaced(self, 0, spacing)

    def addWidget(self, widget: QWidget) -> None:
        """Append a widget, in an item that is this layout's own.

        One that Qt makes is known by its address alone: that of an item gone long ago may be
        taken for it, and using it then fails.
        """
        self.addChildWidget(widget)
        self.addItem(QWidgetItem(widget))

    def addItem(self, item: QLayoutItem) -> None:
        """Append an item of one's own."""
        self._items.append(item)
        self.invalidate()

    def widgets(self) -> list[QWidget]:
        """What stands in it, in order."""
        found = (item.widget() for item in self._items)
        return [widget for widget in found if widget is not None]

    def count(self) -> int:
        """How many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """The item at a place, if there is one."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Take an item out."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """None: it takes what it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Its height depends on its width."""
        return True

    def heightForWidth(self, width: int) -> int:
        """How high it is if it is that wide."""
        return self._place(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        """Place every item."""
        super().setGeometry(rect)
        self._place(rect, move=True)

    def sizeHint(self) -> QSize:
        """All items in one line."""
        hints = [item.sizeHint() for item in self._items if not item.isEmpty()]
        width = sum(hint.width() for hint in hints) + self.spacing() * max(0, len(hints) - 1)
        return QSize(width, max((hint.height() for hint in hints), default=0))

    def minimumSize(self) -> QSize:
        """Its widest item and its highest."""
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _place(self, rect: QRect, *, move: bool) -> int:
        y = rect.y()
        for line in self._lines(rect.width()):
            height = max(hint.height() for _item, hint in line)
            x = rect.x()
            for item, hint in line:
                if move:
                    middle = y + (height - hint.height()) // 2
                    item.setGeometry(QRect(QPoint(x, middle), hint))
                x += hint.width() + self.spacing()
            y += height + self.spacing()
        return max(0, y - self.spacing() - rect.y())

    def _lines(self, width: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        """The items of each line, with the room that each takes."""
        lines: list[list[tuple[QLayoutItem, QSize]]] = []
        used = 0
        for item in self._items:
            if item.isEmpty():
                continue
            hint = item.sizeHint().boundedTo(QSize(max(width, 1), 1 << 20))
            if not lines or used + hint.width() > width:
                lines.append([])
                used = 0
            lines[-1].append((item, hint))
            used += hint.width() + self.spacing()
        return lines


def _fill(layout: BoxT, parts: tuple[Part, ...], margin: Margin, spacing: int) -> BoxT:
    spaced(layout, margin, spacing)
    for part in parts:
        add(layout, part)
    return layout
