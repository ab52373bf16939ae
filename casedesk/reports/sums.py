"""Quarters and years to date as sums of what was published: they say nothing new."""

from collections.abc import Sequence

from casedesk.disclosure import Key, ProtectedTable, every_key
from casedesk.reports.orders import Order, population_of
from casedesk.reports.periods import Period
from casedesk.reports.published import Published
from casedesk.reports.refusals import NotAllPublished, TableNotPublished
from casedesk.reports.releases import Release


def sums(published: Published, order: Order) -> tuple[ProtectedTable, ...]:
    """The tables of an order, added up from the releases of its months or quarters.

    Raises NotAllPublished if one is missing, or TableNotPublished if it did not show a table.
    """
    parts = _parts(published, order.period)
    return tuple(
        _sum([_table(published, part, order, each.id) for part in parts], order)
        for each in order.definition.tables
    )


def _parts(published: Published, period: Period) -> list[Period]:
    """The periods that were counted and together are just this one."""
    parts = sorted(each for each in published.snapshots if each in period and each.kind != "year")
    done = {month for part in parts for month in part.months()}
    for month in period.months():
        if month not in done:
            raise NotAllPublished(period=period.label, missing=month.label)
    return parts


def _table(published: Published, part: Period, order: Order, id: str) -> ProtectedTable:
    """A table as it was published of a part."""
    for release in published.of(part):
        if _like(release, order) and id in {each.id for each in release.order.definition.tables}:
            return release.table(id)
    raise TableNotPublished(period=order.period.label, part=part.label, table=id)


def _like(release: Release, order: Order) -> bool:
    return (release.order.filters, release.order.policy) == (order.filters, order.policy)


def _sum(parts: Sequence[ProtectedTable], order: Order) -> ProtectedTable:
    """Tables of the same form added up; what is hidden in one of them is hidden."""
    first = parts[0]
    population = first.population.split("@")[0]
    return ProtectedTable(
        name=first.name,
        population=population_of(population, order.period),
        dimensions=first.dimensions,
        values=first.values,
        counts={key: _added(parts, key) for key in every_key(first)},
        base=first.base,
        overlapping=first.overlapping,
        alone=first.alone,
        terms=len(parts),
        within=first.within,
    )


def _added(parts: Sequence[ProtectedTable], key: Key) -> int | None:
    counts = [part.counts[key] for part in parts]
    return None if None in counts else sum(count for count in counts if count is not None)
