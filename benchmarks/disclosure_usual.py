"""The usual way: each month and each year to date hidden by itself; then all are put together."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from benchmarks.disclosure_months import LINKED, Month, months
from benchmarks.measuring import Line, worked
from casedesk.disclosure import (
    CannotProtect,
    Deduction,
    Figure,
    Key,
    Nested,
    ProtectedTable,
    Table,
    World,
    deduce,
    every_key,
    figure,
    suppress,
)
from casedesk.disclosure.figures import true_figures

_LABELS = tuple(f"2026-{month:02d}" for month in range(1, 7))
_PEOPLE = 600
#: of the processor, for the attack by all means; what took longer is said to have
_SECONDS = 600.0
_SMALL = range(1, 5)


def lines() -> Iterator[Line]:
    """How many small counts of the months anybody computes, by subtraction and by all means."""
    true = list(months(LINKED, _PEOPLE, _LABELS))
    alone = [suppress(month.tables).tables for month in true]
    to_date = [_to_date(true[: at + 1]) for at in range(1, len(true))]
    beside = [suppress(tables).tables for tables in to_date]
    truth = true_figures([table for month in true for table in month.tables])
    small = {name for name, count in truth.items() if count in _SMALL}
    what = f"{len(true)} months and years to date, each hidden alone"
    subtracted = _subtracted(alone, beside) & small
    yield Line(f"{what}: told by subtraction", len(subtracted), f"of {len(small):,} small")
    populations = [tables[0].population for tables in alone]
    nested = tuple(
        Nested(tables[0].population, tuple(populations[: at + 2]), "sum")
        for at, tables in enumerate(beside)
    )
    world = World(tuple(each for tables in (*alone, *beside) for each in tables), nested=nested)
    found: list[Deduction] = []
    try:
        taken = worked(lambda: found.extend(deduce(world, time_limit=_SECONDS)))
    except CannotProtect:
        yield Line(f"{what}: attack by all means, not finished", _SECONDS, "s")
        return
    yield Line(f"{what}: attack by all means", taken, "s")
    told = {each.whole: each for each in found if each.less is None}
    exact = [name for name in small & told.keys() if told[name].kind == "exact"]
    if any(told[name].low != truth[name] for name in exact):
        raise RuntimeError("The attacker is wrong")
    yield Line(f"{what}: told exactly", len(exact), f"of {len(small):,} small")
    yield Line(f"{what}: told to be small", len(small & told.keys()), f"of {len(small):,} small")


def _to_date(true: Sequence[Month]) -> list[Table]:
    """The tables of several months as one."""
    return [_sum(tables) for tables in zip(*(month.tables for month in true), strict=True)]


def _sum(tables: Sequence[Table]) -> Table:
    cells = Counter[Key]()
    for table in tables:
        cells.update(table.cells)
    first, last = tables[0], tables[-1]
    name = f"{last.population}..to date"
    return Table(first.name, name, first.dimensions, dict(cells), first.values)


def _subtracted(
    alone: Sequence[Sequence[ProtectedTable]], beside: Sequence[Sequence[ProtectedTable]]
) -> set[Figure]:
    """The hidden figures of months that are what is shown elsewhere, less what is shown."""
    shown = [_shown(tables) for tables in alone]
    years = [_shown(tables) for tables in (alone[0], *beside)]
    names = {
        (at, figure(table, key).fixed): figure(table, key)
        for at, tables in enumerate(alone)
        for table in tables
        for key in every_key(table)
    }
    return {
        name
        for (at, fixed), name in names.items()
        if fixed not in shown[at]
        and (
            (at > 0 and fixed in years[at] and fixed in years[at - 1])
            or any(
                fixed in years[last]
                and all(fixed in shown[other] for other in range(last + 1) if other != at)
                for last in range(at, len(years))
            )
        )
    }


def _shown(tables: Sequence[ProtectedTable]) -> Mapping[object, int]:
    return {
        figure(table, key).fixed: count
        for table in tables
        for key, count in table.counts.items()
        if count is not None
    }
