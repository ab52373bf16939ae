"""What every rounding must be, whatever the counts are."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casedesk.disclosure import TOTAL, CannotProtect, Table, protect
from tests.disclosure.examples import (
    Crowd,
    crowds,
    keys,
    linked_tables,
    may_stand_for,
    one_way,
    three_way,
    total_error,
    true_count,
)

#: No rounding of it to base 5 adds up; proved by trial in test_least_error.
WITHOUT_ROUNDING = three_way(
    [
        [[0, 0, 3], [3, 2, 0], [0, 2, 0]],
        [[0, 0, 0], [0, 2, 3], [0, 2, 0]],
        [[2, 0, 0], [0, 0, 2], [0, 3, 3]],
    ]
)


@given(crowds, st.sampled_from([3, 5, 10]))
def test_every_count_is_a_multiple_of_the_base_beside_the_true_one(crowd: Crowd, base: int) -> None:
    tables = linked_tables(crowd)
    for table, result in zip(tables, protect(tables, base=base), strict=True):
        assert set(result.counts) == set(keys(table))
        for key, rounded in result.counts.items():
            assert may_stand_for(rounded, true_count(table, key), base)


@given(crowds)
def test_every_margin_is_the_sum_of_its_cells(crowd: Crowd) -> None:
    for result in protect(linked_tables(crowd)):
        inner = {key: count for key, count in result.counts.items() if TOTAL not in key}
        summed = Table("", "", result.dimensions, inner, result.values)
        for key, rounded in result.counts.items():
            assert rounded == true_count(summed, key)


@given(crowds)
def test_linked_tables_show_the_same_margins(crowd: Crowd) -> None:
    alone, sexes, ages, age = protect(linked_tables(crowd))
    assert alone.counts[()] == sexes.counts[TOTAL, TOTAL] == ages.counts[TOTAL, TOTAL]
    for nation in sexes.values[1]:
        assert sexes.counts[TOTAL, nation] == ages.counts[nation, TOTAL]
    for years in age.values[0]:
        assert ages.counts[TOTAL, years] == age.counts[years,]


@given(crowds, st.randoms(use_true_random=False))
def test_the_order_of_records_categories_dimensions_and_tables_changes_nothing(
    crowd: Crowd, random: Random
) -> None:
    tables = linked_tables(crowd)
    expected = {table.name: dict(table.counts) for table in protect(tables)}
    mixed = [_shuffled(table, random) for table in tables]
    random.shuffle(mixed)
    for result in protect(mixed):
        order = [
            result.dimensions.index(dimension) for dimension in _dimensions(tables, result.name)
        ]
        counts = {tuple(key[place] for place in order): n for key, n in result.counts.items()}
        assert counts == expected[result.name]


@given(crowds)
def test_other_names_for_the_categories_give_the_same_error(crowd: Crowd) -> None:
    tables = linked_tables(crowd)
    renamed = [_renamed(table) for table in tables]
    assert total_error(tables, protect(tables)) == total_error(renamed, protect(renamed))


def test_exact_multiples_stay_as_they_are() -> None:
    (result,) = protect([one_way("by kind", "kind", a=0, b=5, c=10, d=1000)])
    assert dict(result.counts) == {
        ("a",): 0,
        ("b",): 5,
        ("c",): 10,
        ("d",): 1000,
        (TOTAL,): 1015,
    }


def test_a_table_without_dimensions_is_rounded_to_the_nearest_multiple() -> None:
    (result,) = protect([Table("everybody", "persons", (), {(): 1398}, ())])
    assert dict(result.counts) == {(): 1400}


def test_no_tables_give_no_tables() -> None:
    assert protect([]) == ()


def test_counts_that_no_rounding_fits_are_refused() -> None:
    with pytest.raises(CannotProtect) as refusal:
        protect([WITHOUT_ROUNDING])
    assert refusal.value.reason == "infeasible"
    assert refusal.value.tables == ("by a, b and c",)


def test_running_out_of_time_is_a_refusal() -> None:
    grid = [[[(7 * a + 3 * b + c) % 9 for c in range(9)] for b in range(9)] for a in range(9)]
    with pytest.raises(CannotProtect) as refusal:
        protect([three_way(grid)], time_limit=0.0)
    assert refusal.value.reason == "time"


@pytest.mark.parametrize("wrong", [{"base": 1}, {"time_limit": -1.0}])
def test_a_base_or_time_that_makes_no_sense_is_an_error(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match=r"base|time_limit"):
        protect([one_way("by kind", "kind", a=3, b=4)], **wrong)  # type: ignore[arg-type]


def _shuffled(table: Table, random: Random) -> Table:
    """Return the same table with everything in another order."""
    order = random.sample(range(len(table.dimensions)), len(table.dimensions))
    cells = [(tuple(key[place] for place in order), count) for key, count in table.cells.items()]
    random.shuffle(cells)
    values = (random.sample(table.values[place], len(table.values[place])) for place in order)
    dimensions = tuple(table.dimensions[place] for place in order)
    return Table(table.name, table.population, dimensions, dict(cells), tuple(map(tuple, values)))


def _dimensions(tables: list[Table], name: str) -> tuple[str, ...]:
    return next(table.dimensions for table in tables if table.name == name)


def _renamed(table: Table) -> Table:
    """Return the same table with names that sort the other way round."""
    new = {
        value: f"{len(values) - n} {value}"
        for values in table.values
        for n, value in enumerate(values)
    }
    cells = {tuple(new[value] for value in key): count for key, count in table.cells.items()}
    values = tuple(tuple(new[value] for value in values) for values in table.values)
    return Table(table.name, table.population, table.dimensions, cells, values)
