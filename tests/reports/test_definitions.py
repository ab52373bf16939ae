"""What a report counts is data, and refused if it makes no sense."""

from pathlib import Path

import pytest

from casedesk.domain import codelists
from casedesk.reports import definition_files
from casedesk.reports.definition_files import FOLDER, BadDefinition

WHOLE = (FOLDER / "monthly.toml").read_text(encoding="utf-8")


def refusal(folder: Path, text: str) -> str:
    """Why a definition is refused."""
    path = folder / "mine.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadDefinition) as error:
        definition_files.read(path)
    return str(error.value)


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('unit = "stays"', 'unit = "beds"', "'beds' is missing or unknown"),
        ('dimensions = ["week", "returning"]', 'dimensions = ["act"]', "not classified by act"),
        ('dimensions = ["week", "returning"]', "dimensions = []", "one or two dimensions"),
        ('dimensions = ["week", "returning"]', 'dimensions = ["weak"]', "not classified by weak"),
        ('list = "sexes"', 'list = "genders"', "no code list called “genders”"),
        ('"man", "woman", "trans"', '"man", "lady"', "'lady' is missing or unknown"),
        ('NE = "not_known"', 'NE = "nobody"', "no category nobody"),
        ("[units.stays]", "[units.nights]", "nothing is known of nights"),
        ('relation = "equal"', 'relation = "same"', "within or equal"),
        ('version = "2026"', "version = ", "Invalid value"),
        ('version = "2026"', "", "'version' is missing"),
        ('id = "sex_age"', 'id = "sex_age"\noverlapping = true', "overlapping categories"),
        ('id = "sex_age"', 'id = "entries"', "entries stands twice"),
        ('share = "yes"', 'share = "maybe"', "no category maybe"),
        ('ratio = ["man", "woman"]', 'ratio = ["man"]', "two columns"),
    ],
)
def test_a_wrong_definition_is_refused_with_its_reason(
    tmp_path: Path, old: str, new: str, reason: str
) -> None:
    assert old in WHOLE
    assert reason in refusal(tmp_path, WHOLE.replace(old, new, 1))


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadDefinition):
        definition_files.read(tmp_path / "none.toml")


def test_every_category_has_words_in_both_languages() -> None:
    for table in definition_files.load().tables:
        for dimension in table.dimensions:
            for value in dimension.values:
                assert dimension.label(value, "es")
                assert dimension.label(value, "en")


@pytest.mark.parametrize(
    ("table", "at", "codes"),
    [
        ("nationality_sex", 0, "countries"),
        ("sex_age", 0, "age_groups"),
        ("reasons", 0, "reasons"),
        ("transport", 0, "transport"),
        ("needs", 0, "needs"),
        ("acts", 0, "acts"),
        ("act_perpetrator", 1, "perpetrator_types"),
        ("state", 0, "states"),
        ("outcomes", 0, "complaint_outcomes"),
        ("services", 0, "service_kinds"),
        ("referrals", 0, "referral_organisations"),
    ],
)
def test_every_code_has_a_category(table: str, at: int, codes: str) -> None:
    found = next(each for each in definition_files.load().tables if each.id == table)
    dimension = found.dimensions[at]
    for code in [None, *codelists.load(codes).codes]:
        assert dimension.category(code) in dimension.values


def test_what_is_not_known_never_counts_as_another_one() -> None:
    perpetrator = next(
        each for each in definition_files.load().tables if each.id == "act_perpetrator"
    )
    for dimension, code in zip(perpetrator.dimensions, ("NE", "unknown"), strict=True):
        assert dimension.category(code) == dimension.category(None) == "not_known"
