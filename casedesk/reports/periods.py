"""The periods that reports are about: months, quarters, years, and years to date."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

_LABEL = re.compile(
    r"(?P<year>[12]\d{3})(?:-(?P<month>\d{2})|-Q(?P<quarter>[1-4])|-01\.\.(?P<until>\d{4}-\d{2}))?"
)
_MONTHS_IN_QUARTER = 3
_DECEMBER = 12


@dataclass(frozen=True, order=True)
class Period:
    """Some months of one year, each by number from 1 to 12, without a gap."""

    year: int
    first: int
    last: int

    def __post_init__(self) -> None:
        if not 1 <= self.first <= self.last <= _DECEMBER:
            raise ValueError((self.first, self.last))

    @classmethod
    def of_month(cls, month: date) -> "Period":
        """The month that a day lies in."""
        return cls(month.year, month.month, month.month)

    @classmethod
    def parse(cls, label: str) -> "Period":
        """Read ``2026-03``, ``2026-Q1``, ``2026`` or ``2026-01..2026-05``. Raises ValueError."""
        found = _LABEL.fullmatch(label.strip())
        if found is None:
            raise ValueError(label)
        year = int(found["year"])
        if found["month"]:
            return cls(year, int(found["month"]), int(found["month"]))
        if found["quarter"]:
            last = _MONTHS_IN_QUARTER * int(found["quarter"])
            return cls(year, last - 2, last)
        if found["until"]:
            until = date.fromisoformat(f"{found['until']}-01")
            if until.year != year:
                raise ValueError(label)
            return cls(year, 1, until.month)
        return cls(year, 1, _DECEMBER)

    @property
    def kind(self) -> str:
        """``month``, ``quarter``, ``year`` or ``to_date``: from January to a month."""
        if self.first == self.last:
            return "month"
        if (self.first, self.last) == (1, _DECEMBER):
            return "year"
        ends_a_quarter = self.last % _MONTHS_IN_QUARTER == 0
        return (
            "quarter"
            if ends_a_quarter and self.last - self.first + 1 == _MONTHS_IN_QUARTER
            else "to_date"
        )

    @property
    def label(self) -> str:
        """The text that :meth:`parse` reads."""
        labels = {
            "month": f"{self.year}-{self.first:02}",
            "quarter": f"{self.year}-Q{self.last // _MONTHS_IN_QUARTER}",
            "year": str(self.year),
        }
        return labels.get(self.kind, f"{self.year}-{self.first:02}..{self.year}-{self.last:02}")

    @property
    def begins(self) -> date:
        """Its first day."""
        return date(self.year, self.first, 1)

    @property
    def ends_before(self) -> date:
        """The first day that is no longer in it."""
        if self.last == _DECEMBER:
            return date(self.year + 1, 1, 1)
        return date(self.year, self.last + 1, 1)

    def months(self) -> Iterator["Period"]:
        """Each month in it."""
        for month in range(self.first, self.last + 1):
            yield Period(self.year, month, month)

    def __contains__(self, other: "Period") -> bool:
        """Whether another period lies in this one."""
        return self.year == other.year and self.first <= other.first and other.last <= self.last

    def meets(self, other: "Period") -> bool:
        """Whether a month lies in both."""
        return self.year == other.year and self.first <= other.last and other.first <= self.last
