"""By which dimensions a population is classified together: the graph and its cliques.

On the maximal cliques of a triangulated graph, tables of whole numbers that agree on what they
share always come from some set of records (S. L. Lauritzen, "Graphical Models", 1996, chapter 4).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from math import prod

from casedesk.disclosure.tables import ProtectedTable

#: everybody whom the categories of a dimension that is only filtered by leave out
REST = "…"
Clique = tuple[str, ...]
Graph = dict[str, set[str]]
#: dimension -> category
Told = Mapping[str, str]


@dataclass(frozen=True)
class Overlap:
    """A dimension of which somebody may be in several categories."""

    categories: tuple[str, ...]
    #: those that exclude every other; if there are any, everybody is in some category
    alone: tuple[str, ...]
    #: the ordinary dimensions by which its categories are classified
    by: Clique


@dataclass(frozen=True)
class Form:
    """The dimensions of a population, and which of them are unknown together."""

    values: Mapping[str, tuple[str, ...]]
    overlaps: Mapping[str, Overlap]
    #: maximal cliques, each sorted, in an order in which each joins one before it
    cliques: tuple[Clique, ...]


def form(tables: Sequence[ProtectedTable], told: Sequence[Told] = ()) -> Form:
    """Return the form of what these tables of one population, or of like ones, show.

    ``told`` are the categories of counts that were stated outside. Raises ValueError if a
    dimension is categorised in two ways.
    """
    overlaps = _overlaps(tables, told)
    values = _values(tables, overlaps, told)
    graph: Graph = {name: set() for name in sorted(values)}
    for table in tables:
        _connect(graph, (name for name in _all_dimensions(table) if name not in overlaps))
    for told_of in told:
        _connect(graph, (name for name in told_of if name not in overlaps))
    for each in overlaps.values():
        _connect(graph, each.by)
    return Form(values, dict(sorted(overlaps.items())), tuple(_joined(_cliques(graph, values))))


def _all_dimensions(table: ProtectedTable) -> Iterator[str]:
    yield from table.dimensions
    yield from (name for name, _value in table.within)


def _overlaps(tables: Sequence[ProtectedTable], told: Sequence[Told]) -> dict[str, Overlap]:
    """Return the overlapping dimensions with everything that stands beside them."""
    found: dict[str, Overlap] = {}
    for table in tables:
        if not table.overlapping:
            continue
        name, categories = table.dimensions[0], tuple(sorted(table.values[0]))
        beside = set(table.dimensions[1:]) | {each for each, _value in table.within}
        known = found.setdefault(name, Overlap(categories, tuple(sorted(table.alone)), ()))
        if (known.categories, known.alone) != (categories, tuple(sorted(table.alone))):
            raise ValueError(f"Tables categorise {name!r} in two ways")
        found[name] = Overlap(categories, known.alone, tuple(sorted({*known.by, *beside})))
    for each_told in told:
        for name in found.keys() & each_told.keys():
            by = tuple(sorted({*found[name].by, *each_told} - {name}))
            found[name] = replace(found[name], by=by)
    if crossed := sorted({by for each in found.values() for by in each.by} & set(found)):
        raise ValueError(f"{crossed[0]!r} has overlapping categories and cannot be crossed")
    return found


def _values(
    tables: Sequence[ProtectedTable], overlaps: Mapping[str, Overlap], told: Sequence[Told]
) -> dict[str, tuple[str, ...]]:
    """Return the categories of each ordinary dimension."""
    values: dict[str, tuple[str, ...]] = {}
    for table in tables:
        for name, categories in list(zip(table.dimensions, table.values, strict=True)):
            if name in overlaps:
                if not (table.overlapping and name == table.dimensions[0]):
                    raise ValueError(f"{name!r} overlaps in one table and not in another")
            elif values.setdefault(name, tuple(sorted(categories))) != tuple(sorted(categories)):
                raise ValueError(f"Tables categorise {name!r} in two ways")
    filtered: dict[str, set[str]] = {}
    pairs = [(pair, True) for table in tables for pair in table.within]
    pairs += [(pair, False) for each in told for pair in each.items()]
    for (name, value), filtering in pairs:
        if name in overlaps:
            if filtering:
                raise ValueError(f"{name!r} has overlapping categories and cannot be filtered by")
        elif name not in values:
            filtered.setdefault(name, {REST}).add(value)
        elif value not in values[name]:
            raise ValueError(f"{value!r} is no category of {name!r}")
    return {**values, **{name: tuple(sorted(found)) for name, found in filtered.items()}}


def _connect(graph: Graph, names: Iterable[str]) -> None:
    """Make every two of these dimensions neighbours."""
    for first, second in combinations(names, 2):
        graph[first].add(second)
        graph[second].add(first)


def _cliques(graph: Graph, values: Mapping[str, tuple[str, ...]]) -> list[Clique]:
    """Return the maximal cliques after filling in: least fill first, then the smallest table."""
    rest = {name: set(neighbours) for name, neighbours in graph.items()}
    found: list[set[str]] = []

    def cost(name: str) -> tuple[int, int, str]:
        around = rest[name]
        missing = sum(b not in rest[a] for a, b in combinations(sorted(around), 2))
        return missing, prod(len(values[each]) for each in around), name

    while rest:
        name = min(rest, key=cost)
        clique = {name, *rest[name]}
        _connect(rest, sorted(rest[name]))
        for neighbour in rest.pop(name):
            rest[neighbour].discard(name)
        if not any(clique <= other for other in found):
            found.append(clique)
    return [tuple(sorted(each)) for each in found] or [()]


def _joined(cliques: Sequence[Clique]) -> Iterator[Clique]:
    """Yield the cliques so that each shares as much as any with those before it."""
    rest = sorted(cliques)
    done: list[Clique] = []
    while rest:
        clique = max(
            rest, key=lambda one: max((len({*one} & {*other}) for other in done), default=0)
        )
        rest.remove(clique)
        done.append(clique)
        yield clique
