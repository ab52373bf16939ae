"""States as an icon, a word and a colour, so that no meaning hangs on the colour alone."""

from dataclasses import dataclass
from typing import Any, Literal

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QApplication,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from casedesk.ui.kit import icons, theme
from casedesk.ui.kit.binding import Text, bind, say
from casedesk.ui.kit.theme import px

Tone = Literal["muted", "info", "warn", "ok", "danger", "accent"]
GROUNDS = {
    "muted": "surface",
    "info": "info_soft",
    "warn": "warn_soft",
    "ok": "ok_soft",
    "danger": "danger_soft",
    "accent": "accent_soft",
}
_HEIGHT = 26
#: the role under which a model keeps the ``ChipLook`` of a cell
CHIP_ROLE = Qt.ItemDataRole.UserRole + 40


@dataclass(frozen=True)
class ChipLook:
    """How a state looks."""

    icon: str = "circle"
    tone: Tone = "muted"


def paint_chip(painter: QPainter, rect: QRect, text: str, look: ChipLook) -> None:
    """Draw a chip at the left of a rectangle, in the middle of its height."""
    metrics = QFontMetrics(_font())
    width = min(chip_width(text), rect.width())
    top = rect.y() + (rect.height() - px(_HEIGHT)) / 2
    chip = QRectF(rect.x() + 0.5, top + 0.5, width - 1, px(_HEIGHT) - 1)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(theme.colour(look.tone), 1))
    painter.setBrush(theme.colour(GROUNDS[look.tone]))
    painter.drawRoundedRect(chip, chip.height() / 2, chip.height() / 2)
    side = px(16)
    icon_rect = QRect(int(chip.x()) + px(8), round(chip.center().y() - side / 2), side, side)
    painter.drawPixmap(icon_rect, icons.pixmap(look.icon, look.tone, 16))
    painter.setFont(_font())
    room = chip.adjusted(px(29), 0, -px(8), 0)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, int(room.width()) + 1)
    painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)
    painter.restore()


def chip_width(text: str) -> int:
    """How wide a chip with this text is."""
    return QFontMetrics(_font()).horizontalAdvance(text) + px(42)


def _font() -> QFont:
    return theme.font(13, QFont.Weight.DemiBold)


class StatusChip(QWidget):
    """A chip in a page."""

    def __init__(self, icon: str, text: Text, tone: Tone = "muted") -> None:
        super().__init__()
        self._look = ChipLook(icon, tone)
        self._text: Text = text
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        bind(self, "setAccessibleName", text)

    def show_state(self, icon: str, text: Text, tone: Tone = "muted") -> None:
        """Show another state."""
        self._look, self._text = ChipLook(icon, tone), text
        bind(self, "setAccessibleName", text)
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """The word it shows."""
        return say(self._text)

    def sizeHint(self) -> QSize:
        """As wide as its word."""
        return QSize(chip_width(self.text()), px(_HEIGHT + 2))

    def minimumSizeHint(self) -> QSize:
        """Never narrower than its word."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all is painted anew
        """Draw it."""
        painter = QPainter(self)
        paint_chip(painter, self.rect(), self.text(), self._look)
        painter.end()


class ChipDelegate(QStyledItemDelegate):
    """Draws the cells of a table as chips; the model keeps a ``ChipLook`` under CHIP_ROLE."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw the cell without its text, then the chip."""
        cell: Any = QStyleOptionViewItem(option)
        self.initStyleOption(cell, index)
        text, cell.text = cell.text, ""
        style = cell.widget.style() if cell.widget is not None else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, cell, painter, cell.widget)
        look = index.data(CHIP_ROLE)
        if text and isinstance(look, ChipLook):
            paint_chip(painter, cell.rect.adjusted(px(6), 0, -px(6), 0), text, look)

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """As wide as the chip."""
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        height = max(super().sizeHint(option, index).height(), px(_HEIGHT + 10))
        return QSize(chip_width(text) + px(12), height)
