"""Bringing in a spreadsheet from the command line."""

from pathlib import Path

import openpyxl
import pytest

from casedesk.domain.people import Person
from casedesk.storage import backups, records
from casedesk.storage import vault as vaults
from tests.cli.running import Outcome, Terminal
from tests.conftest import COORDINATOR_NAME, PASSPHRASE

HEADERS = (
    "SEXO,EDAD,FECHA,DEL,CLASIF_REP,EN_NAC,NIV_ESC,ACOM_REP,PERM_EU,EDO_DET,AUT_DEP,EN_DES,"
    "CAN_AL,CAN_COM,CAN_DIF,CAN_HOS,AGUA_AL,DESC_BUS,APO_LLAM,APO_TRAS,APO_AT_MEDICA"
)
REST = (
    "Sonora,Repatriado de no reincidencia,Chiapas,Primaria Completa,"
    "Mayor de 18 años no acompañado,De 0 a 30 días,Arizona,ICE,Oaxaca,"
    "No,No,No,No,Sí,No,Sí,No,No"
)
SECRET = "Wilmer Inventado"


@pytest.fixture
def good(terminal: Terminal) -> Path:
    """Three rows, two of them of the same day."""
    rows = ("Hombre,31,2018-03-04", "Mujer,28,2018-03-04", "Hombre,45,2018-03-05")
    return saved(terminal.home / "eventos de marzo.csv", *rows)


@pytest.fixture
def bad(terminal: Terminal) -> Path:
    """Two good rows, and one in which somebody wrote a name where the date belongs."""
    rows = ("Hombre,31,2018-03-04", f"Mujer,28,{SECRET}", "Hombre,45,2018-03-05")
    return saved(terminal.home / "con un error.csv", *rows)


def saved(path: Path, *rows: str) -> Path:
    """A file of the form of the published ones."""
    path.write_text("\n".join([HEADERS, *(f"{row},{REST}" for row in rows)]), encoding="utf-8")
    return path


def brought(terminal: Terminal, file: Path, vault: Path, key: Path, *more: object) -> Outcome:
    """Run the import."""
    arguments = ("--mapping", "segob", "--vault", vault, "--passphrase-file", key)
    return terminal.run("import", file, *arguments, *more)


def people(path: Path) -> int:
    """How many there are in the vault."""
    vault = vaults.unlock(path, COORDINATOR_NAME, PASSPHRASE)
    with vault.begin() as uow:
        found = records.find(uow, Person)
    vault.close()
    return len(found)


def test_a_file_is_brought_in_once(
    terminal: Terminal, good: Path, vault_path: Path, passphrase_file: Path
) -> None:
    first = brought(terminal, good, vault_path, passphrase_file)
    assert (first.code, first.err) == (0, "")
    assert "Rows: 3" in first.out
    assert "New: 3" in first.out
    again = brought(terminal, good, vault_path, passphrase_file)
    assert "New: 0" in again.out
    assert "Brought in before: 3" in again.out
    assert people(vault_path) == 3


def test_an_import_takes_the_copy_that_closing_takes(
    terminal: Terminal, good: Path, vault_path: Path, passphrase_file: Path
) -> None:
    brought(terminal, good, vault_path, passphrase_file)
    (copy,) = backups.list_backups(vault_path / "backups")
    assert people(backups.restore(copy.path, terminal.home / "de vuelta")) == 3


def test_an_import_of_which_no_copy_can_be_made_is_done_and_says_so(
    terminal: Terminal, good: Path, vault_path: Path, passphrase_file: Path
) -> None:
    (vault_path / "backups").write_text("no folder")
    outcome = brought(terminal, good, vault_path, passphrase_file)
    assert outcome.code == 0
    assert "New: 3" in outcome.out
    assert "no copy could be made" in outcome.err
    assert people(vault_path) == 3


def test_a_dry_run_writes_nothing(
    terminal: Terminal, good: Path, vault_path: Path, passphrase_file: Path
) -> None:
    outcome = brought(terminal, good, vault_path, passphrase_file, "--dry-run")
    assert (outcome.code, outcome.err) == (0, "")
    assert "New: 3" in outcome.out
    assert people(vault_path) == 0
    assert not (vault_path / "backups").exists()


