"""The ledger read as a whole: what was published, of what, and what everybody can know from it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from copy import copy
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from casedesk.disclosure import Certificate, Fact, Ints, Link, ProtectedTable, World, components
from casedesk.reports import editions, releases, snapshots
from casedesk.reports.definitions import Definition
from casedesk.reports.facts import DIMENSIONS, Facts
from casedesk.reports.nesting import nestings
from casedesk.reports.orders import (
    USUAL,
    Order,
    Policy,
    catalogue,
    of_several_answers,
    population_of,
)
from casedesk.reports.own_tables import OwnField
from casedesk.reports.periods import Period
from casedesk.reports.refusals import NotInYear
from casedesk.reports.releases import Release
from casedesk.reports.tables import RECORDS, SUM
from casedesk.storage import ledger
from casedesk.storage.ledger import Entry
from casedesk.storage.unit_of_work import UnitOfWork

#: categories of a count told outside: tables of more are too large to be held against the rest
_MOST_TOLD = 3


@dataclass(frozen=True)
class Stated:
    """A count that somebody told outside the reports, such as to the press."""

    period: Period
    population: str
    #: (dimension, category) pairs
    of: tuple[tuple[str, str], ...]
    low: int
    high: int
    to_whom: str

    @property
    def of_one_group(self) -> bool:
        """Whether tables could show it as one figure, and few enough of them be unknown together.

        Of two categories of a dimension, or two dimensions of several answers, no figure tells.
        """
        names = [name for name, _value in self.of]
        several = of_several_answers().intersection(names)
        return len(set(names)) == len(names) <= _MOST_TOLD and len(several) <= 1

    def facts(self, whole: Definition) -> Iterator[Fact]:
        """It as an attacker takes it, in the categories of a year's reports.

        Of a dimension that they do not have no table says anything. Of a category that stands
        among others there, only that there are at least so many. What is the same figure of
        another population is told with it: children of an age are the persons of that age.
        """
        dimensions = whole.dimensions
        of = {
            name: dimensions[name].category(value) if name in dimensions else value
            for name, value in self.of
        }
        high = self.high if of == dict(self.of) else None
        yield Fact(population_of(self.population, self.period), of, self.low, high)
        for population, same in _same_figures(self.population, of, whole):
            if high is not None:
                yield Fact(population_of(population, self.period), same, self.low, high)


def _same_figures(
    population: str, of: Mapping[str, str], whole: Definition
) -> Iterator[tuple[str, dict[str, str]]]:
    """The figures of other populations that always count the same."""
    ends = [(link.part, link.whole) for link in whole.links if link.relation == "equal"]
    categories = whole.dimensions
    for one, other in (pair for end in ends for pair in (end, end[::-1])):
        rest = dict(of.items() - one[1].items())
        if (
            one[0] == population
            and one[1].items() <= of.items()
            and rest.keys() <= set(DIMENSIONS[other[0]])
            and all(value in categories[name].values for name, value in other[1].items())
        ):
            yield other[0], {**other[1], **rest}


class Published:
    """Everything ever published from a vault."""

    def __init__(self, uow: UnitOfWork) -> None:
        self._uow = uow
        self.entries = ledger.entries(uow)
        #: the catalogue that each year keeps to
        self.editions = editions.load(uow, self._of(ledger.RELEASE))
        self.releases = [
            releases.from_entry(each, self.editions) for each in self._of(ledger.RELEASE)
        ]
        #: counts told outside, by the number of their entry
        self.told = {each.seq: _stated(each) for each in self._of(ledger.FACT)}

    def upto(self, seq: int) -> "Published":
        """What had been published when an entry was made, itself included."""
        then = copy(self)
        then.__dict__.pop("snapshots", None)
        then.entries = [each for each in self.entries if each.seq <= seq]
        then.releases = [each for each in self.releases if each.number <= seq]
        then.told = {number: each for number, each in self.told.items() if number <= seq}
        return then

    @property
    def proofs(self) -> list[Entry]:
        """The entries that hold certificates."""
        return list(self._of(ledger.PROOF))

    def certificate(self, proof: Entry) -> Certificate:
        """The certificate that an entry holds. Raises CannotProtect if it cannot be read."""
        return Certificate.from_bytes(ledger.blob(self._uow, proof.seq) or b"")

    def witnesses(self, world: World) -> Iterator[Ints]:
        """The witnesses of earlier proofs of any of these populations, the newest first.

        Of a world that says more, some still hold, and spare the search for others.
        """
        wanted = set(world.populations)
        for proof in reversed(self.proofs):
            if any(wanted & set(part) for part in proof.body["parts"]):
                for found in self.certificate(proof).witnesses:
                    yield from found

    @property
    def stated(self) -> list[Stated]:
        """The counts told outside."""
        return list(self.told.values())

    @property
    def first(self) -> Period | None:
        """The first month that this ledger vouches for; None if nobody said so yet."""
        opened = list(self._of(ledger.OPENING))
        return Period.parse(opened[-1].body["first"]) if opened else None

    @cached_property
    def snapshots(self) -> dict[Period, Entry]:
        """The entries that hold what was counted of each period."""
        return {Period.parse(each.body["period"]): each for each in self._of(ledger.SNAPSHOT)}

    def facts(self, period: Period) -> Facts:
        """What was counted of a period when it was first published. Raises KeyError."""
        packed = ledger.blob(self._uow, self.snapshots[period].seq)
        if packed is None:
            raise KeyError(period)
        return snapshots.unpack(packed)

    def counted(self) -> list[Release]:
        """The releases that say something new: sums of other releases do not."""
        return [each for each in self.releases if each.order.basis == RECORDS]

    def of(self, period: Period) -> list[Release]:
        """The releases that count the records of just this period."""
        return [each for each in self.counted() if each.order.period == period]

    def before(self, release: Release) -> Release | None:
        """What had been published of the same for the period just before."""

        def about(each: Release) -> tuple[object, ...]:
            return each.order.filters, each.order.policy, each.order.period.kind

        begins, number = release.order.period.begins, release.number
        for each in self.counted():
            sooner = not number or each.number < number
            if sooner and each.order.period.ends_before == begins and about(each) == about(release):
                return each
        return None

    def policy(self, year: int) -> Policy | None:
        """How the year's reports are protected; None if none was published."""
        found = (each.order.policy for each in self.releases if each.order.period.year == year)
        return next(found, None)

    def own(self, year: int | None = None) -> dict[str, OwnField]:
        """The shelter's own fields in the reports of a year, or of all, as the first had them."""
        if year is not None:
            return _own(self.releases)[year]
        return {each.name: each for release in self.releases[::-1] for each in release.order.own}

    def settled(self, order: Order) -> Order:
        """The order by the catalogue that its year keeps to.

        Raises NotInYear if the year does not have what is asked.
        """
        edition = self.editions.get(order.period.year)
        if edition is None:
            return order
        year = order.period.year
        whole = catalogue(order.policy, order.own, edition)
        known = {table.id for table in whole.tables}
        for table in order.definition.tables if order.tables else ():
            if table.id not in known:
                raise NotInYear(year, table.words)
        for dimension, value in order.within:
            mine = whole.dimensions.get(dimension.name)
            if mine is None or value not in mine.values:
                raise NotInYear(year, dimension.labels[value])
        return replace(order, edition=edition)

    def basis(self, period: Period) -> str:
        """How a period is counted unless told: a sum, if only that can be proved."""
        apart = any(month in self.snapshots for month in period.months())
        if period.kind == "to_date" or (period.kind == "quarter" and apart):
            return SUM
        return RECORDS

    def parts(self, year: int) -> list[Period]:
        """The months and quarters of a year that were counted, if they are all of it; in order."""
        parts = sorted(p for p in self.snapshots if p.year == year and p.kind != "year")
        months = [month for part in parts for month in part.months()]
        return parts if len(months) == 12 else []

    def missing(self, period: Period) -> Period:
        """The first month of a period that was not published. Raises StopIteration if none."""
        done = {month for part in self.snapshots for month in part.months()}
        return next(month for month in period.months() if month not in done)

    def world(self, new: Iterable[Release] = (), populations: Iterable[str] | None = None) -> World:
        """All that is known of these populations, and of all that says something of them."""
        found = [*self.counted(), *new]
        tables: dict[str, ProtectedTable] = {}
        links: dict[str, Link] = {}
        for release in found:
            for table in release.tables:
                tables.setdefault(f"{table.name} {table.population}", table)
            links.update((repr(link), link) for link in release.links)
        policies = {each.order.period.year: each.order.policy for each in found}
        own = _own(found)
        catalogues = {
            year: catalogue(policy, own[year].values(), self.editions.get(year))
            for year, policy in policies.items()
        }
        facts = [
            fact
            for each in self.stated
            if each.period.year in catalogues
            for fact in each.facts(catalogues[each.period.year])
        ]
        shown = {table.population for table in tables.values()}
        nested = tuple(nestings(shown | {each.population for each in facts}))
        known = shown.union(*((each.whole, *each.parts) for each in nested))
        whole = World(
            tuple(tables.values()),
            tuple(links.values()),
            nested,
            tuple(each for each in facts if each.population in known),
        )
        if populations is not None:
            wanted = set(populations)
            whole = _joined(whole, [p for p in components(whole) if wanted & set(p.populations)])
        return _protected_as(whole, found)

    def _of(self, kind: str) -> Iterator[Entry]:
        return (each for each in self.entries if each.kind == kind)


