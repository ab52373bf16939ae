"""Twelve months and the year to date in the ledger: all of it proved again, as a whole."""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from time import process_time

from benchmarks.disclosure_months import LINKED, Month, months
from benchmarks.measuring import Line, repeated, worked
from casedesk.disclosure import (
    TOTAL,
    Certificate,
    Figure,
    Key,
    Nested,
    ProtectedTable,
    RoundedTable,
    World,
    certify,
    check,
    every_key,
    figure,
    interval,
    protect,
)
from casedesk.disclosure.figures import true_figures

GOAL = 10
_LABELS = tuple(f"2026-{month:02d}" for month in range(1, 13))
_YEAR = "persons@2026"
_PEOPLE = 600
_SECONDS = 900.0


def lines() -> Iterator[Line]:
    """Months proved one by one and checked together; then the same with the year beside them."""
    true = list(months(LINKED, _PEOPLE, _LABELS))
    released = [protect(month.tables) for month in true]
    proofs: list[Certificate] = []
    proving = worked(lambda: proofs.extend(certify(World(tables)) for tables in released))
    what = f"twelve months, {_PEOPLE} people each"
    yield Line(f"{what}: proof", proving, "s", noise="once")
    year = _added(released)
    together = World(tuple(table for tables in released for table in tables))
    proof = Certificate(tuple(each for found in proofs for each in found.witnesses))

    def audited() -> None:
        check(together, proof)
        _check_sums(true, year)

    audit = repeated(audited, 3, process_time)
    yield Line(f"{what}: audit, sums of the year", audit.median, "s", GOAL, noise=audit.spread())
    yield from _beside(what, together, year)


def _beside(what: str, apart: World, year: Sequence[ProtectedTable]) -> Iterator[Line]:
    """The year as a population of its own, of which each month is a part."""
    parts = (Nested(_YEAR, apart.populations, "sum"),)
    world = World((*apart.tables, *year), nested=parts)
    proofs: list[Certificate] = []
    proving = worked(lambda: proofs.append(certify(world, time_limit=_SECONDS)))
    yield Line(f"{what}, and their year: proof", proving, "s", noise="once")
    audit = repeated(partial(check, world, proofs[0]), 3, process_time)
    yield Line(f"{what}, and their year: audit", audit.median, "s", GOAL, noise=audit.spread())


def _added(released: Sequence[tuple[RoundedTable, ...]]) -> list[ProtectedTable]:
    """The year to date: sums of what was published, and of nothing else."""
    return [
        ProtectedTable(
            parts[0].name,
            _YEAR,
            parts[0].dimensions,
            parts[0].values,
            {key: sum(part.counts[key] for part in parts) for key in every_key(parts[0])},
            parts[0].base,
            terms=len(parts),
        )
        for parts in zip(*released, strict=True)
    ]


def _check_sums(true: Sequence[Month], year: Sequence[ProtectedTable]) -> None:
    """Raise RuntimeError unless margins add up, tables agree, and true counts are in between."""
    truth = Counter[tuple[tuple[str, str], ...]]()
    for month in true:
        for each, true_count in true_figures(month.tables).items():
            truth[each.fixed] += true_count
    seen: dict[Figure, int | None] = {}
    for table in year:
        for key, count in table.counts.items():
            name = figure(table, key)
            low, most = interval(count, table.base, table.terms)
            between = low <= truth[name.fixed] and (most is None or truth[name.fixed] <= most)
            if seen.setdefault(name, count) != count or not between or not _adds_up(table, key):
                raise RuntimeError(f"The year shows {count} at {name}")


def _adds_up(table: ProtectedTable, key: Key) -> bool:
    """Tell whether a margin is the sum of what it classifies by each dimension."""
    return all(
        table.counts[key]
        == sum(table.counts[(*key[:at], each, *key[at + 1 :])] or 0 for each in table.values[at])
        for at, value in enumerate(key)
        if value == TOTAL
    )
