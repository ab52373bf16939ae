"""Periods that lie in other periods: what is counted of a year says something of its months."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from casedesk.disclosure import Nested
from casedesk.reports.orders import population_of
from casedesk.reports.periods import Period
from casedesk.reports.snapshots import of_persons


def nestings(populations: Iterable[str]) -> Iterator[Nested]:
    """Yield for each population that shares months with another one what it is made of.

    Months of which nothing was published are parts as well: what is left of them can be computed.
    """
    periods: defaultdict[str, set[Period]] = defaultdict(set)
    for each in populations:
        name, label = each.split("@")
        periods[name].add(Period.parse(label))
    for name, found in sorted(periods.items()):
        kind: Literal["sum", "union"] = "union" if of_persons(name) else "sum"
        for whole in sorted(found):
            if whole.kind != "month" and any(whole.meets(each) for each in found - {whole}):
                parts = parts_of(whole, found)
                names = tuple(population_of(name, part) for part in parts)
                yield Nested(population_of(name, whole), names, kind)


def parts_of(whole: Period, known: Iterable[Period]) -> Sequence[Period]:
    """Return the shortest known periods in a longer one, and the months that they leave over."""
    found: list[Period] = []
    inside = [each for each in known if each != whole and each in whole]
    for each in (*sorted(inside, key=lambda one: (one.last - one.first, one)), *whole.months()):
        if not any(each.meets(other) for other in found):
            found.append(each)
    return sorted(found)
