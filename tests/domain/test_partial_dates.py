"""Dates as people remember them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casedesk.domain.partial_dates import NotADate, PartialDate

days = st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31))


@st.composite
def partial_dates(draw: st.DrawFn) -> PartialDate:
    """Any partial date."""
    day = draw(days)
    month = draw(st.sampled_from([None, day.month]))
    return PartialDate(
        day.year,
        month,
        draw(st.sampled_from([None, day.day])) if month else None,
        draw(st.booleans()),
    )


@given(partial_dates())
def test_the_stored_form_reads_back(some: PartialDate) -> None:
    assert PartialDate.from_edtf(str(some)) == some


@given(partial_dates())
def test_it_begins_before_it_ends(some: PartialDate) -> None:
    assert some.first <= some.last


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("27/11/2026", "2026-11-27"),
        ("7/3/1998", "1998-03-07"),
        ("27-11-2026", "2026-11-27"),
        ("27.11.2026", "2026-11-27"),
        ("11/2026", "2026-11"),
        (" 2026 ", "2026"),
        ("2026-11-27", "2026-11-27"),
        ("2026-11", "2026-11"),
    ],
)
def test_people_type_day_before_month(typed: str, stored: str) -> None:
    assert str(PartialDate.parse(typed)) == stored


@pytest.mark.parametrize(
    "typed", ["31/02/2026", "13/2026", "26", "yesterday", "", "1/1/1", "0/2026"]
)
def test_what_is_no_date_is_refused(typed: str) -> None:
    with pytest.raises(NotADate):
        PartialDate.parse(typed)


def test_an_approximate_month_keeps_its_mark() -> None:
    some = PartialDate.parse("11/2026", approximate=True)
    assert str(some) == "2026-11~"
    assert some.exact is None
    assert (some.first, some.last) == (date(2026, 11, 1), date(2026, 11, 30))
