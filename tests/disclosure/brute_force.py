"""The least error found by trying every rounding of tiny tables: slow, and plainly right."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import product

from casedesk.disclosure import TOTAL, Table
from tests.disclosure.examples import keys, may_stand_for, true_count

Shown = Mapping[frozenset[tuple[str, str]], int]
"""Figures of one population by the categories that they fix."""


def least_error(tables: Sequence[Table], base: int = 5) -> int | None:
    """Return the least total error of tables of one population, None if there is no rounding."""
    found: list[Shown] = [{}]
    for table in tables:
        options = list(_roundings(table, base))
        found = [{**old, **new} for old in found for new in options if _agree(old, new)]
    truth = {_fixed(table, key): true_count(table, key) for table in tables for key in keys(table)}
    return min(
        (sum(abs(shown[name] - truth[name]) for name in truth) for shown in found), default=None
    )


def _roundings(table: Table, base: int) -> Iterator[Shown]:
    """Yield every rounding of one table in which each margin may stand for its true count."""
    inner = list(product(*table.values))
    floors = [table.cells.get(key, 0) // base * base for key in inner]
    choices = [
        (floor, floor + base) if table.cells.get(key, 0) % base else (floor,)
        for key, floor in zip(inner, floors, strict=True)
    ]
    for choice in product(*choices):
        rounded = Table(
            "tried", "tried", table.dimensions, dict(zip(inner, choice, strict=True)), table.values
        )
        shown = {key: true_count(rounded, key) for key in keys(table)}
        if all(may_stand_for(shown[key], true_count(table, key), base) for key in shown):
            yield {_fixed(table, key): count for key, count in shown.items()}


def _fixed(table: Table, key: Sequence[str]) -> frozenset[tuple[str, str]]:
    pairs = zip(table.dimensions, key, strict=True)
    return frozenset(pair for pair in pairs if pair[1] != TOTAL)


def _agree(one: Shown, other: Shown) -> bool:
    return all(one[name] == other[name] for name in one.keys() & other.keys())
