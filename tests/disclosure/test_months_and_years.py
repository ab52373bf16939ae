"""Months that are safe one by one, and the year to date that undoes them."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from random import Random
from typing import Literal, cast

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
    least_beside,
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


def sparse(seed: int) -> list[Table]:
    """Six months of a small shelter, and their year."""
    random = Random(seed)  # noqa: S311 - invented persons
    months = []
    for number in range(1, 7):
        cells: dict[Key, int] = {}
        for _each in range(random.randint(30, 60)):
            key = (NATIONS[int(12 * random.random() ** 2)], SEXES[int(3 * random.random() ** 2)])
            cells[key] = cells.get(key, 0) + 1
        name = f"persons@2026-{number:02}"
        months.append(Table(f"month {number}", name, ("nation", "sex"), cells, (NATIONS, SEXES)))
    return months


def whole_of(months: Sequence[Table], kind: str) -> Table:
    """Everybody once: in a union, every third of those who could have come before did."""
    cells: dict[Key, int] = {}
    for key in {key for each in months for key in each.cells}:
        counts = [each.cells.get(key, 0) for each in months]
        again = (sum(counts) - max(counts)) // 3 if kind == "union" else 0
        cells[key] = sum(counts) - again
    return Table("year", YEAR, ("nation", "sex"), cells, (NATIONS, SEXES))


@pytest.mark.parametrize("kind", ["sum", "union"])
def test_a_year_is_rounded_so_that_no_month_printed_as_five_is_small_for_certain(
    kind: Literal["sum", "union"],
) -> None:
    told = refused = 0
    for seed in range(8):
        months = sparse(seed)
        printed = [protect([each])[0] for each in months]
        nested = (Nested(YEAR, tuple(each.population for each in months), kind),)
        whole = whole_of(months, kind)
        (carelessly,) = protect([whole])
        told += bool(deduce(World((*printed, carelessly), nested=nested)))
        try:
            (carefully,) = protect([whole], least=least_beside(nested, printed))
        except CannotProtect as error:  # two months printed as five, and three persons in the year
            assert error.reason == "infeasible"
            refused += 1
        else:
            assert deduce(World((*printed, carefully), nested=nested)) == []
    assert told > 2 * refused


def test_the_least_of_a_whole_matters_where_a_part_may_be_small() -> None:
    table = Table("t", "persons@2026-01", ("nation",), {("n0",): 7, ("n1",): 4}, (NATIONS,))
    (first,) = protect([table])
    assert (first.counts["n0",], first.counts["n1",]) == (5, 5)
    second = replace(first, name="u", population="persons@2026-02", counts={("n0",): 10})
    parts = (first.population, second.population)
    seen, once = (Figure(YEAR, (("nation", nation),)) for nation in ("n0", "n1"))
    for kind, least in (("sum", 7), ("union", 1)):
        nested = (Nested(YEAR, parts, cast(Literal["sum", "union"], kind)),)
        found = least_beside(nested, [first, first, second])
        assert (found[seen], found[once]) == (least, 1)
        assert least_beside(nested, [second]) == {}
