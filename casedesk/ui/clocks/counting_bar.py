"""Counting the terms of all cases, some at a time, so that nothing else has to wait for it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from casedesk import i18n
from casedesk.errors import CasedeskError
from casedesk.i18n import N_, _
from casedesk.services.clocks import board
from casedesk.ui.desk import Desk
from casedesk.ui.kit.binding import bind
from casedesk.ui.kit.buttons import button
from casedesk.ui.kit.labels import muted
from casedesk.ui.kit.layouts import hbox, vbox
from casedesk.ui.kit.surfaces import holding
from casedesk.ui.work_bar import WorkBar

#: cases in one transaction: a tenth of a second, and the pages are answered in between
AT_ONCE = 500


class CountingBar(QWidget):
    """Seen only while many cases wait to be counted, after a large import or new rules."""

    #: some are counted, and others wait
    advanced = Signal()
    #: every case is counted, or somebody stopped it
    ended = Signal()
    refused = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._going = False
        #: whether every case is counted, as far as anybody has looked
        self.complete = False
        self.stopped = False
        self._waiting: list[str] = []
        self._total = 0
        self.work = WorkBar("counting")
        self.rest = muted()
        self.go_on_button = button(N_("Count the rest"), "refresh", "link", name="go_on_counting")
        self.work.stopping.connect(self._stop)
        self.go_on_button.clicked.connect(self._go_on)
        row = hbox(self.rest, self.go_on_button, spacing=10)
        row.setStretch(0, 1)
        self._left = holding(row)
        self.setLayout(vbox(self.work, self._left, spacing=4))
        bind(self.rest, "setText", self._not_counted)
        self.hide()

    def start(self) -> None:
        """Count what waits, unless that goes on already or was stopped; ``ended`` tells of it."""
        if self.stopped:
            self.ended.emit()
        elif not self._going:
            self._going, self._total = True, 0
            self._look()

    def _look(self) -> None:
        self._desk.tasks.run(board.waiting, self._found, failed=self._failed, owner=self)

    def _found(self, waiting: list[str]) -> None:
        self._waiting = waiting
        self._total = max(self._total, len(waiting))
        self.complete = not waiting
        if self.complete or self.stopped:
            self._end()
        else:
            self._next()

    def _next(self) -> None:
        """Count some; then look for what changed meanwhile, once none of these is left."""
        self._draw()
        some, self._waiting = self._waiting[:AT_ONCE], self._waiting[AT_ONCE:]
        self._desk.tasks.run(
            lambda uow: board.count(uow, some),
            lambda _none: self._counted(),
            failed=self._failed,
            owner=self,
        )

    def _counted(self) -> None:
        if self._waiting and not self.stopped:
            self.advanced.emit()
            self._next()
        else:
            self._look()

    def _end(self) -> None:
        self._going = False
        self.stopped = self.stopped and not self.complete
        self._draw()
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

    def _how_far(self) -> str:
        done, total = self._total - len(self._waiting), self._total
        words = _("Counting time limits: {done} of {total} cases")
        return words.format(done=i18n.number(done), total=i18n.number(total))

    def _not_counted(self) -> str:
        words = _("Cases whose time limits are not counted yet: {count}")
        return words.format(count=i18n.number(len(self._waiting)))

    def _draw(self) -> None:
        if self._going:
            self.work.begin(self._how_far)
            self.work.advance(self._total - len(self._waiting), self._total)
        else:
            self.work.end()
        bind(self.rest, "setText", self._not_counted)
        self._left.setVisible(not self._going)
        # What somebody has just written down is counted at once, and no bar flickers for it.
        self.setVisible(not self.complete and (self._total > AT_ONCE or not self._going))
