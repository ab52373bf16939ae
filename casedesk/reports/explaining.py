"""Why a figure is printed as it is, for coordinators' eyes: it tells the true count."""

from dataclasses import dataclass
from typing import Literal

from casedesk.disclosure import Key
from casedesk.reports.counting import all_counts
from casedesk.reports.protecting import exact_tables
from casedesk.reports.published import Published
from casedesk.reports.releases import Release
from casedesk.reports.tables import SUM
from casedesk.storage.log import READ
from casedesk.storage.unit_of_work import UnitOfWork

Kind = Literal["exact", "up", "down", "same", "small", "weak", "beside", "apart", "sum"]


@dataclass(frozen=True)
class Explanation:
    """Why a figure is printed as it is.

    ``kind``: "exact" as counted; rounded "up", "down" or the "same"; hidden because it is "small",
    because it is "weak" (too few families or groups stand behind it, or mostly one), because what
    is "beside" it could be computed, or for what is "apart" from this report, or for a whole group
    that it tells of; a "sum" of published figures.
    """

    kind: Kind
    #: as counted; None for a sum, of which nobody keeps the true count
    true: int | None
    printed: int | None
    #: id of the table and key of the figure that it would have given away
    table: str = ""
    key: Key = ()


def explain(uow: UnitOfWork, number: int, table: str, key: Key) -> Explanation:
    """Explain a figure of a release; the reading is logged.

    Raises NotAllowed, or KeyError if there is no such figure.
    """
    uow.require_coordinator()
    published = Published(uow)
    release = {each.number: each for each in published.releases}[number]
    printed = release.table(table).counts[key]
    uow.note(READ, "report", release=number, table=table, key=list(key))
    if release.order.basis == SUM:
        return Explanation("sum", None, printed)
    order = release.order
    at = [each.id for each in order.definition.tables].index(table)
    counted = exact_tables(published.facts(order.period), order)[at]
    true = all_counts(counted)[key]
    if printed is None:
        return _hidden(release, counted.name, key, true, weak=key in counted.weak)
    if release.tables[at].base == 1:
        return Explanation("exact", true, printed)
    kind: Kind = "up" if printed > true else "down" if printed < true else "same"
    return Explanation(kind, true, printed)


def _hidden(release: Release, name: str, key: Key, true: int, *, weak: bool) -> Explanation:
    if true < release.order.policy.threshold:
        return Explanation("small", true, None)
    if weak:
        return Explanation("weak", true, None)
    if (name, key) not in release.because:
        return Explanation("apart", true, None)
    other, other_key = release.because[name, key]
    return Explanation("beside", true, None, other.split()[0], other_key)
