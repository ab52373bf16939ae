"""Parts of a page that take nothing for a while, and give the focus back after it."""

from collections.abc import Iterable

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

_PLAIN = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier


class Still(QObject):
    """Holds parts of a page still; keys typed meanwhile can be typed again after it."""

    def __init__(self, parts: Iterable[QWidget], parent: QObject) -> None:
        super().__init__(parent)
        self._parts = tuple(parts)
        self._keys: list[QKeyEvent] = []
        self._focus: QWidget | None = None
        self._windows = {part.window() for part in self._parts}
        focus = QApplication.focusWidget()
        if focus is not None and self._holds(focus):
            self._focus = focus
            focus.clearFocus()
        for part in self._parts:
            part.setEnabled(False)
        for window in self._windows:  # keys come here while nothing has the focus
            window.installEventFilter(self)

    def release(self) -> None:
        """Let the parts be written in again; the focus goes back unless it went elsewhere."""
        for window in filter(shiboken6.isValid, self._windows):
            window.removeEventFilter(self)
        for part in filter(shiboken6.isValid, self._parts):
            part.setEnabled(True)
        free = QApplication.focusWidget() is None
        if free and self._focus is not None and shiboken6.isValid(self._focus):
            self._focus.setFocus()

    def type_again(self) -> None:
        """Once released: type what was typed meanwhile where the focus is now."""
        for key in self._keys:
            focus = QApplication.focusWidget()
            if focus is not None and self._holds(focus):
                QApplication.sendEvent(focus, key)
        self._keys.clear()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep what is typed; keys with Ctrl or Alt are for others."""
        if isinstance(event, QKeyEvent) and self._typed(event):
            self._keys.append(event.clone())
            return True
        return super().eventFilter(watched, event)

    def _typed(self, event: QKeyEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or event.modifiers() & ~_PLAIN:
            return False
        there = (shiboken6.isValid(part) and part.isVisible() for part in self._parts)
        return QApplication.focusWidget() is None and any(there)

    def _holds(self, widget: QWidget) -> bool:
        valid = (part for part in self._parts if shiboken6.isValid(part))
        return any(part is widget or part.isAncestorOf(widget) for part in valid)
