"""Bringing a file in: dry run, whole or nothing, again, and who may."""

import csv
from datetime import date, datetime
from pathlib import Path

import pytest

from casedesk.domain.answers import NOT_ASKED, UNKNOWN, value_or
from casedesk.domain.cases import Case, Service, Stay
from casedesk.domain.partial_dates import PartialDate
from casedesk.domain.people import Household, Person
from casedesk.errors import CasedeskError
from casedesk.exchange import imports
from casedesk.exchange.errors import AlreadyThere
from casedesk.exchange.outcomes import BadRows
from casedesk.services import cases, merging
from casedesk.storage import log, records
from casedesk.storage.checks import check
from casedesk.storage.errors import NotAllowed
from casedesk.storage.vault import Vault, chain_anchor
from tests.exchange.samples import HEADERS, ROWS, SMALL, csv_file, mapping, workbook

BAD = (
    ("Lía Inventada", "Mujer", "2026-03-01", "31", "Sí"),
    ("=1+1", "Marciana", "2026-03-02", "20", "No"),
    ("Óscar Ficticio", "Hombre", "2027-03-02", "-5", "quizá"),
    ("Sin Fecha", "Hombre", "", "20", "No"),
)


def people(vault: Vault) -> dict[str, Person]:
    """Everybody in the vault by given names; ids of one moment have no order."""
    with vault.begin() as uow:
        found = records.find(uow, Person)
    return {value_or(person.given_names, ""): person for person in found}


def test_each_row_becomes_person_case_stay_and_what_was_given(vault: Vault, tmp_path: Path) -> None:
    outcome = imports.run(vault, csv_file(tmp_path), mapping(tmp_path))
    assert (outcome.rows, outcome.new, outcome.known, outcome.bad) == (3, 3, 0, 0)
    found = people(vault)
    lia, oscar, nobody = (found[name] for name in ("Lía Inventada", "Óscar Ficticio", ""))
    assert (lia.given_names, lia.sex, lia.age) == ("Lía Inventada", "woman", 31)
    assert (oscar.age, oscar.age_on) == (UNKNOWN, NOT_ASKED)
    assert (nobody.given_names, nobody.sex) == (NOT_ASKED, UNKNOWN)
    with vault.begin() as uow:
        cases, stays = records.find(uow, Case), records.find(uow, Stay)
        services = records.find(uow, Service)
    assert [case.state for case in cases] == ["open"] * 3
    entered = {str(stay.entered_on) for stay in stays}
    assert entered == {"2026-03-01", "2026-03-15", "2026-03"}
    (of_lia,) = (case.id for case in cases if case.person_id == lia.id)
    assert [(each.case_id, each.what) for each in services] == [(of_lia, "food")]
    assert services[0].given_on == PartialDate(2026, 3, 1)


def test_a_dry_run_counts_and_writes_nothing(vault: Vault, tmp_path: Path) -> None:
    before = chain_anchor(vault)
    plan = imports.plan(vault, csv_file(tmp_path), mapping(tmp_path))
    assert (plan.rows, plan.new, plan.whole) == (3, 3, True)
    assert plan.records == {"person": 3, "case": 3, "stay": 3, "service": 1}
    assert chain_anchor(vault) == before


def test_each_wrong_cell_is_told_with_its_row(vault: Vault, tmp_path: Path) -> None:
    plan = imports.plan(vault, csv_file(tmp_path, BAD), mapping(tmp_path))
    told = {(problem.row, problem.column) for problem in plan.problems}
    assert told == {
        (3, "Sexo"),
        (4, "Fecha de entrada"),
        (4, "Edad"),
        (4, "Comida"),
        (5, "Fecha de entrada"),
    }
    assert (plan.new, plan.bad, plan.problem_count) == (1, 3, 5)
    assert "Row 3, Sexo, “Marciana”" in str(plan.problems[0])
    assert len(plan.grouped()) == 5


