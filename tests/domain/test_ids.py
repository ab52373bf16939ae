"""Identifiers and folios."""

import time
import uuid

from hypothesis import given
from hypothesis import strategies as st

from casedesk.domain.ids import FOLIO_ALPHABET, is_folio, new_folio, new_id, plain_folio


def test_an_id_is_a_uuid_of_version_seven() -> None:
    made = uuid.UUID(new_id())
    assert made.version == 7
    assert made.variant == uuid.RFC_4122


def test_ids_do_not_repeat() -> None:
    assert len({new_id() for _ in range(10_000)}) == 10_000


def test_ids_made_one_after_another_keep_that_order() -> None:
    made = []
    for _ in range(200):
        made.append(new_id())
        time.sleep(0.000_01)
    assert made == sorted(made)


def test_a_folio_has_no_letters_that_look_alike() -> None:
    folios = [new_folio() for _ in range(2_000)]
    assert set("".join(folios)) <= set(FOLIO_ALPHABET) | {"-"}
    assert not set(FOLIO_ALPHABET) & set("0O1IL2Z5S8BUV")
    assert len(set(folios)) == len(folios)


@given(st.integers(0, 7), st.sampled_from(FOLIO_ALPHABET))
def test_one_wrong_letter_is_noticed(place: int, letter: str) -> None:
    folio = plain_folio(new_folio())
    wrong = folio[:place] + letter + folio[place + 1 :]
    assert is_folio(wrong) == (wrong == folio)


@given(st.integers(0, 5))
def test_two_letters_swapped_are_noticed(place: int) -> None:
    folio = plain_folio(new_folio())
    wrong = folio[:place] + folio[place + 1] + folio[place] + folio[place + 2 :]
    assert is_folio(wrong) == (wrong == folio)


def test_a_folio_is_read_however_it_is_typed() -> None:
    folio = new_folio()
    assert is_folio(folio.lower())
    assert is_folio(" " + folio.replace("-", " "))
    assert not is_folio("María")
