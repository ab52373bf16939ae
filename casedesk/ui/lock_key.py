"""Ctrl+L from every window of the program: a shortcut would not reach past an open dialog."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent

from casedesk.ui.kit.input_watch import InputWatch


class LockKey(InputWatch):
    """Emits ``pressed`` at Ctrl+L, whichever window has the focus."""

    pressed = Signal()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep this one key from everybody else."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
            if control and event.key() == Qt.Key.Key_L:
                self.pressed.emit()
                return True
        return super().eventFilter(watched, event)
