"""Protecting a report, and proving it with everything before; nothing is written here."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from casedesk.disclosure import (
    CannotProtect,
    Certificate,
    Figure,
    ProtectedTable,
    RoundedTable,
    Table,
    World,
    certify,
    components,
    every_key,
    figure,
    least_beside,
    protect,
    suppress,
)
from casedesk.reports import counted_before
from casedesk.reports.counting import count
from casedesk.reports.facts import Facts
from casedesk.reports.nesting import nestings
from casedesk.reports.orders import Order, links, population_of
from casedesk.reports.periods import Period
from casedesk.reports.published import Published
from casedesk.reports.refusals import (
    AskedSince,
    CountsDisagree,
    Deducible,
    NoRoomLeft,
    NotAllPublished,
    NothingInPeriod,
    NothingToCount,
    ReportRefused,
    ReportTookTooLong,
)
from casedesk.reports.releases import Because, Place, Release
from casedesk.reports.sums import sums
from casedesk.reports.tables import EXACT, SUM
from casedesk.storage import month as months_store
from casedesk.storage.unit_of_work import UnitOfWork

#: seconds of the processor for the protection of a month, and as many for its proof
TIME_LIMIT = 120.0


@dataclass(frozen=True)
class Prepared:
    """A report with its proof, not yet in the ledger."""

    release: Release
    #: what is counted of the period; None if it was frozen before
    facts: Facts | None
    certificate: Certificate | None
    #: the populations of each part that the certificate proves, in order
    parts: tuple[tuple[str, ...], ...] = ()


def prepare(uow: UnitOfWork, published: Published, order: Order) -> Prepared:
    """Protect a report and prove it; nothing is written.

    Raises ReportRefused, ReportTookTooLong, Deducible, CountsDisagree, NothingInPeriod,
    NothingToCount, AskedSince, NotInYear or NotAllPublished.
    """
    (prepared,) = prepare_as_one(uow, published, [order])
    return prepared


def prepare_as_one(
    uow: UnitOfWork, published: Published, orders: Sequence[Order]
) -> list[Prepared]:
    """The same of reports of one period and policy: as one, and the last has the proof of all."""
    orders = [published.settled(order) for order in orders]
    asked = [_blank(uow, published, order, orders) for order in orders]
    if not all(order.definition.tables for order in orders):
        raise NothingToCount
    if orders[0].basis == SUM:
        return [
            Prepared(replace(each, tables=sums(published, each.order)), None, None)
            for each in asked
        ]
    period = orders[0].period
    facts = _facts(uow, published, period)
    for order in orders:
        # Whether anybody is in a part of it must not show in that there is a report of the part.
        whole = replace(order, filters=())
        for table in whole.definition.tables:
            for each in table.dimensions:
                if each.name not in facts.get(table.population, {}):
                    raise AskedSince(period.label, each.words)
        if not order.nobody and nothing(facts, whole):
            raise NothingInPeriod(period=period.label)
    try:
        first, *others = _protected(published, facts, asked)
    except CannotProtect as error:
        if error.reason == "infeasible" and published.of(period):
            raise NoRoomLeft(period=period.label) from error
        raise refusal(error) from error
    except ValueError as error:  # it tells true counts, and so is for no eyes
        raise CountsDisagree(period=period.label) from error
    return [replace(first, facts=None if period in published.snapshots else facts), *others]


def _facts(uow: UnitOfWork, published: Published, period: Period) -> Facts:
    """What was counted of a period when it was first published, else what is counted now."""
    frozen = period in published.snapshots
    return published.facts(period) if frozen else counted(uow, published, period)


def _blank(uow: UnitOfWork, published: Published, order: Order, orders: Iterable[Order]) -> Release:
    """A report without its tables; its links are also to those before it and beside it."""
    others = (*(each.order for each in published.of(order.period)), *orders)
    alike = [each.definition.tables for each in others if each.filters == order.filters]
    tables = {table.id: table for each in alike for table in each}
    definition = replace(order.definition, tables=tuple(tables.values()))
    return Release(
        order=order,
        shelter=months_store.shelter(uow.connection),
        tables=(),
        links=tuple(links(definition, order.filters, order.period)),
        version=order.definition.version,
        because={},
    )


def counted(uow: UnitOfWork, published: Published, period: Period) -> Facts:
    """What is counted of a period that was not published before; of a year, its frozen parts.

    Raises NotAllPublished if a month of the year was not.
    """
    if period.kind == "year":
        if not published.parts(period.year):
            raise NotAllPublished(period=period.label, missing=published.missing(period).label)
        return counted_before.of_year(uow, published, period.year)
    return counted_before.take(uow, published, period)


def nothing(facts: Facts, order: Order) -> bool:
    """Whether nobody and nothing is counted in any table of an order."""
    return not any(each.total or any(each.cells.values()) for each in exact_tables(facts, order))


def exact_tables(facts: Facts, order: Order, *, weak: bool = False) -> list[Table]:
    """The tables of an order as counted, under the name of their population in the period.

    Counts behind which too few stand are marked if they would be shown exactly, or if asked.
    """
    persons = order.policy.threshold if weak or order.policy.mode == EXACT else 0
    return [
        replace(table, population=population_of(table.population, order.period))
        for each in order.definition.tables
        for table in (count(each, facts, within=order.within, persons=persons),)
    ]


def refusal(error: CannotProtect) -> ReportRefused:
    """What to say of a report that cannot be protected."""
    if error.reason == "time":
        return ReportTookTooLong()
    if error.reason == "deducible":
        return Deducible(error.tables)
    return ReportRefused()


def _protected(published: Published, facts: Facts, asked: Sequence[Release]) -> list[Prepared]:
    """Those of a period, each with its tables; the last has the proof of all."""
    order = asked[0].order
    hide = order.policy.mode == EXACT
    releases, certificate, world = (_hidden if hide else _rounded)(published, facts, asked)
    *before, last = releases
    proved = Prepared(last, None, certificate, parts_of(world))
    return [*(Prepared(each, None, None) for each in before), proved]


def _rounded(
    published: Published, facts: Facts, asked: Sequence[Release]
) -> tuple[list[Release], Certificate, World]:
    """Reports rounded as one, with the proof of all that is known of the same persons."""
    found = {table.name: table for table in _rounding(published, facts, asked)}
    releases = [
        replace(each, tables=tuple(found[table.name] for table in exact_tables(facts, each.order)))
        for each in asked
    ]
    world = published.world(releases, {t.population for each in releases for t in each.tables})
    limit = time_limit(asked[0].order.period)
    return releases, certify(world, known=published.witnesses(world), time_limit=limit), world


def _rounding(
    published: Published,
    facts: Facts,
    asked: Sequence[Release],
) -> tuple[RoundedTable, ...]:
    """Every table of these reports of a period, and of those before; what was printed stays."""
    order = asked[0].order
    earlier = published.of(order.period)
    releases = (*earlier, *asked)
    every = {table.name: table for each in releases for table in exact_tables(facts, each.order)}
    joined = {repr(link): link for each in releases for link in each.links}
    printed = [table for each in published.counted() for table in each.tables]
    populations = {each.population for each in every.values()}
    populations |= {each.population for each in printed}
    return protect(
        list(every.values()),
        base=order.policy.base,
        links=list(joined.values()),
        fixed=_shown(table for each in earlier for table in each.tables),
        least=least_beside(nestings(populations), printed),
        time_limit=time_limit(order.period),
    )


def _hidden(
    published: Published, facts: Facts, asked: Sequence[Release]
) -> tuple[list[Release], Certificate, World]:
    """Exact reports of which figures are hidden as in one, with what was published as it is."""
    true = [exact_tables(facts, each.order) for each in asked]
    blank = [
        replace(each, tables=tuple(map(_nothing_shown, tables)))
        for each, tables in zip(asked, true, strict=True)
    ]
    tables = {(table.name, table.population): table for each in true for table in each}
    known = {(table.name, table.population) for table in published.world().tables}
    whole = published.world(blank, {population for _name, population in tables})
    old = tuple(each for each in whole.tables if (each.name, each.population) in known)
    suppressed = suppress(
        [table for name, table in tables.items() if name not in known],
        links=whole.links,
        before=replace(whole, tables=old),
        earlier=truths(published, whole.populations),
        threshold=asked[0].order.policy.threshold,
        time_limit=time_limit(asked[0].order.period),
    )
    found = {(each.name, each.population): each for each in (*old, *suppressed.tables)}
    releases = [
        replace(
            each,
            tables=tuple(found[table.name, table.population] for table in its_tables),
            because=_because(its_tables, suppressed.because),
        )
        for each, its_tables in zip(asked, true, strict=True)
    ]
    return releases, suppressed.certificate, whole


def time_limit(period: Period) -> float:
    """Seconds of the processor for a period: a year is held against each of its months."""
    return TIME_LIMIT * (period.last - period.first + 1)


def parts_of(world: World) -> tuple[tuple[str, ...], ...]:
    """The populations of each part of a world, in the order of its certificate."""
    return tuple(part.populations for part in components(world))


def exact_truths(published: Published, world: World) -> list[Table]:
    """The true tables that stand behind exact ones; none if counts are rounded."""
    exact = any(table.base == 1 for table in world.tables)
    return truths(published, world.populations) if exact else []


def truths(published: Published, populations: Sequence[str]) -> list[Table]:
    """The true tables behind everything that was published of these populations."""
    wanted = set(populations)
    found = {
        (table.name, table.population): table
        for release in published.counted()
        if wanted & {table.population for table in release.tables}
        for table in exact_tables(published.facts(release.order.period), release.order)
    }
    return [table for table in found.values() if table.population in wanted]


def _nothing_shown(table: Table) -> ProtectedTable:
    """The table with nothing shown."""
    form = (table.name, table.population, table.dimensions, table.values)
    counts = dict.fromkeys(every_key(table))
    return ProtectedTable(*form, counts, 1, table.overlapping, table.alone, within=table.within)


def _because(tables: Sequence[Table], because: Mapping[Figure, Figure]) -> Because:
    """Which figure would give away which other, each by the first place where it stands.

    Small or weak figures, which are hidden for themselves, are left out; so are those that would
    tell of a whole group, or of what stands in another report.
    """
    places: dict[Figure, Place] = {}
    for table in tables:
        for key in every_key(table):
            places.setdefault(figure(table, key), (table.name, key))
    return {
        (table.name, key): places[because[name]]
        for table in tables
        for key in every_key(table)
        if because.get(name := figure(table, key), name) in places.keys() - {name}
    }


def _shown(tables: Iterable[ProtectedTable]) -> dict[Figure, int]:
    """The figures that were printed."""
    return {
        figure(table, key): number
        for table in tables
        for key, number in table.counts.items()
        if number is not None
    }
