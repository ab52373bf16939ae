"""The ledger goes to another computer as one sealed file, whole or not at all."""

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from casedesk.errors import CasedeskError
from casedesk.storage import ledger, ledger_file, log
from casedesk.storage import vault as vaults
from casedesk.storage.checks import check
from casedesk.storage.errors import (
    DamagedLedger,
    LedgerBroken,
    LedgersDiffer,
    LedgerTooNew,
    NotALedger,
    NotAllowed,
    OutOfReach,
    WrongPassphrase,
)
from casedesk.storage.keyring import FLOOR
from casedesk.storage.ledger import FACT, FILES, RELEASE, Row
from casedesk.storage.unit_of_work import UnitOfWork
from casedesk.storage.vault import Vault
from tests.conftest import COORDINATOR_NAME, PASSPHRASE, VOLUNTEER_NAME, FixedClock
from tests.storage.publishing import BLOB, entries_of, publish, publish_some, tamper

SECRET = "canción farol nube tinta remo vela"


@pytest.fixture
def other(built_vault: Path, tmp_path: Path) -> Vault:
    """Another vault, which has published nothing."""
    path = Path(shutil.copytree(built_vault, tmp_path / "other.casedesk"))
    return vaults.unlock(path, COORDINATOR_NAME, PASSPHRASE, clock=FixedClock())


def _export(vault: Vault, path: Path) -> Path:
    return vault.run(lambda uow: ledger_file.export(uow, path, SECRET))


def _bring_in(vault: Vault, path: Path, secret: str = SECRET) -> int:
    return vault.run(lambda uow: ledger_file.bring_in(uow, path, secret))


def _lines(vault: Vault) -> int:
    return len(vault.run(lambda uow: log.latest(uow.connection)))


def _sealed(rows: list[Row], change: Callable[[bytes], bytes] = bytes) -> bytes:
    """A file of some rows, well sealed by somebody who knows the passphrase."""
    content = change(b"".join(ledger_file._packed(row) for row in rows))
    return ledger_file._sealed(content, SECRET, FLOOR)


def _rows(*kinds: str, body: str = "{}", first: int = 1) -> list[Row]:
    rows: list[Row] = []
    for seq, kind in enumerate(kinds, first):
        before = rows[-1].chain if rows else ledger.START
        rows.append(ledger.linked(before, seq, kind, "2026", "Ana", body, None))
    return rows


def test_an_empty_vault_takes_the_whole_ledger(vault: Vault, other: Vault, tmp_path: Path) -> None:
    made = publish_some(vault)
    path = _export(vault, tmp_path / "todo")
    assert path.name == "todo.ledger"
    assert path.stat().st_mode & 0o777 == 0o600
    assert _bring_in(other, path) == 4
    assert entries_of(other) == made
    assert other.run(lambda uow: ledger.blob(uow, 2)) == BLOB
    assert other.run(lambda uow: ledger.blob(uow, 1)) is None
    assert check(other) == []


def test_only_what_is_missing_is_added_and_the_chain_goes_on(
    vault: Vault, other: Vault, tmp_path: Path
) -> None:
    publish_some(vault)
    _bring_in(other, _export(vault, tmp_path / "first"))
    publish(vault, RELEASE, FILES)
    later = _export(vault, tmp_path / "later")
    assert _bring_in(other, later) == 2
    assert _bring_in(other, later) == 0
    publish(other, RELEASE)
    assert _bring_in(vault, _export(other, tmp_path / "back")) == 1
    assert entries_of(vault) == entries_of(other)
    assert len(entries_of(vault)) == 7


def test_an_older_file_adds_nothing(vault: Vault, tmp_path: Path) -> None:
    publish_some(vault)
    path = _export(vault, tmp_path / "old")
    made = [*entries_of(vault), *publish(vault, RELEASE)]
    assert _bring_in(vault, path) == 0
    assert entries_of(vault) == made


def test_an_empty_ledger_makes_a_file_too(vault: Vault, other: Vault, tmp_path: Path) -> None:
    path = _export(vault, tmp_path / "nothing")
    publish_some(other)
    assert _bring_in(vault, path) == _bring_in(other, path) == 0
    assert check(vault) == check(other) == []


