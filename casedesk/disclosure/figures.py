"""Figures: what several tables show of the same persons is one number, known by one name."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from casedesk.disclosure.tables import (
    TOTAL,
    Key,
    Link,
    ProtectedTable,
    Table,
    every_key,
    true_counts,
)


class Figure(NamedTuple):
    """A count of a population, whatever table it stands in; sorts the same way everywhere."""

    population: str
    #: (dimension, value) pairs in order of dimension; none for the population's total
    fixed: tuple[tuple[str, str], ...]


def figure(table: Table | ProtectedTable, key: Key) -> Figure:
    """Return the figure that a table shows at this key."""
    pairs = (*table.within, *zip(table.dimensions, key, strict=True))
    return Figure(table.population, tuple(sorted(pair for pair in pairs if pair[1] != TOTAL)))


def link_ends(link: Link) -> tuple[Figure, Figure]:
    """Return the part and the whole of a link as figures."""
    part, whole = (
        Figure(population, tuple(sorted(fixed.items())))
        for population, fixed in (link.part, link.whole)
    )
    return part, whole


def filtered_parts(tables: Sequence[Table | ProtectedTable]) -> Iterator[tuple[Figure, Figure]]:
    """Yield each figure that counts some of another one, also shown, with that other one."""
    shown = {figure(table, key) for table in tables for key in every_key(table)}
    for table in tables:
        for key in every_key(table) if table.within else ():
            part = figure(table, key)
            for out in {frozenset(table.within), *(frozenset({pair}) for pair in table.within)}:
                whole = Figure(part.population, tuple(e for e in part.fixed if e not in out))
                if whole in shown:
                    yield part, whole


def true_figures(tables: Sequence[Table], links: Sequence[Link] = ()) -> dict[Figure, int]:
    """Return the true count of every figure, in canonical order.

    Raises ValueError if tables or links contradict each other or lack a margin.
    """
    _same_categories(tables)
    truth: dict[Figure, int] = {}
    for table in tables:
        for key, count in true_counts(table).items():
            name = figure(table, key)
            if truth.setdefault(name, count) != count:
                raise ValueError(
                    f"Tables differ about {name}: {truth[name]}, but {count} in {table.name!r}"
                )
    for table in tables:
        _complete(table, truth)
    for link in links:
        _consistent(link, truth)
    return dict(sorted(truth.items()))


def _same_categories(tables: Sequence[Table]) -> None:
    """Raise ValueError if a name stands twice or a dimension is categorised in two ways."""
    if len({(table.name, table.population) for table in tables}) < len(tables):
        raise ValueError("Two tables have the same name")
    seen: dict[tuple[str, str], tuple[list[str], bool]] = {}
    for table in tables:
        for place, dimension in enumerate(table.dimensions):
            form = (sorted(table.values[place]), table.overlapping and place == 0)
            if seen.setdefault((table.population, dimension), form) != form:
                raise ValueError(
                    f"Table {table.name!r} categorises {dimension!r} of {table.population!r} "
                    "in another way than a table before it"
                )


def _complete(table: Table, truth: Mapping[Figure, int]) -> None:
    """Raise ValueError if an overlapping table lacks a base or counts more than its base."""
    if not table.overlapping:
        return
    for key in every_key(table):
        name = figure(table, key)
        base = figure(table, (TOTAL, *key[1:]))
        if base not in truth:
            raise ValueError(f"Table {table.name!r} needs another table that shows {base}")
        if truth[name] > truth[base]:
            raise ValueError(f"Table {table.name!r} counts more at {name} than at {base}")


def _consistent(link: Link, truth: Mapping[Figure, int]) -> None:
    """Raise ValueError if a link names an unknown figure or is untrue."""
    ends = part, whole = link_ends(link)
    for end in ends:
        if end not in truth:
            raise ValueError(f"A link names {end}, which no table shows")
    if truth[part] > truth[whole] or (link.relation == "equal" and truth[part] != truth[whole]):
        raise ValueError(f"{part} is {truth[part]}, not {link.relation} {whole}: {truth[whole]}")
