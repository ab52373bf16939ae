"""The month's report from the command line, after the journey that leads to it."""

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
    for language in ("es", "en"):
        folder = terminal.home / f"informe de marzo ({language})"
        outcome = terminal.run(
            *("report", "monthly", "--month", "2026-03", "--lang", language),
            *("--format", "pdf,xlsx,csv", "--out", folder, *key),
        )
        assert (outcome.code, outcome.err) == (0, ""), outcome
        files = sorted(folder.iterdir())
        assert [path.suffix for path in files] == [".csv", ".pdf", ".xlsx"]
        assert outcome.out.count("\n") == len(files)
        assert "Inventado" not in outcome.out
        assert b"Inventado" not in b"".join(path.read_bytes() for path in files)
