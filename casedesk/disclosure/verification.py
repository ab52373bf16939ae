"""The check in plain integers before anything leaves: no solver and no model is trusted.

It reads the protected tables as a reader would, beside the true counts, and shares neither the
rules nor the programme that made the rounding.
"""

from collections.abc import Iterator, Sequence

from casedesk.disclosure.figures import Figure, figure, filtered_parts, link_ends, true_figures
from casedesk.disclosure.refusals import CannotProtect
from casedesk.disclosure.tables import TOTAL, Key, Link, RoundedTable, Table, every_key


def verify(
    tables: Sequence[Table],
    protected: Sequence[RoundedTable],
    *,
    base: int = 5,
    links: Sequence[Link] = (),
) -> None:
    """Raise CannotProtect unless the protected tables are a controlled rounding of the tables."""
    if not _is_rounding(tables, protected, base, links):
        raise CannotProtect("unverified", tuple(sorted(table.name for table in tables)))


def _is_rounding(
    tables: Sequence[Table], protected: Sequence[RoundedTable], base: int, links: Sequence[Link]
) -> bool:
    """Tell whether every figure, sum, complement and link is as it must be."""
    pairs = list(zip(tables, protected, strict=False))
    if len(tables) != len(protected) or not all(_same_form(*pair, base) for pair in pairs):
        return False
    truth = true_figures(tables, links)
    shown: dict[Figure, int] = {}
    for result in protected:
        for key, count in result.counts.items():
            name = figure(result, key)
            if shown.setdefault(name, count) != count or not _beside(count, truth[name], base):
                return False
    differences = [(whole, part) for part, whole in map(link_ends, links)]
    differences += [(whole, part) for part, whole in filtered_parts(tables)]
    for table, result in pairs:
        if not all(_adds_up(result, *margin) for margin in _sums(table)):
            return False
        differences += _complements(table)
    return all(
        _beside(shown[whole] - shown[part], truth[whole] - truth[part], base)
        for whole, part in differences
    )


def _beside(rounded: int, true: int, base: int) -> bool:
    """Tell whether a count is the true one's multiple of the base below or above it."""
    return rounded % base == 0 and abs(rounded - true) < base


def _same_form(table: Table, result: RoundedTable, base: int) -> bool:
    """Tell whether the result shows every cell and margin of its table and nothing else."""
    form = (table.name, table.population, table.dimensions, table.values, table.within, base)
    return form == (
        result.name,
        result.population,
        result.dimensions,
        result.values,
        result.within,
        result.base,
    ) and set(result.counts) == set(every_key(table))


def _sums(table: Table) -> Iterator[tuple[Key, int]]:
    """Yield each margin with the place of a dimension over which it must be the sum."""
    for key in every_key(table):
        for place in range(1 if table.overlapping else 0, len(key)):
            if key[place] == TOTAL:
                yield key, place


def _adds_up(result: RoundedTable, key: Key, place: int) -> bool:
    """Tell whether a margin is the sum of the cells that it classifies by one dimension."""
    before, after = key[:place], key[place + 1 :]
    return result.counts[key] == sum(
        result.counts[*before, value, *after] for value in result.values[place]
    )


def _complements(table: Table) -> Iterator[tuple[Figure, Figure]]:
    """Yield the base and the category of everything that subtraction tells of overlaps."""
    if not table.overlapping:
        return
    for key in every_key(table):
        if key[0] != TOTAL:
            base = (TOTAL, *key[1:])
            yield (
                figure(table, base),
                figure(table, key),
            )
