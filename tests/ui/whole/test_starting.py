"""Starting: which vault is offered, the tour, and the window as it was left."""

import shutil
from pathlib import Path

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from casedesk import settings
from casedesk.app import App
from casedesk.ui.access.lock_page import LockPage
from tests.conftest import FixedClock
from tests.ui.whole.program import Program


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
