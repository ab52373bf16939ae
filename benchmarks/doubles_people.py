"""Invented people for finding doubles: names by how common they are, and what is known of them."""

import random
import tomllib
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from casedesk.domain.answers import NOT_ASKED, Answer
from casedesk.domain.partial_dates import PartialDate
from casedesk.domain.people import Person

SOUNDS, HANDS, INTERVIEWS, HELD_OUT = "sounds", "hands", "interviews", "held_out"
TODAY = date(2026, 11, 27)
_YEAR = 365.25


@cache
def _data() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "names.toml").read_text(encoding="utf-8"))


class Inventor:
    """Makes people of one part."""

    def __init__(self, seed: int, part: str) -> None:
        self.chance = random.Random(f"{part} {seed}")  # noqa: S311 - invents people
        self._groups = _data()[part]
        self._shares = [_data()["shares"][name] for name in self._groups]

    def person(self) -> Person:
        """Somebody new."""
        group = self.chance.choices(list(self._groups.values()), self._shares)[0]
        woman = self.chance.random() < 0.4
        names = group["women" if woman else "men"]
        given = self._some(names, 0.55)
        surnames = self._some(group["surnames"], 0.7 if len(group["countries"]) > 1 else 0.15)
        birth, age, on = self._born()
        return Person(
            given_names=given,
            surnames=surnames,
            sex="woman" if woman else "man",
            birth=birth,
            age=age,
            age_on=on,
            nationality=self.chance.choice(group["countries"]) if self._often(0.95) else NOT_ASKED,
            birth_place=self.chance.choice(group["places"]) if self._often(0.5) else NOT_ASKED,
        )

    def _some(self, names: list[str], two: float) -> str:
        """One name, or two with that probability; those first in the list are more common."""
        weights = [1 / (place + 8) for place in range(len(names))]
        first, second = self.chance.choices(names, weights, k=2)
        return f"{first} {second}" if first != second and self._often(two) else first

    def _born(self) -> tuple[Answer[PartialDate], Answer[int], Answer[PartialDate]]:
        years = min(max(self.chance.gauss(27, 11), 0.2), 80)
        born = TODAY - timedelta(days=int(years * _YEAR))
        kind = self.chance.random()
        if kind < 0.62:
            return PartialDate.of(born), NOT_ASKED, NOT_ASKED
        if kind < 0.78:
            return PartialDate(born.year), NOT_ASKED, NOT_ASKED
        if kind < 0.94:
            told = TODAY - timedelta(days=self.chance.randrange(700))
            age = max(int((told - born).days / _YEAR), 0)
            return NOT_ASKED, age, PartialDate.of(told)
        return NOT_ASKED, NOT_ASKED, NOT_ASKED

    def _often(self, probability: float) -> bool:
        return self.chance.random() < probability
