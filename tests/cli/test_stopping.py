"""Ctrl+C stops long work at its next step, nothing half-written stays, the vault opens again."""

import re
import signal
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from casedesk import cli
from casedesk.cli import watching
from casedesk.progress import Cancelled
from casedesk.storage import backups, checks, ledger
from casedesk.storage import vault as vaults
from tests.conftest import COORDINATOR_NAME, PASSPHRASE, FixedClock
from tests.reports import known

INTERRUPTED = 130
Command = Callable[..., int]


@pytest.fixture
def ctrl_c(monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody presses Ctrl+C as soon as work has begun."""
    tell = watching._Line.tell

    def pressed(line: watching._Line, done: int, total: int) -> None:
        tell(line, done, total)
        signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr(watching._Line, "tell", pressed)


@pytest.fixture
def command(vault_path: Path, passphrase_file: Path) -> Command:
    """Runs a command on the vault; returns its exit code."""

    def run(*arguments: object) -> int:
        key = ("--user", COORDINATOR_NAME, "--passphrase-file", passphrase_file)
        return cli.main(["--lang", "en", *map(str, (*arguments, *key))], lambda _path: 0)

    return run


def reopened(path: Path) -> vaults.Vault:
    """The vault, which nobody else has open."""
    return vaults.unlock(path, COORDINATOR_NAME, PASSPHRASE)


def test_a_copy_leaves_nothing(
    command: Command, ctrl_c: None, vault_path: Path, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    assert command("vault", "backup", vault_path, "--to", stick) == INTERRUPTED
    assert list(stick.iterdir()) == []
    vault = reopened(vault_path)
    assert checks.check(vault) == []
    vault.close()


def test_a_restore_leaves_nothing(vault_path: Path, tmp_path: Path, ctrl_c: None) -> None:
    vault = reopened(vault_path)
    copy = backups.backup_to(vault, tmp_path / "stick", make=True)
    vault.close()
    laptop = tmp_path / "laptop"
    laptop.mkdir()
    arguments = ["vault", "restore", str(laptop / "New"), "--from", str(copy.path)]
    assert cli.main(arguments, lambda _path: 0) == INTERRUPTED
    assert list(laptop.iterdir()) == []


def test_a_check_says_that_it_is_not_complete(
    command: Command, ctrl_c: None, vault_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command("vault", "check", vault_path) == INTERRUPTED
    out, err = capsys.readouterr()
    assert "not complete" in err
    assert "whole" not in out


def test_an_import_brings_nothing(
    command: Command, ctrl_c: None, vault_path: Path, tmp_path: Path
) -> None:
    before = reopened(vault_path)
    anchor = vaults.chain_anchor(before)
    before.close()
    file = tmp_path / "a.csv"
    head = "SEXO,EDAD,FECHA,DEL,CLASIF_REP,EN_NAC,NIV_ESC,ACOM_REP"
    row = "Hombre,30,2019-05-02,Sonora,Repatriado de no reincidencia,Oaxaca,Primaria Completa,x"
    file.write_text(f"{head}\n{row}\n", encoding="utf-8")
    asked = ("import", file, "--mapping", "segob", "--vault", vault_path)
    assert command(*asked) == INTERRUPTED
    vault = reopened(vault_path)
    there = int(vaults.chain_anchor(vault).partition("-")[0])
    vault.close()
    assert there == int(anchor.partition("-")[0]) + 2  # it was opened twice, and no more


def test_publishing_publishes_nothing_and_an_audit_says_that_it_is_not_complete(
    command: Command,
    vault_path: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    request: pytest.FixtureRequest,
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    vault = vaults.unlock(vault_path, COORDINATOR_NAME, PASSPHRASE, clock=FixedClock())
    known.enter(vault)
    vault.close()
    tables = ("--tables", "sex_age,nationality_sex", "--format", "csv", "--out", tmp_path / "out")
    report = ("report", "monthly", "--vault", vault_path, "--month", "2026-03", *tables)
    assert command("ledger", "open", "--first", "2026-03", "--vault", vault_path) == 0
    assert command(*report, "--beside", "nationality=HND") == 0
    out = {path.name for path in (tmp_path / "out").iterdir()}
    request.getfixturevalue("ctrl_c")
    stated = ("ledger", "state", "--period", "2026-03", "--of", "sex=woman", "--count", "0-5000")
    for asked in ((*report, "--only", "nationality=CUB"), (*stated, "--vault", vault_path)):
        assert command(*asked) == INTERRUPTED
    assert {path.name for path in (tmp_path / "out").iterdir()} == out
    capsys.readouterr()
    assert command("audit", vault_path) == INTERRUPTED
    told = capsys.readouterr()
    assert "not complete" in told.err
    assert "proved: no small number" not in told.out
    vault = reopened(vault_path)
    kinds = Counter(each.kind for each in vault.run(ledger.entries))
    vault.close()
    assert (kinds[ledger.RELEASE], kinds[ledger.FACT]) == (2, 0)


def test_the_first_ctrl_c_waits_for_a_step_and_the_second_does_not() -> None:
    before = signal.getsignal(signal.SIGINT)
    with watching.watched(watching.NOTHING) as progress:
        progress(0, 2)
        signal.raise_signal(signal.SIGINT)
        with pytest.raises(Cancelled):
            progress(1, 2)
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) is before


def test_who_watches_sees_how_far_it_is_on_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    with watching.watched(watching.COPIED) as progress:
        for done in (0, 1, 1, 50, 100):
            progress(done, 100)
        progress(3, 0)
    err = capsys.readouterr().err
    assert re.findall(r"\d+ %", err) == ["0 %", "1 %", "50 %", "100 %"]
    assert err.count("\n") == 1


def test_work_that_is_done_is_done_though_its_copy_is_stopped(
    command: Command, ctrl_c: None, vault_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command("ledger", "open", "--first", "2026-03", "--vault", vault_path) == 0
    assert "Everything is saved; the copy was stopped." in capsys.readouterr().err
