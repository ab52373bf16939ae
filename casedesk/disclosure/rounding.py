"""Controlled rounding of all tables of a release together."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

from casedesk.disclosure.figures import Figure, figure, true_figures
from casedesk.disclosure.programme import least_error_rounding
from casedesk.disclosure.refusals import CannotProtect
from casedesk.disclosure.rules import all_rules
from casedesk.disclosure.tables import Link, ProtectedTable, RoundedTable, Table, every_key
from casedesk.disclosure.verification import verify
from casedesk.disclosure.worlds import Nested


def protect(
    tables: Sequence[Table],
    *,
    base: int = 5,
    time_limit: float = 60.0,
    links: Sequence[Link] = (),
    fixed: Mapping[Figure, int] = MappingProxyType({}),
    least: Mapping[Figure, int] = MappingProxyType({}),
) -> tuple[RoundedTable, ...]:
    """Return the tables in the same order, every count a multiple of base beside the true one.

    A count of 1 to base - 1 becomes 0 or base; a multiple of base, 0 included, stays. Sums hold,
    tables of a population agree, and the total error over all figures is the least possible.
    Figures that were published before keep their ``fixed`` count, and none is less than its
    ``least``, as :func:`least_beside` gives it. The time limit is in seconds
    of the processor; a time-out is a refusal. Raises ValueError if the tables contradict each
    other, and CannotProtect if there is no such rounding or no proof of it.
    """
    if base < 2:
        raise ValueError("The base of rounding is at least 2")
    truth = true_figures(tables, links)
    answer = least_error_rounding(
        truth,
        all_rules(tables, links),
        base=base,
        time_limit=time_limit,
        fixed=fixed,
        least=least,
    )
    if isinstance(answer, str):
        raise CannotProtect(answer, tuple(sorted(table.name for table in tables)))
    result = tuple(_protected(table, answer, base) for table in tables)
    verify(tables, result, base=base, links=links)
    return result


def least_beside(nested: Iterable[Nested], printed: Sequence[ProtectedTable]) -> dict[Figure, int]:
    """Return what is the least for figures of wholes, by what was printed of their parts.

    A part printed as 5 is 1 to 9. Beside a whole printed as 0, which is 0 to 4, it would be small
    for certain; so such a whole is printed as at least what its parts are at the least. As it is
    that in truth, rounding it up always meets this.
    """
    lows: dict[Figure, int] = {}
    base = max((table.base for table in printed), default=0)
    for table in printed:
        for key, count in table.counts.items():
            if count is not None:
                low = max(0, count - table.terms * (table.base - 1))
                name = figure(table, key)
                lows[name] = max(low, lows.get(name, 0))
    found: dict[Figure, int] = {}
    for each in nested:
        parts: defaultdict[Figure, list[int]] = defaultdict(list)
        for (population, fixed), low in lows.items():
            if population in each.parts and low:
                parts[Figure(each.whole, fixed)].append(low)
        for name, known in parts.items():
            if min(known) < base:
                found[name] = sum(known) if each.kind == "sum" else min(known)
    return found


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
