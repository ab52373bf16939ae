"""Passphrases are random words fit to be typed; weak ones are seen."""

import tomllib

import pytest

from casedesk.resources import RESOURCES
from casedesk.storage import passphrases
from casedesk.storage.keyring import COORDINATOR, VOLUNTEER


@pytest.mark.parametrize("language", ["es", "en"])
def test_a_passphrase_is_made_of_words_of_the_list(language: str) -> None:
    words = passphrases.word_list(language)
    made = [passphrases.generate(6, language).split(" ") for _ in range(300)]
    assert all(len(each) == 6 and set(each) <= set(words) for each in made)
    assert len({tuple(each) for each in made}) == 300
    # 1,800 draws from 5,650 words: about 1,540 different ones are expected.
    assert len({word for each in made for word in each}) > 1_400


def test_the_entropy_is_as_documented() -> None:
    assert passphrases.bits(passphrases.words_for(VOLUNTEER), "es") > 62
    assert passphrases.bits(passphrases.words_for(COORDINATOR), "es") > 74
    assert passphrases.bits(5, "en") > 63
    for language in ("es", "en"):
        words = passphrases.word_list(language)
        assert len(set(words)) == len(words)


@pytest.mark.parametrize("word", ["abdul", "abelardo", "mierda", "sangre", "virgen", "mulata"])
def test_what_hurts_is_left_out(word: str) -> None:
    assert word not in passphrases.word_list("es")


def test_every_excluded_word_stands_in_a_list() -> None:
    """A misspelt exclusion would exclude nothing."""
    with (RESOURCES / "passphrases" / "excluded.toml").open("rb") as file:
        excluded = tomllib.load(file)
    for language, groups in excluded.items():
        words = [word for group in groups.values() for word in group]
        assert len(set(words)) == len(words)
        assert not set(words) & set(passphrases.word_list(language))
        passphrases._excluded.cache_clear()
        whole = len(passphrases.word_list(language)) + len(words)
        assert whole == {"es": 8192, "en": 7776}[language]


WEAK = [
    "corta",
    "tapachula2025",
    "Tapachula 2025!",
    "albergue migrante 2026",
    "casedeskcasedesk",
    "aaaaaaaaaaaaaaaa",
    "123456789012345",
    "qwertyuiopasdfgh",
    "Casa del Sol 2026",
    "anaprueba2026tapachula",
    "contraseña123456",
    "diosesamor1234",
]


@pytest.mark.parametrize("passphrase", WEAK)
def test_a_weak_passphrase_is_refused(passphrase: str) -> None:
    assert passphrases.weakness(passphrase, ["Albergue Casa del Sol", "Ana Prueba"])


@pytest.mark.parametrize("language", ["es", "en"])
def test_no_generated_passphrase_is_refused(language: str) -> None:
    own = ["Albergue Casa del Sol", "Ana Prueba"]
    for _ in range(40):
        made = passphrases.generate(5, language)
        assert passphrases.weakness(made, own) is None, made


def test_a_very_long_passphrase_is_judged_at_once() -> None:
    assert passphrases.weakness(passphrases.generate(60)) is None
