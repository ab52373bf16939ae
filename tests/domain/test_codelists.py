"""Code lists: what ships loads, finds and names; what is wrong is refused."""

import itertools
import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casedesk import i18n
from casedesk.domain import (
    cases,
    codelists,
    follow_ups,
    incidents,
    journeys,
    people,
    procedure_entries,
)
from casedesk.domain.codelist_files import read
from casedesk.domain.codes import Crosswalk
from casedesk.domain.fields import specs

PUBLISHED = json.loads(Path(__file__).with_name("published_codes.json").read_text("utf-8"))
TODAY = date(2026, 11, 23)

#: value of an old file -> list and code that it must come to
MET_IN_FILES = {
    ("schooling", "Primaria Completa"): "primary",
    ("schooling", "Preparatoria o bachillerato Incompleto"): "high_school_incomplete",
    ("schooling", "Sin Escolaridad"): "none",
    ("us_time", "De 0 a 30 días"): "days_0_30",
    ("us_time", "1 a 6 meses"): "months_1_6",
    ("us_time", "Más de 40 años"): "years_over_40",
    ("us_states", "North Carolina"): "NC",
    ("us_states", "Illinios"): "IL",
    ("us_authorities", "Border Patrol"): "border_patrol",
    ("us_authorities", "US Marshals"): "us_marshals",
    ("states", "México"): "15",
    ("states", "Distrito Federal"): "09",
    ("states", "VERACRUZ DE IGNACIO DE LA LLAVE"): "30",
    ("travels_with", "NNA* no acompañado"): "alone",
    ("travels_with", "Mayor de 18 años acompañado de un amigo o conocido"): "friends",
    ("travels_with", "NNA acompañado de un familiar"): "family",
    ("times_before", "Reincidencias posteriores a la primera"): "two_or_more",
    ("sexes", "  mujer "): "woman",
    ("countries", "HN"): "HND",
    ("countries", "hnd"): "HND",
    ("countries", "Haiti"): "HTI",
}

RECORDS = (
    *(people.Person, people.Household, cases.Case, cases.Stay, cases.Service, cases.Referral),
    *(cases.Consent, cases.AsylumApplication, journeys.Journey, journeys.Leg, incidents.Incident),
    *(incidents.Act, incidents.Perpetrator, incidents.Victimisation, follow_ups.FollowUp),
    procedure_entries.ProcedureEntry,
)


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    before = i18n.language()
    i18n.set_language("en")
    yield
    i18n.set_language(before)


@pytest.mark.parametrize("name", codelists.names())
def test_every_list_that_ships_is_sound(name: str) -> None:
    found = codelists.load(name)
    assert found.name == name
    assert [code.order for code in found.codes.values()] == sorted(
        code.order for code in found.codes.values()
    )
    for code in found.codes.values():
        assert found.find(code.code) == code.code
        assert found.find(code.es, code.parent) == code.code
        assert found.find(code.en, code.parent) == code.code


@pytest.mark.parametrize("name", sorted(PUBLISHED))
def test_no_published_code_is_ever_deleted(name: str) -> None:
    assert set(PUBLISHED[name]) <= set(codelists.load(name).codes)


def test_every_coded_field_names_a_list_that_exists() -> None:
    named = {spec.codes for record in RECORDS for spec in specs(record).values() if spec.codes}
    assert named
    assert named <= set(codelists.names())


@pytest.mark.parametrize(("words", "code"), MET_IN_FILES.items())
def test_spellings_of_old_files_are_found(words: tuple[str, str], code: str) -> None:
    name, text = words
    assert codelists.load(name).find(text) == code


@pytest.mark.parametrize("text", ["No especificado", "Sin determinar", "", "*"])
def test_no_answer_is_not_a_code(text: str) -> None:
    for name in ("schooling", "us_time", "us_authorities", "states", "travels_with"):
        assert codelists.load(name).find(text) is None


def test_labels_follow_the_language_and_unknown_codes_stand_as_they_are() -> None:
    acts = codelists.load("acts")
    assert acts.label("SEC") == "Kidnapping"
    i18n.set_language("es")
    assert acts.label("SEC") == "Secuestro"
    assert acts.codes["SEC"].label("es") == "Secuestro"
    assert acts.label("XYZ") == "XYZ"


def test_acts_carry_their_marks() -> None:
    acts = codelists.load("acts").codes
    assert len(acts) == 32
    assert Crosswalk("iccs", "0401", True) in acts["ROB"].crosswalks
    assert Crosswalk("iccs", "02051", False) in acts["EXT"].crosswalks
    assert acts["ROB"].verified and not acts["DOC"].verified
    assert sum(bool(act.attributes.get("common")) for act in acts.values()) == 9


def test_every_body_belongs_to_a_kind_of_perpetrator_of_the_same_side() -> None:
    types = codelists.load("perpetrator_types").codes
    for body in codelists.load("perpetrator_bodies").codes.values():
        kind = types[str(body.attributes["type"])]
        assert body.attributes["state_agent"] == kind.attributes["state_agent"], body.code


def test_age_groups_leave_no_gap() -> None:
    groups = [code.attributes for code in codelists.load("age_groups").codes.values()]
    assert groups[0]["from"] == 0
    for before, after in itertools.pairwise(groups):
        assert int(after["from"]) == int(before["to"]) + 1


