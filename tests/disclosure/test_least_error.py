"""The rounding errs as little as any: compared with every rounding of tiny tables."""

from hypothesis import given
from hypothesis import strategies as st

from casedesk.disclosure import Key, Table, protect
from tests.disclosure.brute_force import least_error
from tests.disclosure.examples import one_way, total_error
from tests.disclosure.test_controlled_rounding import WITHOUT_ROUNDING

ROWS, COLUMNS, DEPTHS = ("r1", "r2"), ("c1", "c2"), ("d1", "d2", "d3")
counts = st.integers(0, 13)


@given(st.lists(counts, min_size=6, max_size=6), st.sampled_from([3, 5]))
def test_a_two_way_table_is_rounded_with_the_least_error(numbers: list[int], base: int) -> None:
    cells: dict[Key, int] = {
        (c, d): numbers[2 * n + m] for m, c in enumerate(COLUMNS) for n, d in enumerate(DEPTHS)
    }
    table = Table("", "persons", ("column", "depth"), cells, (COLUMNS, DEPTHS))
    assert total_error([table], protect([table], base=base)) == least_error([table], base)


@given(st.lists(counts, min_size=8, max_size=8))
def test_linked_tables_are_rounded_with_the_least_error(numbers: list[int]) -> None:
    axes = (("row", ROWS), ("column", COLUMNS), ("depth", DEPTHS[:2]))
    people = [
        ((r, c, d), numbers[4 * x + 2 * y + z])
        for x, r in enumerate(ROWS)
        for y, c in enumerate(COLUMNS)
        for z, d in enumerate(DEPTHS[:2])
    ]
    tables = [_pair(people, axes, 0, 1), _pair(people, axes, 1, 2)]
    assert total_error(tables, protect(tables)) == least_error(tables)


def test_the_table_that_is_refused_has_no_rounding_indeed() -> None:
    assert least_error([WITHOUT_ROUNDING]) is None


def test_trying_everything_finds_the_error_counted_by_hand() -> None:
    # 1 + 1 + 1 = 3: all down with the total down errs by 6; one up with the total up by 8.
    assert least_error([one_way("by kind", "kind", a=1, b=1, c=1)]) == 6


def _pair(
    people: list[tuple[tuple[str, str, str], int]],
    axes: tuple[tuple[str, tuple[str, ...]], ...],
    first: int,
    second: int,
) -> Table:
    """Return the two-way table of these people by two of the axes."""
    cells: dict[tuple[str, ...], int] = {}
    for person, count in people:
        key = (person[first], person[second])
        cells[key] = cells.get(key, 0) + count
    (name, values), (other, others) = axes[first], axes[second]
    return Table(f"{name} by {other}", "persons", (name, other), cells, (values, others))
