"""Facts to tables of counts."""

from collections import Counter
from collections.abc import Sequence
from itertools import product
from typing import Any

from casedesk.disclosure import Table
from casedesk.reports.definitions import Dimension, TableDefinition
from casedesk.reports.facts import Facts


def count(definition: TableDefinition, facts: Facts) -> Table:
    """The exact table: inner cells, and the total where categories overlap."""
    cells: Counter[tuple[str, ...]] = Counter()
    total = 0
    for fact, number in facts.of(definition.unit.name):
        total += number
        for key in product(*(_categories(each, fact) for each in definition.dimensions)):
            cells[key] += number
    return Table(
        name=definition.id,
        population=definition.unit.name,
        dimensions=tuple(each.name for each in definition.dimensions),
        cells=dict(cells),
        values=tuple(each.values for each in definition.dimensions),
        overlapping=definition.overlapping,
        total=total if definition.overlapping else None,
    )


def _categories(dimension: Dimension, fact: Any) -> Sequence[str]:
    """The categories in which a unit counts; each once, also if several codes share one."""
    said = fact.get(dimension.name)
    if isinstance(said, tuple):
        return tuple(dict.fromkeys(dimension.category(code) for code in said))
    return (dimension.category(said),)
