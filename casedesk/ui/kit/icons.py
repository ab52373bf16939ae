"""Outline icons in the colours of the theme."""

from functools import lru_cache
from typing import TypeVar

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton

from casedesk.resources import RESOURCES
from casedesk.ui.kit import theme

_FOLDER = RESOURCES / "icons"
ButtonT = TypeVar("ButtonT", bound=QAbstractButton)


def pixmap(name: str, tint: str = "text", size: float = 20, gap: float = 0) -> QPixmap:
    """An icon in the colour of a token, with an empty gap at its right.

    Raises FileNotFoundError if there is no such icon.
    """
    app = QGuiApplication.instance()
    ratio = app.devicePixelRatio() if isinstance(app, QGuiApplication) else 1.0
    return _drawn(name, getattr(theme.tokens(), tint), theme.px(size), theme.px(gap), ratio)


def icon(name: str, tint: str = "text", size: float = 20, gap: float = 0) -> QIcon:
    """An icon for buttons and lists, muted when they are disabled."""
    made = QIcon(pixmap(name, tint, size, gap))
    made.addPixmap(pixmap(name, "muted", size, gap), QIcon.Mode.Disabled)
    # Without it Qt tints the icon of a selected row with the highlight colour.
    made.addPixmap(pixmap(name, tint, size, gap), QIcon.Mode.Selected)
    return made


def on_button(
    button: ButtonT, name: str, tint: str = "text", size: float = 18, gap: float = 0
) -> ButtonT:
    """Give a button an icon that follows the theme; ``gap`` keeps the words away from it."""
    theme.restyle(button, "setIcon", lambda: icon(name, tint, size, gap))
    theme.restyle(button, "setIconSize", lambda: QSize(theme.px(size + gap), theme.px(size)))
    return button


@lru_cache(maxsize=1024)
def _drawn(name: str, colour: str, size: int, gap: int, ratio: float) -> QPixmap:
    drawing = QSvgRenderer(QByteArray(_source(name).replace("currentColor", colour).encode()))
    pixels = round(size * ratio)
    made = QPixmap(pixels + round(gap * ratio), pixels)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    drawing.render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    made.setDevicePixelRatio(ratio)
    return made


@lru_cache(maxsize=256)
def _source(name: str) -> str:
    return (_FOLDER / f"{name}.svg").read_text("utf-8")
