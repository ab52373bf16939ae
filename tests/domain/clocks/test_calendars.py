"""The calendars that ship, and files that are wrong."""

import shutil
from datetime import date
from pathlib import Path

import holidays
import pytest

from casedesk import i18n
from casedesk.domain.clocks import calendar_files, rule_files
from casedesk.domain.clocks.content import BadContent, LaptopDateTooEarly, guard
from casedesk.domain.clocks.wording import NOT_ADVICE


def test_lists_agree_on_four_days_of_every_year() -> None:
    calendars = calendar_files.load()
    for unit, authority in (("working_days", "comar"), ("judicial_working_days", "judiciary")):
        calendar = calendars.of(unit, authority)
        for year in range(2024, 2031):
            days = [date.fromordinal(n) for n in _ordinals(year)]
            agreed = [day for day in days if day.weekday() < 5 and calendar.safe(day)]
            fixed = [date(year, *day) for day in ((1, 1), (5, 1), (9, 16), (12, 25))]
            assert agreed == [day for day in fixed if day.weekday() < 5]


def test_days_off_in_practice_are_the_public_holidays_and_two_of_holy_week() -> None:
    practice = next(each for each in calendar_files.load().lists if each.content.id == "practice")
    public = holidays.country_holidays("MX", years=range(2024, 2031))
    ours = set(practice.by_day)
    holy = {day for day in ours if (day.month, day.day) >= (3, 22) and day.month < 5} - set(public)
    assert ours - holy == {day for day in public if practice.first <= day <= practice.last}
    easter = {day for year in range(2024, 2031) for day in _easter_days(year)}
    assert holy == easter


def test_every_row_names_a_source_and_both_languages() -> None:
    calendars = calendar_files.load()
    causes = [
        *calendars.weekends.values(),
        *(each.cause for one in calendars.lists for each in one.holidays),
        *(each.cause for each in (*calendars.closures, *calendars.suspensions)),
    ]
    assert all(each.source and each.words.es and each.words.en for each in causes)


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("practice", 'source = "LFT 74"', 'source = " "'),
        ("practice", "on = 2024-01-01", 'on = "2024-01-01"'),
        ("practice", "on = 2024-01-01", "on = 2023-01-01"),
        ("practice", 'en = "Good Friday"', 'en = ""'),
        ("practice", 'mark = "V2"', 'mark = "V3"'),
        ("closures", "to = 2026-01-05", "to = 2025-01-05"),
        ("weekends", "published = 2026-11-22", 'published = "soon"'),
        ("suspensions", "[[rows]]", "[[rows"),
    ],
)
def test_a_calendar_that_is_wrong_is_refused(tmp_path: Path, name: str, old: str, new: str) -> None:
    folder = Path(shutil.copytree(calendar_files.FOLDER, tmp_path / "calendars"))
    file = folder / f"{name}.toml"
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(BadContent, match=f"{name}.toml"):
        calendar_files.load(folder)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('id = "D20"', 'id = "D19"'),
        ('kind = "wait"', 'kind = "hope"'),
        ('start = ["stay_expired"]', 'start = ["stay_lost"]'),
        ('duty = "inm"', 'duty = "nobody"'),
        ('follows = "D9"', 'follows = "D99"'),
        ("asked = true", "asks = true"),
        ('next_es = "COMAR registra', 'next_fr = "COMAR registra'),
    ],
)
def test_rules_that_are_wrong_are_refused(tmp_path: Path, old: str, new: str) -> None:
    text = rule_files.FILE.read_text(encoding="utf-8")
    assert old in text
    file = tmp_path / "clocks.toml"
    file.write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(BadContent, match=r"clocks\.toml"):
        rule_files.load(file)


def test_a_laptop_whose_date_is_before_the_content_is_told() -> None:
    contents = (rule_files.load().content, *calendar_files.load().contents)
    guard(date(2026, 11, 22), contents)
    with pytest.raises(LaptopDateTooEarly, match=r"Nov 21, 2026.*Nov 22, 2026.*no date"):
        guard(date(2026, 11, 21), contents)
    i18n.set_language("es")
    with pytest.raises(LaptopDateTooEarly, match="21 nov 2026"):
        guard(date(2026, 11, 21), contents)
    assert i18n._(NOT_ADVICE) != NOT_ADVICE


def _ordinals(year: int) -> range:
    return range(date(year, 1, 1).toordinal(), date(year + 1, 1, 1).toordinal())


def _easter_days(year: int) -> list[date]:
    catholic = holidays.country_holidays("PH", years=year)
    return [day for day, name in catholic.items() if name in ("Maundy Thursday", "Good Friday")]
