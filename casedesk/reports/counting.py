"""Facts to tables of counts."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import product
from operator import itemgetter

from casedesk.disclosure import TOTAL, Key, Table
from casedesk.reports.definitions import NONE, NOT_KNOWN, Dimension, TableDefinition
from casedesk.reports.facts import GROUP, PERSON, Columns, Facts, Said

#: so many families or groups stand behind a count that is shown exactly
GROUPS = 3
_PERSON, _GROUP = itemgetter(0), itemgetter(1)
Filters = tuple[tuple[str, str], ...]
Cells = tuple[tuple[str, ...], ...]


def count(
    definition: TableDefinition,
    facts: Facts,
    *,
    within: Sequence[tuple[Dimension, str]] = (),
    persons: int = 0,
) -> Table:
    """The exact table: inner cells, and the total where categories overlap.

    ``within`` are the categories to which those counted are confined. Counts behind which stand
    fewer than so many ``persons``, or too few groups, or mostly one group, are marked as weak.
    """
    columns = facts[definition.population]
    said = list(zip(*(columns[each.name] for each in definition.dimensions), strict=True))
    chosen = _chosen(columns, within) if within else range(len(said))
    of = {each: _cells(definition.dimensions, each) for each in set(said)}
    numbers = Counter(said[at] for at in chosen)
    cells: Counter[Key] = Counter()
    for combination, number in numbers.items():
        for cell in of[combination]:
            cells[cell] += number
    weak = _weak([of[said[at]] for at in chosen], [_who(columns, at) for at in chosen], persons)
    alone = [each for each in definition.dimensions[0].values if each in (NONE, NOT_KNOWN)]
    filters = tuple((each.name, value) for each, value in within)
    return Table(
        name=table_name(definition.id, filters),
        population=definition.population,
        dimensions=tuple(each.name for each in definition.dimensions),
        cells=dict(cells),
        values=tuple(each.values for each in definition.dimensions),
        overlapping=definition.overlapping,
        total=len(chosen) if definition.overlapping else None,
        alone=tuple(alone) if definition.overlapping else (),
        weak=frozenset(weak) if persons else frozenset(),
        within=filters,
    )


def table_name(id: str, filters: Filters) -> str:
    """The name of a table among all of a period."""
    return " ".join((id, *(f"{dimension}={value}" for dimension, value in filters)))


def all_counts(table: Table) -> dict[Key, int]:
    """The exact count of every cell and every total."""
    counts = dict.fromkeys(product(*((*values, TOTAL) for values in table.values)), 0)
    for cell, number in table.cells.items():
        for key in _with_totals(cell):
            counts[key] += number
    if table.total is not None:
        counts[(TOTAL,) * len(table.dimensions)] = table.total
    return counts


def _with_totals(cell: Key) -> Iterator[Key]:
    return product(*((value, TOTAL) for value in cell))


def _chosen(columns: Columns, within: Sequence[tuple[Dimension, str]]) -> Sequence[int]:
    """The places of those that are counted."""
    wanted = [(columns[each.name], each, value) for each, value in within]
    return [
        at
        for at in range(len(columns[PERSON]))
        if all(_categories(each, codes[at]) == (value,) for codes, each, value in wanted)
    ]


def _who(columns: Columns, at: int) -> tuple[Said, Said]:
    return columns[PERSON][at], columns[GROUP][at]


def _cells(dimensions: Sequence[Dimension], combination: Sequence[Said]) -> Cells:
    """The cells in which somebody counts; each once, also if codes share a category."""
    return tuple(product(*map(_categories, dimensions, combination)))


def _weak(
    cells: Sequence[Cells], whose: Sequence[tuple[Said, Said]], persons: int
) -> Iterator[Key]:
    """The cells and totals behind which stand too few, or mostly one group."""
    # Most stand in few cells together: keys are made once for each of those, not for each person.
    alike: defaultdict[Cells, list[tuple[Said, Said]]] = defaultdict(list)
    for each, who in zip(cells, whose, strict=True):
        alike[each].append(who)
    behind: defaultdict[Key, list[tuple[Said, Said]]] = defaultdict(list)
    for each, those in alike.items():
        for key in {key for cell in each for key in _with_totals(cell)}:
            behind[key] += those
    for key, those in behind.items():
        people, groups = set(map(_PERSON, those)), Counter(map(_GROUP, those))
        most = max(groups.values())
        if len(people) < persons or len(groups) < GROUPS or 2 * most > len(those):
            yield key


def _categories(dimension: Dimension, said: Said) -> tuple[str, ...]:
    """The categories that codes count in; "none" and "not known" only where there is no other."""
    if not isinstance(said, tuple):
        return (dimension.category(said),)
    found = dict.fromkeys(dimension.category(code) for code in said)
    others = tuple(each for each in found if each not in (NONE, NOT_KNOWN))
    if others or found:
        return others or tuple(found)[:1]
    return (dimension.category(NONE if NONE in dimension.labels else None),)
