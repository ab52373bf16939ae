"""Locks by the wall clock: a timer alone would miss the hours a laptop sleeps."""

from datetime import datetime, timedelta

from PySide6.QtCore import QEvent, QObject, QTimer, Signal

from casedesk.services.vaults import Clock
from casedesk.ui.kit.input_watch import InputWatch

_ACTIVITY = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
}
_LOOK_EVERY_MS = 5_000


class AutoLock(InputWatch):
    """Emits ``expired`` once nobody has touched the program for a while."""

    expired = Signal()

    def __init__(self, clock: Clock, minutes: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self._limit = timedelta(minutes=minutes)
        self._last: datetime = clock.now()
        self._timer = QTimer(self, interval=_LOOK_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def set_minutes(self, minutes: int) -> None:
        """Wait this long from now on."""
        self._limit = timedelta(minutes=minutes)

    def look(self) -> None:
        """Compare the wall clock with the last activity."""
        # A clock that jumped back is as suspicious as one that ran on.
        if abs(self._clock.now() - self._last) >= self._limit:
            self._timer.stop()
            self.expired.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note activity; never keeps an event from anybody."""
        if event.type() in _ACTIVITY:
            if abs(self._clock.now() - self._last) >= self._limit:
                self.look()
            self._last = self._clock.now()
        return super().eventFilter(watched, event)
