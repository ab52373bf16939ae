"""Reports from the command line, after the journey that leads to them."""

from pathlib import Path

import pytest

from tests.cli.running import Terminal
from tests.cli.test_imports import fill_in


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--month", "2026-13"), "a month as YYYY-MM"),
        (("--month", "March 2026"), "a month as YYYY-MM"),
        (("--month", "2026-10", "--format", "pdf,docx"), "some of pdf, xlsx and csv"),
        (("--month", "2026-10", "--lang", "fr"), "invalid choice: 'fr'"),
        ((), "the following arguments are required: --month"),
    ],
)
def test_wrong_arguments_are_told(
    terminal: Terminal, vault_path: Path, arguments: tuple[str, ...], words: str
) -> None:
    folder = terminal.home / "out"
    outcome = terminal.run("report", "monthly", "--vault", vault_path, "--out", folder, *arguments)
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.count("\n") == 1
    assert words in outcome.err
    assert not folder.exists()


def test_from_an_empty_computer_to_the_files_of_the_month(
    terminal: Terminal, passphrase_file: Path
) -> None:
    vault, sheet = terminal.home / "Mi bóveda.casedesk", terminal.home / "Gente.xlsx"
    key = ("--vault", vault, "--passphrase-file", passphrase_file)
    made = terminal.run(
        *("vault", "create", vault, "--shelter", "Albergue Peña", "--user", "Ana Prueba"),
        *("--passphrase-file", passphrase_file),
    )
    assert made.code == 0, made
    assert terminal.run("import", "--template", sheet).code == 0
    fill_in(
        sheet, *[("Óscar", f"Inventado Ñandú {at}", "Honduras", "2026-03-04") for at in "abcdefg"]
    )
    assert terminal.run("import", sheet, "--mapping", "template", *key).code == 0
    report = ("report", "monthly", "--month", "2026-03", "--format", "pdf,xlsx,csv", *key)
    refused = terminal.run(*report, "--out", terminal.home / "no")
    assert (refused.code, refused.out) == (16, ""), refused
    assert "--first 2026-03" in refused.err
    assert not (terminal.home / "no").exists()
    assert terminal.run("ledger", "open", "--first", "2026-03", *key).code == 0
    few = terminal.run(*report, "--out", terminal.home / "no")
    assert (few.code, few.out) == (15, ""), few
    assert "Fewer than 50 persons" in few.err and "--yes" in few.err
    april = ("report", "monthly", "--month", "2026-04", "--format", "csv", *key)
    nothing = terminal.run(*april, "--out", terminal.home / "no")
    assert (nothing.code, nothing.out) == (1, ""), nothing
    assert "--nobody-came" in nothing.err and not (terminal.home / "no").exists()
    said = terminal.run(*april, "--nobody-came", "--out", terminal.home / "nobody")
    assert said.code == 0, said
    for language in ("es", "en"):
        folder = terminal.home / f"informe de marzo ({language})"
        outcome = terminal.run(*report, "--yes", "--lang", language, "--out", folder)
        assert (outcome.code, outcome.err) == (0, ""), outcome
        files = sorted(folder.iterdir())
        assert [path.suffix for path in files] == [".csv", ".json", ".pdf", ".xlsx"]
        assert outcome.out.count("\n") == len(files) + 1
        assert "Inventado" not in outcome.out
        assert b"Inventado" not in b"".join(path.read_bytes() for path in files)


def test_tables_and_categories_are_listed_and_unknown_ones_are_told(
    terminal: Terminal, vault_path: Path, passphrase_file: Path
) -> None:
    listed = terminal.run("report", "catalogue", "--lang", "es")
    assert listed.code == 0
    for words in ("sex_age", "Personas por edad y sexo", "nationality", "HND"):
        assert words in listed.out
    key = ("--vault", vault_path, "--passphrase-file", passphrase_file)
    of_vault = terminal.run("report", "catalogue", "--lang", "es", *key)
    assert (of_vault.code, of_vault.err) == (0, "")
    assert of_vault.out == listed.out
    outcome = terminal.run(
        *("report", "quarterly", "--quarter", "2026-Q1", "--tables", "sex_age,shoes"),
        *("--out", terminal.home, "--vault", vault_path, "--passphrase-file", passphrase_file),
    )
    assert outcome.code == 2
    assert "shoes" in outcome.err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("report", "quarterly", "--quarter", "2026-03"), "a quarter as YYYY-QN"),
        (("report", "yearly", "--year", "2026-Q1"), "a year as YYYY"),
        (("report", "to-date", "--until", "2026-12"), "after January and before December"),
        (("report", "monthly", "--month", "2026-03", "--only", "HND"), "NAME=CATEGORY"),
        (("ledger", "state", "--period", "March", "--count", "3"), "a period is needed"),
        (("ledger", "state", "--period", "2026-03", "--count", "5-3"), "a number is needed"),
    ],
)
def test_wrong_periods_and_counts_are_told(
    terminal: Terminal, arguments: tuple[str, ...], words: str
) -> None:
    outcome = terminal.run(*arguments, "--vault", terminal.home)
    assert outcome.code == 2
    assert words in outcome.err


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        (("--only", "sex=man", "--only", "sex=woman"), "a report counts one category of sex"),
        (("--only", "sex=man", "--beside", "sex=woman"), "a report counts one category of sex"),
        (("--only", "reason=violence"), "there is no category reason=violence"),
        (("--beside", "sex=neither"), "there is no category sex=neither"),
        (("--tables", "sex_age", "--only", "sex=man"), "No table is left in this report."),
    ],
)
def test_a_report_is_confined_to_one_category_that_each_person_has_once(
    terminal: Terminal,
    vault_path: Path,
    passphrase_file: Path,
    asked: tuple[str, ...],
    words: str,
) -> None:
    outcome = terminal.run(
        *("report", "monthly", "--month", "2026-03", "--out", terminal.home / "no", *asked),
        *("--vault", vault_path, "--passphrase-file", passphrase_file),
    )
    assert outcome.code != 0
    assert words in outcome.err
