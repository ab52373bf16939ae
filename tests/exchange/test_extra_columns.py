"""Fields that a shelter added are columns of the template, and of any file that has them."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from casedesk.domain.answers import REFUSED
from casedesk.domain.extras import Choice, ExtraAnswer, ExtraField
from casedesk.domain.partial_dates import PartialDate
from casedesk.domain.people import Person
from casedesk.exchange import imports, mappings, templates
from casedesk.exchange.outcomes import BadRows
from casedesk.services import extras
from casedesk.storage import records
from casedesk.storage.checks import check
from casedesk.storage.vault import Vault
from tests.exchange.samples import HEADERS, ROWS, SMALL, as_csv, mapping

SIZES = (Choice(es="Chica", en="Small"), Choice(es="Grande", en="Large"))
KEYED = SMALL.replace('to = "person.given_names"', 'to = "person.given_names"\nkey = "person"')


def add(vault: Vault, es: str, kind: str, about: str = "person", **more: Any) -> ExtraField:
    if kind.startswith("choice"):
        more.setdefault("choices", SIZES)
    field = ExtraField(about=about, type=kind, es=es, **more)
    return vault.run(lambda uow: extras.save_field(uow, field))


def written(folder: Path, header: str, *cells: str, rows: Any = ROWS, name: str = "a.csv") -> Path:
    """The sample file with one column more."""
    more = [(*row, cell) for row, cell in zip(rows, cells, strict=True)]
    path = folder / name
    path.write_text(as_csv(more, (*HEADERS, header)), encoding="utf-8")
    return path


def answers(vault: Vault) -> list[ExtraAnswer]:
    return vault.run(lambda uow: records.find(uow, ExtraAnswer))


def test_a_column_named_as_a_field_is_brought_in_by_any_mapping(
    vault: Vault, tmp_path: Path
) -> None:
    add(vault, "Talla", "choice", en="Size")
    file = written(tmp_path, "SIZE", "grande", "No contesta", "")
    outcome = imports.run(vault, file, mapping(tmp_path))
    assert (outcome.new, outcome.ignored) == (3, ())
    assert {each.choice for each in answers(vault)} == {"c2", REFUSED}
    with vault.begin() as uow:
        names = {each.id: each.given_names for each in records.find(uow, Person)}
    (large,) = [each for each in answers(vault) if each.choice == "c2"]
    assert names[str(large.person_id)] == "Lía Inventada"
    assert check(vault) == []


@pytest.mark.parametrize(
    ("kind", "bad"),
    [("choice", "Enorme"), ("number", "-1"), ("number", "99999999999"), ("text", "x" * 201)],
)
def test_what_is_no_answer_is_told_and_nothing_comes_in(
    vault: Vault, tmp_path: Path, kind: str, bad: str
) -> None:
    add(vault, "Talla", kind)
    with pytest.raises(BadRows) as refused:
        imports.run(vault, written(tmp_path, "Talla", bad, "", ""), mapping(tmp_path))
    assert [each.column for each in refused.value.plan.problems] == ["Talla"]
    assert answers(vault) == []


def test_rows_brought_in_before_the_field_was_added_are_known(vault: Vault, tmp_path: Path) -> None:
    file = written(tmp_path, "Talla", "Chica", "", "")
    before = imports.run(vault, file, mapping(tmp_path))
    assert (before.new, before.ignored) == (3, ("Talla",))
    add(vault, "Talla", "choice")
    again = imports.run(vault, file, mapping(tmp_path))
    assert (again.new, again.known) == (0, 3)


def test_rows_of_one_person_answer_once_and_must_agree(vault: Vault, tmp_path: Path) -> None:
    add(vault, "Talla", "choice")
    two = (ROWS[0], (*ROWS[0][:2], "2026-04-01", *ROWS[0][3:]))
    by_name = mapping(tmp_path, KEYED)
    imports.run(vault, written(tmp_path, "Talla", "Chica", "Chica", rows=two), by_name)
    assert [each.choice for each in answers(vault)] == ["c1"]
    later = (*ROWS[0][:2], "2026-05-01", *ROWS[0][3:])
    with pytest.raises(BadRows):
        imports.run(
            vault, written(tmp_path, "Talla", "Grande", rows=[later], name="b.csv"), by_name
        )
    imports.run(vault, written(tmp_path, "Talla", "Chica", rows=[later], name="c.csv"), by_name)
    assert [each.choice for each in answers(vault)] == ["c1"]


def test_a_field_no_longer_asked_is_no_column(vault: Vault, tmp_path: Path) -> None:
    field = add(vault, "Talla", "choice")
    vault.run(lambda uow: extras.save_field(uow, replace(field, retired=True)))
    outcome = imports.run(vault, written(tmp_path, "Talla", "Chica", "", ""), mapping(tmp_path))
    assert outcome.ignored == ("Talla",)


def test_the_template_asks_and_brings_in_what_was_filled_in(vault: Vault, tmp_path: Path) -> None:
    add(vault, "Talla", "choices", en="Size")
    add(vault, "Llegó con cita", "date", "stay")
    add(vault, "Testigo avisado", "text", "incident")
    templates.write(tmp_path / "a.xlsx", vault.run(extras.fields))
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    sheet = book.worksheets[0]
    places = {cell.value: place for place, cell in enumerate(sheet[1], start=1)}
    assert "Chica / Small" in [cell.value for row in book.worksheets[1].rows for cell in row]
    row = {
        "Nombres / Given names": "Lía",
        "Fecha de entrada / Entered on": "02/10/2026",
        "Talla / Size": "Chica / Small; Grande",
        "Llegó con cita": "1/10/2026",
    }
    for header, text in row.items():
        sheet.cell(3, places[header], text)
    book.save(tmp_path / "b.xlsx")
    imports.run(vault, tmp_path / "b.xlsx", mappings.load("template"))
    found = {each.field_id: each for each in answers(vault)}
    assert {each.choices for each in found.values() if each.person_id} >= {("c1", "c2")}
    assert PartialDate(2026, 10, 1) in {each.day for each in found.values()}
    assert len(found) == 2
