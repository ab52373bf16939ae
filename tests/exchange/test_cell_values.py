"""From the text of a cell to an answer."""

import re

import pytest

from casedesk.domain.answers import NOT_ASKED, REFUSED, UNKNOWN
from casedesk.exchange.cell_values import USUAL_DATES, Wrong, answer
from casedesk.exchange.mapping import Column
from casedesk.exchange.mapping_files import usual_words
from casedesk.exchange.targets import find


def read(field: str, text: str, **more: object) -> object:
    target = find(field)
    assert target is not None
    settings = {"dates": USUAL_DATES, **more}
    column = Column(name="x", headers=("x",), words=usual_words(), **settings)  # type: ignore[arg-type]
    return answer(target.spec, column, text)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-11-27", "2026-11-27"),
        ("2026-11-27 00:00:00", "2026-11-27"),
        ("2026-11-27T08:30", "2026-11-27"),
        ("27/11/2026", "2026-11-27"),
        ("7.1.2026", "2026-01-07"),
        ("11/2026", "2026-11"),
        ("2026-11", "2026-11"),
        ("2026-11~", "2026-11~"),
        ("2026", "2026"),
        ("46353", "2026-11-27"),
    ],
)
def test_dates_are_read_as_people_and_spreadsheets_write_them(text: str, day: str) -> None:
    assert str(read("stay.entered_on", text)) == day


@pytest.mark.parametrize(
    "text", ["27/13/2026", "31/02/2026", "27/11/26", "ayer", "0001-01-01", "99999", "1/1/1", "0"]
)
def test_what_is_no_date_is_told(text: str) -> None:
    with pytest.raises(Wrong):
        read("stay.entered_on", text)


def test_month_before_day_only_where_the_mapping_says_so() -> None:
    assert str(read("stay.entered_on", "11/27/2026", dates=("mdy",))) == "2026-11-27"
    assert str(read("stay.entered_on", "2026-11-27", dates=("mdy",))) == "2026-11-27"
    with pytest.raises(Wrong):
        read("stay.entered_on", "2026", dates=("dmy",))


def test_numbers_are_whole_and_within_their_range() -> None:
    assert read("incident.amount", "1,200") == 1200
    assert read("incident.amount", "54.0") == 54
    for text in ("54.5", "1e3", "doce", "1,20", "٣٤٥x", "1.000", "12.000"):
        with pytest.raises(Wrong):
            read("incident.amount", text)
    assert read("person.age", "100", highest=99, outside_unknown=True) is UNKNOWN
    with pytest.raises(Wrong):
        read("person.age", "100", highest=99)


def test_codes_are_found_by_code_label_or_alias_in_either_language() -> None:
    for text in ("woman", " MUJER ", "mujeres", "Woman", "Mujer / Woman"):
        assert read("person.sex", text) == "woman"
    with pytest.raises(Wrong):
        read("person.sex", "Mujer / Man")


def test_a_table_of_values_comes_before_the_list() -> None:
    values = {"h": "woman", "ns": "?unknown", "nd": "?refused"}
    assert read("person.sex", "H", values=values) == "woman"
    assert read("person.sex", "NS", values=values) is UNKNOWN
    assert read("person.sex", "n/d", values={"n d": "?refused"}) is REFUSED


def test_each_way_of_having_no_answer_is_kept_apart() -> None:
    assert read("person.schooling", "No especificado") is UNKNOWN
    assert read("person.schooling", "Sin determinar") is UNKNOWN
    assert read("person.schooling", "Prefiere no decir") is REFUSED
    for text in ("", "  ", "-", "N/A"):
        assert read("person.schooling", text) is NOT_ASKED
    assert read("person.given_names", "no sabe") is UNKNOWN
    assert read("person.alias", "n/d") is UNKNOWN


def test_initials_are_not_taken_for_a_missing_answer() -> None:
    assert read("person.alias", "N. D.") == "N. D."


def test_a_code_of_a_list_says_more_than_a_word_for_no_answer() -> None:
    assert read("incident.acts.code", "No especificado") == ("NE",)
    assert read("asylum.state", "No se sabe") == "AX"


def test_several_codes_are_parted_and_not_repeated() -> None:
    needs = read("person.languages", "Español; inglés;;es ; No sabe", separator=";")
    assert needs == ("es", "en")
    assert read("person.languages", "No sabe", separator=";") is UNKNOWN
    assert read("person.languages", " ; ", separator=";") is NOT_ASKED
    with pytest.raises(Wrong):
        read("person.languages", "Español; marciano", separator=";")


def test_yes_and_no_have_many_spellings() -> None:
    for text in ("Sí", "SI", "s", "yes", "TRUE", "verdadero", "1", "x"):
        assert read("incident.complaint", text) is True
    for text in ("No", "n", "false", "0"):
        assert read("incident.complaint", text) is False
    with pytest.raises(Wrong):
        read("incident.complaint", "quizá")


def test_texts_are_one_line_and_notes_keep_theirs() -> None:
    assert read("person.given_names", " Lía \n Inés ") == "Lía Inés"
    assert read("stay.notes", "a\r\nb\rc \n") == "a\nb\nc"
    assert re.fullmatch(r"=1\+1", str(read("person.alias", "=1+1")))
