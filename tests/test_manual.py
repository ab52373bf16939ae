"""The manual and the READMEs show what is there."""

import re
from pathlib import Path

import pytest

from casedesk.i18n import LANGUAGES
from casedesk.resources import HELP

ROOT = Path(__file__).resolve().parent.parent
SHOWING = ("README.md", "README.es.md", "docs/manual.md", "docs/manual.es.md")


@pytest.mark.parametrize("name", SHOWING)
def test_every_picture_shown_is_there(name: str) -> None:
    page = ROOT / name
    shown = re.findall(r"\(([^)]*pictures/[^)]*)\)", page.read_text(encoding="utf-8"))
    assert shown
    assert [each for each in shown if not (page.parent / each).is_file()] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_manual_says_what_the_help_says(language: str) -> None:
    name = {"en": "manual.md", "es": "manual.es.md"}[language]
    manual = (ROOT / "docs" / name).read_text(encoding="utf-8")
    for key in re.findall(r"light-100/(\w+)\.png", manual):
        said = (HELP / language / f"{key}.md").read_text(encoding="utf-8")
        _heading, _line, words = said.partition("\n")
        assert words.strip() in manual, f"the help of {key} changed: make manual"
