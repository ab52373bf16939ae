"""The help of every page, in both languages: it is there, and what it names exists."""

import re
from functools import cache

import pytest
from PySide6.QtGui import QKeySequence

from casedesk import i18n
from casedesk.i18n import LANGUAGES, catalogue
from casedesk.resources import HELP
from casedesk.ui.help import pages, shortcuts
from casedesk.ui.places import PLACES
from tests.test_catalogues import spoken, texts

KEYS = {key for group in shortcuts.GROUPS.values() for each in group for key in each.keys}
TEXTS = [(code, path.stem) for code in LANGUAGES for path in sorted((HELP / code).glob("*.md"))]


def read(language: str, key: str) -> str:
    i18n.set_language(language)
    return pages.of_page(key)


@cache
def words(language: str) -> frozenset[str]:
    """All that the program says in a language, without the marks of keys."""
    told = (texts(message.id) for message in spoken("es"))
    every = (catalogue(language).gettext(each) for message in told for each in message)
    return frozenset(each.replace("&", "") for each in every)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_has_its_help_and_no_help_is_without_a_page(language: str) -> None:
    found = {path.stem for path in (HELP / language).glob("*.md")}
    assert found == {place.key for place in PLACES} | {"tour"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_the_help_names_stands_on_the_screen_in_these_words(language: str) -> None:
    known = words(language)
    for code, key in TEXTS:
        if code != language:
            continue
        bold = re.findall(r"\*\*(.+?)\*\*", read(code, key))
        named = [each for each in bold if each[-1] not in ".?!" or each in known]
        # Bold sentences head a paragraph; all else that is bold is a button, a tab or a page.
        strange = [each for each in named if each not in known]
        assert not strange, f"{code}/{key}: {strange}"
        assert named or key == "incident", f"{code}/{key} names no button"


def test_a_name_that_no_button_has_would_be_found() -> None:
    assert "Registrar entrada" in words("es")
    assert "Registrar la llegada de alguien" not in words("es")


@pytest.mark.parametrize(("language", "key"), TEXTS)
def test_keys_in_the_help_are_keys_of_the_program(language: str, key: str) -> None:
    for named in re.findall(r"`(.+?)`", read(language, key)):
        assert QKeySequence(named).toString(), named
        assert named.replace("Enter", "Return") in KEYS, named


@pytest.mark.parametrize("key", [key for code, key in TEXTS if code == "en"])
def test_both_languages_tell_the_same(key: str) -> None:
    english, spanish = read("en", key), read("es", key)
    shape = re.compile(r"^(##|- |\d\.|---)", re.MULTILINE)
    assert shape.findall(english) == shape.findall(spanish)
    assert re.findall(r"`(.+?)`", english) == re.findall(r"`(.+?)`", spanish)
    assert english != spanish


def test_the_help_is_short() -> None:
    assert all(len(read(code, key).split()) < 260 for code, key in TEXTS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_step_of_the_tour_has_its_words(language: str) -> None:
    i18n.set_language(language)
    steps = [pages.of_step(step) for step in range(len(pages.TOUR))]
    assert len(steps) == 4
    assert all(step.startswith("## ") for step in steps)
    with pytest.raises(IndexError):
        pages.of_step(len(pages.TOUR))
