"""Words of names that sound alike, stand for one another, or hold a typing error."""

import pytest

from casedesk.domain.likeness.comparing import Kind, compare
from casedesk.domain.likeness.typed import read
from casedesk.domain.likeness.words import telling, words_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jhon", "John"),
        ("Yesenia", "Jessenia"),
        ("Hernandes", "Hernández"),
        ("Kevin", "Quebin"),
        ("Suazo", "Zuazo"),
        ("Llanos", "Yanos"),
        ("Naún", "Nahún"),
        ("Ximena", "Gimena"),
        ("Xavier", "Javier"),
        ("Huáscar", "Guáscar"),
        ("Djimi", "Jimmy"),
        ("Jean", "Jan"),
        ("Pierre", "Pyè"),
        ("Louis", "Lwi"),
        ("Wilna", "Wilnà"),
        ("Jozèf", "Joseph"),
        ("Kelly", "Keli"),
        ("Cristian", "Kristian"),
    ],
)
def test_names_that_sound_alike_are_alike(one: str, other: str) -> None:
    assert compare(*words_of(f"{one} {other}")) in (Kind.SAME, Kind.SOUND)
    assert compare(*words_of(f"{other} {one}")) in (Kind.SAME, Kind.SOUND)


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("pepe", "jose", Kind.NICKNAME),
        ("chuy", "jesus", Kind.NICKNAME),
        ("chui", "jesus", Kind.NICKNAME),
        ("lupita", "guadalupe", Kind.NICKNAME),
        ("aldito", "aldo", Kind.NICKNAME),
        ("aldo", "aldito", Kind.NICKNAME),
        ("brayan", "brian", Kind.SPELLING),
        ("hernadnez", "hernandez", Kind.TYPING),
        ("martinez", "matrineza", Kind.TYPING_TWO),
    ],
)
def test_the_way_in_which_words_are_alike_is_told(one: str, other: str, kind: Kind) -> None:
    assert compare(one, other) is kind
    assert compare(other, one) is kind


@pytest.mark.parametrize(
    ("one", "other"), [("flores", "torres"), ("ana", "eva"), ("juan", "pablo"), ("caal", "choc")]
)
def test_other_names_are_not_alike(one: str, other: str) -> None:
    assert compare(one, other) is None


def test_particles_tell_nobody_apart_unless_they_are_all_there_is() -> None:
    assert telling(words_of("María de la Cruz")) == ("maria", "cruz")
    assert telling(words_of("de la")) == ("de", "la")


def test_year_country_and_folio_are_read_out_of_what_is_typed() -> None:
    typed = read("wilmer 1998 El Salvador")
    assert (typed.names, typed.year, typed.country) == (("wilmer",), 1998, "SLV")
    assert read("hondureña maría").country == "HND"
    assert read("K7MP-3XQ0").folios and all(
        each[:7] == "K7MP3XQ" for each in read("K7MP-3XQ0").folios
    )
    assert read("hernandez").folios == ()
