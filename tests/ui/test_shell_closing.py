"""Locking and closing: drafts are kept, a copy is made, the vault is closed, nothing is lost."""

import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMessageBox
from pytestqt.qtbot import QtBot

from casedesk import settings
from casedesk.app import App
from casedesk.errors import CasedeskError
from casedesk.i18n import N_
from casedesk.services import backups, drafts, vaults
from casedesk.storage.vault import Vault
from casedesk.ui import process
from casedesk.ui.access.lock_page import LockPage
from casedesk.ui.access.window import AccessWindow
from casedesk.ui.cases.intake.page import FORM
from casedesk.ui.closing import ClosingWindow
from casedesk.ui.shell import Shell
from tests.conftest import COORDINATOR_NAME, PASSPHRASE, FixedClock
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


@pytest.fixture
def running(
    qtbot: QtBot,
    qapp: QApplication,
    clock: FixedClock,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Program]:
    """The program with settings of its own, whose end is noted instead of done."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    settings.save(settings.Settings(language="en"))
    made = Program(App(qapp, clock), qtbot)
    monkeypatch.setattr(qapp, "quit", made.note_quit)
    monkeypatch.setattr(process, "start_bare", made.bare.append)
    yield made
    made.end()


def reopened(path: Path) -> Vault:
    """The vault, opened anew; fails if it was not closed."""
    return vaults.unlock(path, COORDINATOR_NAME, PASSPHRASE)


def test_the_vault_opened_last_is_remembered_and_offered(
    running: Program, vault_path: Path, qapp: QApplication, clock: FixedClock
) -> None:
    running.enter(vault_path)
    assert settings.load().vault == str(vault_path)
    again = App(qapp, clock)
    again.start(None)
    assert again.access is not None
    assert isinstance(again.access.page(), LockPage)
    again.access.close()


def test_another_vault_does_not_silently_become_the_one_the_program_begins_with(
    running: Program, vault_path: Path, qapp: QApplication, clock: FixedClock, tmp_path: Path
) -> None:
    copy = Path(shutil.copytree(vault_path, tmp_path / "De vuelta.casedesk"))
    running.app.preferences.change(vault=str(vault_path))
    running.enter(copy)
    assert settings.load().vault == str(vault_path)
    assert settings.load().vaults == (str(copy), str(vault_path))


def test_without_a_vault_the_program_begins_at_the_first_start(running: Program) -> None:
    running.app.start(None)
    access = running.app.access
    assert access is not None
    page = access.page()
    assert page is not None
    assert page.objectName() == "first_page"


def test_a_vault_that_has_gone_leads_to_the_first_start(running: Program, tmp_path: Path) -> None:
    running.app.preferences.change(vault=str(tmp_path / "gone.casedesk"))
    test_without_a_vault_the_program_begins_at_the_first_start(running)


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


def test_ctrl_l_keeps_the_draft_closes_the_vault_and_starts_a_bare_lock_screen(
    running: Program, vault_path: Path
) -> None:
    shell = running.enter(vault_path)
    type_a_name(running, "Nadia")
    QTest.keyClick(shell.focusWidget(), Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert not shell.isVisible()
    running.wait_for_bare(vault_path)
    vault = reopened(vault_path)
    assert "Nadia" in draft_of(vault)
    vault.close()


def test_a_fault_that_comes_again_and_again_is_told_once_at_a_time(
    running: Program, vault_path: Path
) -> None:
    shell = running.enter(vault_path)
    for code in ("RuntimeError-1", "RuntimeError-1", "KeyError-2"):
        running.app.crashes.happened.emit(code)
    boxes = shell.findChildren(QMessageBox, "fault")
    assert [box.isVisible() for box in boxes] == [True]
    assert "RuntimeError-1" in boxes[0].text()
    boxes[0].reject()
    running.app.crashes.happened.emit("KeyError-2")
    assert "KeyError-2" in told(running, "fault").text()


def test_the_tour_of_the_first_day_is_left_from_the_lock_screen_on_and_does_not_come_back(
    running: Program, vault_path: Path
) -> None:
    running.app.preferences.change(toured=False)
    faults: list[str] = []
    running.app.crashes.happened.connect(faults.append)
    shell = running.enter(vault_path)
    assert not shell.help.isHidden()
    for keys in ([Qt.Key.Key_Escape], [Qt.Key.Key_Return] * 4):
        running.app.preferences.change(toured=False)
        # What had the focus goes with the lock screen.
        gone = QLineEdit()
        shell.help._before = gone
        shiboken6.delete(gone)
        for key in keys:
            QTest.keyClick(shell.help.next, key)
            running.settle()
        assert shell.help.isHidden() and faults == []
        assert settings.load().toured
        shell.show_help("tour")


def test_ctrl_l_locks_from_a_message_too(running: Program, vault_path: Path) -> None:
    running.enter(vault_path)
    running.app.crashes.happened.emit("RuntimeError-1")
    box = told(running, "fault")
    running.qtbot.waitUntil(box.isActiveWindow)
    QTest.keyClick(box, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert not box.isVisible()
    running.wait_for_bare(vault_path)


def test_it_locks_by_itself_after_the_minutes_chosen(
    running: Program, vault_path: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("casedesk.ui.autolock._LOOK_EVERY_MS", 20)
    running.app.preferences.change(lock_after=2)
    running.enter(vault_path)
    clock.advance(minutes=1, seconds=50)
    running.qtbot.wait(100)
    assert not running.bare
    clock.advance(seconds=20)
    running.wait_for_bare(vault_path)


def test_locking_takes_the_copy_that_closing_takes(running: Program, vault_path: Path) -> None:
    running.enter(vault_path)
    running.app.lock()
    running.wait_for_bare(vault_path)
    vault = reopened(vault_path)
    (copy,) = backups.own_backups(vault)
    vault.close()
    assert backups.verify(copy.path).made_at == copy.made_at
    assert not settings.load().uncopied


def test_nothing_is_seen_while_a_long_copy_is_taken_but_that_it_is(
    running: Program, vault_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    goes_on = threading.Event()
    monkeypatch.setattr(backups, "rotate", lambda _vault: goes_on.wait(20))
    running.enter(vault_path)
    running.app.lock()
    assert not any(window.isVisible() for window in QApplication.topLevelWidgets())
    locking = running.app._locking
    assert locking is not None
    running.qtbot.waitUntil(locking.window.isVisible)
    assert not running.bare
    running.app.lock()
    goes_on.set()
    running.wait_for_bare(vault_path)


def test_answers_that_come_while_it_locks_are_not_shown(running: Program, vault_path: Path) -> None:
    shell = running.enter(vault_path)
    assert running.app.tasks is not None
    told: list[object] = []
    running.app.tasks.run(lambda _uow: "Nadia", told.append, owner=shell)
    running.app.lock()
    running.wait_for_bare(vault_path)
    assert not told


@pytest.mark.parametrize("error", [NoRoom(), RuntimeError("a bug")])
def test_a_copy_that_fails_keeps_nobody_from_locking_and_is_remembered(
    running: Program, vault_path: Path, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def fail(_vault: Vault) -> None:
        raise error

    running.enter(vault_path)
    with monkeypatch.context() as broken:
        broken.setattr(backups, "rotate", fail)
        running.app.lock()
        running.wait_for_bare(vault_path)
    reopened(vault_path).close()
    assert settings.load().uncopied == str(vault_path)
    running.app.start(vault_path)
    assert running.app.access is not None
    page = running.app.access.page()
    assert page is not None
    assert any("no copy could be made" in label.text() for label in page.findChildren(QLabel))


def test_closing_says_so_takes_a_copy_and_closes_the_vault(
    running: Program, vault_path: Path
) -> None:
    shell = running.enter(vault_path)
    shell.resize(1100, 700)
    shell.close()
    ending = running.app._ending
    assert ending is not None
    assert ending.isVisible()
    shell.close()
    running.qtbot.waitUntil(lambda: running.quits == 1)
    assert not ending.isVisible()
    vault = reopened(vault_path)
    (copy,) = backups.own_backups(vault)
    vault.close()
    assert backups.verify(copy.path).made_at == copy.made_at
    assert settings.load().window


def test_the_window_comes_back_as_large_as_it_was(
    running: Program, vault_path: Path, qapp: QApplication, clock: FixedClock
) -> None:
    shell = running.enter(vault_path)
    shell.resize(800, 640)
    shell.close()
    running.qtbot.waitUntil(lambda: running.quits == 1)
    running.app.shell = None
    running.app._ending = None
    assert running.enter(vault_path).height() == 640


def test_after_locking_one_goes_on_where_one_was_and_the_next_day_begins_with_today(
    running: Program, vault_path: Path
) -> None:
    running.app.preferences.change(toured=True)
    shell = running.enter(vault_path)
    shell.show_page("person")
    running.settle()
    running.app.lock()
    running.wait_for_bare(vault_path)
    assert settings.load().page == "cases"  # nobody's case is named in the settings
    running.app.shell, running.app._locking = None, None
    shell = running.enter(vault_path)
    assert shell.key == "cases"
    shell.begin("a page of a program to come")
    assert shell.key == "today"
    running.settle()
    shell.show_page("settings")
    running.app.close()
    running.qtbot.waitUntil(lambda: running.quits == 1)
    assert settings.load().page == ""


def test_a_copy_that_fails_is_told_and_the_vault_closes_all_the_same(
    running: Program, vault_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_vault: Vault) -> None:
        raise NoRoom

    monkeypatch.setattr(backups, "rotate", fail)
    shell = running.enter(vault_path)
    shell.close()
    box = told(running, "no_copy")
    assert "The disk is full" in box.text()
    assert settings.load().uncopied == str(vault_path)
    reopened(vault_path).close()
    box.accept()
    running.qtbot.waitUntil(lambda: running.quits == 1)


def test_a_fault_while_closing_does_not_keep_the_program_from_ending(
    running: Program, vault_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fault(_vault: Vault) -> None:
        raise RuntimeError("a bug")

    monkeypatch.setattr(backups, "rotate", fault)
    running.enter(vault_path).close()
    box = told(running, "fault")
    assert "RuntimeError-" in box.text()
    assert "a bug" not in box.text()
    reopened(vault_path).close()
    box.accept()
    running.qtbot.waitUntil(lambda: running.quits == 1)


def told(running: Program, name: str) -> QMessageBox:
    """The message that comes up."""

    def found() -> list[QMessageBox]:
        windows = [each for each in QApplication.topLevelWidgets() if each.isVisible()]
        return [each for each in windows if isinstance(each, QMessageBox)]

    running.qtbot.waitUntil(lambda: bool(found()))
    (box,) = found()
    assert box.objectName() == name
    return box


def test_a_fault_is_told_with_a_code_and_without_what_it_was_about(
    running: Program, vault_path: Path
) -> None:
    running.enter(vault_path)
    assert running.app.tasks is not None

    def fault(_uow: object) -> None:
        raise ValueError("Nadia")

    running.app.tasks.run(fault, owner=running.shell)
    box = told(running, "fault")
    assert "ValueError-" in box.text()
    assert "Nadia" not in box.text()
    box.accept()
    assert running.shell.isVisible()


def test_a_program_that_is_closing_does_not_lock_and_start_again(
    running: Program, vault_path: Path
) -> None:
    running.enter(vault_path).close()
    running.app.lock()
    running.qtbot.waitUntil(lambda: running.quits == 1)
    assert not running.bare


def test_a_fault_in_a_page_does_not_keep_the_program_from_locking(
    running: Program, vault_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shell = running.enter(vault_path)

    def fault() -> None:
        raise RuntimeError("a bug")

    monkeypatch.setattr(shell, "flush", fault)
    running.app.lock()
    running.wait_for_bare(vault_path)
