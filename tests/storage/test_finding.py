"""People are found however their names are spelled, and why is told."""

from dataclasses import replace

import pytest

from casedesk.domain.cases import Case
from casedesk.domain.partial_dates import PartialDate
from casedesk.domain.people import Person
from casedesk.services import finding
from casedesk.services.cases import Filter
from casedesk.services.finding import Found
from casedesk.storage import directory, name_words, records
from casedesk.storage.vault import Vault
from tests.storage.people import take_in

PEOPLE: tuple[dict[str, object], ...] = (
    {"given_names": "John Wilmer", "surnames": "Hernández Mejía", "birth": PartialDate(1998)},
    {"given_names": "Yesenia", "surnames": "de la Cruz", "nationality": "HND"},
    {"given_names": "José Ángel", "surnames": "Núñez"},
    {"given_names": "Mariajosé", "surnames": "Zelaya"},
    {"given_names": "Pierre", "surnames": "Jean-Louis", "nationality": "HTI"},
    {"given_names": "Una", "surnames": "Cualquiera", "alias": "Chuy"},
)


@pytest.fixture
def listed(vault: Vault) -> Vault:
    """Six people."""
    for answers in PEOPLE:
        vault.run(lambda uow, answers=answers: take_in(uow, **answers))  # type: ignore[misc]
    return vault


def _find(vault: Vault, words: str) -> list[Found]:
    return vault.run(lambda uow: finding.find(uow, words))


@pytest.mark.parametrize(
    ("words", "name", "reasons"),
    [
        ("jhon hernandes", "John Wilmer Hernández Mejía", {"sound"}),
        ("Mejia Wilmer", "John Wilmer Hernández Mejía", {"same"}),
        ("guilmer hernadnez", "John Wilmer Hernández Mejía", {"sound", "typing"}),
        ("wilmer 1998", "John Wilmer Hernández Mejía", {"same", "year"}),
        ("wilmer 1999", "John Wilmer Hernández Mejía", {"same", "near_year"}),
        ("jessenia delacruz", "Yesenia de la Cruz", {"sound", "same"}),
        ("yesenia hondureña", "Yesenia de la Cruz", {"same", "country"}),
        ("pepe nuñez", "José Ángel Núñez", {"nickname", "same"}),
        ("maria jose selaya", "Mariajosé Zelaya", {"spelling", "sound"}),
        ("pyè jan lwi", "Pierre Jean-Louis", {"sound"}),
        ("jesus", "Una Cualquiera", {"nickname", "alias"}),
        ("cualqueria", "Una Cualquiera", {"typing_two"}),
    ],
)
def test_somebody_is_found_first_and_it_is_told_why(
    listed: Vault, words: str, name: str, reasons: set[str]
) -> None:
    found = _find(listed, words)
    assert found, words
    assert found[0].line.name == name
    assert reasons <= {each.kind for each in found[0].match.reasons}
    assert 0.5 < found[0].match.score <= 1


def test_the_list_has_those_written_as_typed_before_those_alike(listed: Vault) -> None:
    listed.run(lambda uow: take_in(uow, given_names="Jhon", surnames="Hernandes"))
    with listed.begin() as uow:
        searched = finding.listed(uow, Filter(words="john hern"))
        names = [each.name for each in directory.lines(uow.connection, searched.numbers)]
    assert names == ["John Wilmer Hernández Mejía", "Jhon Hernandes"]


def test_filters_hold_for_those_who_are_alike_too(listed: Vault) -> None:
    with listed.begin() as uow:
        assert finding.listed(uow, Filter(words="jhon hernandes")).numbers
        assert not finding.listed(
            uow, Filter(words="jhon hernandes", asylum=frozenset({"recognised"}))
        ).numbers


def test_a_folio_is_found_with_one_letter_wrong_or_two_swapped(listed: Vault) -> None:
    with listed.begin() as uow:
        case = records.find(uow, Case)[0]
    folio = str(case.folio)
    swapped = folio[1] + folio[0] + folio[2:]
    wrong = folio[:2] + ("A" if folio[2] != "A" else "C") + folio[3:]
    for typed in {swapped, wrong} - {folio}:
        assert folio in {each.line.folio for each in _find(listed, typed)}


def test_a_new_name_is_found_by_its_sound_in_the_same_transaction(listed: Vault) -> None:
    with listed.begin() as uow:
        person = records.find(uow, Person, given_names="Yesenia")[0]
        records.change(uow, replace(person, given_names="Wendy"))
        assert finding.find(uow, "guendi")[0].line.name == "Wendy de la Cruz"


def test_the_words_are_kept_anew_when_they_were_never_kept(listed: Vault) -> None:
    with listed.begin() as uow:
        name_words.forget(uow.connection)
    assert _find(listed, "jhon hernandes") == []
    with listed.begin() as uow:
        name_words.renew(uow.connection)
    assert _find(listed, "jhon hernandes")


@pytest.mark.parametrize(
    "words", ["", "  ", '"', "* ( AND", "x", "de la", "1998", "\x00", "ñ" * 300]
)
def test_nothing_typed_breaks_it(listed: Vault, words: str) -> None:
    _find(listed, words)
    with listed.begin() as uow:
        finding.listed(uow, Filter(words=words))
