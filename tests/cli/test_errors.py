"""Each thing that can go wrong: one line on the error output, and a code of its own."""

import json
import os
import sys
from pathlib import Path

import pytest

from casedesk.domain.people import Person
from casedesk.services.vaults import Vault
from casedesk.storage import records
from casedesk.storage import vault as vaults
from tests.cli.conftest import written
from tests.cli.running import Outcome, Terminal, powerful
from tests.conftest import COORDINATOR_NAME, FixedClock


def said(outcome: Outcome, code: int, words: str) -> None:
    """Hold an outcome to a code and one line that holds some words."""
    assert (outcome.code, outcome.out) == (code, ""), outcome
    assert outcome.err.startswith("casedesk: ")
    assert outcome.err.count("\n") == 1
    assert words in outcome.err


def test_wrong_arguments_end_with_2(terminal: Terminal) -> None:
    said(terminal.run("--nothing-like-it"), 2, "unrecognized arguments: --nothing-like-it")
    said(terminal.run("vault"), 2, "casedesk vault --help")
    said(terminal.run("demo", "--people", "9"), 2, "from 10 to 500,000")
    said(terminal.run("demo", "--people", "many"), 2, "from 10 to 500,000")
    said(terminal.run("sing"), 2, "invalid choice")


def test_a_passphrase_cannot_be_an_argument(terminal: Terminal, vault_path: Path) -> None:
    outcome = terminal.run("vault", "check", vault_path, "--passphrase", "abanico")
    said(outcome, 2, "--passphrase")


def test_no_help_offers_a_passphrase_argument(terminal: Terminal) -> None:
    for command in ([], ["vault"], ["vault", "create"], ["vault", "passphrase"], ["import"]):
        words = terminal.run(*command, "--help").out.replace(",", " ").split()
        assert not {"--passphrase", "--new-passphrase", "--code"} & set(words)


def test_what_is_no_vault_ends_with_3(terminal: Terminal, passphrase_file: Path) -> None:
    outcome = terminal.run("vault", "check", terminal.home, "--passphrase-file", passphrase_file)
    said(outcome, 3, "is not a Casedesk vault")


def test_what_is_there_already_ends_with_3(
    terminal: Terminal, vault_path: Path, passphrase_file: Path
) -> None:
    arguments = ("--shelter", "S", "--user", "U", "--passphrase-file", passphrase_file)
    said(terminal.run("vault", "create", vault_path, *arguments), 3, "already exists")
    said(terminal.run("demo", "--people", "10", "--vault", vault_path), 3, "already exists")


def test_a_wrong_passphrase_ends_with_4(terminal: Terminal, vault_path: Path) -> None:
    wrong = written(terminal.home / "wrong.txt", "ajena lluvia torre pino")
    outcome = terminal.run("vault", "check", vault_path, "--passphrase-file", wrong)
    said(outcome, 4, "That passphrase is not right.")


def test_a_stranger_ends_with_4(
    terminal: Terminal, vault_path: Path, passphrase_file: Path
) -> None:
    outcome = terminal.run(
        "vault", "check", vault_path, "--user", "Nadie", "--passphrase-file", passphrase_file
    )
    said(outcome, 4, "“Nadie” has no key to this vault.")


def test_a_damaged_vault_ends_with_5(
    terminal: Terminal, vault_path: Path, passphrase_file: Path
) -> None:
    database = vault_path / "cases.db"
    database.write_bytes(bytes(4096) + database.read_bytes()[4096:])
    outcome = terminal.run("vault", "check", vault_path, "--passphrase-file", passphrase_file)
    said(outcome, 5, "damaged")


def test_a_vault_of_a_newer_program_ends_with_6(
    terminal: Terminal, vault_path: Path, passphrase_file: Path
) -> None:
    ring = json.loads((vault_path / "vault.json").read_text())
    (vault_path / "vault.json").write_text(json.dumps(ring | {"format": "casedesk-vault/9"}))
    outcome = terminal.run("vault", "check", vault_path, "--passphrase-file", passphrase_file)
    said(outcome, 6, "newer Casedesk")


