"""That all of a group are of one kind tells it of each of them, however many they are."""

import pytest

from casedesk.disclosure import (
    TOTAL,
    CannotProtect,
    Deduction,
    Figure,
    Key,
    ProtectedTable,
    Table,
    World,
    certify,
    check,
    deduce,
    protect,
    suppress,
)
from tests.disclosure.examples import one_way

REASONS = ("violence", "work")


def everybody_fled(count: int) -> Table:
    """All of them left because of violence, some also for work."""
    cells: dict[Key, int] = {("violence",): count, ("work",): 12}
    return Table("reasons", "persons", ("reason",), cells, (REASONS,), True, count)


def test_a_row_of_one_hundred_percent_is_deduced_and_refused() -> None:
    shown = ProtectedTable(
        "t", "persons", ("sex",), (("f", "m"),), {("f",): 30, ("m",): 0, (TOTAL,): 30}, 1
    )
    women = Figure("persons", (("sex", "f"),))
    assert deduce(World((shown,))) == [Deduction("everybody", Figure("persons", ()), women, 0, 0)]
    with pytest.raises(CannotProtect):
        certify(World((shown,)))


@pytest.mark.parametrize("table", [one_way("t", "sex", f=30, m=0), everybody_fled(30)])
def test_hiding_leaves_it_open_whether_all_are_of_one_kind(table: Table) -> None:
    done = suppress([table])
    world = World(done.tables)
    check(world, done.certificate, truth=[table])
    assert deduce(world) == []
    assert any(count is not None for count in done.tables[0].counts.values())


@pytest.mark.parametrize("table", [one_way("t", "sex", f=30, m=0), everybody_fled(30)])
def test_rounding_leaves_it_open_whether_all_are_of_one_kind(table: Table) -> None:
    world = World(protect([table]))
    certify(world)
    assert deduce(world) == []
