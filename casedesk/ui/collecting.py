"""Python's cycles are collected on the GUI thread alone.

A collection that happens to run on the worker could destroy widgets there, and Qt crashes.
"""

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 2_000


class Collector(QObject):
    """Takes over from the automatic collector, which may run on any thread."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        # What the program is made of is never garbage: looking through it would take longest.
        gc.freeze()
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Collect the generations that are due, as the automatic collector would."""
        due = [
            generation
            for generation, (count, limit) in enumerate(
                zip(gc.get_count(), gc.get_threshold(), strict=True)
            )
            if count > limit
        ]
        if due:
            gc.collect(max(due))
