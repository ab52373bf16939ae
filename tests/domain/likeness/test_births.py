"""How dates of birth, years and ages agree, and how often by chance."""

from datetime import date

import pytest

from casedesk.domain.answers import NOT_ASKED
from casedesk.domain.likeness.births import (
    Birth,
    agreement,
    birth,
    days_meant,
    years_meant,
    years_near,
)
from casedesk.domain.partial_dates import PartialDate


def _told(text: str) -> Birth:
    """From a date in EDTF, or from an age and the day it was told on."""
    age, _on, day = text.partition(" on ")
    if day:
        found = birth(NOT_ASKED, int(age), PartialDate.from_edtf(day))
    else:
        found = birth(PartialDate.from_edtf(text), NOT_ASKED, NOT_ASKED)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("one", "other", "kind"),
    [
        ("1998-04-02", "1998-04-02", "birth_same"),
        ("1998-04-02", "1998-02-04", "birth_swapped"),
        ("1998-04-02", "1998-04-12", "birth_one_part_off"),
        ("1998-04-02", "1997-04-02", "birth_one_part_off"),
        ("1998-04-02", "1988-04-02", "birth_one_part_off"),
        ("1998-04-02", "1975-04-02", "birth_differs"),
        ("1998-04-02", "1998-09-12", "birth_same_year"),
        ("1998", "1998-09-12", "year_same"),
        ("1998", "1999", "year_next"),
        ("1998", "1989", "year_typed"),
        ("1998", "2000", "year_near"),
        ("1998", "2012", "year_differs"),
        ("1998~", "1999", "year_same"),
        ("28 on 2026-11-27", "1998-04-02", "year_about"),
        ("28 on 2026-11-27", "1998-12-30", "year_next"),
        # told a year later, a year older; and told a year later, as old as then
        ("28 on 2026-11-27", "27 on 2025-11-27", "year_about"),
        ("28 on 2026-11-27", "28 on 2025-11-20", "year_next"),
        ("28 on 2026-11-27", "40 on 2026-11-27", "year_differs"),
    ],
)
def test_how_two_agree_whichever_is_compared_with_the_other(
    one: str, other: str, kind: str
) -> None:
    assert agreement(_told(one), _told(other)) == kind
    assert agreement(_told(other), _told(one)) == kind


def test_nothing_is_known_without_a_date_or_an_age_with_its_day() -> None:
    assert birth(NOT_ASKED, NOT_ASKED, NOT_ASKED) is None
    assert birth(NOT_ASKED, 28, NOT_ASKED) is None


def test_a_day_agrees_by_chance_less_often_than_a_year_and_a_year_than_an_age() -> None:
    day, year, age = (_told(each) for each in ("1998-04-02", "1998", "28 on 2026-11-27"))
    assert years_meant("birth_same", day, day) == pytest.approx(1 / 365)
    assert years_meant("year_same", year, year) == pytest.approx(1)
    assert years_meant("year_about", age, age) == pytest.approx(2)


def test_where_somebody_is_looked_for_when_the_date_was_written_down_wrongly() -> None:
    assert date(1998, 2, 4) in days_meant(date(1998, 4, 2))
    assert {date(1997, 4, 2), date(1999, 4, 2)} < set(days_meant(date(1998, 4, 2)))
    assert days_meant(date(2000, 2, 29)) == [date(2000, 2, 29)]  # there is no other such day
    assert {1988, 1989, 1995, 2001} <= set(years_near(_told("1998")))
    assert 1989 not in years_near(_told("28 on 2026-11-27"))
