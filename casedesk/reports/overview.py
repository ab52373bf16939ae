"""A period at a glance: exact for a coordinator's eyes, or as it was published, for everybody.

Nothing is protected anew for it: a figure that was never published would be a release that no
proof knows of.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from casedesk.reports import on_screen, releases
from casedesk.reports.layout import SHARE, lay_out, row_totals
from casedesk.reports.periods import Period
from casedesk.reports.published import Published
from casedesk.reports.tables import RECORDS, CountedTable, ExactTable, ReportTable
from casedesk.reports.wording import Words
from casedesk.storage.unit_of_work import UnitOfWork

CHARTS = ("entries", "nationality_sex", "acts", "officials")
STATES, ENTRIES, CORRIDORS = "state", "entry_states", "corridor"
#: tables by state, each of which the map can show
BY_STATE = (STATES, ENTRIES)
_WANTED = frozenset((*CHARTS, *BY_STATE, CORRIDORS))


@dataclass(frozen=True)
class Overview:
    """Tables of a period by their id; those that were not published are not there."""

    period: Period
    tables: Mapping[str, CountedTable]
    #: the numbers in the ledger of the releases that say so; none if it is exact
    releases: tuple[int, ...] = ()

    @property
    def exact(self) -> bool:
        """Whether it is for coordinators' eyes alone."""
        return not self.releases


@dataclass(frozen=True)
class Line:
    """One category: its label and the figure as printed; hidden or a range from 0 has no number."""

    code: str
    label: str
    printed: str
    number: int | None


def exact(uow: UnitOfWork, period: Period) -> Overview:
    """The exact counts; the reading is logged. Raises NotAllowed or NotBegun."""
    counts = on_screen.exact_counts(uow, period)
    tables = {table.definition.id: table for table in counts.tables}
    return Overview(period, {id: tables[id] for id in tables if id in _WANTED})


def published(uow: UnitOfWork) -> list[Overview]:
    """What was published of whole periods, from the ledger alone; the latest first.

    Where the same was published more than once, the first release speaks, and what was counted
    before what was summed.
    """
    found: dict[Period, dict[str, tuple[int, ReportTable]]] = {}
    whole = [each for each in Published(uow).releases if not each.order.filters]
    for release in sorted(whole, key=lambda each: each.order.basis != RECORDS):
        of_period = found.setdefault(release.order.period, {})
        for table in releases.report_of(release, None).tables:
            if table.definition.id in _WANTED:
                of_period.setdefault(table.definition.id, (release.number, table))
    shown = [
        Overview(
            period,
            {id: table for id, (_number, table) in tables.items()},
            tuple(sorted({number for number, _table in tables.values()})),
        )
        for period, tables in found.items()
        if tables
    ]
    order = sorted(shown, key=lambda each: (each.period.ends_before, each.period.begins))
    return order[::-1]


def lines(table: CountedTable, words: Words) -> list[Line]:
    """A line for each category of the first dimension."""
    codes = table.definition.dimensions[0].values
    if isinstance(table, ReportTable):
        rows = lay_out(table, words).rows
        figures = [(row.label, row.figures[-1]) for row in rows if not row.total]
        return [
            Line(code, label, figure.text, figure.number)
            for code, (label, figure) in zip(codes, figures, strict=True)
        ]
    return [
        Line(code, label, words.number(count or 0), count)
        for code, (label, count) in zip(codes, row_totals(table, words), strict=True)
    ]


def total(table: CountedTable, words: Words) -> str:
    """The total as printed."""
    if isinstance(table, ReportTable):
        return words.count(table.total, table.base, table.terms)
    return words.number(table.counts[table.total_key] or 0)


def share(table: CountedTable, words: Words) -> str:
    """The share that a table is about, with numerator, denominator and unit; empty if none."""
    if not table.definition.share:
        return ""
    if isinstance(table, ReportTable):
        return lay_out(table, words).notes[-1]
    return _exact_share(table, words) if isinstance(table, ExactTable) and table.total else ""


def _exact_share(table: ExactTable, words: Words) -> str:
    part, whole = table.counts[(table.definition.share,)], table.total
    return words.say(SHARE).format(
        numerator=words.number(part),
        denominator=words.number(whole),
        unit=table.definition.unit.words.in_language(words.language),
        percent=words.number((200 * part + whole) // (2 * whole)),
    )
