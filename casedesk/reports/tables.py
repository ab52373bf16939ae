"""Counted tables: exact ones for a coordinator's eyes, protected ones for everybody."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from casedesk.disclosure import TOTAL, Key
from casedesk.reports.definitions import Definition, TableDefinition
from casedesk.reports.periods import Period

#: shelters with fewer persons a month should publish by quarter
FEW = 50
#: how the figures of a report are protected
ROUNDING, EXACT = "rounding", "exact"
#: what a report was counted from: records, or months that were published before
RECORDS, SUM = "records", "sum"


@dataclass(frozen=True)
class CountedTable:
    """The count of every cell and of every total of a table."""

    definition: TableDefinition
    counts: Mapping[Key, int | None]

    @property
    def values(self) -> tuple[tuple[str, ...], ...]:
        """The categories of each dimension."""
        return tuple(each.values for each in self.definition.dimensions)

    @property
    def total_key(self) -> Key:
        """The key of the grand total."""
        return (TOTAL,) * len(self.definition.dimensions)


@dataclass(frozen=True)
class ExactTable(CountedTable):
    """As counted: for the screen alone, never for a file."""

    counts: Mapping[Key, int]

    @property
    def total(self) -> int:
        """The table's grand total."""
        return self.counts[self.total_key]


@dataclass(frozen=True)
class ReportTable(CountedTable):
    """As printed: every figure is rounded, exact or hidden (None).

    Raises ValueError if a figure is none of these.
    """

    #: the same table of the period before, protected; None if nothing was published of it
    before: Mapping[Key, int | None] | None = None
    #: what figures are multiples of; 1 if those that are shown are exact
    base: int = 5
    #: how many protected figures each figure is the sum of
    terms: int = 1

    def __post_init__(self) -> None:
        for key, count in self.counts.items():
            if count is not None and (count < 0 or count % self.base):
                raise ValueError(f"{self.definition.id} {key}: no multiple of {self.base}")
            if count == 0 and self.base == 1:
                raise ValueError(f"{self.definition.id} {key}: none is hidden, never shown")

    @property
    def total(self) -> int | None:
        """The table's grand total, protected."""
        return self.counts[self.total_key]


@dataclass(frozen=True)
class PeriodCounts:
    """A period's exact counts, for coordinators' eyes; no file holds them."""

    definition: Definition
    period: Period
    tables: tuple[ExactTable, ...]
    #: stays of which only the year is known: in no month
    undated: int

    def table(self, name: str) -> ExactTable:
        """A table by its id."""
        return next(table for table in self.tables if table.definition.id == name)

    @property
    def persons(self) -> int:
        """How many different persons entered."""
        populations = {table.definition.population: table.total for table in self.tables}
        return populations["persons"]

    @property
    def few(self) -> bool:
        """Whether it is a month of so few persons that publishing by quarter is better."""
        return self.period.kind == "month" and self.persons < FEW


@dataclass(frozen=True)
class Report:
    """A period's protected tables; nothing in it stands for one person.

    Raises ValueError if its tables are not protected as it says.
    """

    definition: Definition
    shelter: str
    period: Period
    #: whether the period has ended: no file is made of one that has not
    over: bool
    tables: tuple[ReportTable, ...]
    #: its number in the ledger; None if it is only a preview
    number: int | None = None
    #: ROUNDING or EXACT
    mode: str = ROUNDING
    #: a count from 1 to one below it is small
    threshold: int = 5
    #: how many persons of a group may tell what they know
    insiders: int = 0
    #: (dimension, value) pairs: only those are counted
    filters: tuple[tuple[str, str], ...] = ()
    recipient: str = ""
    #: RECORDS or SUM
    basis: str = RECORDS
    #: the catalogue that its year keeps to; None if it is the one that ships
    edition: Definition | None = None

    def __post_init__(self) -> None:
        for problem in _problems(self):
            raise ValueError(problem)

    @property
    def base(self) -> int:
        """What every figure is a multiple of; 1 if those that are shown are exact."""
        return self.tables[0].base

    @property
    def terms(self) -> int:
        """How many protected figures each figure is the sum of, at most."""
        return max(table.terms for table in self.tables)

    @property
    def hides(self) -> bool:
        """Whether its figures can be hidden."""
        shown = (count for table in self.tables for count in table.counts.values())
        return self.mode == EXACT or None in shown


def _problems(report: Report) -> Iterator[str]:
    """Yield what a report says of itself that is not so."""
    if not report.tables:
        yield "a report has tables"
        return
    if report.mode not in (ROUNDING, EXACT) or report.basis not in (RECORDS, SUM):
        yield f"{report.mode} and {report.basis} are unknown"
    if len({table.base for table in report.tables}) > 1:
        yield "all tables have one base"
    if (report.base == 1) != (report.mode == EXACT):
        yield f"a base of {report.base} is not {report.mode}"
    if report.mode == EXACT:
        for table in report.tables:
            if any(0 < (count or 0) < report.threshold for count in table.counts.values()):
                yield f"{table.definition.id} shows a small count"
