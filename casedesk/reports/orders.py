"""What somebody wants published: which tables of which period, of whom, and protected how."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from casedesk.disclosure import Link
from casedesk.reports import definition_files, own_tables
from casedesk.reports.counting import Filters
from casedesk.reports.definitions import Definition, Dimension, TableDefinition
from casedesk.reports.facts import DIMENSIONS
from casedesk.reports.own_tables import OwnField
from casedesk.reports.periods import Period
from casedesk.reports.tables import RECORDS, ROUNDING

#: a count from 1 to one below it is small, if nobody in it talks
THRESHOLD = 5


@dataclass(frozen=True)
class Policy:
    """How a year's reports are protected; the first report of the year settles it."""

    mode: str = ROUNDING
    #: how many persons of a group may tell what they know to whoever attacks
    insiders: int = 0
    #: dimensions of which the coarse categories are used
    coarse: tuple[str, ...] = ()

    @property
    def threshold(self) -> int:
        """A count from 1 to one below it is small."""
        return THRESHOLD + self.insiders

    @property
    def base(self) -> int:
        """What figures are rounded to: the multiple of five that is not small.

        With insiders, what is printed as the least could also stand for what is not small.
        """
        least = self.threshold + (1 if self.insiders else 0)
        return -(-least // 5) * 5


#: rounded, in all categories
USUAL = Policy()


@dataclass(frozen=True)
class Order:
    """A report to be published. Raises ValueError if it cannot be made of the catalogue."""

    period: Period
    #: ids of tables of the catalogue; none means all that ship
    tables: tuple[str, ...] = ()
    #: (dimension, category) pairs: only those are counted
    filters: Filters = ()
    policy: Policy = USUAL
    #: RECORDS, or SUM: of the months that were published
    basis: str = RECORDS
    recipient: str = ""
    #: what it is called, if it is not the report of the catalogue
    title: str = ""
    #: the shelter's own fields that any of its tables counts by
    own: tuple[OwnField, ...] = ()
    #: the catalogue that the year keeps to; None if it is the one that ships
    edition: Definition | None = field(default=None, compare=False, repr=False)
    #: whether somebody said that nothing happened, if nothing is on file
    nobody: bool = field(default=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        if not self.definition.tables:
            raise ValueError("no such table")
        if len(dict(self.filters)) < len(self.filters):
            raise ValueError("two categories of a dimension")
        dimensions = self.catalogue.dimensions
        for name, value in self.filters:
            if name not in dimensions or value not in dimensions[name].values:
                raise ValueError(f"{name}={value}")

    @property
    def catalogue(self) -> Definition:
        """Every table that it was chosen from."""
        return catalogue(self.policy, self.own, self.edition)

    @property
    def definition(self) -> Definition:
        """The tables wanted, as far as they can be confined to the filters."""
        whole = self.catalogue
        asked = self.tables or tuple(table.id for table in self._ships.tables)
        return whole.only(
            table.id for table in whole.tables if table.id in asked and _fits(table, self.filters)
        )

    @property
    def within(self) -> list[tuple[Dimension, str]]:
        """The filters with their dimensions."""
        dimensions = self.catalogue.dimensions
        return [(dimensions[name], value) for name, value in self.filters]

    @property
    def plain(self) -> bool:
        """Whether it is the report of the catalogue as it stands."""
        others = self.filters or self.recipient or self.title or self.own
        return not others and len(self.definition.tables) == len(self._ships.tables)

    @property
    def _ships(self) -> Definition:
        return catalogue(self.policy, whole=self.edition)


def catalogue(
    policy: Policy = USUAL, own: Iterable[OwnField] = (), whole: Definition | None = None
) -> Definition:
    """Every table that can be chosen from: those that ship, and those by some own fields.

    ``whole`` is the catalogue of a year that has another one.
    """
    whole = whole or definition_files.load()
    added = tuple(own_tables.tables(whole, own))
    own_tables.keep(added)
    return replace(whole, tables=(*whole.tables, *added)).coarsened(policy.coarse)


def chosen(tables: Iterable[str], own: Iterable[OwnField] = ()) -> tuple[str, ...]:
    """Tables in the catalogue's order; none if it is all that ship, and nothing else.

    The same choice is the same order.
    """
    wanted = set(tables)
    ids = tuple(table.id for table in catalogue(own=own).tables if table.id in wanted)
    return () if ids == tuple(table.id for table in catalogue().tables) else ids


def counted_by(tables: Iterable[str], own: Iterable[OwnField]) -> tuple[OwnField, ...]:
    """The fields by which any of these tables counts."""
    ids = tuple(tables)
    return tuple(each for each in own if any(f"{id}_".startswith(f"{each.name}_") for id in ids))


def classified_by(population: str, own: Iterable[OwnField] = ()) -> tuple[str, ...]:
    """The dimensions by which a population can be told apart; none if there is no such one.

    Of own fields those in which each has one category.
    """
    one = [each.name for each in own if not each.several]
    counts = population == definition_files.load().own.unit.name
    return (*DIMENSIONS.get(population, ()), *(one if counts else ()))


def filters_offered(policy: Policy = USUAL) -> list[Dimension]:
    """The dimensions by which a report can be confined: those in which each has one category."""
    overlapping = of_several_answers()
    found = catalogue(policy).dimensions.items()
    return [dimension for name, dimension in found if name not in overlapping]


def of_several_answers() -> set[str]:
    """The dimensions that ship in which somebody can be in several categories."""
    return {table.dimensions[0].name for table in catalogue().tables if table.overlapping}


def links(definition: Definition, filters: Filters, period: Period) -> Iterator[Link]:
    """What the populations of these tables have to do with each other in a period."""
    shown = {
        (table.population, each.name, value)
        for table in definition.tables
        for each in table.dimensions
        for value in each.values
    }
    populations = {table.population for table in definition.tables}
    for link in definition.links:
        ends = (link.part, link.whole)
        if {name for name, _fixed in ends} <= populations and all(
            (name, *pair) in shown for name, fixed in ends for pair in fixed.items()
        ):
            part, whole = (
                (population_of(name, period), {**fixed, **dict(filters)}) for name, fixed in ends
            )
            yield replace(link, part=part, whole=whole)


def population_of(name: str, period: Period) -> str:
    """The name of a population in a period, among all that were ever published."""
    return f"{name}@{period.label}"


def _fits(table: TableDefinition, filters: Filters) -> bool:
    """Whether a table can be confined: it counts by these dimensions, and not by them anyway."""
    names = {name for name, _value in filters}
    return names <= set(DIMENSIONS[table.population]) and not names & {
        each.name for each in table.dimensions
    }
