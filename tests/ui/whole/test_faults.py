"""Faults: told without what they were about, and no reason not to lock or end."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QMessageBox

from casedesk.services import backups
from casedesk.storage.vault import Vault
from tests.ui.whole.program import Program, reopened, told


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


def test_a_fault_while_closing_does_not_keep_the_program_from_ending(
    running: Program, vault_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fault(_vault: Vault, **_given: object) -> None:
        raise RuntimeError("a bug")

    monkeypatch.setattr(backups, "rotate", fault)
    running.enter(vault_path).close()
    box = told(running, "fault")
    assert "RuntimeError-" in box.text()
    assert "a bug" not in box.text()
    reopened(vault_path).close()
    box.accept()
    running.qtbot.waitUntil(lambda: running.quits == 1)


def test_a_fault_in_a_page_does_not_keep_the_program_from_locking(
    running: Program, vault_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shell = running.enter(vault_path)

    def fault() -> None:
        raise RuntimeError("a bug")

    monkeypatch.setattr(shell, "flush", fault)
    running.app.lock()
    running.wait_for_bare(vault_path)
