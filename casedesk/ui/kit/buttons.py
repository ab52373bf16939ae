"""Buttons of four kinds."""

from typing import Literal

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy

from casedesk.ui.kit import icons
from casedesk.ui.kit.binding import Text, bind
from casedesk.ui.kit.theme import colour, px

Kind = Literal["primary", "secondary", "link", "danger", "side"]
_ICON_TOKENS = {
    "primary": "on_accent",
    "secondary": "text",
    "link": "accent_text",
    "danger": "on_danger",
    "side": "side_text",
}


#: how far within a button the ring of its focus lies, and its roundness
_WITHIN, _ROUND, _ROUND_CHIP = 3.5, 4, 10


class PushButton(QPushButton):
    """Is pressed by Enter as by Space; Qt's own listens to Enter in dialogs alone."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses; a key held down, as from the page before, presses nothing."""
        plain = event.modifiers() in (
            Qt.KeyboardModifier.NoModifier,
            Qt.KeyboardModifier.KeypadModifier,
        )
        if not plain or event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self.click()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a ring within one that is filled or chosen: its edge alone stands out too little."""
        super().paintEvent(event)
        kind = str(self.property("kind"))
        tint = "focus" if self.isChecked() else _ICON_TOKENS.get(kind, "")
        if not self.hasFocus() or not (self.isChecked() or tint.startswith("on_")):
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour(tint), 2))
        ring = QRectF(self.rect()).adjusted(_WITHIN, _WITHIN, -_WITHIN, -_WITHIN)
        rounding = px(_ROUND_CHIP if kind == "chip" else _ROUND)
        painter.drawRoundedRect(ring, rounding, rounding)
        painter.end()


def button(
    text: Text, icon: str = "", kind: Kind = "secondary", *, name: str = "", checkable: bool = False
) -> QPushButton:
    """A button; at most one of a page is primary."""
    made = PushButton()
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
    made = PushButton()
    made.setObjectName(name)
    made.setProperty("kind", "icon")
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    bind(made, "setAccessibleName", text)
    bind(made, "setToolTip", text)
    return icons.on_button(made, icon, tint)
