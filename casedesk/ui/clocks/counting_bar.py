"""Counting the terms of all cases, some at a time, so that nothing else has to wait for it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from casedesk import i18n
from casedesk.errors import CasedeskError
from casedesk.i18n import N_, _
from casedesk.services.clocks import board
from casedesk.ui.desk import Desk
from casedesk.ui.kit.binding import bind
from casedesk.ui.kit.buttons import button
from casedesk.ui.kit.labels import muted
from casedesk.ui.kit.layouts import hbox, vbox

#: cases in one transaction; the pages are answered in between
_AT_ONCE = 500


class CountingBar(QWidget):
    """Seen only while many cases wait to be counted, after a large import or new rules."""

    #: every case is counted, or somebody stopped it
    ended = Signal()
    refused = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._going = False
        self.complete = True
        self.stopped = False
        self._left = self._total = 0
        self.words = muted()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.stop_button = button(N_("Stop"), "x", "link", name="stop_counting")
        self.go_on_button = button(N_("Count the rest"), "refresh", "link", name="go_on_counting")
        self.stop_button.clicked.connect(self._stop)
        self.go_on_button.clicked.connect(self._go_on)
        steps = hbox(self.bar, self.stop_button, self.go_on_button, spacing=10)
        steps.setStretch(0, 1)
        self.setLayout(vbox(self.words, steps, spacing=4))
        self._draw()

    def start(self) -> None:
        """Count what waits, unless that goes on already or was stopped; ``ended`` tells of it."""
        if self.stopped:
            self.ended.emit()
        elif not self._going:
            self._going, self._total = True, 0
            self._next()

    def _next(self) -> None:
        self._desk.tasks.run(
            lambda uow: board.settle(uow, _AT_ONCE), self._advanced, failed=self._failed, owner=self
        )

    def _advanced(self, left: int) -> None:
        self._left, self.complete = left, not left
        self._total = max(self._total, left + _AT_ONCE)
        self.stopped = self.stopped and not self.complete
        self._going = not (self.complete or self.stopped)
        self._draw()
        if self._going:
            self._next()
        else:
            self.ended.emit()

    def _failed(self, error: CasedeskError) -> None:
        self._going = False
        self.hide()
        self.refused.emit(error)

    def _stop(self) -> None:
        self.stopped = True

    def _go_on(self) -> None:
        self.stopped = False
        self.start()

    def _said(self) -> str:
        words = (
            _("Cases whose terms are not counted yet: {count}")
            if self.stopped
            else _("Counting terms; cases to go: {count}")
        )
        return words.format(count=i18n.number(self._left))

    def _draw(self) -> None:
        bind(self.words, "setText", self._said)
        self.bar.setRange(0, self._total)
        self.bar.setValue(self._total - self._left)
        self.bar.setVisible(not self.stopped)
        self.stop_button.setVisible(not self.stopped)
        self.go_on_button.setVisible(self.stopped)
        self.setVisible(bool(self._left))
