"""The drawing of Mexico, read from data in ``resources/maps``."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from casedesk.resources import RESOURCES


@dataclass(frozen=True)
class Square:
    """Where a state stands on the board, and its short name."""

    column: int
    row: int
    short: str


@dataclass(frozen=True)
class Drawing:
    """The squares by code of state, the ways by code of corridor, and the steps of the classes."""

    states: Mapping[str, Square]
    #: points as column and row
    corridors: Mapping[str, tuple[tuple[float, float], ...]]
    steps: tuple[int, ...]

    @property
    def columns(self) -> int:
        """How many squares it is wide."""
        return 1 + max(square.column for square in self.states.values())

    @property
    def rows(self) -> int:
        """How many squares it is high."""
        return 1 + max(square.row for square in self.states.values())

    def step(self, number: int | None) -> int:
        """The class of a printed number; 0 for what is hidden, and for a range from 0."""
        return 1 + sum(number >= each for each in self.steps) if number else 0


@cache
def load() -> Drawing:
    """The drawing."""
    with (RESOURCES / "maps" / "mexico.toml").open("rb") as file:
        content = tomllib.load(file)
    return Drawing(
        {code: Square(**square) for code, square in content["states"].items()},
        {code: tuple(map(tuple, way)) for code, way in content["corridors"].items()},
        tuple(content["steps"]),
    )
