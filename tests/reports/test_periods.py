"""Periods: what they are called and which months they hold."""

import pytest

from casedesk.reports.periods import Period

_NAMED = {
    "2026-03": ("month", 3, 3),
    "2026-Q1": ("quarter", 1, 3),
    "2026-Q4": ("quarter", 10, 12),
    "2026": ("year", 1, 12),
    "2026-01..2026-05": ("to_date", 1, 5),
}


@pytest.mark.parametrize("label", _NAMED)
def test_a_label_is_read_and_written_the_same(label: str) -> None:
    period = Period.parse(label)
    assert (period.kind, period.first, period.last) == _NAMED[label]
    assert period.label == label


@pytest.mark.parametrize(
    "label",
    ["", "2026-13", "2026-00", "2026-Q5", "26-01", "2026-01..2027-02", "0000-01", "9999-12"],
)
def test_what_is_no_period_is_refused(label: str) -> None:
    with pytest.raises(ValueError):
        Period.parse(label)


def test_a_period_ends_where_the_next_begins() -> None:
    assert Period.parse("2026-Q1").ends_before == Period.parse("2026-Q2").begins
    assert Period.parse("2026").ends_before == Period.parse("2027").begins


def test_a_quarter_holds_its_months_and_no_others() -> None:
    quarter = Period.parse("2026-Q2")
    assert [month.label for month in quarter.months()] == ["2026-04", "2026-05", "2026-06"]
    assert Period.parse("2026-05") in quarter
    assert Period.parse("2026-07") not in quarter
    assert Period.parse("2025-05") not in quarter
