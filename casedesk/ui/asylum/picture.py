"""The picture of the procedure: every state in its place, the way so far and what may come."""

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPainterPath, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from casedesk.domain import procedures
from casedesk.domain.procedure_entries import STATE
from casedesk.domain.procedures import Fact
from casedesk.i18n import N_, _
from casedesk.services.asylum.standing import Standing, standing
from casedesk.ui.asylum.words import in_words, when
from casedesk.ui.kit import icons, theme
from casedesk.ui.kit.theme import colour, px

_GAP_X, _GAP_Y = 26, 16
_PAD, _ICON = 8, 16
_HEAD = 26
#: sizes of its text, of the days and heads, and the least where large words have little room
_TEXT, _SMALL, _LEAST = 13, 12, 8
_ARROW = 6
#: widths of the whole: a good one, and the least
_WIDE, _NARROW = 760, 490
_WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
NOW, PASSED, NEXT, OTHER = "now", "passed", "next", "other"
ICONS = {NOW: "map-pin", PASSED: "check", NEXT: "arrow-right"}
MEANINGS = {NOW: N_("Here now"), PASSED: N_("Was here"), NEXT: N_("Usually comes next")}


@dataclass(frozen=True)
class Role:
    """How a state stands to the person: its role, and the day it was reached."""

    name: str
    day: str = ""


def roles(shown: Standing) -> Mapping[str, Role]:
    """The role of each state that has one."""
    found = {
        step.to.partition(".")[2]: Role(NEXT)
        for step in shown.following
        if step.to.startswith(f"{STATE}.")
    }
    found |= {entry.code: Role(PASSED, when(entry)) for entry in shown.path}
    if shown.state is not None:
        found[shown.code] = Role(NOW, when(shown.state))
    return found


def states() -> Iterator[Fact]:
    """The states that have a place in the picture."""
    return (each for each in procedures.facts().values() if each.track == STATE)


