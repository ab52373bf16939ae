"""When a follow-up is overdue, and when the next of a series is due."""

from datetime import date

import pytest

from casedesk.domain.answers import NOT_ASKED, Answer
from casedesk.domain.follow_ups import FollowUp, following
from casedesk.domain.partial_dates import PartialDate


def one(due: Answer[PartialDate], repeat: Answer[str] = NOT_ASKED) -> FollowUp:
    """A follow-up of a case."""
    return FollowUp(case_id="c", what="Call", due_on=due, repeat=repeat)


@pytest.mark.parametrize(
    ("due", "repeat", "today", "wanted"),
    [
        (PartialDate(2026, 11, 20), "daily", date(2026, 11, 20), PartialDate(2026, 11, 21)),
        (PartialDate(2026, 11, 20), "weekly", date(2026, 11, 20), PartialDate(2026, 11, 27)),
        # done late: the weekday stays, and nothing is due before it can be done
        (PartialDate(2026, 11, 6), "weekly", date(2026, 11, 20), PartialDate(2026, 11, 27)),
        # done early: the next one is a whole step after the one done
        (PartialDate(2026, 11, 27), "weekly", date(2026, 11, 25), PartialDate(2026, 12, 4)),
        (PartialDate(2026, 1, 31), "monthly", date(2026, 1, 31), PartialDate(2026, 2, 28)),
        (PartialDate(2026, 11, 20), "monthly", date(2027, 1, 20), PartialDate(2027, 2, 20)),
        (PartialDate(2026, 12, 5), "monthly", date(2026, 12, 1), PartialDate(2027, 1, 5)),
        (PartialDate(2026, 11), "weekly", date(2026, 11, 20), PartialDate(2026, 11, 27)),
        (NOT_ASKED, "daily", date(2026, 11, 20), PartialDate(2026, 11, 21)),
    ],
)
def test_the_next_keeps_to_its_day(
    due: Answer[PartialDate], repeat: str, today: date, wanted: PartialDate
) -> None:
    done = one(due, repeat)
    made = following(done, first=done, today=today)
    assert made is not None
    assert made.due_on == wanted
    assert (made.what, made.repeat, made.source) == ("Call", repeat, done.id)


def test_what_began_on_the_31st_comes_back_to_it_after_february() -> None:
    first = one(PartialDate(2026, 1, 31), "monthly")
    february = following(first, first=first, today=date(2026, 1, 31))
    assert february is not None
    march = following(february, first=first, today=date(2026, 2, 28))
    assert march is not None
    assert march.due_on == PartialDate(2026, 3, 31)


def test_what_was_moved_to_another_day_stays_there() -> None:
    first = one(PartialDate(2026, 1, 31), "monthly")
    moved = one(PartialDate(2026, 2, 10), "monthly")
    march = following(moved, first=first, today=date(2026, 2, 10))
    assert march is not None
    assert march.due_on == PartialDate(2026, 3, 10)


def test_what_does_not_repeat_has_no_next() -> None:
    done = one(PartialDate(2026, 11, 20))
    assert following(done, first=done, today=date(2026, 11, 20)) is None


def test_a_month_is_overdue_only_after_its_last_day() -> None:
    november = one(PartialDate(2026, 11))
    assert not november.overdue(date(2026, 11, 30))
    assert november.overdue(date(2026, 12, 1))
    assert not one(NOT_ASKED).overdue(date(2026, 12, 1))
