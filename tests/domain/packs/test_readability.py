"""Syllables, sentences and the Szigriszt-Pazos index."""

import pytest

from casedesk.domain.packs import readability


@pytest.mark.parametrize(
    ("word", "count"),
    [
        *[("sol", 1), ("refugio", 3), ("país", 2), ("guía", 2), ("guerra", 2), ("vergüenza", 3)],
        *[("quién", 1), ("leer", 2), ("búho", 2), ("ahí", 2), ("oficio", 3), ("día", 2)],
        *[("construir", 2), ("muy", 1), ("y", 1), ("ley", 1), ("mayo", 2), ("yo", 1)],
        *[("causahabiente", 5), ("averiguáis", 4), ("INM", 1), ("COMAR", 2), ("30", 2)],
    ],
)
def test_syllables_are_counted_as_they_are_spoken(word: str, count: int) -> None:
    assert readability.syllables(word) == count


def test_sentences_end_where_another_begins() -> None:
    text = "Pide refugio. ¿Quieres? Llama al 911. Es gratis, art. 18 de la ley."
    assert readability.sentences(text) == [
        *("Pide refugio.", "¿Quieres?", "Llama al 911."),
        "Es gratis, art. 18 de la ley.",
    ]


def test_the_index_is_that_of_the_formula() -> None:
    # 6 words, 11 syllables, 2 sentences
    text = "Pide refugio. Es gratis para todos."
    assert readability.syllables("gratis") == 2
    assert readability.of(text).index == round(206.835 - 62.3 * 12 / 6 - 6 / 2, 1)


def test_a_long_official_sentence_is_very_hard_and_a_short_one_very_easy() -> None:
    hard = (
        "La determinación administrativa correspondiente fundamentará motivadamente la procedencia "
        "extraordinaria de regularización migratoria."
    )
    assert readability.of(hard).grade == "very hard"
    assert readability.of("No pagues. Ve hoy a la ley.").grade == "very easy"
