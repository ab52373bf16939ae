"""The ledger from the command line: shown, completed, and carried to another computer."""

import shutil
import time
from pathlib import Path

import pytest

from casedesk.cli import ledger_actions
from casedesk.reports.book import Account
from casedesk.reports.orders import Order, catalogue
from casedesk.reports.periods import Period
from casedesk.reports.releases import Release
from casedesk.reports.wording import Words
from casedesk.storage import vault as vaults
from tests.cli.conftest import written
from tests.cli.running import Outcome, Terminal
from tests.conftest import COORDINATOR_NAME, PASSPHRASE, FixedClock
from tests.reports import known

OTHER = "molino cometa ladera abanico sombra"


@pytest.fixture
def shelter(vault_path: Path, terminal: Terminal) -> Path:
    """The vault with the known month, closed, on the terminal's computer."""
    path = Path(shutil.copytree(vault_path, terminal.home / "M.casedesk"))
    vault = vaults.unlock(path, COORDINATOR_NAME, PASSPHRASE, clock=FixedClock())
    known.enter(vault)
    vault.close()
    return path


def test_the_day_of_a_report_is_that_of_the_shelter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "America/Mexico_City")
    time.tzset()
    asked = Order(Period.parse("2026-10"))
    release = Release(asked, "Albergue", (), (), "1", {}, at="2026-12-01T02:00:00.000+00:00")
    line = ledger_actions._line(Account(release, None, ()), Words("en"))
    monkeypatch.undo()
    time.tzset()
    assert "2026-11-30" in line and "2026-12-01" not in line


def test_what_was_published_is_shown_completed_and_carried_over(
    terminal: Terminal, shelter: Path, vault_path: Path, passphrase_file: Path
) -> None:
    words = written(terminal.home / "libro.txt", OTHER)

    def run(*arguments: object, vault: Path = shelter, on: Terminal = terminal) -> Outcome:
        key = ("--vault", vault, "--passphrase-file", passphrase_file)
        return on.run(*arguments, *key)

    report = ("report", "monthly", "--month", "2026-03", "--tables", "sex_age,nationality_sex")
    tried = run(*report, "--dry-run")
    assert tried.code == 0, tried
    assert "Persons by age and sex" in tried.out
    done = run(*report, "--first", "2026-03", "--format", "csv", "--out", terminal.home / "one")
    assert done.code == 0, done
    number = done.out.splitlines()[0].split()[-1]
    (csv,) = (terminal.home / "one").glob("*.csv")

    stated = ("ledger", "state", "--period", "2026-03", "--of", "nationality=CUB", "--count", "1")
    told = run(*stated, "--to", "la prensa")
    assert told.code == 0, told
    shown = run("ledger", "show", "--lang", "es")
    tables = f"2 de {len(catalogue().tables)} tablas"
    assert f"{number}  marzo de 2026 · redondeado · {tables}" in shown.out
    assert csv.name in shown.out
    assert "la prensa" in shown.out
    again = run(
        *("ledger", "save", "--number", number, "--format", "csv", "--out", terminal.home / "two")
    )
    assert again.code == 0, again
    assert (terminal.home / "two" / csv.name).read_bytes() == csv.read_bytes()

    carried = terminal.home / "nuevo.ledger"
    unsaid = run("ledger", "export", carried)
    assert unsaid.code == 12 and "--ledger-passphrase-file" in unsaid.err
    other = run(*report, "--mode", "exact", "--out", terminal.home / "exact")
    assert other.code == 15 and "--mode rounding" in other.err
    out = run("ledger", "export", carried, "--ledger-passphrase-file", words)
    assert out.code == 0, out
    elsewhere = Terminal(terminal.home / "otra")
    elsewhere.home.mkdir()
    brought = run(
        *("ledger", "import", carried, "--ledger-passphrase-file", words),
        vault=vault_path,
        on=elsewhere,
    )
    assert brought.code == 0, brought
    there = run("ledger", "show", "--lang", "es", vault=vault_path, on=elsewhere)
    assert there.out == shown.out
    lost = run("ledger", "save", "--number", "999", "--out", terminal.home / "three")
    assert lost.code == 2
    assert "999" in lost.err


def test_a_report_and_those_of_its_parts_are_published_together_and_attacked(
    terminal: Terminal, shelter: Path, passphrase_file: Path
) -> None:
    key = ("--vault", shelter, "--passphrase-file", passphrase_file)
    parts = ("--beside", "nationality=HND", "--beside", "nationality=CUB")
    report = ("report", "monthly", "--month", "2026-03", "--tables", "sex_age,minors", *parts, *key)
    out = terminal.home / "red"
    tried = terminal.run(*report, "--dry-run", "--out", out)
    assert (tried.code, out.exists()) == (2, False)
    done = terminal.run(*report, "--first", "2026-03", "--format", "csv", "--out", out)
    assert done.code == 0, done
    assert done.out.count("Report no. ") == 3
    files = sorted(out.glob("*.csv"))
    assert len(files) == 3
    attacked = terminal.run("audit", "--files", *files)
    assert (attacked.code, attacked.err) == (0, ""), attacked
    assert "Reports: 3" in attacked.out
