"""Buttons of four kinds."""

from typing import Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QSizePolicy

from casedesk.ui.kit import icons
from casedesk.ui.kit.binding import Text, bind

Kind = Literal["primary", "secondary", "link", "danger", "side"]
_ICON_TOKENS = {
    "primary": "on_accent",
    "secondary": "text",
    "link": "accent_text",
    "danger": "on_danger",
    "side": "side_text",
}


def button(
    text: Text, icon: str = "", kind: Kind = "secondary", *, name: str = "", checkable: bool = False
) -> QPushButton:
    """A button; at most one of a page is primary."""
    made = QPushButton()
    made.setObjectName(name)
    made.setProperty("kind", kind)
    made.setCheckable(checkable)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    bind(made, "setText", text)
    if icon:
        icons.on_button(made, icon, _ICON_TOKENS[kind], gap=4)
    return made


def icon_button(text: Text, icon: str, *, tint: str = "muted", name: str = "") -> QPushButton:
    """A button that shows its icon alone; its text is spoken and stands in the tool tip."""
    made = QPushButton()
    made.setObjectName(name)
    made.setProperty("kind", "icon")
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    bind(made, "setAccessibleName", text)
    bind(made, "setToolTip", text)
    return icons.on_button(made, icon, tint)
