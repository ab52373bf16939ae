"""What two dates of birth, or years, or ages say of whether they are one person's."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil

from casedesk.domain.answers import Answer, Missing
from casedesk.domain.derived.ages import born_between
from casedesk.domain.partial_dates import PartialDate

#: the length of a year in days
_YEAR = 365
#: how many years off is next, and near
_NEXT, _NEAR, _ABOUT = 1, 2, 3
#: with how many days a day agrees so: with itself, or with each other day, month and year near it
_DAYS_MEANT = {
    "birth_same": 1,
    "birth_swapped": 1,
    "birth_one_part_off": 60,
    "birth_same_year": _YEAR,
}


@dataclass(frozen=True)
class Birth:
    """The days on which somebody may have been born."""

    first: date
    last: date
    #: whether it was told as an age
    age: bool = False

    @property
    def day(self) -> date | None:
        """The day, if it is one."""
        return self.first if self.first == self.last else None

    @property
    def years(self) -> float:
        """How long a time it may have been in."""
        return ((self.last - self.first).days + 1) / _YEAR


def birth(told: Answer[PartialDate], age: Answer[int], on: Answer[PartialDate]) -> Birth | None:
    """From a date of birth or from an age told on some day; None if nothing is known."""
    if not isinstance(told, Missing):
        wide = timedelta(days=_YEAR if told.approximate else 0)
        return Birth(told.first - wide, told.last + wide)
    if isinstance(age, Missing) or isinstance(on, Missing):
        return None
    return Birth(*born_between(age, on), age=True)


def days_meant(day: date) -> list[date]:
    """The days that somebody born on a day is often written down with."""
    found = [day]
    for year, month, number in (
        (day.year, day.day, day.month),
        (day.year - 1, day.month, day.day),
        (day.year + 1, day.month, day.day),
    ):
        with suppress(ValueError):  # there is no such day
            found.append(date(year, month, number))
    return found


def years_near(born: Birth) -> list[int]:
    """The years of birth, told or worked out of an age, that somebody may be on file with."""
    near = range(born.first.year - _ABOUT, born.last.year + _ABOUT + 1)
    return sorted({*near, *(() if born.age else typed_years(born.first.year))})


def typed_years(year: int) -> list[int]:
    """The years that differ from one in a digit, by ten, or by two digits swapped."""
    text = str(year)
    changed = {int(text[:at] + digit + text[at + 1 :]) for at in (2, 3) for digit in "0123456789"}
    swapped = int(text[:2] + text[3] + text[2])
    return sorted((changed | {swapped, year - 10, year + 10}) - {year})


def agreement(one: Birth, other: Birth) -> str:
    """In what way they agree or differ."""
    if one.day and other.day:
        return _of_days(one.day, other.day)
    apart, told = _years_apart(one, other), one.age or other.age
    if apart == 0:
        return "year_about" if told else "year_same"
    if apart <= _NEXT:
        return "year_next"
    if not told and other.first.year in typed_years(one.first.year):
        return "year_typed"
    return "year_near" if apart <= _NEAR else "year_differs"


def years_meant(kind: str, one: Birth, other: Birth) -> float:
    """In how many years of birth chance alone makes two agree so."""
    if kind in _DAYS_MEANT:
        return _DAYS_MEANT[kind] / _YEAR
    aligned = not (
        one.age or other.age
    )  # two calendar years are the same, or have no day in common
    wide = max(one.years, other.years) if aligned else one.years + other.years
    return {"year_next": 2 * _NEXT, "year_near": 2 * (_NEAR - _NEXT)}.get(kind, wide)


def _years_apart(one: Birth, other: Birth) -> int:
    if one.age or other.age:
        days = max((one.first - other.last).days, (other.first - one.last).days, 0)
        return ceil(days / (_YEAR + 1))
    return max(one.first.year - other.last.year, other.first.year - one.last.year, 0)


def _of_days(mine: date, theirs: date) -> str:
    if mine == theirs:
        return "birth_same"
    one, other = ((day.year, day.month, day.day) for day in (mine, theirs))
    if one == (other[0], other[2], other[1]):
        return "birth_swapped"
    agreeing = sum(a == b for a, b in zip(one, other, strict=True))
    near = mine.year in (*typed_years(theirs.year), theirs.year - 1, theirs.year, theirs.year + 1)
    if agreeing == 2 and near:
        return "birth_one_part_off"
    return "birth_same_year" if one[0] == other[0] else "birth_differs"
