"""Lengths of time that the law speaks of: each unit is a type of its own, mixed with no other."""

from dataclasses import dataclass
from typing import ClassVar, Self

from casedesk.i18n import _, ngettext


@dataclass(frozen=True)
class Length:
    """So many of one unit; raises ValueError below ``least``."""

    #: the unit's name in the data
    unit: ClassVar[str]
    least: ClassVar[int] = 1

    amount: int

    def __post_init__(self) -> None:
        if type(self.amount) is not int or self.amount < self.least:
            raise ValueError(f"{self.amount!r} {self.unit}")

    def __add__(self, other: Self) -> Self:
        """One after the other. Raises TypeError if the units differ."""
        if type(other) is not type(self):
            return NotImplemented
        return type(self)(self.amount + other.amount)

    def __lt__(self, other: Self) -> bool:
        if type(other) is not type(self):
            return NotImplemented
        return self.amount < other.amount


@dataclass(frozen=True)
class Hours(Length):
    """Hours, the night and the weekend included."""

    unit = "hours"

    def __str__(self) -> str:
        return _counted(ngettext("{number} hour", "{number} hours", self.amount), self)


@dataclass(frozen=True)
class NaturalDays(Length):
    """Days of the calendar, each and every one."""

    unit = "natural_days"

    def __str__(self) -> str:
        return _counted(
            ngettext("{number} natural day", "{number} natural days", self.amount), self
        )


@dataclass(frozen=True)
class WorkingDays(Length):
    """Days on which federal offices work: LFPA 28."""

    unit = "working_days"

    def __str__(self) -> str:
        return _counted(
            ngettext("{number} working day", "{number} working days", self.amount), self
        )


@dataclass(frozen=True)
class JudicialWorkingDays(Length):
    """Days on which federal courts work: Ley de Amparo 19."""

    unit = "judicial_working_days"

    def __str__(self) -> str:
        words = ngettext(
            "{number} judicial working day", "{number} judicial working days", self.amount
        )
        return _counted(words, self)


@dataclass(frozen=True)
class Weeks(Length):
    """Weeks of seven days."""

    unit = "weeks"

    def __str__(self) -> str:
        return _counted(ngettext("{number} week", "{number} weeks", self.amount), self)


@dataclass(frozen=True)
class Months(Length):
    """Months of the calendar: to the same day, or the last one of a shorter month."""

    unit = "months"

    def __str__(self) -> str:
        return _counted(ngettext("{number} month", "{number} months", self.amount), self)


@dataclass(frozen=True)
class Years(Length):
    """Years of the calendar."""

    unit = "years"

    def __str__(self) -> str:
        return _counted(ngettext("{number} year", "{number} years", self.amount), self)


@dataclass(frozen=True)
class DaySet(Length):
    """No length: the authority wrote the day itself, so nothing is counted."""

    unit = "day_set"
    least = 0

    def __str__(self) -> str:
        return _("the day that was written")


UNITS: dict[str, type[Length]] = {
    each.unit: each
    for each in (
        *(Hours, NaturalDays, WorkingDays, JudicialWorkingDays),
        *(Weeks, Months, Years, DaySet),
    )
}


def length(unit: str, amount: int) -> Length:
    """The length that the data says. Raises KeyError or ValueError."""
    return UNITS[unit](amount)


def _counted(words: str, length: Length) -> str:
    return words.format(number=length.amount)
