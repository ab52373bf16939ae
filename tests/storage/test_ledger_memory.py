"""A computer that saw more of a ledger than the vault holds says so."""

import json
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from casedesk.storage import backups, ledger, ledger_memory, users
from casedesk.storage import vault as vaults
from casedesk.storage.errors import LedgerMemoryDamaged, NoPermission
from casedesk.storage.ledger import RELEASE, Head
from casedesk.storage.ledger_memory import accept, missing, missing_from, remember
from casedesk.storage.vault import Vault
from tests.conftest import COORDINATOR_NAME, PASSPHRASE, FixedClock
from tests.storage.publishing import publish, publish_some

ONE, TWO = "1" * 64, "2" * 64


def _file(end: object) -> str:
    """What the file says if it says this of a vault."""
    return json.dumps({"format": "casedesk-ledgers/1", "vaults": {"a": end}})


@pytest.fixture(autouse=True)
def memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file, in a folder of the test's own."""
    place = tmp_path / "state" / "casedesk" / "ledgers.json"
    monkeypatch.setattr(ledger_memory, "user_state_path", lambda *_all, **_more: place.parent)
    return place


def _missing(vault: Vault) -> tuple[int, int]:
    """By the end of the ledger alone, and by all of it."""
    vault_id = ledger_memory.vault_id(vault)
    head = vault.run(ledger.head)
    return missing(vault_id, head), vault.run(lambda uow: missing_from(uow, vault_id))


def _remember(vault: Vault) -> None:
    remember(ledger_memory.vault_id(vault), vault.run(ledger.head))


def _restored(backup: Path, target: Path) -> Vault:
    path = backups.restore(backup, target)
    return vaults.unlock(path, COORDINATOR_NAME, PASSPHRASE, clock=FixedClock())


def test_of_a_vault_never_seen_nothing_is_missing(memory: Path) -> None:
    assert missing("a", None) == missing("a", Head(3, ONE)) == 0
    assert not memory.exists()


@pytest.mark.parametrize(
    ("head", "count"),
    [
        (None, 3),
        (Head(1, TWO), 2),
        (Head(3, ONE), 0),
        (Head(3, TWO), 1),
        (Head(4, TWO), 0),
    ],
)
def test_what_the_vault_lacks_is_counted(head: Head | None, count: int) -> None:
    remember("a", Head(3, ONE))
    assert missing("a", head) == count
    assert missing("b", head) == 0


def test_the_newest_end_is_kept_whatever_comes_after() -> None:
    for head in (Head(3, ONE), Head(2, TWO), None, Head(3, TWO)):
        remember("a", head)
    remember("b", Head(1, TWO))
    assert ledger_memory.known("a") == Head(3, ONE)
    remember("a", Head(4, TWO))
    assert ledger_memory.known("a") == Head(4, TWO)
    assert ledger_memory.known("b") == Head(1, TWO)


def test_two_windows_do_not_write_over_what_the_other_saw() -> None:
    names = [f"vault {number}" for number in range(24)]
    with ThreadPoolExecutor(8) as windows:
        list(windows.map(lambda name: remember(name, Head(1, ONE)), names))
    assert [missing(name, None) for name in names] == [1] * len(names)


def test_what_is_lost_for_good_can_be_accepted() -> None:
    remember("a", Head(3, ONE))
    remember("b", Head(9, ONE))
    accept("a", Head(2, TWO))
    assert missing("a", Head(2, TWO)) == 0
    accept("a", None)
    assert missing("a", None) == 0
    assert missing("b", None) == 9


def test_a_vault_restored_from_an_older_backup_is_detected(
    vault: Vault, tmp_path: Path, clock: FixedClock
) -> None:
    publish_some(vault)
    made = backups.backup_to(vault, tmp_path / "USB", make=True)
    publish(vault, RELEASE, RELEASE)
    _remember(vault)
    assert _missing(vault) == (0, 0)
    restored = _restored(made.path, tmp_path / "again")
    assert ledger_memory.vault_id(restored) == ledger_memory.vault_id(vault)
    assert _missing(restored) == (2, 2)
    restored.clock = clock
    clock.advance(hours=1)
    publish(restored, RELEASE, RELEASE)
    assert _missing(restored) == (1, 1)
    publish(restored, RELEASE)
    assert _missing(restored)[1] == 1  # longer, and not what was seen: only the whole tells
    restored.close()


def test_the_vault_keeps_its_id_when_its_key_is_replaced(vault: Vault) -> None:
    before = ledger_memory.vault_id(vault)
    users.add_user(vault, "Dora Prueba", "volunteer", "farol nube tinta remo")
    users.remove_user(vault, "Dora Prueba")
    assert ledger_memory.vault_id(vault) == before


def test_the_file_is_for_its_owner_and_holds_no_names(vault: Vault, memory: Path) -> None:
    publish_some(vault)
    _remember(vault)
    assert memory.stat().st_mode & 0o777 == 0o600
    assert memory.parent.stat().st_mode & 0o777 == 0o700
    head = vault.run(ledger.head)
    assert head is not None
    content = json.loads(memory.read_bytes())
    assert content == {
        "format": "casedesk-ledgers/1",
        "vaults": {ledger_memory.vault_id(vault): [4, head.chain]},
    }


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "[]",
        "{}",
        '{"format": "casedesk-ledgers/1"}',
        '{"format": "casedesk-ledgers/2", "vaults": {}}',
        _file(3),
        _file([3]),
        _file([True, ONE]),
        _file([0, ONE]),
        _file([3, 12]),
        _file([3, "12"]),
        _file([3, "x" * 64]),
    ],
)
def test_an_unreadable_memory_is_told_and_never_dropped(memory: Path, raw: str) -> None:
    memory.parent.mkdir(parents=True)
    memory.write_text(raw)
    for attempt in (
        lambda: missing("a", None),
        lambda: remember("a", Head(1, ONE)),
        lambda: accept("a", None),
    ):
        with pytest.raises(LedgerMemoryDamaged) as raised:
            attempt()
        assert str(memory) in str(raised.value)
        assert "move that file" in str(raised.value)
    assert memory.read_text() == raw
    shutil.rmtree(memory.parent)
    assert missing("a", None) == 0


def test_the_control_of_the_unreadable_ones_is_read(memory: Path) -> None:
    memory.parent.mkdir(parents=True)
    memory.write_text(_file([3, ONE]))
    assert missing("a", None) == 3


def test_a_memory_that_may_not_be_read_is_told(
    memory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    remember("a", Head(1, ONE))

    def refuse(_path: Path) -> bytes:
        raise PermissionError(13, "refused")

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(NoPermission):
        missing("a", None)


def test_the_place_is_the_state_folder_of_the_user(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    monkeypatch.setenv("XDG_STATE_HOME", "/nowhere/state")
    assert ledger_memory.path().parts[-2:] == ("casedesk", "ledgers.json")
    assert "/nowhere/state" in ledger_memory.path().as_posix()