def test_ledgers_that_parted_are_not_joined(vault: Vault, other: Vault, tmp_path: Path) -> None:
    publish_some(vault)
    _bring_in(other, _export(vault, tmp_path / "common"))
    publish(vault, RELEASE)
    made = [*entries_of(other), *publish(other, FACT, RELEASE)]
    for path, target in (
        (_export(vault, tmp_path / "one"), other),
        (_export(other, tmp_path / "two"), vault),
    ):
        lines = _lines(target)
        with pytest.raises(LedgersDiffer) as raised:
            _bring_in(target, path)
        assert raised.value.details == {"entry": 5}
        assert "Nothing was brought in" in str(raised.value)
        assert _lines(target) == lines
    assert entries_of(other) == made


def test_the_log_says_what_went_out_and_came_in(vault: Vault, other: Vault, tmp_path: Path) -> None:
    made = publish_some(vault)
    path = _export(vault, tmp_path / "todo")
    out = vault.run(lambda uow: log.latest(uow.connection, 1))[0]
    assert (out.action, out.kind) == (log.EXPORT, "ledger")
    assert out.content == {
        "entry": 4,
        "chain": made[-1].chain,
        "entries": 4,
        "file": hashlib.sha256(path.read_bytes()).hexdigest(),
    }
    _bring_in(other, path)
    came = other.run(lambda uow: log.latest(uow.connection, 1))[0]
    assert (came.action, came.kind) == ("import", "ledger")
    assert came.content == {"entry": 4, "chain": made[-1].chain, "rows": 4}
    assert [each.kind for each in entries_of(other)] == [each.kind for each in made]


def test_the_accents_of_the_passphrase_may_be_typed_either_way(
    vault: Vault, other: Vault, tmp_path: Path
) -> None:
    publish_some(vault)
    path = _export(vault, tmp_path / "todo")
    assert _bring_in(other, path, SECRET.replace("ó", "o\u0301")) == 4


def test_a_wrong_passphrase_opens_nothing(vault: Vault, other: Vault, tmp_path: Path) -> None:
    publish_some(vault)
    path = _export(vault, tmp_path / "todo")
    for secret in ("", PASSPHRASE, SECRET.upper()):
        with pytest.raises(WrongPassphrase):
            _bring_in(other, path, secret)
    assert entries_of(other) == []


