"""``casedesk audit``: what is printed, and how it ends."""

from pathlib import Path

import pytest

from casedesk import cli
from casedesk.disclosure import Key
from tests.reports.found import Publication

COUNTS: dict[Key, int] = {
    ("woman", "HND"): 12,
    ("woman", "CUB"): 2,
    ("man", "HND"): 40,
    ("man", "CUB"): 9,
}


def audit(*arguments: object) -> int:
    """The exit code of the command."""
    return cli.main(["audit", *map(str, arguments)], lambda _path: 0)


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    """A file in which a single cell is hidden."""
    file = Publication(tmp_path / "bad.csv", "2026-03")
    hide = (("woman", "CUB"),)
    return file.table("nationality_sex", COUNTS, "sex", "nationality", hide=hide).path


@pytest.mark.parametrize(
    ("language", "cell", "summary"),
    [
        (
            "en",
            "March 2026, Persons by nationality and sex: “Cuba · Woman” is exactly 2",
            "deduced: 1",
        ),
        (
            "es",
            "marzo de 2026, Personas por nacionalidad y sexo: “Cuba · Mujer” es exactamente 2",
            "se deducen: 1",
        ),
    ],
)
def test_what_a_badly_protected_file_gives_away_is_printed_in_words(
    bad: Path, capsys: pytest.CaptureFixture[str], language: str, cell: str, summary: str
) -> None:
    assert audit("--lang", language, "--files", bad) == 14
    printed = capsys.readouterr()
    assert cell in printed.out
    assert summary in printed.err


def test_a_file_that_gives_nothing_away_ends_well(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    good = Publication(tmp_path / "good.csv")
    good.table("t", {("HND",): 60, ("CUB",): 30}, "nationality")
    assert audit("--lang", "en", "--files", good.path) == 0
    assert "Reports: 1. Tables: 1. Figures: 3." in capsys.readouterr().out


def test_a_wrong_file_or_nothing_to_audit_is_a_wrong_argument(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert audit("--lang", "en", "--files", tmp_path / "no.csv") == 2
    assert "no.csv” cannot be read" in capsys.readouterr().err
    assert audit("--lang", "en") == 2
    assert audit("--lang", "en", tmp_path, "--files", tmp_path / "no.csv") == 2
