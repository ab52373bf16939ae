"""Ages that follow from a birth, or from an age given on some day."""

from datetime import date

import pytest

from casedesk.domain.answers import NOT_ASKED, UNKNOWN
from casedesk.domain.derived.ages import age_group, age_span, minor
from casedesk.domain.partial_dates import PartialDate

MARCH = date(2026, 3, 15)


def born(text: str, on: date = MARCH) -> tuple[int, int] | None:
    """The age of somebody by their date of birth."""
    return age_span(PartialDate.from_edtf(text), NOT_ASKED, NOT_ASKED, on)


def said(age: int, on: str, today: date = MARCH) -> tuple[int, int] | None:
    """The age of somebody who gave an age once."""
    return age_span(NOT_ASKED, age, PartialDate.from_edtf(on), today)


@pytest.mark.parametrize(
    ("birth", "span"),
    [
        ("2008-03-15", (18, 18)),
        ("2008-03-16", (17, 17)),
        ("2008-03", (17, 18)),
        ("2008", (17, 18)),
        ("2008-02", (18, 18)),
        ("2026-04-01", (0, 0)),
    ],
)
def test_a_birth_gives_an_age_or_what_it_can_be(birth: str, span: tuple[int, int]) -> None:
    assert born(birth) == span


def test_who_was_born_on_the_29th_of_february_is_a_year_older_in_march() -> None:
    assert born("2008-02-29", date(2026, 2, 28)) == (17, 17)
    assert born("2008-02-29", date(2026, 3, 1)) == (18, 18)


def test_an_age_given_today_is_the_age() -> None:
    assert said(17, "2026-03-15") == (17, 17)


def test_an_age_given_before_may_have_grown_by_one_each_year() -> None:
    assert said(17, "2026-01-10") == (17, 18)
    assert said(17, "2024-03-15") == (19, 19)
    assert said(17, "2024-03-16") == (18, 19)
    assert said(17, "2024") == (18, 20)


def test_an_age_given_later_may_have_been_less() -> None:
    assert said(18, "2026-06-01") == (17, 18)


def test_an_age_without_a_day_stands_as_it_is() -> None:
    assert age_span(NOT_ASKED, 30, NOT_ASKED, MARCH) == (30, 30)


def test_the_birth_says_more_than_a_given_age() -> None:
    assert age_span(PartialDate(2000, 1, 1), 12, NOT_ASKED, MARCH) == (26, 26)


def test_nothing_known_is_no_age() -> None:
    assert age_span(UNKNOWN, NOT_ASKED, NOT_ASKED, MARCH) is None


@pytest.mark.parametrize(
    ("span", "group"),
    [
        ((0, 5), "0_5"),
        ((6, 6), "6_11"),
        ((12, 17), "12_17"),
        ((18, 30), "18_30"),
        ((31, 59), "31_59"),
        ((60, 120), "60_over"),
        ((5, 6), None),
        ((17, 18), None),
        (None, None),
    ],
)
def test_a_group_holds_the_whole_span_or_is_not_known(
    span: tuple[int, int] | None, group: str | None
) -> None:
    assert age_group(span) == group


@pytest.mark.parametrize(
    ("span", "child"),
    [((5, 6), True), ((17, 17), True), ((18, 18), False), ((17, 18), None), (None, None)],
)
def test_a_minor_is_under_eighteen_for_certain(
    span: tuple[int, int] | None, child: bool | None
) -> None:
    assert minor(span) is child
