"""Tables of counts as they go in and as they come out."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product

TOTAL = "*"
Key = tuple[str, ...]
"""One value, or TOTAL, per dimension, in the order of the table's dimensions."""


@dataclass(frozen=True)
class Table:
    """Counts of one population classified by dimensions. Raises ValueError if it is malformed."""

    name: str
    #: tables of the same population share their margins
    population: str
    dimensions: tuple[str, ...]
    #: inner cells only; a missing one counts 0
    cells: Mapping[Key, int]
    #: the printed categories of each dimension, in order
    values: tuple[tuple[str, ...], ...]
    #: somebody may stand in several categories of the first dimension: they do not add up
    overlapping: bool = False
    #: number in the population; needed if overlapping, otherwise the sum of the cells
    total: int | None = None
    #: categories of an overlapping dimension that stand alone, such as "none" or "not known"; if
    #: there are any, everybody is in at least one category
    alone: tuple[str, ...] = ()
    #: cells and margins that are not shown exactly whatever they count: too few persons or groups
    #: stand behind them, or one group is over half of them
    weak: frozenset[Key] = frozenset()
    #: only those of these categories of other dimensions are counted: (dimension, value) pairs
    within: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        for problem in _problems(self):
            raise ValueError(f"Table {self.name!r}: {problem}")


@dataclass(frozen=True)
class ProtectedTable:
    """A table as it may be seen: every inner cell and every margin rounded, exact or hidden."""

    name: str
    population: str
    dimensions: tuple[str, ...]
    values: tuple[tuple[str, ...], ...]
    #: a multiple of base; None is hidden
    counts: Mapping[Key, int | None]
    #: 1 if what is shown is exact
    base: int
    overlapping: bool = False
    alone: tuple[str, ...] = ()
    #: how many protected figures each count is the sum of
    terms: int = 1
    within: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class RoundedTable(ProtectedTable):
    """A table of which every figure is a multiple of base and none is hidden."""

    counts: Mapping[Key, int]


@dataclass(frozen=True)
class Link:
    """A figure of one population that is part of, or the same as, a figure of another one.

    Each figure is a population and the value of each dimension that it fixes; no dimension
    fixed means the population's total. The difference can be had by subtraction, so it is
    protected like a cell.
    """

    part: tuple[str, Mapping[str, str]]
    whole: tuple[str, Mapping[str, str]]
    #: "within": part of the whole; "equal": the same persons, so the true counts must agree
    relation: str = "within"

    def __post_init__(self) -> None:
        if self.relation not in ("within", "equal"):
            raise ValueError(f"A link is within or equal, not {self.relation!r}")


def every_key(table: Table | ProtectedTable) -> Iterator[Key]:
    """Yield the key of every inner cell and of every margin."""
    return product(*((*values, TOTAL) for values in table.values))


def true_counts(table: Table) -> dict[Key, int]:
    """Return the true count of every cell and margin that the table itself determines.

    An overlapping table determines its categories and the population's total, but not the
    population's other margins, such as everybody of one sex.
    """
    known = {key: 0 for key in every_key(table) if not (table.overlapping and key[0] == TOTAL)}
    for cell, count in table.cells.items():
        for key in product(*((value, TOTAL) for value in cell)):
            if key in known:
                known[key] += count
    if table.overlapping and table.total is not None:
        known[(TOTAL,) * len(table.dimensions)] = table.total
    return known


def _problems(table: Table) -> Iterator[str]:
    """Yield what is wrong with the form of a table."""
    if len(table.values) != len(table.dimensions):
        yield "one list of categories is needed for each dimension"
    if len(set(table.dimensions)) < len(table.dimensions):
        yield "a dimension stands twice"
    if any(len(set(values)) < len(values) for values in table.values):
        yield "a category stands twice"
    if {name for name, _value in table.within} & set(table.dimensions):
        yield "it is classified by a dimension of which it counts one category"
    if any(TOTAL in values for values in table.values):
        yield f"no category may be called {TOTAL!r}"
    inner = set(product(*table.values))
    if strays := sorted(set(table.cells) - inner):
        yield f"{strays[0]!r} is not one of its cells"
    if any(count < 0 for count in table.cells.values()):
        yield "a count is negative"
    if strangers := sorted(set(table.alone) - set(table.values[0] if table.values else ())):
        yield f"{strangers[0]!r} is not one of its categories"
    if table.alone and not table.overlapping:
        yield "only overlapping categories can stand alone"
    if outside := sorted(table.weak - set(every_key(table))):
        yield f"{outside[0]!r} is not one of its figures"
    if table.overlapping and (table.total is None or not table.dimensions):
        yield "overlapping categories need a dimension and the population's total"
    if not table.overlapping and table.total not in (None, sum(table.cells.values())):
        yield "the cells do not add up to the total"