def _own(found: Iterable[Release]) -> defaultdict[int, dict[str, OwnField]]:
    """The shelter's own fields of each year, by name, as its first report had them."""
    years: defaultdict[int, dict[str, OwnField]] = defaultdict(dict)
    for release in found:
        for each in release.order.own:
            years[release.order.period.year].setdefault(each.name, each)
    return years


def _joined(whole: World, parts: list[World]) -> World:
    return replace(
        whole,
        tables=tuple(table for part in parts for table in part.tables),
        links=tuple(link for part in parts for link in part.links),
        nested=tuple(each for part in parts for each in part.nested),
        facts=tuple(fact for part in parts for fact in part.facts),
    )


def _protected_as(world: World, found: Iterable[Release]) -> World:
    """A world with what counts as small where it was published: another year has its own policy."""
    within = set(world.populations)
    policies = [
        each.order.policy for each in found if within & {table.population for table in each.tables}
    ]
    return replace(
        world,
        threshold=max((each.threshold for each in policies), default=USUAL.threshold),
        insiders=max((each.insiders for each in policies), default=USUAL.insiders),
    )


def stated_body(stated: Stated) -> dict[str, Any]:
    """A count told outside as the ledger's JSON."""
    return {
        "period": stated.period.label,
        "population": stated.population,
        "of": [list(pair) for pair in stated.of],
        "low": stated.low,
        "high": stated.high,
        "to_whom": stated.to_whom,
    }


def _stated(entry: Entry) -> Stated:
    body = entry.body
    return Stated(
        Period.parse(body["period"]),
        body["population"],
        tuple(sorted((name, value) for name, value in body["of"])),
        body["low"],
        body["high"],
        body["to_whom"],
    )
