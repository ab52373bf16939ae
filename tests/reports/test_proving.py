"""The whole ledger proved again: what holds, and every change that no longer does."""

import copy
import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from casedesk import cli
from casedesk.disclosure import Certificate
from casedesk.reports import exporting, layout, proving, publishing
from casedesk.reports.periods import Period
from casedesk.reports.published import Published, Stated
from casedesk.reports.tables import SUM
from casedesk.services.vaults import Vault
from casedesk.storage import ledger, ledger_memory
from casedesk.storage import vault as vaults
from casedesk.storage.errors import LedgerBroken, NotAllowed
from casedesk.storage.keyring import VOLUNTEER
from casedesk.storage.unit_of_work import Session
from tests.conftest import COORDINATOR_NAME, PASSPHRASE, FixedClock
from tests.reports.publications import publish
from tests.storage.publishing import TRIGGERS, tamper

Change = Callable[[dict[str, Any], bytes | None], tuple[dict[str, Any], bytes | None]]


def found(vault: Vault) -> list[str]:
    """What is not proved, in English."""
    return [str(each) for each in proving.audit(vault).unproved]


def forge(vault: Vault, kind: str, change: Change, at: int = 0) -> None:
    """Change an entry and link the chain, and the log, as if it had always been so.

    That is what somebody can do who has the passphrase and the source code.
    """
    with vault.begin() as uow:
        for trigger in TRIGGERS:
            uow.connection.execute(text(f"DROP TRIGGER IF EXISTS {trigger}"))
        rows = list(ledger.rows(uow.connection))
        wanted = [row.seq for row in rows if row.kind == kind][at]
        uow.connection.execute(text("DELETE FROM ledger"))
        chain = ledger.START
        for row in rows:
            body, blob = row.body, row.blob
            if row.seq == wanted:
                changed, blob = change(json.loads(body), blob)
                body = json.dumps(
                    changed, sort_keys=True, separators=(",", ":"), ensure_ascii=False
                )
            new = ledger.linked(chain, row.seq, row.kind, row.at, row.user, body, blob)
            ledger.store(uow, new)
            chain = new.chain
        ledger.note(uow, "append", ledger.Head(len(rows), chain.hex()))
        head = ledger.head(uow)
    ledger_memory.accept(ledger_memory.vault_id(vault), head)


def test_a_ledger_that_nobody_touched_is_proved(quarter: Vault, tmp_path: Path) -> None:
    publish(quarter, "2026-Q1", basis=SUM)
    publish(quarter, "2026-02", filters=(("sex", "woman"),), tables=("reasons",))
    for release in quarter.run(Published).releases[-2:]:
        exporting.export(quarter, release.number, "es", ("csv",), tmp_path)
    steps: list[tuple[int, int]] = []
    done = proving.audit(quarter, lambda at, of: steps.append((at, of)))
    assert (done.releases, done.files, done.unproved) == (5, 4, ())
    assert list(dict.fromkeys(steps)) == [(at, 5) for at in range(6)]


def test_an_entry_changed_or_dropped_breaks_the_chain(quarter: Vault) -> None:
    tamper(quarter, "UPDATE ledger SET body = replace(body, '10', '15') WHERE kind = 'release'")
    with pytest.raises(LedgerBroken):
        proving.audit(quarter)
    tamper(quarter, "DELETE FROM ledger WHERE seq = 4")
    with pytest.raises(LedgerBroken):
        proving.audit(quarter)


def test_a_figure_changed_with_the_whole_chain_forged_is_not_what_was_counted(
    quarter: Vault,
) -> None:
    def change(body: dict[str, Any], blob: bytes | None) -> tuple[dict[str, Any], bytes | None]:
        body["tables"][0]["counts"][0] += 5
        return body, blob

    forge(quarter, ledger.RELEASE, change, at=1)
    assert [each.partition(":")[0] for each in found(quarter)] == ["Report 6 (2026-02)"] * 2
    assert "does not say what was counted" in found(quarter)[0]
    assert "its proof does not hold" in found(quarter)[1]


def test_a_witness_changed_with_the_whole_chain_forged_proves_nothing(quarter: Vault) -> None:
    def change(body: dict[str, Any], blob: bytes | None) -> tuple[dict[str, Any], bytes | None]:
        certificate = Certificate.from_bytes(blob or b"")
        altered = copy.deepcopy(certificate.witnesses)
        altered[0][0][0] += 1_000
        return body, Certificate(altered).to_bytes()

    forge(quarter, ledger.PROOF, change)
    assert found(quarter) == ["Report 3 (2026-01): its proof does not hold."]


