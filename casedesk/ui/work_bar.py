"""How far long work is, with the button that stops it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from casedesk.i18n import N_
from casedesk.ui.kit.binding import Text, bind
from casedesk.ui.kit.buttons import button
from casedesk.ui.kit.labels import hint
from casedesk.ui.kit.layouts import hbox, vbox
from casedesk.ui.tasks import Task

STOP = N_("Stop")
#: units of work can be bytes, of which Qt counts no more than two thousand million
_SHARES = 1_000


class WorkBar(QWidget):
    """Seen only while something is under way."""

    stopping = Signal()

    def __init__(self, name: str, stop: Text = STOP) -> None:
        super().__init__()
        self._task: Task | None = None
        self.setObjectName(name)
        self.words = hint()
        self.words.setObjectName(f"{name}_words")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        bind(self.bar, "setAccessibleName", N_("Progress"))
        self.stop_button = button(stop, "x", name=f"stop_{name}")
        self.stop_button.clicked.connect(self._stop)
        row = hbox(self.bar, self.stop_button, spacing=10)
        row.setStretch(0, 1)
        self.setLayout(vbox(self.words, row, spacing=4))
        self.end()

    def begin(self, words: Text = "") -> None:
        """Say what is under way, unless it is said beside; how far it is nobody knows yet."""
        self.words.setVisible(bool(words))
        bind(self.words, "setText", words or (lambda: ""))
        self.bar.setRange(0, 0)
        self.show()

    def follow(self, task: Task) -> None:
        """Have the button stop this task."""
        self._task = task

    def advance(self, done: int, total: int) -> None:
        """Show how far it is."""
        if total:
            self.bar.setRange(0, _SHARES)
            self.bar.setValue(_SHARES * done // total)

    def end(self) -> None:
        """It has ended, one way or another."""
        self._task = None
        self.hide()

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
        self.stopping.emit()
