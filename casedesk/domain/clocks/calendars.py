"""Calendars: which days do not count, for whom, and who says so. No row, no exclusion."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from casedesk.domain.clocks.content import Content, Words
from casedesk.domain.marks import Mark


@dataclass(frozen=True)
class Cause:
    """Why a day does not count, and where that is written."""

    words: Words
    source: str
    mark: Mark


@dataclass(frozen=True)
class Holiday:
    """A dated row of a list of holidays."""

    on: date
    cause: Cause
    #: a holiday without a fixed day: the lists do not agree on it, even where their days meet
    moves: bool = False


@dataclass(frozen=True)
class HolidayList:
    """Holidays as one source has them, in the years it covers."""

    content: Content
    words: Words
    units: frozenset[str]
    first: date
    last: date
    holidays: tuple[Holiday, ...]

    @cached_property
    def by_day(self) -> dict[date, Holiday]:
        """Each holiday under its day."""
        return {holiday.on: holiday for holiday in self.holidays}


@dataclass(frozen=True)
class Period:
    """Days, first and last included, on which an authority did not work or terms stood still."""

    first: date
    last: date
    cause: Cause
    #: empty: every authority
    authority: str = ""
    #: COMAR offices; empty: everywhere
    places: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"{self.first} – {self.last}")

    def holds(self, day: date, authority: str, place: str) -> bool:
        """Whether it holds on a day for an authority at a place; an unknown place is no place."""
        return (
            self.first <= day <= self.last
            and self.authority in ("", authority)
            and (not self.places or place in self.places)
        )


@dataclass(frozen=True, eq=False)
class Calendars:
    """All calendars there are."""

    #: unit and ISO day of the week -> why it is no working day
    weekends: dict[tuple[str, int], Cause]
    lists: tuple[HolidayList, ...]
    closures: tuple[Period, ...]
    suspensions: tuple[Period, ...]
    contents: tuple[Content, ...]

    def of(
        self,
        unit: str,
        authority: str,
        place: str = "",
        closures: Iterable[Period] = (),
        suspensions: Iterable[Period] = (),
    ) -> "Calendar":
        """The calendar of a unit for an authority at a place, with more of both if given."""
        return Calendar(
            self,
            unit,
            authority,
            place,
            (*self.closures, *closures),
            (*self.suspensions, *suspensions),
        )


@dataclass(frozen=True)
class Calendar:
    """The days that do not count in one unit, for one authority at one place."""

    calendars: Calendars
    unit: str
    authority: str
    place: str
    closures: tuple[Period, ...]
    suspensions: tuple[Period, ...]

    @cached_property
    def lists(self) -> tuple[HolidayList, ...]:
        """The lists of holidays of the unit."""
        return tuple(each for each in self.calendars.lists if self.unit in each.units)

    def safe(self, day: date) -> tuple[Cause, ...]:
        """Why a day does not count by any reading: weekends, and holidays the lists agree on."""
        holidays = self._holidays(day)
        agreed = len(holidays) == len(self.lists) and not any(each.moves for each in holidays)
        return self._weekend(day) + (_causes(holidays) if agreed else ())

    def nominal(self, day: date) -> tuple[Cause, ...]:
        """Why a day does not count by one reading at least: any list, closure or suspension."""
        return (
            self._weekend(day)
            + _causes(self._holidays(day))
            + (self._held(self.closures, day) if self.lists else ())
            + self.stopped(day)
        )

    def stopped(self, day: date) -> tuple[Cause, ...]:
        """The suspension of terms on a day, if there is one."""
        return self._held(self.suspensions, day)

    def knows(self, day: date) -> bool:
        """Whether the lists of holidays reach to a day."""
        return all(each.first <= day <= each.last for each in self.lists)

    def _weekend(self, day: date) -> tuple[Cause, ...]:
        found = self.calendars.weekends.get((self.unit, day.isoweekday()))
        return (found,) if found else ()

    def _holidays(self, day: date) -> tuple[Holiday, ...]:
        return tuple(each.by_day[day] for each in self.lists if day in each.by_day)

    def _held(self, periods: Iterable[Period], day: date) -> tuple[Cause, ...]:
        return tuple(each.cause for each in periods if each.holds(day, self.authority, self.place))


def _causes(holidays: Iterable[Holiday]) -> tuple[Cause, ...]:
    return tuple(each.cause for each in holidays)