def test_a_release_without_its_proof_is_told(quarter: Vault) -> None:
    def change(body: dict[str, Any], blob: bytes | None) -> tuple[dict[str, Any], bytes | None]:
        return {**body, "releases": []}, blob

    forge(quarter, ledger.PROOF, change, at=2)
    assert found(quarter) == ["Report 9 (2026-03): there is no proof of it."]


def test_a_sum_that_is_no_longer_the_sum_is_told(quarter: Vault) -> None:
    publish(quarter, "2026-Q1", basis=SUM)

    def change(body: dict[str, Any], blob: bytes | None) -> tuple[dict[str, Any], bytes | None]:
        body["tables"][1]["counts"][2] += 5
        return body, blob

    forge(quarter, ledger.RELEASE, change, at=3)
    assert len(found(quarter)) == 1
    assert "it is not the sum of the reports it was made of" in found(quarter)[0]


def test_a_file_changed_in_the_ledger_is_told(quarter: Vault, tmp_path: Path) -> None:
    exporting.export(quarter, 3, "es", ("csv",), tmp_path)

    def other(body: dict[str, Any], blob: bytes | None) -> tuple[dict[str, Any], bytes | None]:
        return body, (blob or b"").replace(b"rounded", b"exactly", 1)

    forge(quarter, ledger.FILES, other)
    assert found(quarter) == [
        "File “casedesk-2026-01-3-es.csv”: it is not the one that was written."
    ]

    def hashed(body: dict[str, Any], blob: bytes | None) -> tuple[dict[str, Any], bytes | None]:
        return {**body, "sha256": hashlib.sha256(blob or b"").hexdigest()}, blob

    forge(quarter, ledger.FILES, hashed)
    name = "File “casedesk-2026-01-3-es.csv”"
    assert found(quarter) == [f"{name}: it does not say what report 3 says."]


def test_a_file_in_the_words_of_another_version_is_no_other_file(
    quarter: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    exporting.export(quarter, 3, "es", ("pdf", "xlsx", "csv"), tmp_path)
    monkeypatch.setattr(layout, "UNIT", "Counted are {unit}.")
    assert [each.partition("”")[0][-4:] for each in found(quarter)] == [".pdf", "xlsx"]
    monkeypatch.setattr(proving, "__version__", "0.0.1")
    assert found(quarter) == []


def test_what_a_count_told_outside_gives_away_is_told(quarter: Vault) -> None:
    pair = (("officials", "not_known"),)
    for low, high in ((0, 12), (12, 12)):
        stated = Stated(Period.parse("2026-Q1"), "incidents", pair, low, high, "prensa")
        publishing.state(quarter, stated)
        expected = (
            []
            if low == 0
            else [
                "Small numbers can be deduced by now in: Incidents in which officials had a part."
            ]
        )
        assert found(quarter) == expected


def test_only_coordinators_audit(quarter: Vault) -> None:
    quarter.session = Session("Beto Prueba", VOLUNTEER)
    with pytest.raises(NotAllowed):
        proving.audit(quarter)


@pytest.mark.parametrize(
    ("language", "good", "bad"),
    [
        ("en", "All that was published is proved", "Not everything is proved. Publish nothing"),
        ("es", "Todo lo publicado está demostrado", "No todo está demostrado. No publiques nada"),
    ],
)
def test_the_command_tells_the_verdict_and_what_to_do(
    quarter: Vault,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    language: str,
    good: str,
    bad: str,
) -> None:
    words = tmp_path / "words"
    words.write_text(PASSPHRASE)
    words.chmod(0o600)
    asked = ["audit", "--lang", language, "--passphrase-file", str(words)]
    path = quarter.path
    quarter.close()
    assert cli.main([*asked, str(path)], lambda _path: 0) == 0
    assert good in capsys.readouterr().out

    again = vaults.unlock(path, COORDINATOR_NAME, PASSPHRASE, clock=FixedClock())
    forge(again, ledger.PROOF, lambda body, blob: ({**body, "releases": []}, blob))
    again.close()
    assert cli.main([*asked, "--vault", str(path)], lambda _path: 0) == 14
    assert bad in capsys.readouterr().err