def test_places_lie_in_states_that_exist() -> None:
    states = codelists.load("states").codes
    assert list(states) == [f"{number:02}" for number in range(1, 33)]
    for name in ("entry_points", "comar_offices"):
        for place in codelists.load(name).codes.values():
            assert place.attributes.get("state", "01") in states
    municipalities = codelists.load("municipalities").codes.values()
    assert {code.parent for code in municipalities} == set(states)
    assert all(re.fullmatch(r"\d{5}", code.code) for code in municipalities)
    assert len(municipalities) == 2478


def test_a_name_that_several_states_have_needs_the_state() -> None:
    municipalities = codelists.load("municipalities")
    assert municipalities.find("Benito Juárez") is None
    assert municipalities.find("benito juarez", "23") == "23005"
    assert municipalities.find("Tapachula") == municipalities.find("Tapachula", "07") == "07089"
    assert municipalities.find("Tapachula", "23") is None
    assert len(municipalities.current(TODAY, parent="20")) == 570


def test_a_retired_code_is_named_but_not_offered(tmp_path: Path) -> None:
    found = read(_written(tmp_path, _entry("old", "Viejo", until="2020-12-31"), _entry("new", "N")))
    assert [code.code for code in found.current(TODAY)] == ["new"]
    assert [code.code for code in found.current(date(2020, 12, 31))] == ["old", "new"]
    assert found.codes["old"].label("es") == found.codes["old"].es == "Viejo"


def test_a_code_says_more_than_a_label_and_a_label_more_than_an_alias(tmp_path: Path) -> None:
    found = read(_written(tmp_path, _entry("a", "Uno", aliases=["Tres"]), _entry("b", "Dos")))
    assert (found.find("A"), found.find("uno"), found.find("¡Trés!")) == ("a", "a", "a")


@pytest.mark.parametrize(
    ("lines", "complaint"),
    [
        ([{"code": "a", "es": "A", "en": "A"}] * 2, "stands twice"),
        ([{"code": "a", "es": "A"}], "lacks"),
        ([{"code": "a", "es": "A", "en": " "}], "lacks"),
        ([{"code": "a", "es": "A", "en": "A", "colour": "red"}], "unknown keys: colour"),
        ([{"code": "a", "es": "A", "en": "A", "since": "2020-02-30"}], "a day that is none"),
        (
            [{"code": "a", "es": "A", "en": "A", "since": "2020-02-02", "until": "2020-02-01"}],
            "ends before it begins",
        ),
        (
            [{"code": "a", "es": "X", "en": "X"}, {"code": "b", "es": "x*", "en": "Y"}],
            "several codes",
        ),
        ([], "it is empty"),
    ],
)
def test_a_wrong_list_is_refused(
    tmp_path: Path, lines: list[dict[str, str]], complaint: str
) -> None:
    entries = [
        "\n[[codes]]\n" + "".join(f'{key} = "{value}"\n' for key, value in line.items())
        for line in lines
    ]
    with pytest.raises(codelists.BadCodeList, match=r"things\.toml") as caught:
        read(_written(tmp_path, *entries))
    assert complaint in str(caught.value.details["reason"])


@pytest.mark.parametrize(
    "crosswalk",
    [
        '{ scheme = "iccs", code = "01" }',
        '{ scheme = "I C", code = "01", verified = true }',
        '{ scheme = "iccs", code = "", verified = true }',
        '{ scheme = "iccs", code = "01", verified = "yes" }',
    ],
)
def test_a_crosswalk_needs_scheme_code_and_mark(tmp_path: Path, crosswalk: str) -> None:
    entry = _entry("a", "A") + f"crosswalks = [{crosswalk}]\n"
    with pytest.raises(codelists.BadCodeList):
        read(_written(tmp_path, entry))


def test_broken_files_and_unknown_names_are_refused(tmp_path: Path) -> None:
    (tmp_path / "things.toml").write_text("name = ", "utf-8")
    with pytest.raises(codelists.BadCodeList):
        read(tmp_path / "things.toml")
    _written(tmp_path, _entry("a", "A")).rename(tmp_path / "others.toml")
    with pytest.raises(codelists.BadCodeList):
        read(tmp_path / "others.toml")
    with pytest.raises(codelists.UnknownCodeList, match="nothing"):
        codelists.load("nothing")


def test_folding_forgets_case_accents_and_blanks() -> None:
    assert codelists.fold("  Peñón \t BLANCO ") == "penon blanco"


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    once = codelists.fold(text)
    assert codelists.fold(once) == once


def _entry(code: str, es: str, until: str = "", aliases: list[str] | None = None) -> str:
    lines = ["", "[[codes]]", f'code = "{code}"', f'es = "{es}"', f'en = "{es} in English"']
    lines += [f'until = "{until}"'] if until else []
    lines += [f"aliases = {aliases}"] if aliases else []
    return "\n".join(lines) + "\n"


def _written(folder: Path, *entries: str) -> Path:
    file = folder / "things.toml"
    head = 'name = "things"\nes = "Cosas"\nen = "Things"\nversion = "2026-11"\n'
    file.write_text(head + "".join(entries), "utf-8")
    return file
