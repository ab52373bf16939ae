"""Months that are safe one by one, and the year to date that undoes them."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from random import Random

import pytest

from casedesk.disclosure import (
    TOTAL,
    CannotProtect,
    Figure,
    Key,
    Nested,
    ProtectedTable,
    Table,
    World,
    certify,
    deduce,
    figure,
    protect,
    suppress,
)
from casedesk.disclosure.tables import true_counts

YEAR = "persons@2026"
NATIONS = tuple(f"n{at}" for at in range(12))
SEXES = ("f", "m", "x")


@cache
def month(number: int) -> Table:
    """An invented month."""
    random = Random(number)  # noqa: S311 - invented persons
    cells: dict[Key, int] = {}
    for _each in range(300):
        key = (NATIONS[int(12 * random.random() ** 1.5)], SEXES[int(3 * random.random() ** 2)])
        cells[key] = cells.get(key, 0) + 1
    name = f"persons@2026-{number:02}"
    return Table(f"by nation and sex {number}", name, ("nation", "sex"), cells, (NATIONS, SEXES))


def year(months: int) -> Table:
    """The year to date, counted from the records."""
    cells: dict[Key, int] = {}
    for number in range(1, months + 1):
        for key, count in month(number).cells.items():
            cells[key] = cells.get(key, 0) + count
    return Table("year", YEAR, ("nation", "sex"), cells, (NATIONS, SEXES))


def alone(table: Table) -> ProtectedTable:
    """A table hidden and proved by itself, as if there were no other."""
    (shown,) = suppress([table]).tables
    assert deduce(World((shown,))) == []
    return shown


def together(months: Sequence[ProtectedTable], whole: ProtectedTable | None = None) -> World:
    """Months and their year as one world."""
    tables = (*months, *([whole] if whole else []))
    names = tuple(each.population for each in months)
    return World(tables, nested=(Nested(YEAR, names, "sum"),) if whole else ())


def subtracted(months: Sequence[ProtectedTable], whole: ProtectedTable) -> set[Figure]:
    """The figures that are the year less all the other months: small ones, hidden, computed."""
    found = set()
    for table in months:
        others = [each for each in months if each is not table]
        for key, count in table.counts.items():
            rest = [each.counts[key] for each in others]
            shown = whole.counts[key]
            if count is None and shown is not None and None not in rest:
                left = shown - sum(each for each in rest if each is not None)
                assert left == true_counts(month(int(table.population[-2:])))[key]
                if 0 < left < 5:
                    found.add(figure(table, key))
    return found


def test_a_year_to_date_that_is_safe_alone_tells_small_counts_of_its_months() -> None:
    months = [alone(month(number)) for number in range(1, 4)]
    whole = alone(year(3))
    by_subtraction = subtracted(months, whole)
    world = together(months, whole)
    told = {each.whole: each for each in deduce(world) if each.less is None}
    exactly = {name for name, each in told.items() if each.kind == "exact"}
    assert by_subtraction
    assert by_subtraction < exactly
    for name in exactly:
        true = true_counts(month(int(name.population[-2:])))
        fixed = dict(name.fixed)
        assert told[name].low == true[fixed.get("nation", TOTAL), fixed.get("sex", TOTAL)]
    with pytest.raises(CannotProtect) as refused:
        certify(world)
    assert set(refused.value.figures) >= exactly


def test_hidden_with_the_months_in_sight_the_year_is_safe_or_refused() -> None:
    true = [month(number) for number in range(1, 4)]
    months = [alone(each) for each in true]
    nested = (Nested(YEAR, tuple(each.population for each in months), "sum"),)
    before = World(tuple(months), nested=nested)
    try:
        done = suppress([year(3)], before=before, earlier=true)
    except CannotProtect as refused:
        assert refused.reason == "deducible"
    else:
        world = replace(before, tables=(*before.tables, *done.tables))
        assert deduce(world) == []


def test_a_year_in_which_little_happened_needs_few_witnesses() -> None:
    acts = tuple(f"act {at}" for at in range(20))
    empty = Table("acts", "acts@2026", ("act", "sex"), {("act 0", "f"): 24}, (acts, SEXES))
    true = [
        replace(empty, population=f"acts@2026-{number:02}", cells={("act 0", "f"): 8})
        for number in (1, 2, 3)
    ]
    months = [alone(each) for each in true]
    nested = (Nested("acts@2026", tuple(each.population for each in months), "sum"),)
    before = World(tuple(months), nested=nested)
    done = suppress([empty], before=before, earlier=true)
    (proof,) = done.certificate.witnesses
    # Of 84 figures in each of four populations nearly all are hidden, and could be none or many.
    assert len(proof) < 40
    assert deduce(replace(before, tables=(*months, *done.tables))) == []


def test_release_by_release_the_first_that_gives_something_away_is_refused() -> None:
    months: list[ProtectedTable] = []
    refused = []
    for number in (1, 2, 3):
        months.append(alone(month(number)))
        certify(together(months))
        if number > 1:
            try:
                certify(together(months, alone(year(number))))
            except CannotProtect:
                refused.append(number)
    assert refused[-1:] == [3]


def test_rounded_months_and_the_sum_of_what_was_printed_give_nothing_away() -> None:
    months = [protect([month(number)])[0] for number in range(1, 4)]
    counts = {key: sum(each.counts[key] for each in months) for key in months[0].counts}
    whole = ProtectedTable("year", YEAR, ("nation", "sex"), (NATIONS, SEXES), counts, 5, terms=3)
    assert deduce(together(months, whole)) == []
