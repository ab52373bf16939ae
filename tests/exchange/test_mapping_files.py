"""Mappings that cannot be used say what is wrong with them."""

from pathlib import Path

import pytest

from casedesk import i18n
from casedesk.exchange import mappings
from casedesk.exchange.errors import BadMapping, NoSuchMapping
from tests.exchange.samples import SMALL, mapping

BAD = {
    "source = \n": "cannot be read",
    'es = "x"\nen = "x"': "no columns",
    SMALL.replace('source = "small"', ""): "“source” must be a text",
    SMALL.replace("person.sex", "person.gender"): "no field “person.gender”",
    SMALL.replace("person.sex", "human.sex"): "no field “human.sex”",
    SMALL.replace("person.sex", "person.household_id"): "no field “person.household_id”",
    SMALL.replace("person.sex", "journey.legs"): "no field “journey.legs”",
    SMALL.replace("person.sex", "person.age"): "two columns give “person.age”",
    SMALL.replace('["Sexo"]', '["EDAD"]'): "two columns are called",
    SMALL.replace('"food"', '"feast"'): "“feast” is no answer to “service.what”",
    SMALL.replace('"service"', '"person"'): "“person” in “creates” is none of these",
    SMALL.replace('"stay.entered_on", ', ""): "gives “stay.entered_on”",
    SMALL.replace(', "service.given_on"', ""): "gives “service.given_on”",
    SMALL.replace("highest = 99", 'highest = "99"'): "must be a whole number",
    SMALL.replace("required = true", 'required = "yes"'): "must be true or false",
    SMALL.replace("required", "needed"): "“needed” in “sex” means nothing",
    SMALL + '[constants]\n"person.nationality" = "XXX"': "“XXX” is no answer",
    SMALL + "[columns.other]\nto = 3": "“to” must be a text or a list of texts",
    SMALL + '[columns.other]\nto = "person.schooling"\nvalues = {a = "b"}': "“b” is no answer",
    SMALL + '[columns.other]\nto = "person.birth"\ndates = ["fr"]': "“fr” in “other” is none",
    SMALL + '[columns.other]\nkey = "case"': "“case” in “other” is none of these",
    SMALL + '[records.journey]\nwhen = ["route"]': "“route” in “journey” is none of these",
    SMALL + '[skip]\ncolumn = "route"\nvalues = []': "“route” in “skip” is none of these",
    "columns = 3\n" + SMALL.split("[columns.name]")[0]: "“columns” must be a table",
}


@pytest.mark.parametrize("text", BAD, ids=BAD.values())
def test_a_mapping_that_cannot_be_used_says_what_is_wrong(text: str, tmp_path: Path) -> None:
    with pytest.raises(BadMapping) as caught:
        mapping(tmp_path, text)
    assert BAD[text] in str(caught.value)
    assert "mine.toml" in str(caught.value)


def test_a_mapping_that_is_no_text_is_told(tmp_path: Path) -> None:
    path = tmp_path / "mine.toml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(BadMapping, match="cannot be read"):
        mappings.load(str(path))
    path.write_bytes(b"#" * (2 << 20))
    with pytest.raises(BadMapping, match="too large"):
        mappings.load(str(path))


def test_mappings_that_came_along_have_names_in_both_languages() -> None:
    assert [each.name for each in mappings.shipped()] == ["segob", "template"]
    for each in mappings.shipped():
        labels = set()
        for code in i18n.LANGUAGES:
            i18n.set_language(code)
            labels.add(each.label)
        assert labels == {each.es, each.en}


def test_a_mapping_is_given_by_name_or_by_path(tmp_path: Path) -> None:
    mapping(tmp_path)
    assert mappings.load("SEGOB").name == "segob"
    assert mappings.load(str(tmp_path / "mine.toml")).name == "mine"
    with pytest.raises(NoSuchMapping, match="segob, template"):
        mappings.load("nothing")
