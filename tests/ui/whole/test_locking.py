"""Locking: drafts are kept, a copy is made, nothing stays to be seen."""

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from casedesk import settings
from casedesk.services import backups
from casedesk.storage.vault import Vault
from tests.conftest import FixedClock
from tests.ui.whole.program import NoRoom, Program, draft_of, reopened, told, type_a_name


def test_ctrl_l_keeps_the_draft_closes_the_vault_and_starts_a_bare_lock_screen(
    running: Program, vault_path: Path
) -> None:
    shell = running.enter(vault_path)
    type_a_name(running, "Nadia")
    QTest.keyClick(shell.windowHandle(), Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    assert not shell.isVisible()
    running.wait_for_bare(vault_path)
    vault = reopened(vault_path)
    assert "Nadia" in draft_of(vault)
    vault.close()


def test_ctrl_l_locks_from_a_message_too(running: Program, vault_path: Path) -> None:
    running.enter(vault_path)
    running.app.crashes.happened.emit("RuntimeError-1")
    box = told(running, "fault")
    running.qtbot.waitUntil(box.isActiveWindow)
    QTest.keyClick(box.windowHandle(), Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
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
