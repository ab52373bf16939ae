"""The windows, composed: settings, look, lock screen, and the desk once a vault is open."""

import sys
from pathlib import Path

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QMessageBox

from casedesk import settings
from casedesk.errors import CasedeskError
from casedesk.i18n import N_, _
from casedesk.progress import Cancelled
from casedesk.services import backups
from casedesk.services.vaults import Clock, SystemClock, Vault
from casedesk.ui import process
from casedesk.ui.access import remembered
from casedesk.ui.access.file_dialogs import forget_folders
from casedesk.ui.access.window import AccessWindow
from casedesk.ui.autolock import AutoLock
from casedesk.ui.closing import ClosingWindow
from casedesk.ui.collecting import Collector
from casedesk.ui.crashes import Crashes, log_to_file
from casedesk.ui.desk import Desk
from casedesk.ui.help.panel import TOUR
from casedesk.ui.kit.theme import dress
from casedesk.ui.locking import Locking
from casedesk.ui.preferences import Preferences
from casedesk.ui.shell import TITLE, Shell
from casedesk.ui.tasks import Tasks

FAULT = N_(
    "Casedesk met a fault of its own ({code}). What was saved is safe, and what you were typing "
    "is kept as a draft. If it happens again, tell whoever looks after the program this code."
)


class App(QObject):
    """Builds everything, once, and decides which window there is."""

    def __init__(self, qt: QApplication, clock: Clock) -> None:
        super().__init__()
        self.qt = qt
        self.clock = clock
        self.preferences = Preferences(qt, settings.load())
        self.access: AccessWindow | None = None
        self.shell: Shell | None = None
        self.tasks: Tasks | None = None
        self.crashes = Crashes()
        self.crashes.happened.connect(self._tell_fault)
        self._fault: QMessageBox | None = None
        self._ending: ClosingWindow | None = None
        self._locking: Locking | None = None

    def start(self, vault: Path | None) -> None:
        """Show the lock screen of a vault, of the last one, or the first start."""
        last = self.preferences.now.vault
        if vault is None and last and Path(last).is_dir():
            vault = Path(last)
        self.access = AccessWindow(self.clock, vault, remembered.of(self.preferences.now))
        self.access.entered.connect(self.enter)
        self.access.language_wanted.connect(self.preferences.other_language)
        self.access.theme_wanted.connect(self.preferences.next_theme)
        self.access.show()

    def enter(self, vault: Vault) -> None:
        """Show the desk of an open vault."""
        if not vault.invented:
            first = self.access is not None and self.access.first_wanted
            self.preferences.change_by(lambda now: remembered.opened(now, vault.path, first=first))
        self.tasks = Tasks(vault, self)
        self.tasks.crashed.connect(self.crashes.report)
        self.shell = Shell(Desk(self.tasks, self.preferences, self))
        self.shell.restore(self.preferences.now.window)
        self.shell.locking.connect(self.lock)
        self.shell.closing.connect(self.close)
        autolock = AutoLock(self.clock, self.preferences.now.lock_after, self.shell)
        autolock.expired.connect(self.lock)
        self.preferences.changed.connect(
            lambda: autolock.set_minutes(self.preferences.now.lock_after)
        )
        self.shell.show()
        self.shell.begin(self.preferences.now.page)
        if not self.preferences.now.toured:
            self.shell.show_help(TOUR)
        if self.access is not None:
            self.access.close()
            self.access.deleteLater()
            self.access = None

    def lock(self) -> None:
        """Hide all windows at once; then keep drafts, take a copy and end this process."""
        if self.tasks is None or self.shell is None or self._is_ending():
            return
        # Whoever comes back in a moment goes on where they were; the next day begins with today.
        self.preferences.change(window=self.shell.state(), page=self.shell.place)
        self._locking = Locking(self.tasks, self.crashes, self)
        self._locking.over.connect(self._to_bare)
        self._locking.begin(TITLE, self.shell.flush)

    def _to_bare(self, copied: bool) -> None:
        """End with all that is in memory: keys, names, what was typed."""
        assert self.tasks is not None  # noqa: S101 - it was locked
        path = self.tasks.vault.path
        try:
            self._note_copy(copied)
            self._close_vault()
        except Exception as error:  # noqa: BLE001 - a bug must not keep the vault open unseen
            self.crashes.report(error)
        process.start_bare(path)

    def close(self) -> None:
        """Keep drafts, take a copy, close the vault and the window."""
        if self.tasks is None or self.shell is None or self._is_ending():
            return
        self.preferences.change(window=self.shell.state(), page="")
        self.shell.flush()
        self._ending = ClosingWindow(TITLE)
        self._ending.show()
        self.shell.hide()
        task = self.tasks.call(
            lambda vault, progress: backups.rotate(vault, progress=progress),
            lambda _made: self._copied(),
            owner=self.shell,
            failed=self._no_copy,
            progress=self._ending.work.advance,
        )
        self._ending.without.connect(task.cancel)

    def _copied(self) -> None:
        self._note_copy(True)
        self._end()

    def _no_copy(self, error: CasedeskError) -> None:
        self._note_copy(False)
        if isinstance(error, Cancelled):  # they know
            self._end()
            return
        self._close_vault()  # whoever reads the message may have left
        box = self._tell(_(backups.NO_COPY).format(reason=str(error)), "no_copy")
        box.finished.connect(lambda _button: self._end())

    def _end(self) -> None:
        self._close_vault()
        for window in (self.shell, self._ending):
            if isinstance(window, Shell):
                window.let_go()
            elif window is not None:
                window.close()
        self.qt.quit()

    def _note_copy(self, made: bool) -> None:
        """Remember for the next lock screen whether this vault's last copy could be made."""
        assert self.tasks is not None  # noqa: S101 - it is noted before the vault is closed
        path = str(self.tasks.vault.path)
        if not made:
            self.preferences.change(uncopied=path)
        else:
            self.preferences.change_by(lambda now: {"uncopied": ""} if now.uncopied == path else {})

    def _is_ending(self) -> bool:
        return self._ending is not None or self._locking is not None

    def _close_vault(self) -> None:
        if self.tasks is not None:
            self.tasks.finish()
            self.tasks.vault.close()
            self.tasks = None

    def _tell_fault(self, code: str) -> None:
        if self._locking is not None:
            return  # nobody may be there; it stands in the log
        if self._fault is not None and self._ending is None:
            return  # one is told already: a second one would only cover it
        self._fault = box = self._tell(_(FAULT).format(code=code), "fault")
        box.finished.connect(lambda _button: setattr(self, "_fault", None))
        if self._ending is not None:
            self._close_vault()
            box.finished.connect(lambda _button: self._end())

    def _tell(self, words: str, name: str) -> QMessageBox:
        box = dress(QMessageBox(self._ending or self.shell or self.access))
        box.setObjectName(name)
        box.setWindowTitle(TITLE)
        box.setTextFormat(Qt.TextFormat.PlainText)
        box.setText(words)
        box.open()
        return box


def main(vault: Path | None = None) -> int:
    """Run the windows; returns the exit code. There must be a screen."""
    process.harden()
    forget_folders()
    qt = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(qt, QApplication)  # noqa: S101 - nothing else makes one
    qt.setApplicationName(TITLE)
    qt.setQuitOnLastWindowClosed(True)
    log_to_file()
    Collector(qt)
    app = App(qt, SystemClock())
    app.crashes.install()
    app.start(vault)
    return qt.exec()
