"""Opens the list of everybody, scrolls through it, and prints the memory it takes in bytes."""

import os
import sys
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from casedesk import i18n
from casedesk.storage import vault as vaults
from casedesk.ui.cases.list_page import CasesPage
from casedesk.ui.desk import Desk
from casedesk.ui.kit.theme import apply as apply_theme
from casedesk.ui.tasks import Tasks

_STEPS = 60


def resident() -> int:
    """Bytes of this process that are in memory now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def main(path: Path, user: str, passphrase: str) -> None:
    """Show the list, go through it from top to bottom, and measure."""
    i18n.set_language("en")
    application = QApplication([])
    apply_theme(application)
    vault = vaults.unlock(path, user, passphrase)
    tasks = Tasks(vault)
    page = CasesPage(Desk(tasks))
    page.resize(1366, 768)
    page.show()
    page.open()
    model, bar = page.table.model(), page.table.verticalScrollBar()
    while not model.rowCount():
        QTest.qWait(20)
    for step in range(_STEPS + 1):
        bar.setValue(bar.maximum() * step // _STEPS)
        QTest.qWait(25)
    print(resident())
    page.close()
    tasks.finish()
    QCoreApplication.processEvents()
    vault.close()


main(Path(sys.argv[1]), *sys.argv[2:4])
