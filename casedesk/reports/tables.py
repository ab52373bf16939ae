"""Counted tables: exact ones for a coordinator's eyes, rounded ones for everybody."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from casedesk.disclosure import TOTAL, Key
from casedesk.reports.definitions import Definition, TableDefinition

#: shelters with fewer persons a month should publish by quarter
FEW = 50


@dataclass(frozen=True)
class CountedTable:
    """The count of every cell and of every total of a table."""

    definition: TableDefinition
    counts: Mapping[Key, int]
    #: the same table of the month before, rounded; None if nothing is on file for it
    before: Mapping[Key, int] | None = None

    @property
    def values(self) -> tuple[tuple[str, ...], ...]:
        """The categories of each dimension."""
        return tuple(each.values for each in self.definition.dimensions)

    @property
    def total(self) -> int:
        """The table's grand total."""
        return self.counts[(TOTAL,) * len(self.definition.dimensions)]


class ExactTable(CountedTable):
    """As counted: for the screen alone, never for a file."""


class ReportTable(CountedTable):
    """As printed: every figure is rounded."""


@dataclass(frozen=True)
class MonthCounts:
    """A month's exact counts, for coordinators' eyes; no file holds them."""

    definition: Definition
    month: date
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
        """Whether there are so few persons that publishing by quarter is better."""
        return self.persons < FEW


@dataclass(frozen=True)
class Report:
    """A month's protected tables; nothing in it is exact, nothing stands for one person."""

    definition: Definition
    shelter: str
    month: date
    #: whether the month has ended: no file is made of one that has not
    over: bool
    tables: tuple[ReportTable, ...]
