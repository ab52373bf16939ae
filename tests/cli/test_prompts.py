"""Typing at a real terminal: the passphrase is offered, asked twice, and never shown again."""

import os
import re
import select
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from casedesk.storage import vault as vaults
from casedesk.storage.passphrases import word_list
from tests.cli.running import Terminal
from tests.conftest import COORDINATOR_NAME, PASSPHRASE

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal of Unix")
OWN = "ladera molino cometa abanico"
_QUESTION = re.compile(r"(?:New passphrase|it again|Passphrase of .+|Contraseña nueva): $")
_OFFERED = re.compile(r"(?:A passphrase made for you|hecha para ti): (.+?)\r?\n")
#: stands for the passphrase that is offered
OFFERED = "the one offered"
#: seconds without a word after which nothing more is expected: a question nobody knows
SILENCE = 60


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
        assert select.select([screen], [], [], SILENCE)[0], f"waits for an answer to: {shown}"
        try:
            read = os.read(screen, 4096).decode()
        except OSError:  # the other end is closed
            break
        if not read:
            break
        shown += read
        if _QUESTION.search(shown):
            answer = next(answers)
            offered = _OFFERED.search(shown)
            if answer == OFFERED and offered:
                answer = offered.group(1)
            os.write(screen, answer.encode() + b"\n")
            shown += "\n"
    os.close(screen)
    return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]), shown


def create(terminal: Terminal, *answers: str, language: str = "en") -> tuple[int, str, Path]:
    """Make a vault, answering its questions."""
    path = terminal.home / "Mi bóveda.casedesk"
    arguments = ("vault", "create", path, "--shelter", "Peña", "--user", "Ana", "--lang", language)
    return *talk(terminal, arguments, iter(answers)), path


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_passphrase_offered_is_of_the_language_spoken_and_typed_once_to_take_it(
    terminal: Terminal, language: str
) -> None:
    code, shown, path = create(terminal, OFFERED, language=language)
    offered = _OFFERED.search(shown)
    assert code == 0
    assert offered
    words = offered.group(1).split()
    assert len(words) == 6
    assert set(words) <= set(word_list(language))
    vaults.unlock(path, "Ana", offered.group(1)).close()


def test_enter_alone_takes_no_passphrase_that_may_stand_on_no_paper(terminal: Terminal) -> None:
    code, shown, path = create(terminal, "")
    assert code == 4
    assert "No passphrase was typed." in shown
    assert not path.exists()


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