def test_a_vault_open_elsewhere_ends_with_7(
    terminal: Terminal, vault: Vault, passphrase_file: Path
) -> None:
    outcome = terminal.run("vault", "check", vault.path, "--passphrase-file", passphrase_file)
    said(outcome, 7, "already open")


@pytest.mark.skipif(os.name != "posix" or powerful(), reason="permissions do not count here")
def test_a_folder_that_may_not_be_written_ends_with_8(terminal: Terminal) -> None:
    folder = terminal.home / "closed"
    folder.mkdir(mode=0o555)
    outcome = terminal.run("demo", "--people", "10", "--vault", folder / "Demo")
    said(outcome, 8, "does not let you read or write")
    assert list(folder.iterdir()) == []


def test_without_a_terminal_and_without_a_file_it_ends_with_12(
    terminal: Terminal, vault_path: Path
) -> None:
    said(terminal.run("vault", "check", vault_path), 12, "--passphrase-file")
    arguments = ("--shelter", "S", "--user", "U")
    said(terminal.run("vault", "create", terminal.home / "V", *arguments), 12, "no terminal")
    assert not (terminal.home / "V.casedesk").exists()


def test_an_empty_passphrase_file_ends_with_12(terminal: Terminal, vault_path: Path) -> None:
    empty = written(terminal.home / "empty.txt", "")
    said(terminal.run("vault", "check", vault_path, "--passphrase-file", empty), 12, "is empty")
    missing = terminal.home / "missing.txt"
    said(terminal.run("vault", "check", vault_path, "--passphrase-file", missing), 2, "be read")


def test_a_weak_passphrase_makes_no_vault(terminal: Terminal) -> None:
    weak = written(terminal.home / "weak.txt", "tapachula2025")
    arguments = ("--shelter", "S", "--user", "U", "--passphrase-file", weak)
    said(terminal.run("vault", "create", terminal.home / "V", *arguments), 4, "Too easy")
    assert not (terminal.home / "V.casedesk").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="other systems always have a screen")
def test_without_a_screen_the_windows_end_with_11(terminal: Terminal, vault_path: Path) -> None:
    said(terminal.run(), 11, "There is no screen here")
    said(terminal.run("--vault", vault_path), 11, "There is no screen here")
    said(terminal.run("demo", "--open"), 11, "There is no screen here")
    assert not (terminal.home / "data").exists()


def test_a_passphrase_file_that_others_can_read_is_told(
    terminal: Terminal, vault_path: Path, passphrase_file: Path
) -> None:
    passphrase_file.chmod(0o644)
    outcome = terminal.run("vault", "check", vault_path, "--passphrase-file", passphrase_file)
    assert outcome.code == 0
    assert "Others on this computer can read" in outcome.err


def test_a_clock_behind_the_vault_is_told(
    terminal: Terminal, vault_path: Path, passphrase_file: Path
) -> None:
    clock = FixedClock()
    clock.advance(days=36_500)
    words = passphrase_file.read_text().strip()
    later = vaults.unlock(vault_path, COORDINATOR_NAME, words, clock=clock)
    later.run(lambda uow: records.add(uow, Person(given_names="Inventada")))
    later.close()
    outcome = terminal.run("vault", "check", vault_path, "--passphrase-file", passphrase_file)
    assert "behind what was recorded last" in outcome.err
    assert "Inventada" not in outcome.out + outcome.err


def test_every_exit_code_is_told_in_the_help(terminal: Terminal) -> None:
    text = terminal.run("--help").out
    told = {
        int(line.split()[0])
        for line in text.partition("exit codes:")[2].splitlines()
        if line.strip()
    }
    assert told == {*range(17), 70, 130}
