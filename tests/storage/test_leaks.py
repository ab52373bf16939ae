"""Nothing of a person reaches the disk in the clear; the control shows that the search works."""

import sqlite3
from pathlib import Path

import pytest

from casedesk.storage import backups, drafts, users
from casedesk.storage.engine import connect
from casedesk.storage.vault import Vault
from tests.storage.people import arrived, take_in

#: words that stand nowhere else
CANARIES = ("Quetzalcanario", "Xochicanario", "Tlacocanario", "Notacanario")
#: enough to make SQLite spill what it sorts
MANY = 400


def _leaks(*folders: Path) -> set[str]:
    """The canaries found in any file, as UTF-8 or UTF-16."""
    found = set()
    for folder in folders:
        for path in folder.rglob("*"):
            raw = path.read_bytes() if path.is_file() else b""
            for canary in CANARIES:
                forms = (canary.encode(), canary.encode("utf-16-le"), canary.lower().encode())
                if any(form in raw for form in forms):
                    found.add(canary)
    return found


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that Python and SQLite take for temporary files."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    for name in ("TMPDIR", "SQLITE_TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, str(folder))
    monkeypatch.setattr("tempfile.tempdir", None)
    return folder


def _answers(number: int) -> dict[str, str]:
    given, surname, alias, notes = CANARIES
    return {
        "given_names": f"{given} {number}",
        "surnames": surname,
        "alias": alias,
        "notes": f"{notes} {number} " * 40,
    }


def test_no_name_is_found_on_the_disk(vault: Vault, temporary: Path, tmp_path: Path) -> None:
    for number in range(MANY):
        vault.run(lambda uow, number=number: take_in(uow, **_answers(number)))  # type: ignore[misc]
    vault.run(lambda uow: drafts.save(uow, "person/new", _answers(0)))
    assert _leaks(tmp_path) == set()  # with the write-ahead log as it is while the vault is open
    backups.rotate(vault)
    users.add_user(vault, "Beto Prueba", "volunteer", "farol nube tinta remo")
    users.remove_user(vault, "Beto Prueba")
    with vault.engine.connect() as connection:
        raw = connection.connection.dbapi_connection
        assert raw is not None
        raw.execute("SELECT DISTINCT notes FROM people ORDER BY notes, random()").fetchall()
        raw.execute("VACUUM")
    assert _leaks(tmp_path) == set()
    vault.close()
    assert _leaks(tmp_path) == set()


def test_the_same_in_a_plain_database_is_found(tmp_path: Path) -> None:
    """The control: without encryption the search finds every canary."""
    connection = sqlite3.connect(tmp_path / "plain.db")
    connection.execute("CREATE TABLE people (given_names, surnames, alias, notes)")
    rows = [tuple(_answers(number).values()) for number in range(MANY)]
    connection.executemany("INSERT INTO people VALUES (?, ?, ?, ?)", rows)
    connection.commit()
    connection.close()
    assert _leaks(tmp_path) == set(CANARIES)


def test_what_a_database_would_put_into_temporary_files_stays_in_memory(vault: Vault) -> None:
    connection = connect(vault.path / "cases.db", vault.key)
    try:
        assert connection.execute("PRAGMA temp_store").fetchone()[0] == 2
        for pragma, wanted in (("secure_delete", 1), ("journal_mode", "wal"), ("synchronous", 2)):
            assert connection.execute(f"PRAGMA {pragma}").fetchone()[0] == wanted
    finally:
        connection.close()


def test_a_person_has_the_words_that_are_searched_for() -> None:
    person = arrived(**_answers(1))[0]
    assert all(any(canary in str(value) for value in vars(person).values()) for canary in CANARIES)
