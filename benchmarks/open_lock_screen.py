"""Opens the lock screen and prints the moment at which it was painted."""

import sys
import time
from pathlib import Path

from PySide6.QtWidgets import QApplication

from casedesk import app


def _paint_and_end(*_given: object) -> int:
    """Stands in for the event loop: runs it until a window is painted."""
    application = QApplication.instance()
    assert isinstance(application, QApplication)  # noqa: S101 - made by the program
    while not any(window.isVisible() for window in application.topLevelWidgets()):
        application.processEvents()
    for window in application.topLevelWidgets():
        window.repaint()
    application.processEvents()
    print(time.time())
    return 0


QApplication.exec = _paint_and_end  # type: ignore[method-assign]  # it stands in for it
app.main(Path(sys.argv[1]))
