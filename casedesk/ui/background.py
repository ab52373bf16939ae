"""Slow work away from the GUI thread while no vault is open yet."""

import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal

from casedesk.errors import CasedeskError
from casedesk.progress import Cancelled, Progress

T = TypeVar("T")


class Background(QObject):
    """One worker; answers come back on the GUI thread unless this object has died."""

    busy_changed = Signal(bool)
    #: how far long work is: done, and of how much
    advanced = Signal(object, object)
    _ended = Signal(object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="access")
        self.busy = False
        self._stopped = False
        self._ended.connect(self._answer, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[CasedeskError], None],
    ) -> None:
        """Do ``work`` and hand its result to ``done``, or its error to ``failed``."""
        self._now_busy(True)
        self._pool.submit(self._work, work, done, failed)

    def watch(
        self,
        work: Callable[[Progress], T],
        done: Callable[[T], None],
        failed: Callable[[CasedeskError], None],
    ) -> None:
        """Do long work, of which ``advanced`` tells how far it is and which can be stopped."""
        self._stopped = False
        self.run(lambda: work(self._advance), done, failed)

    def stop(self) -> None:
        """Ask long work to stop at its next step; it fails with Cancelled."""
        self._stopped = True

    def _advance(self, done: int, total: int) -> None:
        if self._stopped:
            raise Cancelled
        self.advanced.emit(done, total)

    def _work(self, work: Callable[[], Any], done: Any, failed: Any) -> None:
        try:
            result, error = work(), None
        except BaseException as raised:  # noqa: BLE001 - carried to the GUI thread, never lost
            result, error = None, raised
        if shiboken6.isValid(self):
            self._ended.emit((result, error, done, failed))

    def _answer(self, ended: tuple[Any, BaseException | None, Any, Any]) -> None:
        result, error, done, failed = ended
        self._now_busy(False)
        if error is None:
            done(result)
        elif isinstance(error, CasedeskError):
            failed(error)
        else:
            # A bug: it goes where those of the windows go.
            sys.excepthook(type(error), error, error.__traceback__)

    def _now_busy(self, busy: bool) -> None:
        self.busy = busy
        self.busy_changed.emit(busy)
