"""The program run in tests, and what is asked of it."""

from pathlib import Path

import shiboken6
from PySide6.QtWidgets import QApplication, QLineEdit, QMessageBox
from pytestqt.qtbot import QtBot

from casedesk.app import App
from casedesk.errors import CasedeskError
from casedesk.i18n import N_
from casedesk.services import drafts, vaults
from casedesk.storage.vault import Vault
from casedesk.ui.access.lock_page import LockPage
from casedesk.ui.access.window import AccessWindow
from casedesk.ui.cases.intake.page import FORM
from casedesk.ui.closing import ClosingWindow
from casedesk.ui.shell import Shell
from tests.conftest import COORDINATOR_NAME, PASSPHRASE
from tests.ui.access.drivers import visible, write


class NoRoom(CasedeskError):
    """A copy that could not be made."""

    msgid = N_("The disk is full: this was not saved.")


class Program:
    """The whole program, with what ended it."""

    def __init__(self, app: App, qtbot: QtBot) -> None:
        self.app, self.qtbot = app, qtbot
        self.quits = 0
        self.bare: list[Path] = []

    @property
    def shell(self) -> Shell:
        """The window of the open vault."""
        assert self.app.shell is not None
        return self.app.shell

    def enter(self, path: Path) -> Shell:
        """Start on a vault and open it at the lock screen."""
        self.app.start(path)
        access = self.app.access
        assert access is not None
        page = access.page()
        assert isinstance(page, LockPage)
        write(page, "passphrase", PASSPHRASE)
        page.try_it()
        self.qtbot.waitUntil(lambda: self.app.shell is not None)
        self.shell.activateWindow()
        self.settle()
        return self.shell

    def settle(self) -> None:
        """Wait for the worker."""
        tasks = self.app.tasks
        assert tasks is not None
        self.qtbot.waitUntil(lambda: not tasks.busy)
        self.qtbot.wait(1)
        self.qtbot.waitUntil(lambda: not tasks.busy)

    def wait_for_bare(self, path: Path) -> None:
        """Wait until the lock screen of a vault would start anew."""
        self.qtbot.waitUntil(lambda: self.bare == [path])

    def note_quit(self) -> None:
        """Stands in for the end of the program."""
        self.quits += 1

    def end(self) -> None:
        """Leave nothing behind."""
        if self.app.tasks is not None:
            self.settle()
            self.app.tasks.finish()
            self.app.tasks.vault.close()
        if self.app.shell is not None:
            self.app.shell.let_go()
        for window in QApplication.topLevelWidgets():
            if isinstance(window, Shell | AccessWindow | ClosingWindow):
                window.close()
                # Windows that live on are styled anew with every later one.
                shiboken6.delete(window)


def reopened(path: Path) -> Vault:
    """The vault, opened anew; fails if it was not closed."""
    return vaults.unlock(path, COORDINATOR_NAME, PASSPHRASE)


def type_a_name(running: Program, name: str) -> None:
    """Begin to take a person in."""
    running.shell.show_page("person")
    running.settle()
    visible(running.shell, QLineEdit, "person.given_names_input").setText(name)


def draft_of(vault: Vault) -> str:
    """What was kept of a person being taken in."""
    with vault.begin() as uow:
        draft = drafts.load(uow, FORM)
    return str(draft.content if draft is not None else "")


def told(running: Program, name: str) -> QMessageBox:
    """The message that comes up."""

    def found() -> list[QMessageBox]:
        windows = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
        return [each for each in windows if isinstance(each, QMessageBox)]

    running.qtbot.waitUntil(lambda: bool(found()))
    (box,) = found()
    assert box.objectName() == name
    return box
