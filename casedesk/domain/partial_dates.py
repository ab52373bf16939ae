"""Dates as people remember them: a day, a month or a year, exact or approximate.

Written as EDTF level 1 (ISO 8601-2): ``2026-11-23``, ``2026-11``, ``2026``, ``2026-11~``.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import total_ordering
from typing import Self

_EDTF = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(~?)")
_TYPED = re.compile(r"(?:(?:(\d{1,2})[/.\- ])?(\d{1,2})[/.\- ])?(\d{4})")


class NotADate(ValueError):
    """The text is not a date that exists."""


@total_ordering
@dataclass(frozen=True)
class PartialDate:
    """A year, and perhaps a month and a day; raises NotADate if it cannot exist."""

    year: int
    month: int | None = None
    day: int | None = None
    approximate: bool = False

    def __post_init__(self) -> None:
        try:
            date(
                self.year,
                1 if self.month is None else self.month,
                1 if self.day is None else self.day,
            )
        except ValueError as error:
            raise NotADate(str(error)) from None
        if self.year < 1900 or (self.day and not self.month):
            raise NotADate(f"{self.year}-{self.month}-{self.day}")

    @classmethod
    def of(cls, day: date) -> Self:
        """The partial date that is exactly one day."""
        return cls(day.year, day.month, day.day)

    @classmethod
    def from_edtf(cls, text: str) -> Self:
        """Read the stored form. Raises NotADate."""
        match = _EDTF.fullmatch(text)
        if not match:
            raise NotADate(text)
        year, month, day, mark = match.groups()
        return cls(int(year), _int(month), _int(day), mark == "~")

    @classmethod
    def parse(cls, text: str, *, approximate: bool = False) -> Self:
        """Read what a person types: ``27/11/2026``, ``11/2026``, ``2026`` or EDTF.

        Day before month, as in Mexico. Raises NotADate.
        """
        text = text.strip()
        if _EDTF.fullmatch(text):
            found = cls.from_edtf(text)
            return cls(found.year, found.month, found.day, approximate or found.approximate)
        match = _TYPED.fullmatch(text)
        if not match:
            raise NotADate(text)
        day, month, year = match.groups()
        return cls(int(year), _int(month), _int(day), approximate)

    def __str__(self) -> str:
        text = f"{self.year:04}"
        if self.month:
            text += f"-{self.month:02}"
        if self.day:
            text += f"-{self.day:02}"
        return text + ("~" if self.approximate else "")

    def __lt__(self, other: "PartialDate") -> bool:
        return (self.first, self.last) < (other.first, other.last)

    @property
    def first(self) -> date:
        """The earliest day it can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """The latest day it can mean."""
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    @property
    def exact(self) -> date | None:
        """The day, if it is one."""
        return self.first if self.day and not self.approximate else None


def _int(text: str | None) -> int | None:
    return int(text) if text else None
