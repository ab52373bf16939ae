"""A coordinator brings a spreadsheet in through the page."""

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from casedesk.services import cases
from casedesk.services.vaults import Vault, chain_anchor
from casedesk.ui.desk import Desk
from casedesk.ui.imports.imports_page import CHOOSE_FILE, CHOOSE_REJECTS, ImportsPage

HEADER = ["SEXO", "EDAD", "FECHA", "DEL", "CLASIF_REP", "EN_NAC", "NIV_ESC", "ACOM_REP"]
GOOD = [
    "Hombre",
    "30",
    "2019-05-02",
    "Sonora",
    "Repatriado de no reincidencia",
    "Oaxaca",
    "Primaria Completa",
    "Mayor de 18 años no acompañado",
]
BAD = ["Hombre", "thirty", *GOOD[2:]]


def written(path: Path, rows: list[list[str]]) -> Path:
    """A CSV file of invented events."""
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([HEADER, *rows])
    return path


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> Iterator[ImportsPage]:
    """The page, with the mapping for these files chosen."""
    made = ImportsPage(desk)
    qtbot.addWidget(made)
    made.resize(1160, 768)
    made.show()
    made.open()
    names = [code for code, _label in made._mappings()]
    made.mapping.control.set_value(next(name for name in names if "segob" in name.lower()))
    yield made
    made.close()


def choose(page: ImportsPage, path: Path) -> None:
    """Choose a file."""
    page._line(page.file).setText(str(path))


def settle(page: ImportsPage, qtbot: QtBot) -> None:
    """Wait until nothing is under way."""
    qtbot.waitUntil(lambda: not page._desk.tasks.busy, timeout=20_000)


def on_file(vault: Vault) -> int:
    """How many cases there are."""
    return len(vault.run(lambda uow: cases.numbers(uow, cases.Filter())))


def test_a_file_is_checked_then_brought_in(
    page: ImportsPage, vault: Vault, qtbot: QtBot, tmp_path: Path
) -> None:
    choose(page, written(tmp_path / "a.csv", [GOOD, GOOD]))
    page.check()
    settle(page, qtbot)
    assert "New: 2" in page.findings.counts.text()
    assert on_file(vault) == 0
    assert page.bring_button.isVisible()
    page.bring_in()
    settle(page, qtbot)
    assert on_file(vault) == 2
    assert page.done.isVisible()
    page.check()
    settle(page, qtbot)
    assert "Brought in before: 2" in page.findings.counts.text()
    assert not page.bring_button.isEnabled()


def test_wrong_rows_are_listed_and_nothing_comes_in_until_they_are_left_out(
    page: ImportsPage, vault: Vault, qtbot: QtBot, tmp_path: Path
) -> None:
    choose(page, written(tmp_path / "a.csv", [GOOD, BAD]))
    page.check()
    settle(page, qtbot)
    lines = page.findings.lines.stringList()
    assert len(lines) == 1
    assert "Row 3, EDAD" in lines[0]
    assert not page.bring_button.isEnabled()

    page.leave_out.setChecked(True)
    assert page.bring_button.isEnabled()
    page.bring_in()
    assert page.rejects.error() == CHOOSE_REJECTS
    rejects = tmp_path / "left out.csv"
    page._line(page.rejects).setText(str(rejects))
    page.bring_in()
    settle(page, qtbot)
    assert on_file(vault) == 1
    assert "thirty" in rejects.read_text(encoding="utf-8-sig")
    assert str(rejects) in page.done.label.text()


def test_a_stopped_import_leaves_nothing(
    page: ImportsPage, vault: Vault, qtbot: QtBot, tmp_path: Path
) -> None:
    choose(page, written(tmp_path / "a.csv", [GOOD] * 8_000))
    page.check()
    settle(page, qtbot)
    before = chain_anchor(vault)
    page.bring_in()
    page.stop()
    settle(page, qtbot)
    assert on_file(vault) == 0
    assert chain_anchor(vault) == before
    assert page.state.text() == "Stopped. Nothing was changed."


def test_a_file_that_is_no_table_is_refused_with_advice(
    page: ImportsPage, qtbot: QtBot, tmp_path: Path
) -> None:
    choose(page, tmp_path / "not there.csv")
    with qtbot.waitSignal(page._desk.refused, timeout=20_000) as refused:
        page.check()
    assert "not there.csv" in str(refused.args[0])


def test_without_a_file_the_question_says_so(page: ImportsPage) -> None:
    page.check()
    assert page.file.error() == CHOOSE_FILE


def test_another_file_forgets_what_was_found(
    page: ImportsPage, qtbot: QtBot, tmp_path: Path
) -> None:
    choose(page, written(tmp_path / "a.csv", [GOOD]))
    page.check()
    settle(page, qtbot)
    choose(page, written(tmp_path / "b.csv", [BAD]))
    assert not page.result.isVisible()


def test_the_template_is_written(page: ImportsPage, qtbot: QtBot, tmp_path: Path) -> None:
    page.write_template(tmp_path / "empty.xlsx")
    settle(page, qtbot)
    assert (tmp_path / "empty.xlsx").stat().st_size > 1_000
