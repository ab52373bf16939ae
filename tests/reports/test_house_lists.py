"""Lists for paper name people as little as tells them apart, and tell no reason and no story."""

import io
from dataclasses import replace
from typing import Any

import pypdfium2
import pytest

from casedesk.domain.people import Person
from casedesk.reports import house_lists
from casedesk.reports.house_lists import HouseList
from casedesk.reports.wording import Words
from casedesk.services import house
from casedesk.storage.vault import Vault
from tests.services.test_house import put_up


def text_of(vault: Vault, kind: str, language: str) -> str:
    home = vault.run(house.today)
    made = house_lists.pdf(HouseList(kind, home, "Albergue de Prueba", language))
    assert made == house_lists.pdf(HouseList(kind, home, "Albergue de Prueba", language))
    document = pypdfium2.PdfDocument(io.BytesIO(made))
    return "\n".join(page.get_textpage().get_text_bounded() for page in document)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("es", ("Lista para la puerta", "no va cifrado", "Dormitorio de mujeres · 1", "lunes")),
        ("en", ("List for the door", "not encrypted", "Women’s dormitory · 1", "Monday")),
    ],
)
def test_the_list_speaks_the_language_asked_for(
    vault: Vault, language: str, said: tuple[str, ...]
) -> None:
    put_up(vault, "Inventada", "2026-11-20", slept_at="women", notes="Huyó de su casa")
    put_up(vault, "Salida", "2026-11-20", "2026-11-23")
    text = text_of(vault, "door", language)
    assert all(words in text for words in said)
    assert "Inventada" in text
    assert "Salida" not in text  # whoever left today does not sleep here
    assert "Huyó" not in text


def test_the_list_for_meals_has_a_column_for_each(vault: Vault) -> None:
    put_up(vault, "Inventada", "2026-11-20", slept_at="women")
    text = text_of(vault, "meals", "es")
    assert all(meal in text for meal in ("Desayuno", "Comida", "Cena"))


@pytest.mark.parametrize(
    ("people", "names"),
    [
        ([("Ana María", "López Paz")], ["Ana L."]),
        ([("Ana", "López"), ("Ana", "Luna")], ["Ana López", "Ana Luna"]),
        ([("Ana", ""), ("", "López")], ["Ana", "López"]),
        ([("", "")], ["Sin nombre"]),
    ],
)
def test_names_are_as_short_as_tells_them_apart(
    people: list[tuple[str, str]], names: list[Any]
) -> None:
    made = []
    for given, surnames in people:
        person = Person()
        person = replace(person, given_names=given) if given else person
        made.append(replace(person, surnames=surnames) if surnames else person)
    assert len(house_lists.short_names(made, Words("es"))) == len(names)
    if names != ["Sin nombre"]:
        assert house_lists.short_names(made, Words("es")) == names
