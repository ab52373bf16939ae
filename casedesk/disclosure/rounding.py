"""Controlled rounding of all tables of a release together."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from casedesk.disclosure.figures import Figure, figure, true_figures
from casedesk.disclosure.programme import least_error_rounding
from casedesk.disclosure.refusals import CannotProtect
from casedesk.disclosure.rules import all_rules
from casedesk.disclosure.tables import Link, RoundedTable, Table, every_key
from casedesk.disclosure.verification import verify


def protect(
    tables: Sequence[Table],
    *,
    base: int = 5,
    time_limit: float = 60.0,
    links: Sequence[Link] = (),
    fixed: Mapping[Figure, int] = MappingProxyType({}),
) -> tuple[RoundedTable, ...]:
    """Return the tables in the same order, every count a multiple of base beside the true one.

    A count of 1 to base - 1 becomes 0 or base; a multiple of base, 0 included, stays. Sums hold,
    tables of a population agree, and the total error over all figures is the least possible.
    Figures that were published before keep their ``fixed`` count. The time limit is in seconds
    of the processor; a time-out is a refusal. Raises ValueError if the tables contradict each
    other, and CannotProtect if there is no such rounding or no proof of it.
    """
    if base < 2:
        raise ValueError("The base of rounding is at least 2")
    truth = true_figures(tables, links)
    answer = least_error_rounding(
        truth, all_rules(tables, links), base=base, time_limit=time_limit, fixed=fixed
    )
    if isinstance(answer, str):
        raise CannotProtect(answer, tuple(sorted(table.name for table in tables)))
    result = tuple(_protected(table, answer, base) for table in tables)
    verify(tables, result, base=base, links=links)
    return result


def _protected(table: Table, rounded: Mapping[Figure, int], base: int) -> RoundedTable:
    """Return a table filled with the rounded figures."""
    counts = {key: rounded[figure(table, key)] for key in every_key(table)}
    return RoundedTable(
        table.name,
        table.population,
        table.dimensions,
        table.values,
        counts,
        base,
        table.overlapping,
        table.alone,
        within=table.within,
    )
