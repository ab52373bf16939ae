"""Drawing answers at random from weights that stand in a data file, the same for the same seed."""

import random
import tomllib
from bisect import bisect
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from itertools import accumulate
from typing import Any, TypeVar

from casedesk.domain.answers import NOT_ASKED, REFUSED, UNKNOWN, Answer
from casedesk.domain.partial_dates import PartialDate
from casedesk.resources import RESOURCES

T = TypeVar("T")
FOLDER = RESOURCES / "demo"


@cache
def read(name: str) -> dict[str, Any]:
    """One data file of the invented people."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


class Chance:
    """A source of chance: everything that is invented is drawn from one of these."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)  # noqa: S311 - invents people, protects nothing
        self._tables: dict[str, tuple[list[str], list[float]]] = {}
        self._weights = read("weights")
        self._shares: Mapping[str, float] = self._weights["shares"]

    def happens(self, share: str) -> bool:
        """Whether something happens whose probability stands under ``[shares]``."""
        return self._random.random() < self._shares[share]

    def within(self, share: float) -> bool:
        """Whether something happens whose probability is given."""
        return self._random.random() < share

    def draw(self, table: str) -> str:
        """One code of a table of weights."""
        codes, sums = self._tables.get(table) or self._prepared(table)
        return codes[bisect(sums, self._random.random() * sums[-1])]

    def several(self, table: str) -> tuple[str, ...]:
        """Every code of a table whose own probability comes true; at least one."""
        drawn = self._random.random
        found = tuple(code for code, share in self._weights[table].items() if drawn() < share)
        return found or (self.draw(table),)

    def some(self, table: str) -> tuple[str, ...]:
        """Every code of a table whose own probability comes true; perhaps none."""
        drawn = self._random.random
        return tuple(code for code, share in self._weights[table].items() if drawn() < share)

    def said(self, answer: T) -> Answer[T]:
        """The answer, or now and then no answer."""
        drawn = self._random.random()
        if drawn > self._shares["unanswered"]:
            return answer
        return (UNKNOWN, REFUSED, NOT_ASKED)[self._random.randrange(3)]

    def one(self, choices: Sequence[T]) -> T:
        """Any of the choices."""
        return choices[int(self._random.random() * len(choices))]

    def number(self, low: int, high: int) -> int:
        """A whole number, both ends included."""
        return low + int(self._random.random() * (high - low + 1))

    def days(self, mean: float) -> int:
        """A number of days whose mean is given; short times are the common ones."""
        return int(self._random.expovariate(1 / mean))

    def day(self, first: date, last: date) -> date:
        """Any day between two."""
        return first + timedelta(days=self.number(0, (last - first).days))

    def remembered(self, day: date) -> PartialDate:
        """A date as somebody remembers it: mostly the day, else the month or the year."""
        drawn = self._random.random()
        if drawn < self._shares["remembers_day"]:
            return PartialDate(day.year, day.month, day.day)
        if drawn < self._shares["remembers_month"]:
            return PartialDate(day.year, day.month, None, self._random.random() < 0.3)
        return PartialDate(day.year)

    def _prepared(self, table: str) -> tuple[list[str], list[float]]:
        weights: Mapping[str, float] = self._weights[table]
        self._tables[table] = list(weights), list(accumulate(weights.values()))
        return self._tables[table]
