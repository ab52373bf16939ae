"""The list of cases and its search follow the records."""

from dataclasses import replace

import pytest
from sqlalchemy import text

from casedesk.domain.answers import UNKNOWN
from casedesk.domain.cases import CLOSED, AsylumApplication, Case, Stay
from casedesk.domain.partial_dates import PartialDate
from casedesk.domain.people import Person
from casedesk.storage import directory, records
from casedesk.storage.checks import check
from casedesk.storage.directory import Filter
from casedesk.storage.vault import Vault
from tests.storage.people import take_in


def _names(vault: Vault, wanted: Filter) -> list[str]:
    with vault.begin() as uow:
        found = directory.lines(uow.connection, directory.numbers(uow.connection, wanted))
        return [line.name or line.alias for line in found]


def _found(vault: Vault, words: str) -> list[str]:
    return sorted(_names(vault, Filter(words=words)))


@pytest.fixture
def listed(vault: Vault) -> Vault:
    """Four people."""
    for answers in (
        {"given_names": "José Ángel", "surnames": "Núñez Peña"},
        {"given_names": "Joselyn", "surnames": "Pérez-Gómez"},
        {"given_names": "Wilmer", "surnames": "O'Higgins"},
        {"alias": "La Güera"},
    ):
        vault.run(lambda uow, answers=answers: take_in(uow, **answers))  # type: ignore[misc]
    return vault


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("jose", ["Joselyn Pérez-Gómez", "José Ángel Núñez Peña"]),
        ("JOSÉ ANGEL", ["José Ángel Núñez Peña"]),
        ("nuñez jose", ["José Ángel Núñez Peña"]),
        ("pena nunez", ["José Ángel Núñez Peña"]),
        ("pérez-gómez", ["Joselyn Pérez-Gómez"]),
        ("gomez", ["Joselyn Pérez-Gómez"]),
        ("o'higgins", ["Wilmer O'Higgins"]),
        ("guera", ["La Güera"]),
        ("angel wilmer", []),
        ("nadie", []),
    ],
)
def test_words_are_found_in_any_order_and_without_accents(
    listed: Vault, words: str, found: list[str]
) -> None:
    assert _found(listed, words) == found


@pytest.mark.parametrize(
    "words", ['"', "'", "*", "(", "AND", "jose AND", "name:", "-jose", "^", "NEAR(", '""*', "\x00"]
)
def test_no_sign_breaks_a_search(listed: Vault, words: str) -> None:
    _found(listed, words)


def test_signs_alone_find_nobody_and_spaces_find_all(listed: Vault) -> None:
    assert _found(listed, "'*\"") == []
    assert len(_found(listed, "  ")) == 4


def test_a_folio_is_found_however_it_is_typed(vault: Vault) -> None:
    _person, case = vault.run(lambda uow: take_in(uow, given_names="Una"))
    vault.run(lambda uow: take_in(uow, given_names="Otra"))
    folio = str(case.folio)
    for typed in (folio, folio.lower(), folio.replace("-", ""), folio.replace("-", " "), folio[:4]):
        assert _found(vault, typed) == ["Una"]


def test_a_new_name_is_found_and_the_old_one_is_not(listed: Vault) -> None:
    with listed.begin() as uow:
        person = records.find(uow, Person, given_names="Wilmer")[0]
        records.change(uow, replace(person, given_names="Íñigo", alias=UNKNOWN))
    assert _found(listed, "inigo") == ["Íñigo O'Higgins"]
    assert _found(listed, "wilmer") == []
    assert check(listed) == []


def test_a_vacuum_keeps_the_search_right(listed: Vault) -> None:
    with listed.begin() as uow:
        uow.connection.execute(text("DELETE FROM directory WHERE name = ''"))
    with listed.engine.connect() as connection:
        raw = connection.connection.dbapi_connection
        assert raw is not None
        raw.execute("VACUUM")
    assert _found(listed, "gomez") == ["Joselyn Pérez-Gómez"]
    with listed.begin() as uow:
        directory.refresh(uow.connection, [each.id for each in records.find(uow, Case)])
    assert _found(listed, "guera") == ["La Güera"]
    assert check(listed) == []


def test_who_left_is_not_here(vault: Vault) -> None:
    vault.run(lambda uow: take_in(uow, given_names="Una"))
    _person, case = vault.run(lambda uow: take_in(uow, given_names="Otra"))
    stay = vault.run(lambda uow: records.find(uow, Stay, case_id=case.id))[0]
    assert len(_names(vault, Filter(here=True))) == 2
    day = PartialDate(2026, 11, 9)
    stay = vault.run(lambda uow: records.change(uow, replace(stay, exited_on=day)))
    assert _names(vault, Filter(here=True)) == ["Una"]
    vault.run(lambda uow: records.change(uow, replace(stay, exited_on=UNKNOWN)))
    assert _names(vault, Filter(here=True)) == ["Una"]
    vault.run(lambda uow: records.add(uow, Stay(case_id=case.id, entered_on=day)))
    assert _names(vault, Filter(here=True)) == ["Otra", "Una"]  # latest arrival first


def test_the_list_is_filtered_by_state(vault: Vault) -> None:
    vault.run(lambda uow: take_in(uow, given_names="Una"))
    _person, case = vault.run(lambda uow: take_in(uow, given_names="Otra"))
    vault.run(lambda uow: records.change(uow, replace(case, state=CLOSED)))
    assert _names(vault, Filter(open=True)) == ["Una"]
    decided = AsylumApplication(
        case_id=case.id, state="recognised", state_since=PartialDate(2026, 11, 10)
    )
    vault.run(lambda uow: records.add(uow, decided))
    assert _names(vault, Filter(asylum=frozenset({"recognised"}))) == ["Otra"]
    assert _names(vault, Filter(asylum=frozenset({"filed"}))) == ["Una"]
    assert _names(vault, Filter(words="ot", asylum=frozenset({"filed", "recognised"}))) == ["Otra"]
    assert check(vault) == []
