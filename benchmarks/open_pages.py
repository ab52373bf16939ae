"""Opens every page on a vault and prints, for each, how long the window could not answer.

Run in a process of its own: prints ``page milliseconds`` in a line each, for the first opening of a
page and for the second, which needs no building.
"""

import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtWidgets import QApplication

from casedesk import settings
from casedesk.services import cases
from casedesk.services.cases import Filter
from casedesk.storage import vault as vaults
from casedesk.ui.cases.casefile.tabs import TABS
from casedesk.ui.collecting import Collector
from casedesk.ui.desk import Desk
from casedesk.ui.places import PLACES
from casedesk.ui.preferences import Preferences
from casedesk.ui.shell import Shell
from casedesk.ui.tasks import Tasks

#: seconds that a page is watched after the vault has answered
_QUIET = 0.3
_OF_A_CASE = ("case", "incident", "merge")


class Gaps:
    """The most work between two turns of the event loop.

    In seconds of the processor that the thread of the windows used: other programs and the vault's
    own thread take theirs meanwhile.
    """

    def __init__(self) -> None:
        self._last = time.thread_time()
        self.longest = 0.0
        self._timer = QTimer()
        self._timer.timeout.connect(self._turn)
        self._timer.start(0)

    def begin(self) -> None:
        """Watch anew."""
        self._last, self.longest = time.thread_time(), 0.0

    def _turn(self) -> None:
        now = time.thread_time()
        self.longest = max(self.longest, now - self._last)
        self._last = now


def main(path: Path, user: str, passphrase: str) -> None:
    """Open every page, and every tab of a case, twice."""
    application = QApplication([])
    preferences = Preferences(application, settings.Settings(language="es"))
    Collector(application)
    vault = vaults.unlock(path, user, passphrase)
    tasks = Tasks(vault)
    shell = Shell(Desk(tasks, preferences))
    shell.show()
    gaps = Gaps()

    def watched(name: str, work: Callable[[], None]) -> None:
        gaps.begin()
        QTimer.singleShot(0, work)
        end = time.monotonic() + _QUIET
        while tasks.busy or time.monotonic() < end:
            QCoreApplication.processEvents()
        print(name, round(gaps.longest * 1000, 1), flush=True)

    case_id = vault.run(lambda uow: cases.lines(uow, cases.numbers(uow, Filter())[:1]))[0].case_id
    watched("begin", lambda: shell.begin("today"))
    for turn in ("first", "again"):
        for place in PLACES:
            given = {"case_id": case_id} if place.key in _OF_A_CASE else {}
            watched(
                f"{place.key}:{turn}",
                partial(shell.show_page, place.key, **given),
            )
        for tab in TABS:
            watched(
                f"case/{tab}:{turn}",
                partial(shell.show_page, "case", case_id=case_id, tab=tab),
            )
    looks: dict[str, dict[str, Any]] = {"dark": {"theme": "dark"}, "150": {"text_size": 150}}
    for name, look in looks.items():
        watched(f"look {name}", partial(preferences.change, **look))
    watched("english", preferences.other_language)
    watched("names hidden", lambda: shell.desk.hide_names(True))
    shell.let_go()
    tasks.finish()
    QCoreApplication.processEvents()
    vault.close()


main(Path(sys.argv[1]), *sys.argv[2:4])
