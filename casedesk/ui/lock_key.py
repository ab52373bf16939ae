"""Ctrl+L from every window of the program: a shortcut would not reach past an open dialog."""

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent


class LockKey(QObject):
    """Emits ``pressed`` at Ctrl+L, whichever window has the focus."""

    pressed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        application = QCoreApplication.instance()
        assert application is not None  # noqa: S101 - windows live in an application
        application.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep this one key from everybody else."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
            if control and event.key() == Qt.Key.Key_L:
                self.pressed.emit()
                return True
        return super().eventFilter(watched, event)
