"""Nights under the roof, and whether somebody was here before."""

from datetime import date

import pytest

from casedesk.domain.answers import NOT_ASKED, UNKNOWN, Answer
from casedesk.domain.cases import Stay
from casedesk.domain.derived.stays import NEW, RETURNING, new_or_returning, nights, slept_here
from casedesk.domain.partial_dates import PartialDate

TODAY = date(2026, 3, 20)


def stay(entered: str, left: str = "") -> Stay:
    """A stay from a day to a day."""
    gone: Answer[PartialDate] = PartialDate.from_edtf(left) if left else NOT_ASKED
    return Stay(case_id="c", entered_on=PartialDate.from_edtf(entered), exited_on=gone)


@pytest.mark.parametrize(
    ("entered", "left", "count"),
    [
        ("2026-03-01", "2026-03-02", 1),
        ("2026-03-01", "2026-03-01", 0),
        ("2026-02-27", "2026-03-02", 3),
        ("2026-03-18", "", 2),
        ("2026-03-18", "2026-03-25", 2),
        ("2026-03", "2026-03-25", None),
        ("2026-03-01~", "2026-03-02", None),
    ],
)
def test_nights_are_counted_without_that_of_the_exit(
    entered: str, left: str, count: int | None
) -> None:
    assert nights(stay(entered, left), TODAY) == count


def test_nobody_sleeps_here_on_the_day_of_exit() -> None:
    here = stay("2026-03-01", "2026-03-03")
    assert [slept_here(here, date(2026, 3, day)) for day in (1, 2, 3)] == [True, True, False]


def test_who_entered_and_left_on_one_day_did_not_sleep_here() -> None:
    assert not slept_here(stay("2026-03-01", "2026-03-01"), date(2026, 3, 1))


def test_who_has_not_left_sleeps_here_still() -> None:
    assert slept_here(stay("2026-03-01"), TODAY)
    assert not slept_here(stay("2026-03-01"), date(2026, 2, 28))


def test_without_a_day_of_entry_nobody_slept_here() -> None:
    assert not slept_here(Stay(case_id="c", entered_on=UNKNOWN), TODAY)


@pytest.mark.parametrize(
    ("other", "answer"),
    [
        ("2026-02-28", RETURNING),
        ("2026-02", RETURNING),
        ("2025", RETURNING),
        ("2026-03-05", NEW),
        ("2026-04", NEW),
        ("2026-03", None),
        ("2026", None),
    ],
)
def test_an_entry_before_makes_it_a_return(other: str, answer: str | None) -> None:
    entry = (PartialDate(2026, 3, 4), "b")
    assert new_or_returning(entry, [(PartialDate.from_edtf(other), "a")]) == answer


def test_of_two_entries_on_one_day_the_second_is_a_return() -> None:
    day = PartialDate(2026, 3, 4)
    assert new_or_returning((day, "a"), [(day, "b")]) == NEW
    assert new_or_returning((day, "b"), [(day, "a")]) == RETURNING


def test_the_only_entry_is_the_first() -> None:
    assert new_or_returning((PartialDate(2026, 3), "a"), []) == NEW
