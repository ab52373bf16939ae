"""Shows the board over all cases and prints how long each view took to be painted, as JSON.

A view is painted once the window has drawn its rows, with words in all of them, after it was asked
for: by showing the page, or by pressing another of its filters.
"""

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication

from casedesk import i18n
from casedesk.storage import vault as vaults
from casedesk.ui.clocks.page import ClocksPage
from casedesk.ui.desk import Desk
from casedesk.ui.kit.theme import apply as apply_theme
from casedesk.ui.tasks import Tasks

#: the filter pressed in between, so that the measured one has to be read and drawn anew
_OTHER = "week"
_MEASURED = ("month", "all", "passed", "every")
_TIMES = 30


class Painted(QObject):
    """Tells when the list has been read anew and drawn."""

    def __init__(self, page: ClocksPage, tasks: Tasks) -> None:
        super().__init__()
        self._page, self._tasks = page, tasks
        self._read = self._drawn = False
        page.model.modelReset.connect(self._on_read)
        page.table.viewport().installEventFilter(self)

    def after(self, ask: Callable[[], object]) -> tuple[float, float]:
        """Seconds from asking until the window is drawn; and those that the processor worked."""
        self._read = self._drawn = False
        begun, worked = time.perf_counter(), time.process_time()
        ask()
        while not self._drawn:
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        taken = time.perf_counter() - begun, time.process_time() - worked
        while self._tasks.busy:  # what follows the drawing is not waited for, nor measured next
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        return taken

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note that the rows are being drawn."""
        if event.type() == QEvent.Type.Paint and self._read and not self._drawn and self._worded():
            # It is drawn once the event has been worked off.
            QTimer.singleShot(0, self, self._on_drawn)
        return super().eventFilter(watched, event)

    def _on_read(self) -> None:
        self._read = True
        self._page.table.viewport().update()

    def _on_drawn(self) -> None:
        self._drawn = True

    def _worded(self) -> bool:
        table, model = self._page.table, self._page.model
        first, last = table.rowAt(0), table.rowAt(table.viewport().height() - 1)
        rows = range(first, (last if last >= 0 else model.rowCount() - 1) + 1)
        return all(model.line(row) is not None for row in rows)


def main(path: Path, user: str, passphrase: str) -> None:
    """Ask for each view several times."""
    i18n.set_language("es")
    application = QApplication([])
    apply_theme(application)
    vault = vaults.unlock(path, user, passphrase)
    tasks = Tasks(vault)
    page = ClocksPage(Desk(tasks))
    page.resize(1366, 768)
    page.show()
    QCoreApplication.processEvents()
    painted = Painted(page, tasks)
    found = {"first": [painted.after(page.open)]}
    found["shown"] = [painted.after(page.reload) for _each in range(_TIMES)]
    rows = {}
    for name in _MEASURED:
        chip, other = page.when.chips[name], page.when.chips[_OTHER]
        found[name] = []
        for _each in range(_TIMES):
            painted.after(other.click)
            found[name].append(painted.after(chip.click))
        rows[name] = page.model.rowCount()
    print(json.dumps({"seconds": found, "rows": rows}, separators=(",", ":")))
    page.close()
    tasks.finish()
    QCoreApplication.processEvents()
    vault.close()


main(Path(sys.argv[1]), *sys.argv[2:4])
