"""Closing: a copy is made, the vault is closed, nothing is lost."""

from pathlib import Path

import pytest

from casedesk import settings
from casedesk.services import backups
from casedesk.storage.vault import Vault
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


def test_a_program_that_is_closing_does_not_lock_and_start_again(
    running: Program, vault_path: Path
) -> None:
    running.enter(vault_path).close()
    running.app.lock()
    running.qtbot.waitUntil(lambda: running.quits == 1)
    assert not running.bare
