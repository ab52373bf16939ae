"""Locking: nothing to see at once, and then what closing does, out of sight."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from casedesk.errors import CasedeskError
from casedesk.services import backups
from casedesk.ui.background import Background
from casedesk.ui.closing import LOCKING, ClosingWindow
from casedesk.ui.crashes import Crashes
from casedesk.ui.tasks import Tasks

#: a copy that takes less than this needs no window that says so
_PATIENCE_MS = 400


class Locking(QObject):
    """Hides all windows, has drafts kept and takes a copy; whatever fails, it comes to an end."""

    over = Signal(bool)  # False if a copy was needed and could not be made

    def __init__(self, tasks: Tasks, crashes: Crashes, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._crashes = crashes
        self._background = Background(self)

    def begin(self, title: str, flush: Callable[[], None]) -> None:
        """Lock; ``flush`` has the pages hand over what is being typed."""
        for window in QApplication.topLevelWidgets():
            window.hide()
        self.window = ClosingWindow(title, LOCKING)
        QTimer.singleShot(_PATIENCE_MS, self.window, self.window.show)
        self._tasks.silence()
        try:
            flush()
        except Exception as error:  # noqa: BLE001 - a bug must not keep the vault open unseen
            self._crashes.report(error)
        self._background.run(self._copied, self.over.emit, lambda _error: self.over.emit(False))

    def _copied(self) -> bool:
        """Finish what is under way and take a copy. Never raises."""
        try:
            self._tasks.finish()
            backups.rotate(self._tasks.vault)
        except CasedeskError:
            return False
        except Exception as error:  # noqa: BLE001 - as above
            self._crashes.report(error)
            return False
        return True
