"""Facts to tables of counts."""

from collections import Counter
from collections.abc import Sequence
from itertools import product

from casedesk.disclosure import TOTAL, Key, Table
from casedesk.reports.definitions import NONE, Dimension, TableDefinition
from casedesk.reports.facts import Facts, Said


def count(definition: TableDefinition, facts: Facts) -> Table:
    """The exact table: inner cells, and the total where categories overlap."""
    columns = facts[definition.population]
    said = [columns[each.name] for each in definition.dimensions]
    if definition.overlapping:
        cells = _several(definition.dimensions, said)
    else:
        cells = Counter(zip(*map(_category_of_each, definition.dimensions, said), strict=True))
    return Table(
        name=definition.id,
        population=definition.population,
        dimensions=tuple(each.name for each in definition.dimensions),
        cells=dict(cells),
        values=tuple(each.values for each in definition.dimensions),
        overlapping=definition.overlapping,
        total=len(said[0]) if definition.overlapping else None,
    )


def all_counts(table: Table) -> dict[Key, int]:
    """The exact count of every cell and every total."""
    counts = dict.fromkeys(product(*((*values, TOTAL) for values in table.values)), 0)
    for cell, number in table.cells.items():
        for key in product(*((value, TOTAL) for value in cell)):
            counts[key] += number
    if table.total is not None:
        counts[(TOTAL,) * len(table.dimensions)] = table.total
    return counts


def _category_of_each(dimension: Dimension, said: Sequence[Said]) -> list[str]:
    known = {code: dimension.category(code) for code in set(said) if not isinstance(code, tuple)}
    return [known[code] for code in said]  # type: ignore[index]  # one code each, or a KeyError


def _several(
    dimensions: Sequence[Dimension], said: Sequence[Sequence[Said]]
) -> Counter[tuple[str, ...]]:
    """Combinations that several codes make; each once, also if codes share a category."""
    cells: Counter[tuple[str, ...]] = Counter()
    for combination, number in Counter(zip(*said, strict=True)).items():
        for key in product(*map(_categories, dimensions, combination)):
            cells[key] += number
    return cells


def _categories(dimension: Dimension, said: Said) -> Sequence[str]:
    if not isinstance(said, tuple):
        return (dimension.category(said),)
    if not said:
        return (dimension.category(NONE if NONE in dimension.labels else None),)
    return tuple(dict.fromkeys(dimension.category(code) for code in said))
