"""A vault's life on the command line, as an ordinary user, in a path with a space and an accent."""

import json
import re
from dataclasses import asdict
from pathlib import Path

import pypdfium2
import pytest

from casedesk.settings import Settings
from casedesk.storage import vault as vaults
from casedesk.storage.errors import WrongPassphrase
from tests.cli.conftest import written
from tests.cli.running import Terminal
from tests.conftest import COORDINATOR_NAME, PASSPHRASE

OTHER = "ladera molino cometa abanico"
_CODE = re.compile(r"[0-9A-Z]{6}(?:-[0-9A-Z]{4,6}){5}")


def text_of(path: Path) -> str:
    """The words of a PDF of one page."""
    document = pypdfium2.PdfDocument(path)
    assert len(document) == 1
    text: str = document[0].get_textpage().get_text_range()
    document.close()
    return text


def test_a_vault_is_made_and_its_recovery_code_handed_over_once(
    terminal: Terminal, passphrase_file: Path
) -> None:
    path, sheet = terminal.home / "Mi bóveda", terminal.home / "hoja.pdf"
    outcome = terminal.run(
        *("vault", "create", path, "--shelter", "Albergue Peña", "--user", "Ana Prueba"),
        *("--role", "coordinator", "--recovery-sheet", sheet),
        *("--passphrase-file", passphrase_file),
    )
    assert outcome.code == 0, outcome
    found = _CODE.search(outcome.out)
    assert found
    vault = vaults.recover(vaults.with_suffix(path), found.group())
    assert (vault.shelter, vault.invented) == ("Albergue Peña", False)
    vault.close()
    printed = text_of(sheet)
    assert "Albergue Peña" in printed
    assert all(group in printed for group in found.group().split("-"))
    assert sheet.stat().st_mode & 0o077 == 0
    made = vaults.with_suffix(path)
    files = {file for file in terminal.home.rglob("*") if file.is_file() and file.stat().st_size}
    known = terminal.home / "config" / "casedesk" / "settings.json"
    nowhere_else = "nothing about the code may be left anywhere else"
    assert files - set(made.iterdir()) == {sheet, passphrase_file, known}, nowhere_else
    where_it_is = asdict(Settings(vaults=(str(made),)))
    assert known.read_text() == json.dumps(where_it_is, indent=1), nowhere_else


def test_a_sheet_is_never_written_over_another_file(
    terminal: Terminal, passphrase_file: Path
) -> None:
    sheet = terminal.home / "hoja.pdf"
    sheet.write_text("something of mine")
    outcome = terminal.run(
        *("vault", "create", terminal.home / "V", "--shelter", "S", "--user", "U"),
        *("--recovery-sheet", sheet, "--passphrase-file", passphrase_file),
    )
    assert outcome.code == 8
    assert sheet.read_text() == "something of mine"
    assert not (terminal.home / "V.casedesk").exists()


def test_users_are_listed_added_and_removed(
    terminal: Terminal, vault_path: Path, passphrase_file: Path
) -> None:
    other = written(terminal.home / "other.txt", OTHER)
    asked: tuple[object, ...] = ("vault", "users", vault_path, "--user", COORDINATOR_NAME)
    asked += ("--passphrase-file", passphrase_file)
    added = terminal.run(*asked, "--add", "Beto", "--new-passphrase-file", other)
    assert (added.code, added.err) == (0, "")
    listed = terminal.run("vault", "users", vault_path)
    assert listed.out == f"{COORDINATOR_NAME}\tcoordinator\nBeto\tvolunteer\n"
    vaults.unlock(vault_path, "Beto", OTHER).close()
    refused = terminal.run(
        *("vault", "users", vault_path, "--user", "Beto", "--passphrase-file", other),
        *("--remove", COORDINATOR_NAME),
    )
    assert refused.code == 9
    removed = terminal.run(*asked, "--remove", "Beto")
    assert removed.code == 0
    assert _CODE.search(removed.out)
    assert terminal.run("vault", "users", vault_path).out == f"{COORDINATOR_NAME}\tcoordinator\n"


def test_with_several_users_one_must_say_who_one_is(
    terminal: Terminal, vault_path: Path, passphrase_file: Path
) -> None:
    other = written(terminal.home / "other.txt", OTHER)
    terminal.run(
        *("vault", "users", vault_path, "--passphrase-file", passphrase_file),
        *("--add", "Beto", "--new-passphrase-file", other),
    )
    outcome = terminal.run("vault", "check", vault_path, "--passphrase-file", passphrase_file)
    assert (outcome.code, outcome.err.count("\n")) == (2, 1)
    assert "--user" in outcome.err


def test_a_passphrase_is_changed(
    terminal: Terminal, vault_path: Path, passphrase_file: Path
) -> None:
    other = written(terminal.home / "other.txt", OTHER)
    outcome = terminal.run(
        *("vault", "passphrase", vault_path, "--passphrase-file", passphrase_file),
        *("--new-passphrase-file", other),
    )
    assert (outcome.code, outcome.err) == (0, "")
    vaults.unlock(vault_path, COORDINATOR_NAME, OTHER).close()
    with pytest.raises(WrongPassphrase):
        vaults.unlock(vault_path, COORDINATOR_NAME, PASSPHRASE)


def test_a_backup_becomes_a_working_vault(
    terminal: Terminal, vault_path: Path, passphrase_file: Path
) -> None:
    stick = terminal.home / "memoria USB"
    opened = ("--passphrase-file", passphrase_file)
    unplugged = terminal.run("vault", "backup", vault_path, "--to", stick, *opened)
    assert (unplugged.code, unplugged.out) == (8, "")
    assert "--make-folder" in unplugged.err and not stick.exists()
    copy = ("vault", "backup", vault_path, "--to", stick, "--make-folder", *opened)
    made = terminal.run(*copy)
    assert made.code == 0 and "same disk" in made.err
    (backup,) = stick.iterdir()
    restored = terminal.home / "De vuelta"
    assert terminal.run("vault", "restore", restored, "--from", backup).code == 0
    assert terminal.run("vault", "check", restored, *opened).out == "The vault is whole.\n"
    again = terminal.run("vault", "restore", restored, "--from", backup)
    assert (again.code, again.out) == (3, "")


def test_a_backup_without_a_folder_goes_into_the_vault(
    terminal: Terminal, vault_path: Path, passphrase_file: Path
) -> None:
    opened = ("--passphrase-file", passphrase_file)
    assert terminal.run("vault", "backup", vault_path, *opened).code == 0
    assert len(list((vault_path / "backups").iterdir())) == 1
