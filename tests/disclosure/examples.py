"""Invented populations and the tables made from them, for the tests of disclosure protection."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import product

from hypothesis import strategies as st

from casedesk.disclosure import TOTAL, Key, RoundedTable, Table

CATEGORIES: Mapping[str, tuple[str, ...]] = {
    "sex": ("f", "m"),
    "nation": ("CUB", "GTM", "HND"),
    "age": ("0-17", "18-59", "60+"),
}
Crowd = Mapping[tuple[str, ...], int]
"""How many persons there are of each combination of sex, nation and age."""

crowds: st.SearchStrategy[Crowd] = st.lists(
    st.one_of(st.integers(0, 7), st.integers(0, 40)), min_size=18, max_size=18
).map(lambda counts: dict(zip(product(*CATEGORIES.values()), counts, strict=True)))


def table_of(crowd: Crowd, *dimensions: str, population: str = "persons") -> Table:
    """Return the table of a crowd by these dimensions."""
    places = [list(CATEGORIES).index(dimension) for dimension in dimensions]
    cells: Counter[tuple[str, ...]] = Counter()
    for person, count in crowd.items():
        cells[tuple(person[place] for place in places)] += count
    values = tuple(CATEGORIES[dimension] for dimension in dimensions)
    return Table(f"{population} by {dimensions}", population, dimensions, dict(cells), values)


def linked_tables(crowd: Crowd) -> list[Table]:
    """Return tables of several sizes that share margins."""
    return [
        table_of(crowd),
        table_of(crowd, "sex", "nation"),
        table_of(crowd, "nation", "age"),
        table_of(crowd, "age"),
    ]


def one_way(name: str, dimension: str, population: str = "persons", /, **cells: int) -> Table:
    """Return a table by one dimension."""
    counts: dict[Key, int] = {(value,): count for value, count in cells.items()}
    return Table(name, population, (dimension,), counts, (tuple(cells),))


def three_way(grid: Sequence[Sequence[Sequence[int]]]) -> Table:
    """Return a table by three dimensions from nested rows of counts."""
    sizes = (len(grid), len(grid[0]), len(grid[0][0]))
    values = tuple(
        tuple(f"{axis}{n}" for n in range(size)) for axis, size in zip("abc", sizes, strict=True)
    )
    counts = (count for plane in grid for row in plane for count in row)
    cells = dict(zip(product(*values), counts, strict=True))
    return Table("by a, b and c", "persons", ("a", "b", "c"), cells, values)


def true_count(table: Table, key: Sequence[str]) -> int:
    """Return the sum of the cells that a key stands for, one by one."""
    return sum(
        count
        for cell, count in table.cells.items()
        if all(wanted in (TOTAL, value) for wanted, value in zip(key, cell, strict=True))
    )


def keys(table: Table | RoundedTable) -> Iterable[tuple[str, ...]]:
    """Return every key of a table, margins included."""
    return product(*((*values, TOTAL) for values in table.values))


def may_stand_for(rounded: int, true: int, base: int = 5) -> bool:
    """Tell whether a true count may be printed as this one."""
    return rounded in (true // base * base, -(-true // base) * base)


def total_error(tables: Sequence[Table], protected: Sequence[RoundedTable]) -> int:
    """Return the sum of the errors, counting what stands in several tables once."""
    errors = {
        (
            table.population,
            frozenset(zip(table.dimensions, key, strict=True)) - _totals(table),
        ): abs(result.counts[key] - true_count(table, key))
        for table, result in zip(tables, protected, strict=True)
        for key in keys(table)
    }
    return sum(errors.values())


def _totals(table: Table) -> frozenset[tuple[str, str]]:
    return frozenset((dimension, TOTAL) for dimension in table.dimensions)
