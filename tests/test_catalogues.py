"""Every word of the program exists in every language, with the same blanks to fill."""

import re
from collections.abc import Iterable
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from casedesk.resources import ROOT, TRANSLATIONS

_KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2)}
_PLACEHOLDER = re.compile(r"\{(\w*)[^}]*\}|%\((\w+)\)s|%[sd]")
_MNEMONIC = re.compile(r"&(?=[^\W_])")
_LANGUAGES = sorted(path.parent.parent.name for path in TRANSLATIONS.glob("*/*/messages.po"))


def catalogue(path: Path) -> Catalog:
    """A catalogue file."""
    with path.open("rb") as file:
        return read_po(file)


def messages(catalog: Catalog) -> list[Message]:
    """The messages of a catalogue without its header."""
    return [message for message in catalog if message.id]


def texts(value: str | Iterable[str] | None) -> tuple[str, ...]:
    """Singular and plural forms alike."""
    return (value,) if isinstance(value, str) else tuple(value or ())


def spoken(language: str) -> list[Message]:
    """The messages of a language."""
    return messages(catalogue(TRANSLATIONS / language / "LC_MESSAGES" / "messages.po"))


def in_the_program() -> set[tuple[str, ...]]:
    """Every message that the code marks."""
    found = extract_from_dir(str(ROOT / "casedesk"), keywords=_KEYWORDS)
    return {texts(message) for _file, _line, message, _comments, _context in found if message}


def test_spanish_is_there() -> None:
    assert "es" in _LANGUAGES


def test_the_template_holds_what_the_program_says() -> None:
    template = {texts(message.id) for message in messages(catalogue(TRANSLATIONS / "messages.pot"))}
    assert template == in_the_program(), "run: make messages"


@pytest.mark.parametrize("language", _LANGUAGES)
def test_everything_is_translated_and_nothing_is_in_doubt(language: str) -> None:
    found = spoken(language)
    assert {texts(message.id) for message in found} == in_the_program()
    assert not [message.id for message in found if message.fuzzy]
    assert not [message.id for message in found if not all(texts(message.string))]


@pytest.mark.parametrize("language", _LANGUAGES)
def test_blanks_agree_with_the_original(language: str) -> None:
    def blanks(text: str) -> set[str]:
        return {match[0] for match in _PLACEHOLDER.finditer(text)}

    for message in spoken(language):
        wanted = set().union(*(blanks(text) for text in texts(message.id)))
        for text in texts(message.string):
            # A singular may do without its number ("one person").
            assert blanks(text) <= wanted, message.id
        assert blanks(texts(message.string)[-1]) == wanted, message.id


@pytest.mark.parametrize("language", _LANGUAGES)
def test_keys_to_press_agree_with_the_original(language: str) -> None:
    for message in spoken(language):
        wanted = len(_MNEMONIC.findall(texts(message.id)[0]))
        assert all(len(_MNEMONIC.findall(text)) == wanted for text in texts(message.string)), (
            message.id
        )
