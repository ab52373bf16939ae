"""What was counted in a report before: it counts once, whatever is corrected of it since.

A snapshot lists what it counted, by keyed digests. Late is whatever lies in a published month now
and is in no list; a record moved out of a published month is in one, and so counts no more.
Snapshots of before there were lists have the id noted last; what was noted later is late.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from casedesk.domain.people import Person
from casedesk.reports import snapshots, terms
from casedesk.reports.facts import MARK, RECORDS, TWIN, Facts, facts, listed
from casedesk.reports.periods import Period
from casedesk.reports.published import Published
from casedesk.storage import lateness
from casedesk.storage import month as months_store
from casedesk.storage.merged import survivors
from casedesk.storage.month_rows import Counted, MonthRows
from casedesk.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class CountedBefore:
    """What earlier reports counted."""

    uow: UnitOfWork
    digest: Callable[[str], str]
    #: digests of what is in lists
    listed: frozenset[str]
    #: of what was counted and taken out of the vault since: how often what it said
    gone: Counter[str]
    #: of months without lists, as 2026-03: the last id that was counted
    until: Mapping[str, str]
    #: each month that was published, and where in the log everything in it had been counted
    months: Mapping[Period, int]

    def apart(self, rows: MonthRows, period: Period) -> MonthRows:
        """The rows of a month that were counted nowhere."""
        if not (self.listed or self.until or self.gone):
            return rows
        return rows.where(lambda row: not self._counted(row, period))

    def late(self, before: date = date.max) -> dict[Period, MonthRows]:
        """What is in published months before a day and was counted nowhere, by month.

        Raises LaptopDateTooEarly.
        """
        wanted = sorted(month for month in self.months if month.ends_before <= before)
        if not wanted:
            return {}
        connection = self.uow.connection
        touched = {
            each.month
            for each in lateness.dated(connection)
            if each.id > self.until.get(each.month, "")
            and self.digest(each.mark) not in self.listed
        }
        since = min(self.months[each] for each in wanted)
        cases = lateness.changed_cases(connection, since)
        found = {}
        for each in wanted:
            ended = terms.of_cases(self.uow, each, cases) if cases else []
            if ended or each.label in touched:
                rows = months_store.load(connection, each.begins)._replace(terms=ended)
                found[each] = self.apart(rows, each)
        return {each: rows for each, rows in found.items() if any(rows.counted())}

    def _counted(self, row: Counted, period: Period) -> bool:
        if any(self.digest(mark) in self.listed for mark in row.marks):
            return True
        if row.id <= self.until.get(period.label, ""):
            return True
        twin = self.digest(row.twin)
        again = self.gone[twin] > 0
        self.gone[twin] -= again
        return again


def take(uow: UnitOfWork, published: Published, period: Period) -> Facts:
    """What is counted of a period now, and was not counted in any report before.

    What came to light since of earlier months that have been published counts here too. Raises
    LaptopDateTooEarly.
    """
    reports = before(uow, published)
    parts = [reports.apart(terms.load(uow, month), month) for month in period.months()]
    rows = months_store.together([*parts, *reports.late(period.begins).values()])
    return {**facts(rows, period.begins), RECORDS: listed(rows)}


def of_year(uow: UnitOfWork, published: Published, year: int) -> Facts:
    """What is counted of a year: what its frozen parts counted, each person once."""
    digest = snapshots.keyed(months_store.secret(uow.connection))
    merged = survivors(uow.connection, Person.kind)
    return snapshots.of_year(
        [published.facts(part) for part in published.parts(year)],
        {digest(gone): digest(stayed) for gone, stayed in merged.items()},
    )


def before(uow: UnitOfWork, published: Published) -> CountedBefore:
    """What the reports of a vault counted so far."""
    uow.flush()
    digest = snapshots.keyed(months_store.secret(uow.connection))
    lists = {
        period: published.facts(period).get(RECORDS)
        for period in published.snapshots
        if period.kind != "year"
    }
    counted = [
        pair for each in lists.values() if each for pair in zip(each[MARK], each[TWIN], strict=True)
    ]
    out = {digest(id) for id in lateness.taken_back(uow.connection)}
    unlisted = {period for period, each in lists.items() if each is None}
    return CountedBefore(
        uow,
        digest,
        frozenset(str(mark) for mark, _twin in counted),
        Counter(str(twin) for mark, twin in counted if mark in out),
        _until(published, unlisted),
        _months(uow, published, lists),
    )


def _until(published: Published, unlisted: Iterable[Period]) -> dict[str, str]:
    """The last id that was counted of each month of some periods, in it or late in another one."""
    ends = [(each.ends_before, published.snapshots[each].body["until"]) for each in unlisted]
    return {
        month.label: max(last for end, last in ends if end > month.begins)
        for period in unlisted
        for month in period.months()
    }


def _months(uow: UnitOfWork, published: Published, periods: Iterable[Period]) -> dict[Period, int]:
    """Every month of some periods, with the place in the log of the last that counted of it."""
    places = lateness.places_in_log(uow.connection)
    ends = [(each.ends_before, places.get(published.snapshots[each].seq, 0)) for each in periods]
    return {
        month: max(place for end, place in ends if end > month.begins)
        for period in periods
        for month in period.months()
    }