def test_a_file_with_a_bad_row_is_not_brought_in_at_all(vault: Vault, tmp_path: Path) -> None:
    before = chain_anchor(vault)
    with pytest.raises(BadRows) as caught:
        imports.run(vault, csv_file(tmp_path, BAD), mapping(tmp_path))
    assert caught.value.plan.bad == 3
    assert caught.value.exit_code == 10
    assert "3 of 4 rows" in str(caught.value)
    assert chain_anchor(vault) == before
    assert people(vault) == {}


def test_bad_rows_left_out_are_in_a_file_that_can_be_corrected(
    vault: Vault, tmp_path: Path
) -> None:
    rejects = tmp_path / "rejected.csv"
    small = mapping(tmp_path)
    file = csv_file(tmp_path, BAD)
    outcome = imports.run(vault, file, small, leave_out_bad_rows=True, rejects=rejects)
    assert (outcome.new, outcome.bad, outcome.rejects) == (1, 3, rejects)
    assert "as they stand" in outcome.warning()
    with rejects.open(encoding="utf-8-sig", newline="") as opened:
        rows = list(csv.reader(opened))
    assert rows[0] == [*HEADERS, "Row in the file", "What is wrong"]
    assert rows[1][:6] == ["'=1+1", "Marciana", "2026-03-02", "20", "No", "3"]
    assert "Sexo: This value is not in the list" in rows[1][6]
    assert [row[5] for row in rows[1:]] == ["3", "4", "5"]
    assert rejects.stat().st_mode & 0o077 == 0

    corrected = rejects.read_text(encoding="utf-8-sig").replace("Marciana", "Mujer")
    corrected = corrected.replace("2027-", "2026-").replace("quizá", "Sí").replace("'-5", "5")
    rejects.write_text(corrected.replace("Sin Fecha,Hombre,,", "Sin Fecha,Hombre,2026-03-03,"))
    again = imports.run(vault, rejects, small)
    assert (again.new, again.ignored) == (3, ("Row in the file", "What is wrong"))
    assert set(people(vault)) == {"Lía Inventada", "=1+1", "Óscar Ficticio", "Sin Fecha"}


@pytest.mark.parametrize("original_first", [True, False])
def test_a_corrected_row_that_says_the_same_as_another_is_brought_in_once(
    original_first: bool, vault: Vault, tmp_path: Path
) -> None:
    small, rejects = mapping(tmp_path), tmp_path / "rejected.csv"
    wrong = ("", "Mujr", "2026-03-01", "", "")
    right = ("", "Mujer", "2026-03-01", "", "")
    file = csv_file(tmp_path, [right, wrong, ROWS[1], wrong, right])
    imports.run(vault, file, small, leave_out_bad_rows=True, rejects=rejects)
    rejects.write_text(rejects.read_text(encoding="utf-8-sig").replace("Mujr", "Mujer"))
    corrected = csv_file(tmp_path, [right, right, ROWS[1], right, right])
    files = [corrected, rejects] if original_first else [rejects, corrected]
    assert [imports.run(vault, each, small).new for each in files] == [2, 0]
    assert [imports.run(vault, each, small).new for each in files] == [0, 0]
    with vault.begin() as uow:
        assert len(records.find(uow, Person)) == 5


def test_rows_are_left_out_only_into_a_new_file(vault: Vault, tmp_path: Path) -> None:
    file, small = csv_file(tmp_path, BAD), mapping(tmp_path)
    with pytest.raises(ValueError, match="only into a file"):
        imports.run(vault, file, small, leave_out_bad_rows=True)
    with pytest.raises(AlreadyThere):
        imports.run(vault, file, small, leave_out_bad_rows=True, rejects=file)
    missing = tmp_path / "nowhere" / "rejected.csv"
    with pytest.raises(CasedeskError, match="nowhere"):
        imports.run(vault, file, small, leave_out_bad_rows=True, rejects=missing)
    assert people(vault) == {}


