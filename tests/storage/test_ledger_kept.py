"""The ledger goes wherever the vault goes, and nowhere in the clear."""

import sqlite3
from pathlib import Path

import pytest

from casedesk.storage import backups, ledger, ledger_file, ledger_memory, users
from casedesk.storage import vault as vaults
from casedesk.storage.checks import check
from casedesk.storage.ledger import RELEASE
from casedesk.storage.vault import Vault
from tests.conftest import COORDINATOR_NAME, PASSPHRASE
from tests.storage.publishing import BLOB, TRIGGERS, entries_of, publish, publish_some

#: words that stand nowhere else
CANARIES = ("Cenzontlecanario", "Blobcanario")
BODY = {CANARIES[0]: [f"{CANARIES[0]} {number}" for number in range(500)]}
SECRET = "canción farol nube tinta remo vela"


def _leaks(folder: Path) -> set[str]:
    """The canaries found in any file, as UTF-8 or UTF-16."""
    found = set()
    for path in folder.rglob("*"):
        raw = path.read_bytes() if path.is_file() else b""
        for canary in CANARIES:
            if any(canary.encode(form) in raw for form in ("utf-8", "utf-16-le")):
                found.add(canary)
    return found


def test_every_backup_holds_the_ledger_and_what_keeps_it(vault: Vault, tmp_path: Path) -> None:
    made = publish_some(vault)
    usb = backups.backup_to(vault, tmp_path / "USB", make=True).path
    publish(vault, RELEASE)
    target = backups.restore(usb, tmp_path / "again")
    restored = vaults.unlock(target, COORDINATOR_NAME, PASSPHRASE)
    assert entries_of(restored) == made
    assert restored.run(lambda uow: ledger.blob(uow, 2)) == BLOB
    with restored.engine.connect() as connection:
        query = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'ledger'"
        assert set(connection.exec_driver_sql(query).scalars()) == TRIGGERS
    assert check(restored) == []
    restored.close()


def test_publishing_is_a_change_that_closing_backs_up(vault: Vault) -> None:
    backups.rotate(vault)
    vault.clock.advance(hours=1)  # type: ignore[attr-defined]
    assert backups.rotate(vault) is None
    publish(vault, RELEASE)
    assert backups.rotate(vault) is not None


def test_the_ledger_survives_a_new_data_key(vault: Vault) -> None:
    made = publish_some(vault)
    users.add_user(vault, "Dora Prueba", "volunteer", "farol nube tinta remo")
    old = vault.key
    users.remove_user(vault, "Dora Prueba")
    assert vault.key != old
    made += publish(vault, RELEASE)
    vault.close()
    opened = vaults.unlock(vault.path, COORDINATOR_NAME, PASSPHRASE)
    assert entries_of(opened) == made
    assert opened.run(lambda uow: ledger.blob(uow, 2)) == BLOB
    assert check(opened) == []
    opened.close()


def test_nothing_published_is_found_on_the_disk(
    vault: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("TMPDIR", "SQLITE_TMPDIR", "TEMP", "TMP"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    monkeypatch.setattr(ledger_memory, "user_state_path", lambda *_all, **_more: tmp_path)
    blob = CANARIES[1].encode() * 20_000
    for _time in range(3):
        vault.run(lambda uow: ledger.append(uow, RELEASE, BODY, blob))
    assert _leaks(tmp_path) == set()  # with the write-ahead log as it is while the vault is open
    vault.run(lambda uow: ledger_file.export(uow, tmp_path / "todo", SECRET))
    ledger_memory.remember(ledger_memory.vault_id(vault), vault.run(ledger.head))
    backups.rotate(vault)
    assert _leaks(tmp_path) == set()
    vault.close()
    assert _leaks(tmp_path) == set()
    assert {"todo.ledger", "ledgers.json"} <= {each.name for each in tmp_path.iterdir()}


def test_the_same_in_a_plain_database_is_found(tmp_path: Path) -> None:
    """The control: without encryption the search finds every canary."""
    connection = sqlite3.connect(tmp_path / "plain.db")
    connection.execute("CREATE TABLE ledger (body, blob)")
    row = (str(BODY), CANARIES[1].encode() * 20_000)
    connection.execute("INSERT INTO ledger VALUES (?, ?)", row)
    connection.commit()
    connection.close()
    assert _leaks(tmp_path) == set(CANARIES)
