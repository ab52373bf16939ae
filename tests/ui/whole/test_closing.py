"""Closing: a copy is made, the vault is closed, nothing is lost."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton

from casedesk import settings
from casedesk.services import backups
from casedesk.storage.vault import Vault
from tests.ui.access.drivers import visible
from tests.ui.whole.program import NoRoom, Program, reopened, told


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


def test_a_copy_that_fails_is_told_and_the_vault_closes_all_the_same(
    running: Program, vault_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_vault: Vault, **_given: object) -> None:
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


def test_a_program_that_is_closing_does_not_lock_and_start_again(
    running: Program, vault_path: Path
) -> None:
    running.enter(vault_path).close()
    running.app.lock()
    running.qtbot.waitUntil(lambda: running.quits == 1)
    assert not running.bare


def test_who_will_not_wait_for_the_copy_closes_without_it(
    running: Program, vault_path: Path
) -> None:
    running.enter(vault_path)
    running.app.close()
    ending = running.app._ending
    assert ending is not None
    without = visible(ending, QPushButton, "stop_copy")
    assert not without.hasFocus()  # the key that closed the window would press it
    without.click()
    running.qtbot.waitUntil(lambda: running.quits == 1)
    vault = reopened(vault_path)
    assert backups.own_backups(vault) == []
    assert list((vault_path / "backups").iterdir()) == []
    vault.close()
    assert settings.load().uncopied == str(vault_path)