def test_cells_beyond_the_headers_are_not_lost_with_the_row(vault: Vault, tmp_path: Path) -> None:
    rejects = tmp_path / "rejected.csv"
    file = csv_file(tmp_path, [(*ROWS[0], "", "=de más")])
    imports.run(vault, file, mapping(tmp_path), leave_out_bad_rows=True, rejects=rejects)
    assert rejects.read_text(encoding="utf-8-sig").endswith(",,'=de más\n")


def test_no_reject_file_is_written_when_every_row_is_good(vault: Vault, tmp_path: Path) -> None:
    rejects = tmp_path / "rejected.csv"
    outcome = imports.run(
        vault, csv_file(tmp_path), mapping(tmp_path), leave_out_bad_rows=True, rejects=rejects
    )
    assert (outcome.rejects, outcome.warning(), rejects.exists()) == (None, "", False)


def test_the_same_file_twice_adds_nothing(vault: Vault, tmp_path: Path) -> None:
    file, small = csv_file(tmp_path), mapping(tmp_path)
    imports.run(vault, file, small)
    plan = imports.plan(vault, file, small)
    assert (plan.new, plan.known) == (0, 3)
    outcome = imports.run(vault, file, small)
    assert (outcome.new, outcome.known, outcome.records) == (0, 3, {})
    assert len(people(vault)) == 3


def test_equal_rows_are_different_events(vault: Vault, tmp_path: Path) -> None:
    small = mapping(tmp_path)
    assert imports.run(vault, csv_file(tmp_path, [ROWS[0]] * 3), small).new == 3
    again = imports.run(vault, csv_file(tmp_path, [ROWS[0]] * 5), small)
    assert (again.new, again.known) == (2, 3)


def test_only_new_rows_of_a_longer_file_come_even_as_a_workbook(
    vault: Vault, tmp_path: Path
) -> None:
    small = mapping(tmp_path)
    imports.run(vault, csv_file(tmp_path), small)
    typed: list[tuple[object, ...]] = [
        ("Nueva Persona", "MUJER", datetime.fromisoformat("2026-04-01"), 20.0, True),
        ("Lía  Inventada ", "mujer", date(2026, 3, 1), 31, "SI"),
        ("Óscar Ficticio", "Hombre", datetime.fromisoformat("2026-03-15"), 100, "no"),
        (None, None, None, None, None),
        (None, "No especificado", "2026-03", None, None),
    ]
    outcome = imports.run(vault, workbook(tmp_path, typed), small)
    assert (outcome.new, outcome.known) == (1, 3)
    assert people(vault)["Nueva Persona"].age == 20


def test_a_workbook_brings_in_what_its_csv_does(vault: Vault, tmp_path: Path) -> None:
    small = mapping(tmp_path)
    from_csv = imports.plan(vault, csv_file(tmp_path), small)
    from_workbook = imports.plan(vault, workbook(tmp_path), small)
    assert from_workbook.records == from_csv.records
    imports.run(vault, workbook(tmp_path), small)
    assert imports.plan(vault, csv_file(tmp_path), small).known == 3


class Stopped(Exception):
    """What a caller raises to stop an import."""


def test_a_cancelled_import_leaves_nothing(vault: Vault, tmp_path: Path) -> None:
    before = chain_anchor(vault)
    many = [(f"Persona {number}", "Mujer", "2026-03-01", "20", "Sí") for number in range(5_000)]
    seen: list[tuple[int, int]] = []

    def stop(done: int, total: int) -> None:
        seen.append((done, total))
        if done >= 4_000:
            raise Stopped

    with pytest.raises(Stopped):
        imports.run(vault, csv_file(tmp_path, many), mapping(tmp_path), progress=stop)
    assert [done for done, _total in seen] == [0, 2_000, 4_000]
    assert all(total >= 5_000 for _done, total in seen)
    assert people(vault) == {}
    assert chain_anchor(vault) == before


