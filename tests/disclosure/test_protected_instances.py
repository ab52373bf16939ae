"""The tables on which other packages test themselves, hidden and rounded by us."""

from collections.abc import Iterable
from dataclasses import replace

import pytest

from casedesk.disclosure import (
    CannotProtect,
    Figure,
    Key,
    ProtectedTable,
    RoundedTable,
    Table,
    World,
    bounds,
    certify,
    check,
    deduce,
    figure,
    protect,
    suppress,
    verify,
)
from casedesk.disclosure.tables import true_counts
from tests.disclosure import instances
from tests.disclosure.instance_forms import Instance, Rounding

ALL = {name: instances.load(name) for name in instances.NAMES}
# Where groups cross what they group, most cells are empty for everybody to see.
UNGROUPED = [each for each in ALL.values() if not each.groupings]


def _name(each: Instance | Rounding) -> str:
    return each.name


def test_one_more_cell_is_hidden_where_one_of_nine_could_be_calculated() -> None:
    instance = ALL["attacker_problems"]
    (table,) = instance.tables
    primary = instance.primary[table.name]

    done = suppress([replace(table, weak=primary)])

    (shown,) = done.tables
    assert primary < _hidden(shown)
    assert len(_hidden(shown)) == len(primary) + 1
    (attacked,) = bounds(World(done.tables), [figure(table, ("w", "b"))]).values()
    assert attacked in {each.known[0][2:] for each in instance.releases if each.safe}


def test_nothing_is_hidden_where_nothing_is_small() -> None:
    (table,) = ALL["attacker_problems"].tables

    (shown,) = suppress([table]).tables

    assert shown.counts == true_counts(table)


def test_no_more_is_hidden_than_by_elimination_under_the_same_threshold() -> None:
    instance = ALL["elimination"]
    (table,) = instance.tables
    (release,) = instance.releases

    (shown,) = suppress([table], threshold=4).tables

    assert instance.primary[table.name] < _hidden(shown)
    assert len(_hidden(shown)) <= len(release.hidden[table.name])


@pytest.mark.parametrize("instance", UNGROUPED, ids=_name)
def test_hiding_leaves_each_small_count_possible_as_none_and_as_not_small(
    instance: Instance,
) -> None:
    small = [name for name, count in _truth(instance.tables).items() if 0 < count < 5]

    done = suppress(instance.tables, links=instance.links)

    world = World(done.tables, instance.links)
    check(world, done.certificate, truth=instance.tables)
    assert deduce(world) == []
    for low, high in bounds(world, small).values():
        assert low == 0
        assert high is None or high >= 5


@pytest.mark.parametrize("instance", UNGROUPED, ids=_name)
def test_rounding_leaves_nothing_small_to_be_told(instance: Instance) -> None:
    rounded = protect(instance.tables, links=instance.links)

    world = World(tuple(rounded), instance.links)
    check(world, certify(world))
    assert deduce(world) == []


@pytest.mark.parametrize("rounding", ALL["small_counts"].roundings, ids=_name)
def test_a_published_rounding_has_the_error_that_the_package_states(
    rounding: Rounding,
) -> None:
    truth = true_counts(ALL["small_counts"].table(rounding.table))
    errors = [abs(count - truth[key]) for key, count in rounding.figures.items()]

    assert rounding.error in (None, (sum(errors), max(errors)))
    assert max(errors) < rounding.base


def test_rounding_every_figure_errs_no_more_than_rounding_only_small_cells() -> None:
    instance = ALL["small_counts"]
    theirs = instance.roundings[0]
    (table,) = instance.tables
    truth = true_counts(table)

    (rounded,) = protect([table])

    assert theirs.figures.keys() == truth.keys() == rounded.counts.keys()
    assert theirs.error is not None
    assert sum(abs(rounded.counts[key] - truth[key]) for key in truth) <= theirs.error.total


def test_a_rounding_of_small_cells_alone_is_refused_as_no_rounding_to_the_base() -> None:
    instance = ALL["small_counts"]
    (table,) = instance.tables
    figures = instance.roundings[0].figures
    shown = RoundedTable(
        table.name, table.population, table.dimensions, table.values, figures, base=5
    )

    with pytest.raises(CannotProtect):
        verify([table], [shown])


def _hidden(table: ProtectedTable) -> set[Key]:
    return {key for key, count in table.counts.items() if count is None}


def _truth(tables: Iterable[Table]) -> dict[Figure, int]:
    return {
        figure(table, key): count for table in tables for key, count in true_counts(table).items()
    }
