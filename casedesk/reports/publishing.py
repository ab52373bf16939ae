"""Publishing: protect a report, prove it together with everything before, and enter it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

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
    protect,
    suppress,
)
from casedesk.domain.ids import new_id
from casedesk.reports import snapshots
from casedesk.reports.counting import count
from casedesk.reports.facts import Facts
from casedesk.reports.orders import Order, links, population_of
from casedesk.reports.periods import Period
from casedesk.reports.published import Published, Stated, stated_body
from casedesk.reports.refusals import (
    BeforeLedger,
    Deducible,
    LedgerBehind,
    LedgerNotOpened,
    NotAllPublished,
    NothingInMonth,
    NothingToCount,
    PeriodNotOver,
    PolicyFixed,
    PublishedOtherwise,
    ReportRefused,
    ReportTookTooLong,
)
from casedesk.reports.releases import Because, Place, Release, from_entry, to_body
from casedesk.reports.sums import sums
from casedesk.reports.tables import EXACT, RECORDS, SUM
from casedesk.storage import ledger, ledger_memory
from casedesk.storage import month as months_store
from casedesk.storage.unit_of_work import UnitOfWork
from casedesk.storage.vault import Vault

#: seconds for the protection of a report, and as many for its proof
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


def open_ledger(uow: UnitOfWork, first: Period) -> None:
    """State that nothing was ever published of this month and those after it. Raises NotAllowed."""
    ledger.append(uow, ledger.OPENING, {"first": first.label})


def publish(vault: Vault, order: Order) -> Release:
    """Enter a report into the ledger; the same order twice gives the same release.

    Raises ReportRefused if it cannot be proved safe, and the other errors of
    :mod:`casedesk.reports.refusals` if it may not be published; then nothing is written.
    """
    (release,) = publish_together(vault, [order])
    return release


def publish_together(vault: Vault, orders: Sequence[Order]) -> list[Release]:
    """Enter reports of a period, such as a network's and those of its shelters: all or none.

    They are rounded as one, so that none takes away what another one needs, and each is proved
    against all before it. Raises what :func:`publish` raises.
    """
    name = ledger_memory.vault_id(vault)
    with vault.begin() as uow:
        uow.require_coordinator()
        if behind := ledger_memory.missing_from(uow, name):
            raise LedgerBehind(count=behind)
        published = Published(uow)
        known = {each.order: each for each in published.releases}
        new = [order for order in dict.fromkeys(orders) if order not in known]
        for order in new:
            check_order(uow, published, order)
        fixed = _rounded_as_one(uow, published, new) if len(new) > 1 else {}
        for order in new:
            known[order] = enter(uow, prepare(uow, Published(uow), order, fixed))
        head = ledger.head(uow)
    ledger_memory.remember(name, head)
    return [known[order] for order in orders]


def _rounded_as_one(
    uow: UnitOfWork, published: Published, orders: Sequence[Order]
) -> dict[Figure, int]:
    """Every figure of these reports, rounded in one programme; exact ones are left alone."""
    counting = [each for each in orders if each.basis == RECORDS and each.policy.mode != EXACT]
    found: dict[Figure, int] = {}
    for period in dict.fromkeys(order.period for order in counting):
        facts = _facts(uow, published, period)
        asked = [_blank(uow, order) for order in counting if order.period == period]
        try:
            found |= _shown(_rounding(published, facts, asked))
        except CannotProtect as error:
            raise refusal(error) from error
    return found


def state(vault: Vault, stated: Stated) -> tuple[str, ...]:
    """Enter a count that was told outside the reports, whatever follows from it.

    Returns the names of the tables, published already, of which a small count can now be
    deduced; none if all is still proved. Raises ValueError if there is no such count.
    """
    if not 0 <= stated.low <= stated.high:
        raise ValueError((stated.low, stated.high))
    with vault.begin() as uow:
        entry = ledger.append(uow, ledger.FACT, stated_body(stated))
        published = Published(uow)
        population = population_of(stated.population, stated.period)
        world = published.world(populations={population})
        try:
            certificate = certify(
                world, truth=exact_truths(published, world), time_limit=TIME_LIMIT
            )
        except CannotProtect as error:
            found = error.tables or ("",)
        else:
            proof = {"fact": entry.seq, "parts": [list(part) for part in parts_of(world)]}
            ledger.append(uow, ledger.PROOF, proof, certificate.to_bytes())
            found = ()
        head = ledger.head(uow)
    ledger_memory.remember(ledger_memory.vault_id(vault), head)
    return found


def check_order(uow: UnitOfWork, published: Published, order: Order) -> None:
    """Raise the error that says why this report may not be published, if it may not be."""
    period = order.period
    if published.first is None:
        raise LedgerNotOpened
    if period.begins < published.first.begins:
        raise BeforeLedger(period=period.label, first=published.first.label)
    if period.ends_before > uow.today:
        raise PeriodNotOver(period=period.label)
    policy = published.policy(period.year)
    if policy not in (None, order.policy):
        raise PolicyFixed(year=period.year)
    if order.basis == RECORDS:
        for other in published.snapshots:
            if other != period and other.meets(period) and "year" not in (period.kind, other.kind):
                raise PublishedOtherwise(period=period.label, other=other.label)
        if period.kind == "year" and not published.parts(period.year):
            raise NotAllPublished(period=period.label, missing=_missing(published, period).label)


def prepare(
    uow: UnitOfWork,
    published: Published,
    order: Order,
    fixed: Mapping[Figure, int] = MappingProxyType({}),
) -> Prepared:
    """Protect a report and prove it; nothing is written. Figures can be ``fixed`` beforehand.

    Raises ReportRefused, ReportTookTooLong, Deducible, NothingInMonth, NothingToCount or
    NotAllPublished.
    """
    if not order.definition.tables:
        raise NothingToCount
    blank = _blank(uow, order)
    if order.basis == SUM:
        return Prepared(replace(blank, tables=sums(published, order)), None, None)
    facts = _facts(uow, published, order.period)
    tables = exact_tables(facts, order)
    if not any(table.total or any(table.cells.values()) for table in tables):
        raise NothingInMonth(month=order.period.label)
    try:
        protected = _protected(published, facts, blank, tables, fixed)
    except CannotProtect as error:
        raise refusal(error) from error
    return replace(protected, facts=None if order.period in published.snapshots else facts)


def _facts(uow: UnitOfWork, published: Published, period: Period) -> Facts:
    """What was counted of a period when it was first published, else what is counted now."""
    frozen = period in published.snapshots
    return published.facts(period) if frozen else counted(uow, published, period)


def _blank(uow: UnitOfWork, order: Order) -> Release:
    """A report without its tables."""
    return Release(
        order=order,
        shelter=months_store.shelter(uow.connection),
        tables=(),
        links=tuple(links(order.definition, order.filters, order.period)),
        version=order.definition.version,
        because={},
    )


def counted(uow: UnitOfWork, published: Published, period: Period) -> Facts:
    """What is counted of a period that was not published before; of a year, its frozen parts."""
    if period.kind == "year":
        return snapshots.of_year([published.facts(part) for part in published.parts(period.year)])
    return snapshots.take(uow, period, published.late(period))


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


def enter(uow: UnitOfWork, prepared: Prepared) -> Release:
    """Write a proved report into the ledger; returns it with its number."""
    release = prepared.release
    if prepared.facts is not None:
        content = {"period": release.order.period.label, "until": new_id()}
        packed = snapshots.pack(prepared.facts, months_store.secret(uow.connection))
        ledger.append(uow, ledger.SNAPSHOT, content, packed)
    entry = ledger.append(uow, ledger.RELEASE, to_body(release))
    if prepared.certificate is not None:
        proof = {"release": entry.seq, "parts": [list(part) for part in prepared.parts]}
        ledger.append(uow, ledger.PROOF, proof, prepared.certificate.to_bytes())
    return from_entry(entry)


def refusal(error: CannotProtect) -> ReportRefused:
    """What to say of a report that cannot be protected."""
    if error.reason == "time":
        return ReportTookTooLong()
    if error.reason == "deducible":
        return Deducible(error.tables)
    return ReportRefused()


def _protected(
    published: Published,
    facts: Facts,
    blank: Release,
    tables: Sequence[Table],
    fixed: Mapping[Figure, int],
) -> Prepared:
    if blank.order.policy.mode == EXACT:
        return _hidden(published, blank, tables)
    rounded = _rounding(published, facts, [blank], fixed)
    found = {table.name: table for table in rounded}
    release = replace(blank, tables=tuple(found[table.name] for table in tables))
    world = published.world([release], {table.population for table in tables})
    certificate = certify(world, time_limit=TIME_LIMIT)
    return Prepared(release, None, certificate, parts_of(world))


def _rounding(
    published: Published,
    facts: Facts,
    asked: Sequence[Release],
    fixed: Mapping[Figure, int] = MappingProxyType({}),
) -> tuple[RoundedTable, ...]:
    """Every table of these reports of a period, and of those before; what was printed stays."""
    order = asked[0].order
    earlier = published.of(order.period)
    releases = (*earlier, *asked)
    every = {table.name: table for each in releases for table in exact_tables(facts, each.order)}
    joined = {repr(link): link for each in releases for link in each.links}
    return protect(
        list(every.values()),
        base=order.policy.base,
        links=list(joined.values()),
        fixed={**fixed, **_shown(table for each in earlier for table in each.tables)},
        time_limit=TIME_LIMIT,
    )


def _hidden(published: Published, blank: Release, tables: Sequence[Table]) -> Prepared:
    """The tables exact, with what was published before as it is."""
    order = blank.order
    names = {table.population for table in tables}
    nothing = [_nothing_shown(table) for table in tables]
    known = {(table.name, table.population) for table in published.world().tables}
    whole = published.world([replace(blank, tables=tuple(nothing))], names)
    old = tuple(each for each in whole.tables if (each.name, each.population) in known)
    suppressed = suppress(
        [table for table in tables if (table.name, table.population) not in known],
        links=whole.links,
        before=replace(whole, tables=old),
        earlier=truths(published, whole.populations),
        threshold=order.policy.threshold,
        time_limit=TIME_LIMIT,
    )
    found = {(each.name, each.population): each for each in (*old, *suppressed.tables)}
    release = replace(
        blank,
        tables=tuple(found[table.name, table.population] for table in tables),
        because=_because(tables, suppressed.because),
    )
    return Prepared(release, None, suppressed.certificate, parts_of(whole))


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

    Small or weak figures, which are hidden for themselves, are left out.
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


def _missing(published: Published, period: Period) -> Period:
    """The first month that was not published."""
    done = {month for part in published.snapshots for month in part.months()}
    return next(month for month in period.months() if month not in done)