def test_a_wrong_row_stops_the_file_and_what_stands_in_it_is_not_printed(
    terminal: Terminal, bad: Path, vault_path: Path, passphrase_file: Path
) -> None:
    for more in ((), ("--dry-run",)):
        outcome = brought(terminal, bad, vault_path, passphrase_file, *more)
        assert outcome.code == 10
        assert "Wrong: 1" in outcome.out
        assert "Row 3, FECHA: " in outcome.out
        assert SECRET not in outcome.out + outcome.err
    assert people(vault_path) == 0


def test_wrong_rows_are_left_out_into_a_file(
    terminal: Terminal, bad: Path, vault_path: Path, passphrase_file: Path
) -> None:
    rejects = terminal.home / "rechazadas.csv"
    outcome = brought(terminal, bad, vault_path, passphrase_file, "--leave-out-bad-rows", rejects)
    assert outcome.code == 0
    assert "rechazadas.csv" in outcome.err
    assert SECRET in rejects.read_text(encoding="utf-8-sig")
    assert people(vault_path) == 2


@pytest.mark.parametrize("name", ["malas.xlsx", "malas.ods", "malas"])
def test_wrong_rows_go_into_no_file_whose_name_promises_another_kind(
    terminal: Terminal, bad: Path, vault_path: Path, passphrase_file: Path, name: str
) -> None:
    rejects = terminal.home / name
    outcome = brought(terminal, bad, vault_path, passphrase_file, "--leave-out-bad-rows", rejects)
    assert (outcome.code, outcome.out, outcome.err.count("\n")) == (2, "", 1)
    assert "ends in .csv" in outcome.err
    assert not rejects.exists()
    assert people(vault_path) == 0


@pytest.mark.parametrize("name", ["personas.csv", "personas.ods", "personas"])
def test_a_template_gets_no_name_of_another_kind(terminal: Terminal, name: str) -> None:
    outcome = terminal.run("import", "--template", terminal.home / name)
    assert (outcome.code, outcome.out, outcome.err.count("\n")) == (2, "", 1)
    assert "ends in .xlsx" in outcome.err
    assert not (terminal.home / name).exists()
    assert terminal.run("import", "--template", terminal.home / "Personas.XLSX").code == 0


def test_file_mapping_and_vault_are_needed(terminal: Terminal) -> None:
    outcome = terminal.run("import")
    assert outcome.code == 2
    assert "FILE, --mapping, --vault" in outcome.err


def test_the_template_is_filled_in_and_brought_in(
    terminal: Terminal, vault_path: Path, passphrase_file: Path
) -> None:
    sheet = terminal.home / "Plantilla del albergue.xlsx"
    assert terminal.run("import", "--template", sheet).code == 0
    fill_in(sheet, ("Óscar", "Inventado Ñandú", "Honduras", "2026-10-04"))
    opened = ("--vault", vault_path, "--passphrase-file", passphrase_file)
    own = terminal.run("import", "--template", terminal.home / "Propia.xlsx", *opened)
    assert (own.code, own.err) == (0, "")
    outcome = terminal.run("import", sheet, "--mapping", "template", *opened)
    assert outcome.code == 0, outcome
    assert "New: 1" in outcome.out
    assert "Óscar" not in outcome.out
    vault = vaults.unlock(vault_path, COORDINATOR_NAME, PASSPHRASE)
    with vault.begin() as uow:
        (person,) = records.find(uow, Person)
    vault.close()
    assert (person.called, person.nationality) == ("Óscar Inventado Ñandú", "HND")


def test_a_template_is_never_written_over_another_file(terminal: Terminal) -> None:
    sheet = terminal.home / "mine.xlsx"
    sheet.write_text("something of mine")
    outcome = terminal.run("import", "--template", sheet)
    assert outcome.code != 0
    assert outcome.err.count("\n") == 1
    assert sheet.read_text() == "something of mine"


def fill_in(sheet: Path, *people: tuple[str, str, str, str]) -> None:
    """Write given names, surnames, nationality and day of entry of some people."""
    book = openpyxl.load_workbook(sheet)
    page = book.worksheets[0]
    titles = [str(cell.value).rpartition(" / ")[2] for cell in page[1]]
    for row, person in enumerate(people, start=3):  # row 2 is an example
        wanted = ("Given names", "Surnames", "Nationality", "Entered on")
        for title, value in zip(wanted, person, strict=True):
            page.cell(row, titles.index(title) + 1, value)
    book.save(sheet)
