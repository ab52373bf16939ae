"""What holds of every count, whatever the day and the length."""

import os
import time
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casedesk.domain.clocks import calendar_files, counting
from casedesk.domain.clocks.calendars import Calendar, Cause, Period
from casedesk.domain.clocks.content import Words
from casedesk.domain.clocks.lengths import UNITS, DaySet, Length, WorkingDays
from casedesk.domain.marks import Mark

CAUSE = Cause(Words("cierre", "closure"), "test", Mark.B)
days = st.dates(date(2019, 6, 1), date(2031, 6, 1))
amounts = st.integers(1, 120)
units = st.sampled_from([unit for unit in UNITS.values() if unit not in (DaySet,)])
closures = st.lists(
    st.builds(lambda first, long: (first, first + timedelta(long)), days, st.integers(0, 40)),
    max_size=4,
)
quick = settings(max_examples=60, deadline=None)


def calendar(unit: str, *periods: tuple[date, date]) -> Calendar:
    more = [Period(first, last, CAUSE) for first, last in periods]
    return calendar_files.load().of(unit, "comar", "", more)


def bounded(unit: type[Length], amount: int) -> Length:
    """Of years and months a few, to keep the count short."""
    return unit(1 + amount % 3 if unit.unit in ("years", "months") else amount)


@quick
@given(days, units, amounts)
def test_a_longer_term_is_never_earlier(start: date, unit: type[Length], amount: int) -> None:
    shorter = bounded(unit, amount)
    longer = type(shorter)(shorter.amount + 1)
    for count in (counting.safe, counting.nominal):
        ends = [count(start, each, calendar(unit.unit)).end for each in (shorter, longer)]
        assert ends == sorted(ends)


@quick
@given(days, units, amounts, closures, st.tuples(days, st.integers(0, 40)))
def test_a_closure_more_never_makes_a_nominal_date_earlier(
    start: date,
    unit: type[Length],
    amount: int,
    periods: list[tuple[date, date]],
    one: tuple[date, int],
) -> None:
    length = bounded(unit, amount)
    more = (*periods, (one[0], one[0] + timedelta(one[1])))
    without = counting.nominal(start, length, calendar(unit.unit, *periods))
    assert without.end <= counting.nominal(start, length, calendar(unit.unit, *more)).end


@quick
@given(days, units, amounts, closures)
def test_the_safe_date_is_never_after_the_nominal_date(
    start: date, unit: type[Length], amount: int, periods: list[tuple[date, date]]
) -> None:
    length, found = bounded(unit, amount), calendar(unit.unit, *periods)
    safe, nominal = (count(start, length, found) for count in (counting.safe, counting.nominal))
    assert start < safe.end <= nominal.end or length.unit == "hours"
    numbers = [day.number for day in nominal.days if day.number]
    assert numbers == list(range(1, len(numbers) + 1))
    assert all(bool(day.number) != bool(day.causes) for day in (*safe.days, *nominal.days))


@quick
@given(days, st.integers(1, 60))
def test_a_later_start_never_ends_earlier(start: date, amount: int) -> None:
    found = calendar("working_days")
    for count in (counting.safe, counting.nominal):
        one, other = (
            count(day, WorkingDays(amount), found).end for day in (start, start + timedelta(1))
        )
        assert one <= other


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="this computer cannot change its time zone")
@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago", "America/Tijuana"])
def test_counting_does_not_depend_on_the_time_zone(
    zone: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    try:
        with monkeypatch.context() as patch:
            patch.setitem(os.environ, "TZ", zone)
            time.tzset()
            found = counting.nominal(date(2026, 12, 1), WorkingDays(45), calendar("working_days"))
    finally:
        time.tzset()
    assert found.end == date(2027, 2, 8)
