"""Text as spreadsheet programs save it: encodings, separators, titles above the headers."""

import gzip
from pathlib import Path

import pytest

from casedesk.domain.answers import NOT_ASKED
from casedesk.domain.people import Person
from casedesk.exchange import imports
from casedesk.storage import records
from casedesk.storage.vault import Vault
from tests.exchange.samples import HEADERS, ROWS, as_csv, mapping, workbook


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "latin-1", "mac-roman"],
)
def test_every_usual_encoding_and_separator_reads_the_same(
    vault: Vault, tmp_path: Path, encoding: str, separator: str
) -> None:
    rows = [*ROWS, ("Ñandú Peñón Úrsula, Çelik", "Mujer", "1/4/2026", "0", "sí")]
    file = tmp_path / "lista.csv"
    file.write_bytes(as_csv(rows, HEADERS, separator).encode(encoding))
    plan = imports.plan(vault, file, mapping(tmp_path))
    assert (plan.new, plan.bad, plan.ignored, plan.absent) == (4, 0, (), ())
    assert plan.records["service"] == 2


def test_a_stray_byte_spoils_no_other_name(vault: Vault, tmp_path: Path) -> None:
    file = tmp_path / "lista.csv"
    pasted = "Andrés Inventado,Hombre,2026-03-01,,\n".encode("cp1252")
    file.write_bytes(as_csv().encode() + pasted)
    imports.run(vault, file, mapping(tmp_path))
    with vault.begin() as uow:
        names = {person.given_names for person in records.find(uow, Person)}
    assert names == {"Lía Inventada", "Óscar Ficticio", NOT_ASKED, "Andrés Inventado"}


def test_packed_text_is_unpacked(vault: Vault, tmp_path: Path) -> None:
    file = tmp_path / "lista.csv.gz"
    file.write_bytes(gzip.compress(as_csv().encode()))
    assert imports.plan(vault, file, mapping(tmp_path)).new == 3


def test_titles_and_empty_lines_are_passed_over_and_rows_keep_their_numbers(
    vault: Vault, tmp_path: Path
) -> None:
    file = tmp_path / "lista.csv"
    lines = ["sep=;", "Albergue de Prueba;;", "", "NOMBRE; sexo ;Fecha de Entrada"]
    lines += ["", "Lía;Mujer;2026-03-01", ";;", '"dos\nlíneas";Mujer;2026-03-01', "Óscar;?;nunca"]
    file.write_text("\r\n".join(lines), encoding="utf-8", newline="")
    plan = imports.plan(vault, file, mapping(tmp_path))
    assert (plan.rows, plan.new) == (3, 2)
    assert [problem.row for problem in plan.problems] == [9]


def test_a_workbook_may_have_a_title_too(vault: Vault, tmp_path: Path) -> None:
    file = workbook(tmp_path, [HEADERS, *ROWS], ("Albergue de Prueba",))
    assert imports.plan(vault, file, mapping(tmp_path)).new == 3
