"""Sees what keys and pointers do, in whichever window of the program they do it."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication, QWindow


class InputWatch(QObject):
    """Filters the events of every window; subclasses say in ``eventFilter`` what for.

    A filter on the application would see the same, and every event of every widget besides:
    opening a page sends tens of thousands.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        application = QGuiApplication.instance()
        assert isinstance(application, QGuiApplication)  # noqa: S101 - windows live in one
        for window in application.topLevelWindows():
            self._watch(window)
        application.focusWindowChanged.connect(self._watch)

    def _watch(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)  # one that is there already is moved
