"""Typing at a real terminal: the passphrase is offered, asked twice, and never shown again."""

import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from casedesk.storage import vault as vaults
from tests.cli.running import Terminal
from tests.conftest import COORDINATOR_NAME, PASSPHRASE

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal of Unix")
OWN = "ladera molino cometa abanico"
_QUESTION = re.compile(r"(?:your own|it again|Passphrase of .+): $")
_OFFERED = re.compile(r"A passphrase made for you: (.+?)\r?\n")


def talk(
    terminal: Terminal, arguments: tuple[object, ...], answers: Iterator[str]
) -> tuple[int, str]:
    """Run a command at a terminal, answer each question, and return its code and what it showed."""
    import pty  # noqa: PLC0415 - exists on Unix alone

    command = terminal.command(*arguments)
    process, screen = pty.fork()
    if process == 0:
        os.execvpe(command[0], command, terminal.environment())  # noqa: S606 - our own program
    shown = ""
    while True:
        try:
            read = os.read(screen, 4096).decode()
        except OSError:  # the other end is closed
            break
        if not read:
            break
        shown += read
        if _QUESTION.search(shown):
            os.write(screen, next(answers).encode() + b"\n")
            shown += "\n"
    os.close(screen)
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]), shown


def create(terminal: Terminal, *answers: str) -> tuple[int, str, Path]:
    """Make a vault, answering its questions."""
    path = terminal.home / "Mi bóveda.casedesk"
    arguments = ("vault", "create", path, "--shelter", "Peña", "--user", "Ana")
    return *talk(terminal, arguments, iter(answers)), path


def test_enter_takes_the_passphrase_that_is_offered(terminal: Terminal) -> None:
    code, shown, path = create(terminal, "")
    offered = _OFFERED.search(shown)
    assert code == 0
    assert offered
    assert len(offered.group(1).split()) == 6
    vaults.unlock(path, "Ana", offered.group(1)).close()


def test_an_own_passphrase_is_typed_twice_and_not_shown(terminal: Terminal) -> None:
    code, shown, path = create(terminal, OWN, OWN)
    assert code == 0
    assert OWN not in shown
    vaults.unlock(path, "Ana", OWN).close()


def test_two_different_passphrases_make_no_vault(terminal: Terminal) -> None:
    code, shown, path = create(terminal, OWN, OWN + " y más")
    assert code == 4
    assert "The two passphrases are not the same." in shown
    assert not path.exists()


def test_a_vault_is_opened_with_what_is_typed(terminal: Terminal, vault_path: Path) -> None:
    code, shown = talk(terminal, ("vault", "check", vault_path), iter([PASSPHRASE]))
    assert code == 0
    assert f"Passphrase of {COORDINATOR_NAME}: " in shown
    assert "The vault is whole." in shown
    assert PASSPHRASE not in shown