def test_only_coordinators_import(volunteer: Vault, tmp_path: Path) -> None:
    with pytest.raises(NotAllowed):
        imports.plan(volunteer, csv_file(tmp_path), mapping(tmp_path))
    with pytest.raises(NotAllowed):
        imports.run(volunteer, csv_file(tmp_path), mapping(tmp_path))


def test_an_import_is_logged_with_its_counts_and_without_the_files_name(
    vault: Vault, tmp_path: Path
) -> None:
    file = csv_file(tmp_path, name="Lía Inventada.csv")
    imports.run(vault, file, mapping(tmp_path))
    with vault.begin() as uow:
        operations = log.latest(uow.connection)
    assert operations[0].action == "import"
    assert operations[0].content == {
        "mapping": "mine",
        "source": "small",
        "rows": 3,
        "new": 3,
        "known": 0,
        "left_out": 0,
        "records": {"case": 3, "person": 3, "service": 1, "stay": 3},
    }
    assert sum(operation.action == "create" for operation in operations) == 10


KEYED = (
    SMALL.replace('to = "person.given_names"', 'to = "person.given_names"\nkey = "person"')
    + """
[columns.household]
headers = ["Familia"]
key = "household"
"""
)


def test_rows_of_one_person_share_the_case_also_in_a_later_file(
    vault: Vault, tmp_path: Path
) -> None:
    keyed = mapping(tmp_path, KEYED)
    headers = (*HEADERS, "Familia")
    first = [
        ("Lía", "Mujer", "2026-03-01", "31", "", "1"),
        ("Óscar", "Hombre", "2026-03-01", "9", "", "1"),
        ("LÍA", "Mujer", "2026-05-01", "31", "", "1"),
        ("Sola", "Mujer", "2026-05-01", "", "", ""),
    ]
    with pytest.raises(BadRows) as caught:
        imports.run(vault, csv_file(tmp_path, first, headers), keyed)
    assert [problem.row for problem in caught.value.plan.problems] == [4]

    first[2] = ("Lía", *first[2][1:])
    imports.run(vault, csv_file(tmp_path, first, headers), keyed)
    later = [("Lía", "Mujer", "2026-06-01", "32", "", "1"), ("Ana", "Mujer", "2026", "", "", "1")]
    imports.run(vault, csv_file(tmp_path, [*later, *first], headers), keyed)
    found = people(vault)
    with vault.begin() as uow:
        (household,) = records.find(uow, Household)
        cases, stays = records.find(uow, Case), records.find(uow, Stay)
    together = [found[name].household_id for name in ("Lía", "Óscar", "Ana")]
    assert together == [household.id] * 3
    assert found["Sola"].household_id is NOT_ASKED
    assert len(cases) == 4
    (of_lia,) = (case.id for case in cases if case.person_id == found["Lía"].id)
    assert sum(stay.case_id == of_lia for stay in stays) == 3


def test_a_later_stay_of_somebody_who_was_merged_stands_with_who_stayed(
    vault: Vault, tmp_path: Path
) -> None:
    keyed = mapping(tmp_path, KEYED.replace('to = "person.given_names"\n', ""))
    rows = [(name, "Mujer", "2026-10-01", "31", "", "1") for name in ("k1", "k2")]
    headers = (*HEADERS, "Familia")
    imports.run(vault, csv_file(tmp_path, rows, headers), keyed)
    with vault.begin() as uow:
        kept, gone = records.find(uow, Case)
        pair = merging.pair(uow, kept.id, gone.id)
        merging.merge(uow, pair.kept, kept.id, pair.gone.id)
    later = [("k2", "Mujer", "2026-11-15", "31", "", "1")]
    imports.run(vault, csv_file(tmp_path, [*later, *rows], headers), keyed)
    with vault.begin() as uow:
        stays = cases.read(uow, kept.id).stays
    assert sorted(str(each.entered_on) for each in stays) == [
        "2026-10-01",
        "2026-10-01",
        "2026-11-15",
    ]
    assert check(vault) == []


