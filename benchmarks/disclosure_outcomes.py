"""What a protection costs its readers, and what it still gives away: one line for each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from benchmarks.disclosure_months import Month
from casedesk.disclosure import (
    TOTAL,
    Deduction,
    Fact,
    Figure,
    Key,
    ProtectedTable,
    World,
    deduce,
    every_key,
    figure,
)
from casedesk.disclosure.figures import true_figures

_SMALL = range(1, 5)


@dataclass(frozen=True)
class Outcome:
    """A month as its readers have it, and what the attacker made of it."""

    what: str
    cells: int
    hidden: int
    #: cells that count somebody, and how many of them are hidden
    filled: int
    filled_hidden: int
    #: of all who stand in two-way tables, the share of those in shown cells
    in_shown: float
    #: mean distance of a shown cell from the true count, and the largest
    error: float
    most: int
    #: true figures of 1 to 4 persons, and those of which the attacker knows that they are
    small: int
    deduced: int
    exact: int
    persons: int
    #: groups of which the attacker knows that all are in one category
    groups: int

    def texts(self) -> tuple[str, ...]:
        """The line as text."""
        return (
            self.what,
            f"{self.cells:,}",
            f"{self.hidden / self.cells:.0%}",
            f"{self.filled_hidden / self.filled:.0%}",
            f"{self.in_shown:.0%}",
            f"{self.error:.2f}, at most {self.most}",
            f"{self.deduced} of {self.small}",
            str(self.exact),
            str(self.persons),
            str(self.groups),
        )


_HEAD = (
    "what readers get, and can deduce",
    "cells",
    "hidden",
    "of non-zero",
    "persons in shown two-way cells",
    "mean error",
    "small cells deduced",
    "exactly",
    "persons in them",
    "whole groups",
)


def outcome(
    what: str, month: Month, tables: Sequence[ProtectedTable], facts: Iterable[Fact] = ()
) -> Outcome:
    """Attack the tables of a month, all together and without the records."""
    truth = true_figures(month.tables)
    pairs = [
        (key, truth[figure(table, key)], table.counts[key])
        for table in tables
        for key in every_key(table)
    ]
    errors = [abs(shown - true) for _key, true, shown in pairs if shown is not None]
    crossed = [each for each in pairs if len(each[0]) == 2 and TOTAL not in each[0]]
    found = deduce(World(tuple(tables), facts=tuple(facts)))
    known = _small(found, truth)
    return Outcome(
        what,
        len(pairs),
        sum(shown is None for _key, _true, shown in pairs),
        sum(true > 0 for _key, true, _shown in pairs),
        sum(true > 0 and shown is None for _key, true, shown in pairs),
        _persons(each for each in crossed if each[2] is not None) / _persons(crossed),
        sum(errors) / len(errors),
        max(errors),
        sum(count in _SMALL for count in truth.values()),
        len(known),
        sum(each.kind == "exact" for each in known.values()),
        sum(truth[name] for name in known),
        sum(each.kind == "everybody" for each in found),
    )


def _persons(cells: Iterable[tuple[Key, int, int | None]]) -> int:
    return sum(true for _key, true, _shown in cells)


def _small(found: Sequence[Deduction], truth: dict[Figure, int]) -> dict[Figure, Deduction]:
    """The figures deduced to be small. Raises RuntimeError if one of them is not so."""
    known = {each.whole: each for each in found if each.kind != "everybody" and each.less is None}
    for name, each in known.items():
        if not each.low <= truth[name] <= each.high:
            raise RuntimeError(f"{name} is {truth[name]}, not {each.low} to {each.high}")
    return known


def table(outcomes: Sequence[Outcome]) -> str:
    """The lines aligned, with a head."""
    rows = [_HEAD, *(each.texts() for each in outcomes)]
    widths = [max(len(row[at]) for row in rows) for at in range(len(_HEAD))]
    return "\n".join(
        "  ".join(
            text.rjust(width) if at else text.ljust(width)
            for at, (text, width) in enumerate(zip(row, widths, strict=True))
        )
        for row in rows
    )
