"""The ledger proves itself: nothing published is changed, taken out or put in unseen."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import DBAPIError

from casedesk.storage import ledger, log
from casedesk.storage.checks import check
from casedesk.storage.errors import LedgerBroken, NotAllowed
from casedesk.storage.ledger import FACT, FILES, KINDS, OPENING, RELEASE, Head
from casedesk.storage.vault import Vault
from tests.conftest import COORDINATOR_NAME
from tests.storage.publishing import BLOB, entries_of, publish, publish_some, tamper


def _append(vault: Vault, kind: str, body: Mapping[str, Any], blob: bytes | None = None) -> None:
    vault.run(lambda uow: ledger.append(uow, kind, body, blob))


def _stored(vault: Vault, seq: int) -> Any:
    """The body and the digest as they stand in the database."""
    with vault.begin() as uow:
        query = text("SELECT body, digest FROM ledger WHERE seq = :seq")
        return uow.connection.execute(query, {"seq": seq}).one()


def test_a_new_vault_has_published_nothing(vault: Vault) -> None:
    assert entries_of(vault) == []
    assert vault.run(ledger.head) is None
    assert vault.run(lambda uow: ledger.blob(uow, 1)) is None
    assert check(vault) == []


def test_what_was_appended_is_read_back_in_order(vault: Vault) -> None:
    made = publish_some(vault)
    assert entries_of(vault) == made
    assert [each.seq for each in made] == [1, 2, 3, 4]
    assert {each.at for each in made} == {"2026-11-23T16:00:00.000+00:00"}
    assert {each.user for each in made} == {COORDINATOR_NAME}
    assert vault.run(ledger.head) == Head(4, made[3].chain)
    assert vault.run(lambda uow: ledger.chain_at(uow, 2)) == made[1].chain
    assert check(vault) == []


def test_entries_of_some_kinds_are_read_alone(vault: Vault) -> None:
    made = publish_some(vault)
    assert vault.run(lambda uow: ledger.entries(uow, RELEASE)) == [made[1]]
    assert vault.run(lambda uow: ledger.entries(uow, FACT, OPENING)) == [made[0], made[3]]


def test_a_blob_comes_back_as_it_was_and_none_is_not_empty(vault: Vault) -> None:
    for blob in (BLOB, b"", None):
        _append(vault, RELEASE, {}, blob)
    found = [vault.run(lambda uow, seq=seq: ledger.blob(uow, seq)) for seq in (1, 2, 3)]  # type: ignore[misc]
    assert found == [BLOB, b"", None]
    assert _stored(vault, 2).digest != _stored(vault, 3).digest
    assert entries_of(vault)[2].seq == 3


def test_the_entries_are_read_without_their_blobs(vault: Vault) -> None:
    publish_some(vault)
    asked: list[str] = []
    event.listen(vault.engine, "before_cursor_execute", lambda *each: asked.append(each[2]))
    vault.run(ledger.entries)
    (query,) = [each for each in asked if "FROM ledger" in each]
    assert "blob" not in query


def test_a_body_is_kept_as_canonical_json(vault: Vault) -> None:
    _append(vault, FACT, {"z": 1, "a": {"y": "ñandú", "b": [1, None, True]}})
    assert _stored(vault, 1).body == '{"a":{"b":[1,null,true],"y":"ñandú"},"z":1}'


def test_the_chain_is_what_its_description_says(vault: Vault) -> None:
    """Computed here anew, with no line of the program."""

    def sized(raw: bytes) -> bytes:
        return len(raw).to_bytes(8, "big") + raw

    chain = bytes(32)
    for entry in publish_some(vault):
        body = json.dumps(
            entry.body, sort_keys=True, separators=(",", ":"), ensure_ascii=False
        ).encode()
        kept = sized(BLOB) if entry.kind == RELEASE else b""
        digest = hashlib.sha256(sized(body) + kept).digest()
        texts = b"".join(sized(each.encode()) for each in (entry.kind, entry.at, entry.user))
        chain = hashlib.sha256(chain + entry.seq.to_bytes(8, "big") + texts + digest).digest()
        assert entry.chain == chain.hex()


def test_only_coordinators_append(volunteer: Vault) -> None:
    with pytest.raises(NotAllowed):
        publish(volunteer, RELEASE)
    assert entries_of(volunteer) == []


@pytest.mark.parametrize(
    ("kind", "body"),
    [("other", {}), (FACT, {"share": float("nan")}), (FACT, {"when": object()})],
)
def test_what_cannot_be_kept_as_it_is_is_refused(
    vault: Vault, kind: str, body: Mapping[str, Any]
) -> None:
    with pytest.raises((ValueError, TypeError)):
        _append(vault, kind, body)
    assert entries_of(vault) == []


def test_an_entry_whose_use_case_fails_is_not_kept(vault: Vault) -> None:
    with pytest.raises(ZeroDivisionError), vault.begin() as uow:
        ledger.append(uow, RELEASE, {}, BLOB)
        raise ZeroDivisionError
    assert entries_of(vault) == []


def test_two_entries_of_one_transaction_follow_each_other(vault: Vault) -> None:
    with vault.begin() as uow:
        first = ledger.append(uow, RELEASE, {}, BLOB)
        second = ledger.append(uow, FILES, {})
        ledger.verify(uow)
    assert entries_of(vault) == [first, second]


def test_the_log_notes_each_entry(vault: Vault) -> None:
    (made,) = publish(vault, RELEASE)
    line = vault.run(lambda uow: log.latest(uow.connection, 1))[0]
    assert (line.action, line.kind) == ("append", "ledger")
    assert line.content == {"entry": 1, "chain": made.chain, "what": RELEASE}


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger SET body = '{}' WHERE seq = 2",
        "UPDATE ledger SET user = user",
        "DELETE FROM ledger WHERE seq = 4",
        "DELETE FROM ledger",
        "INSERT OR REPLACE INTO ledger SELECT * FROM ledger WHERE seq = 2",
        "REPLACE INTO ledger SELECT 4, kind, at, user, body, blob, digest, chain FROM ledger"
        " WHERE seq = 1",
        "UPDATE OR REPLACE ledger SET seq = 1 WHERE seq = 2",
        "INSERT INTO ledger SELECT 9, kind, at, user, body, blob, digest, chain FROM ledger"
        " WHERE seq = 1",
    ],
)
def test_the_database_refuses_to_alter_it(vault: Vault, statement: str) -> None:
    made = publish_some(vault)
    with pytest.raises(DBAPIError, match="append-only"), vault.begin() as uow:
        uow.connection.execute(text(statement))
    assert entries_of(vault) == made


ALTERATIONS = {
    "UPDATE ledger SET body = replace(body, '5', '6') WHERE seq = 2": 2,
    "UPDATE ledger SET body = X'ff' WHERE seq = 2": 2,
    "UPDATE ledger SET blob = X'00' WHERE seq = 2": 2,
    "UPDATE ledger SET blob = 'text' WHERE seq = 2": 2,
    "UPDATE ledger SET blob = NULL WHERE seq = 2": 2,
    "UPDATE ledger SET blob = X'' WHERE seq = 1": 1,
    "UPDATE ledger SET kind = 'fact' WHERE seq = 3": 3,
    "UPDATE ledger SET at = '2020-01-01T00:00:00.000+00:00' WHERE seq = 1": 1,
    "UPDATE ledger SET user = 'Otra' WHERE seq = 4": 4,
    "UPDATE ledger SET digest = X'00' WHERE seq = 3": 3,
    "UPDATE ledger SET digest = 'text' WHERE seq = 3": 3,
    "UPDATE ledger SET chain = zeroblob(32) WHERE seq = 4": 4,
    "DELETE FROM ledger WHERE seq = 1": 1,
    "DELETE FROM ledger WHERE seq = 3": 3,
    "DELETE FROM ledger WHERE seq = 4": 4,
    "DELETE FROM ledger": 1,
    "UPDATE ledger SET seq = -2 WHERE seq = 2; UPDATE ledger SET seq = 2 WHERE seq = 3;"
    " UPDATE ledger SET seq = 3 WHERE seq = -2": 2,
    "UPDATE ledger SET seq = seq + 1 WHERE seq = 4": 4,
}


@pytest.mark.parametrize("statements", ALTERATIONS)
def test_an_alteration_is_found_with_its_place(vault: Vault, statements: str) -> None:
    publish_some(vault)
    tamper(vault, *statements.split("; "))
    with pytest.raises(LedgerBroken) as raised:
        vault.run(ledger.verify)
    place = ALTERATIONS[statements]
    assert raised.value.details == {"entry": place}
    assert f"broken at entry {place}." in str(raised.value)
    assert [str(each) for each in check(vault)] == [f"The ledger was altered at entry {place}."]


def test_an_entry_put_in_with_the_right_chain_but_without_the_log_is_found(vault: Vault) -> None:
    made = publish_some(vault)
    with vault.begin() as uow:
        before = bytes.fromhex(made[-1].chain)
        ledger.store(uow, ledger.linked(before, 5, FACT, made[0].at, "Otra", "{}", None))
    with pytest.raises(LedgerBroken) as raised:
        vault.run(ledger.verify)
    assert raised.value.details == {"entry": 5}


def test_a_ledger_written_anew_is_found_by_the_log(vault: Vault) -> None:
    publish_some(vault)
    tamper(vault, "DELETE FROM ledger")
    with vault.begin() as uow:
        chain = ledger.START
        for seq in range(1, 5):
            row = ledger.linked(chain, seq, FACT, "2026", "Otra", "{}", None)
            ledger.store(uow, row)
            chain = row.chain
    with pytest.raises(LedgerBroken):
        vault.run(ledger.verify)


def test_entries_that_the_log_never_heard_of_are_found(vault: Vault) -> None:
    with vault.begin() as uow:
        ledger.store(uow, ledger.linked(ledger.START, 1, FACT, "2026", "Otra", "{}", None))
    with pytest.raises(LedgerBroken) as raised:
        vault.run(ledger.verify)
    assert raised.value.details == {"entry": 1}


def test_a_number_left_out_is_found_whatever_chain_and_log_say(vault: Vault) -> None:
    tamper(vault)
    with vault.begin() as uow:
        chain = ledger.START
        for seq in (1, 3, 4):
            row = ledger.linked(chain, seq, FACT, "2026", "Otra", "{}", None)
            ledger.store(uow, row)
            chain = row.chain
        ledger.note(uow, "append", Head(3, str(ledger.chain_at(uow, 3))))
    with pytest.raises(LedgerBroken) as raised:
        vault.run(ledger.verify)
    assert raised.value.details == {"entry": 2}


def test_every_kind_can_be_appended(vault: Vault) -> None:
    publish(vault, *KINDS)
    assert [each.kind for each in entries_of(vault)] == list(KINDS)