def test_a_damaged_file_is_told_from_a_wrong_passphrase(
    vault: Vault, other: Vault, tmp_path: Path
) -> None:
    publish_some(vault)
    path = _export(vault, tmp_path / "todo")
    raw = path.read_bytes()
    end = raw.index(b"\n") + 1
    damaged = [raw[:length] for length in (end, end + 1, end + 40, len(raw) // 2, len(raw) - 1)]
    damaged += [raw + b"\n"]
    for place in (end - 10, end, len(raw) // 2, len(raw) - 1):
        damaged.append(raw[:place] + bytes([raw[place] ^ 1]) + raw[place + 1 :])
    for each in damaged:
        path.write_bytes(each)
        with pytest.raises(DamagedLedger):
            _bring_in(other, path)
    assert entries_of(other) == []


def test_a_file_altered_by_somebody_who_can_compute_checksums_does_not_open(
    vault: Vault, other: Vault, tmp_path: Path
) -> None:
    publish_some(vault)
    path = _export(vault, tmp_path / "todo")
    raw = bytearray(path.read_bytes()[:-32])
    raw[len(raw) // 2] ^= 1
    path.write_bytes(raw + hashlib.sha256(raw).digest())
    with pytest.raises(WrongPassphrase):
        _bring_in(other, path)


@pytest.mark.parametrize("raw", [b"", b"\n", b"[]\n", b"{}\n", b"name,age\n", b"\xff" * 5000])
def test_another_file_is_no_ledger(vault: Vault, tmp_path: Path, raw: bytes) -> None:
    path = tmp_path / "x.ledger"
    path.write_bytes(raw)
    with pytest.raises(NotALedger):
        _bring_in(vault, path)
    with pytest.raises(OutOfReach):
        _bring_in(vault, tmp_path / "none.ledger")


def test_a_file_of_a_newer_program_is_told(vault: Vault, tmp_path: Path) -> None:
    path = tmp_path / "x.ledger"
    path.write_bytes(b'{"format": "casedesk-ledger/2"}\nrest')
    with pytest.raises(LedgerTooNew, match="casedesk-ledger/2"):
        _bring_in(vault, path)
    path.write_bytes(_sealed(_rows(RELEASE, "retraction")))
    with pytest.raises(LedgerTooNew, match="retraction"):
        _bring_in(vault, path)
    assert entries_of(vault) == []


def test_a_file_cannot_ask_for_a_cheap_or_endless_key(vault: Vault, tmp_path: Path) -> None:
    first, _, rest = _sealed([]).partition(b"\n")
    said = json.loads(first)
    for kdf in ({**said["kdf"], "memory": 8}, {**said["kdf"], "passes": 10**9}, {"cost": 1}, 7):
        header = json.dumps({**said, "kdf": kdf}).encode() + b"\n"
        body = header + rest[:-32]
        path = tmp_path / "x.ledger"
        path.write_bytes(body + hashlib.sha256(body).digest())
        with pytest.raises(DamagedLedger):
            _bring_in(vault, path)


BAD_CONTENT: dict[str, tuple[list[Row], Callable[[bytes], bytes]]] = {
    "no JSON": (_rows(RELEASE), lambda raw: b"x" + raw),
    "a chain of its own": (
        [_rows(RELEASE)[0]._replace(chain=bytes(32))],
        bytes,
    ),
    "a number that is not its own": ([_rows(RELEASE)[0]._replace(seq=7)], bytes),
    "a body altered": (_rows(RELEASE, FILES), lambda raw: raw.replace(b'"{}"', b'"{ }"', 1)),
    "a body that is no object": (_rows(RELEASE, body="[]"), bytes),
    "a body that is no JSON": (_rows(RELEASE, body="{"), bytes),
    "a row taken out": (_rows(RELEASE, FILES)[1:], bytes),
    "rows that begin later": (_rows(RELEASE, FILES, first=2), bytes),
    "rows exchanged": (_rows(RELEASE, FILES)[::-1], bytes),
    "a blob cut short": (
        [ledger.linked(ledger.START, 1, RELEASE, "2026", "Ana", "{}", b"12345")],
        lambda raw: raw[:-1],
    ),
    "a number for a text": (_rows(RELEASE), lambda raw: raw.replace(b'"Ana"', b"5")),
}


@pytest.mark.parametrize("what", BAD_CONTENT)
def test_a_well_sealed_file_that_does_not_prove_itself_is_refused(
    vault: Vault, tmp_path: Path, what: str
) -> None:
    path = tmp_path / "x.ledger"
    path.write_bytes(_sealed(*BAD_CONTENT[what]))
    with pytest.raises(DamagedLedger):
        _bring_in(vault, path)
    assert entries_of(vault) == []


def test_the_control_of_the_bad_contents_is_taken(vault: Vault, tmp_path: Path) -> None:
    path = tmp_path / "x.ledger"
    path.write_bytes(_sealed(_rows(RELEASE, FILES)))
    assert _bring_in(vault, path) == 2


def test_a_broken_ledger_neither_leaves_nor_takes(
    vault: Vault, other: Vault, tmp_path: Path
) -> None:
    publish_some(vault)
    path = _export(vault, tmp_path / "whole")
    tamper(vault, "UPDATE ledger SET body = '{}' WHERE seq = 2")
    with pytest.raises(LedgerBroken):
        _export(vault, tmp_path / "broken")
    assert not (tmp_path / "broken.ledger").exists()
    with pytest.raises(LedgerBroken):
        _bring_in(vault, path)


def test_only_coordinators_send_and_take(vault: Vault, tmp_path: Path) -> None:
    path = _export(vault, tmp_path / "todo")
    vault.session = type(vault.session)(VOLUNTEER_NAME, "volunteer")
    for attempt in (lambda: _export(vault, tmp_path / "mine"), lambda: _bring_in(vault, path)):
        with pytest.raises(NotAllowed):
            attempt()
    assert not (tmp_path / "mine.ledger").exists()


def test_what_fails_half_way_adds_nothing(
    vault: Vault, other: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish_some(vault)
    path = _export(vault, tmp_path / "todo")
    store = ledger.store

    def fail(uow: UnitOfWork, row: Row) -> None:
        if row.seq == 3:
            raise CasedeskError
        store(uow, row)

    monkeypatch.setattr(ledger, "store", fail)
    with pytest.raises(CasedeskError):
        _bring_in(other, path)
    monkeypatch.undo()
    assert entries_of(other) == []
    assert _bring_in(other, path) == 4


def test_nothing_can_be_read_in_the_file(vault: Vault, tmp_path: Path) -> None:
    publish_some(vault)
    raw = _export(vault, tmp_path / "todo").read_bytes()
    entry = entries_of(vault)[1]
    for secret in (COORDINATOR_NAME, "counts", RELEASE, entry.chain, entry.at):
        assert secret.encode() not in raw
    assert BLOB[:64] not in raw
    assert _export(vault, tmp_path / "twice").read_bytes() != raw
