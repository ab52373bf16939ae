"""A layout of columns as wide as one another, as many as there is room for."""

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QLayoutItem, QWidget

from casedesk.ui.kit.layouts import FlowLayout
from casedesk.ui.kit.theme import px

_MOST_COLUMNS = 4


class ColumnsLayout(FlowLayout):
    """Widgets in as many columns of one width as there is room for."""

    def __init__(self, column: int, spacing: int = 2, parent: QWidget | None = None) -> None:
        super().__init__(spacing, parent)
        self._column = column

    def _place(self, rect: QRect, *, move: bool) -> int:
        items = [item for item in self._items if not item.isEmpty()]
        columns = max(1, min(_MOST_COLUMNS, rect.width() // px(self._column)))
        width = rect.width() // columns
        y = rect.y()
        for at in range(0, len(items), columns):
            row = items[at : at + columns]
            heights = [_height(item, width) for item in row]
            for place, (item, height) in enumerate(zip(row, heights, strict=True)):
                if move:
                    item.setGeometry(QRect(rect.x() + place * width, y, width, height))
            y += max(heights) + self.spacing()
        return max(0, y - self.spacing() - rect.y())


def _height(item: QLayoutItem, width: int) -> int:
    return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()