def test_another_file_may_use_the_keys_of_households_again(vault: Vault, tmp_path: Path) -> None:
    keyed = mapping(tmp_path, KEYED)
    headers = (*HEADERS, "Familia")
    for name in ("Lía", "Óscar"):
        row = (name, "Mujer", "2026-03-01", "31", "", "1")
        imports.run(vault, csv_file(tmp_path, [row], headers), keyed)
    found = people(vault)
    assert found["Lía"].household_id != found["Óscar"].household_id


def test_a_person_with_another_answer_in_a_later_file_is_told(vault: Vault, tmp_path: Path) -> None:
    keyed = mapping(tmp_path, KEYED)
    imports.run(vault, csv_file(tmp_path), keyed)
    changed = [("Lía Inventada", "Hombre", "2026-05-01", "31", "No")]
    plan = imports.plan(vault, csv_file(tmp_path, changed), keyed)
    assert [(problem.row, problem.column) for problem in plan.problems] == [(2, "Sexo")]


def test_words_for_no_answer_are_no_key(vault: Vault, tmp_path: Path) -> None:
    keyed = mapping(tmp_path, KEYED)
    headers = (*HEADERS, "Familia")
    rows = [("No especificado", "Mujer", f"2026-03-0{day}", "", "", "N/A") for day in (1, 2, 3)]
    imports.run(vault, csv_file(tmp_path, rows, headers), keyed)
    with vault.begin() as uow:
        found = records.find(uow, Person)
    assert [person.household_id for person in found] == [NOT_ASKED] * 3


def test_what_is_noted_of_a_person_at_a_later_stay_goes_with_the_stay(
    vault: Vault, tmp_path: Path
) -> None:
    noted = KEYED + '\n[columns.noted]\nheaders = ["Notas"]\nto = "person.notes"\n'
    headers = (*HEADERS, "Familia", "Notas")
    rows = [
        ("Lía", "Mujer", "2026-03-01", "31", "", "", "Invented words."),
        ("Lía", "Mujer", "2026-05-01", "31", "", "", "Other words."),
        ("Lía", "Mujer", "2026-06-01", "31", "", "", "Invented words."),
    ]
    imports.run(vault, csv_file(tmp_path, rows, headers), mapping(tmp_path, noted))
    assert people(vault)["Lía"].notes == "Invented words."
    with vault.begin() as uow:
        stays = {str(stay.entered_on): stay.notes for stay in records.find(uow, Stay)}
    later = {"2026-05-01": "Other words.", "2026-06-01": NOT_ASKED}
    assert stays == {"2026-03-01": NOT_ASKED, **later}


def test_an_age_that_comes_only_with_a_later_row_is_told(vault: Vault, tmp_path: Path) -> None:
    rows = [("Lía", "Mujer", "2026-03-01", "", ""), ("Lía", "Mujer", "2026-05-01", "15", "")]
    plan = imports.plan(vault, csv_file(tmp_path, rows), mapping(tmp_path, KEYED))
    assert [(problem.row, problem.column) for problem in plan.problems] == [(3, "Edad")]


def test_what_is_said_of_a_household_without_a_key_is_kept(vault: Vault, tmp_path: Path) -> None:
    noted = KEYED + '\n[columns.noted]\nheaders = ["Notas"]\nto = "household.notes"\n'
    headers = (*HEADERS, "Familia", "Notas")
    rows = [("Lía", "Mujer", "2026-03-01", "31", "", "", "Invented words."), (*ROWS[1], "", "")]
    imports.run(vault, csv_file(tmp_path, rows, headers), mapping(tmp_path, noted))
    with vault.begin() as uow:
        (household,) = records.find(uow, Household)
    assert household.notes == "Invented words."
    found = people(vault)
    assert found["Lía"].household_id == household.id
    assert found["Óscar Ficticio"].household_id is NOT_ASKED