class Picture(QWidget):
    """Draws the states in columns; all it shows is told as text too."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("procedure_picture")
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._standing = standing((), procedures.content(STATE).reviewed)
        self._roles: Mapping[str, Role] = {}

    def show_standing(self, shown: Standing) -> None:
        """Show where somebody stands."""
        self._standing, self._roles = shown, roles(shown)
        self.setAccessibleName(_("Picture of the procedure"))
        self.setAccessibleDescription(in_words(shown))
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """Its words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """As high as its highest boxes need."""
        rows = 1 + max(each.row for each in states())
        return px(_HEAD) + rows * (self._box_height(width) + px(_GAP_Y)) + px(4)

    def sizeHint(self) -> QSize:
        """A good size on a small laptop."""
        return QSize(px(_WIDE), self.heightForWidth(px(_WIDE)))

    def minimumSizeHint(self) -> QSize:
        """As narrow as its words allow."""
        return QSize(px(_NARROW), self.heightForWidth(px(_NARROW)))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - all is painted anew
        """Draw the heads, the ways, then the boxes over them."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_heads(painter)
        boxes = {each.code: self._rect(each) for each in states()}
        path = [each.code for each in self._standing.path]
        for step in self._standing.following:
            code = step.to.partition(".")[2]
            if step.to.startswith(f"{STATE}.") and code in boxes and self._standing.code:
                self._paint_way(painter, boxes[self._standing.code], boxes[code], dashed=True)
        for one, other in itertools.pairwise(path):
            if one != other:
                self._paint_way(painter, boxes[one], boxes[other], dashed=False)
        for fact in states():
            role = self._roles.get(fact.code, Role(OTHER))
            self._paint_box(painter, boxes[fact.code], str(fact.words), role)
        painter.end()

    def _columns(self) -> list[str]:
        return list(procedures.stages())

    def _box_width(self, width: int) -> int:
        count = len(self._columns())
        return (width - (count - 1) * px(_GAP_X) - px(2)) // count

    def _inner_width(self, width: int) -> int:
        return max(self._box_width(width) - 2 * px(_PAD) - px(_ICON + 4), 1)

    def _size(self, width: int) -> int:
        """The largest size, of the design, at which no word is wider than its box."""
        inner = self._inner_width(width)
        words = [word for each in states() for word in str(each.words).split()]
        for size in range(_TEXT, _LEAST, -1):
            metrics = QFontMetrics(_font(size, strong=True))
            if max(map(metrics.horizontalAdvance, words)) <= inner:
                return size
        return _LEAST

    def _box_height(self, width: int) -> int:
        size = self._size(width)
        metrics = QFontMetrics(_font(size, strong=True))
        room = QRect(0, 0, self._inner_width(width), 1 << 12)
        words = max(
            metrics.boundingRect(room, _WRAP, str(each.words)).height() for each in states()
        )
        days = [role.day for role in self._roles.values() if role.day]
        small = QFontMetrics(_font(min(size, _SMALL)))
        when_high = max(
            (small.boundingRect(room, _WRAP, day).height() for day in days),
            default=small.height(),
        )
        return words + when_high + 2 * px(_PAD)

    def _rect(self, fact: Fact) -> QRectF:
        width, height = self._box_width(self.width()), self._box_height(self.width())
        column = self._columns().index(fact.stage)
        return QRectF(
            px(1) + column * (width + px(_GAP_X)),
            px(_HEAD) + fact.row * (height + px(_GAP_Y)),
            width,
            height,
        )

    def _paint_heads(self, painter: QPainter) -> None:
        painter.setFont(_font(_SMALL))
        painter.setPen(colour("muted"))
        width = self._box_width(self.width())
        for at, words in enumerate(procedures.stages().values()):
            place = QRectF(px(1) + at * (width + px(_GAP_X)), 0, width, px(_HEAD))
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter, str(words))

    def _paint_way(self, painter: QPainter, one: QRectF, other: QRectF, *, dashed: bool) -> None:
        start, end, bend = _ends(one, other)
        path = QPainterPath(start)
        path.cubicTo(start + bend, end - bend, end)
        style = Qt.PenStyle.DashLine if dashed else Qt.PenStyle.SolidLine
        tint = colour("edge" if dashed else "accent")
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(tint, px(1.5 if dashed else 2.5), style))
        painter.drawPath(path)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tint)
        painter.drawPolygon(_arrow(end, bend))

    def _paint_box(self, painter: QPainter, rect: QRectF, words: str, role: Role) -> None:
        ground, edge, text = {
            NOW: ("accent", "accent", "on_accent"),
            PASSED: ("accent_soft", "accent", "text"),
            NEXT: ("surface", "edge", "text"),
            OTHER: ("raised", "line", "muted"),
        }[role.name]
        dashed = Qt.PenStyle.DashLine if role.name == NEXT else Qt.PenStyle.SolidLine
        painter.setPen(QPen(colour(edge), px(1.5), dashed))
        painter.setBrush(colour(ground))
        painter.drawRoundedRect(rect, px(6), px(6))
        inner = rect.adjusted(px(_PAD), px(_PAD), -px(_PAD), -px(_PAD))
        if role.name in ICONS:
            mark = icons.pixmap(ICONS[role.name], text, _ICON)
            painter.drawPixmap(inner.topLeft() + QPointF(0, px(1)), mark)
        inner.setLeft(inner.left() + px(_ICON + 4))
        painter.setPen(colour(text))
        size = self._size(self.width())
        painter.setFont(_font(size, strong=role.name in (NOW, PASSED)))
        used = painter.boundingRect(inner, _WRAP, words)
        painter.drawText(inner, _WRAP, words)
        painter.setFont(_font(min(size, _SMALL)))
        painter.drawText(inner.adjusted(0, used.height(), 0, px(4)), _WRAP, role.day)


def _font(size: int, *, strong: bool = False) -> QFont:
    return theme.font(size, QFont.Weight.DemiBold if strong else QFont.Weight.Normal)


def _ends(one: QRectF, other: QRectF) -> tuple[QPointF, QPointF, QPointF]:
    """Where a way begins and ends, and which way it sets out."""
    bend = px(_GAP_X)
    if other.left() > one.right():
        start, end = (
            QPointF(one.right(), one.center().y()),
            QPointF(other.left(), other.center().y()),
        )
        return start, end, QPointF(bend, 0)
    if other.right() < one.left():
        start, end = (
            QPointF(one.left(), one.center().y()),
            QPointF(other.right(), other.center().y()),
        )
        return start, end, QPointF(-bend, 0)
    down = other.top() > one.top()
    start = QPointF(one.center().x(), one.bottom() if down else one.top())
    end = QPointF(other.center().x(), other.top() if down else other.bottom())
    return start, end, QPointF(0, px(_GAP_Y) * (1 if down else -1))


def _arrow(end: QPointF, bend: QPointF) -> QPolygonF:
    """The head of an arrow that comes in the direction of ``bend``."""
    size = px(_ARROW)
    across = QPointF(0, 1) if bend.x() else QPointF(1, 0)
    back = QPointF((bend.x() > 0) - (bend.x() < 0), (bend.y() > 0) - (bend.y() < 0))
    base = end - back * size
    return QPolygonF([end, base + across * size * 0.6, base - across * size * 0.6])
