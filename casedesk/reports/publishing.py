"""Publishing: protect a report, prove it together with everything before, and enter it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from casedesk.disclosure import (
    CannotProtect,
    Certificate,
    Figure,
    ProtectedTable,
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
    name = ledger_memory.vault_id(vault)
    with vault.begin() as uow:
        uow.require_coordinator()
        if behind := ledger_memory.missing_from(uow, name):
            raise LedgerBehind(count=behind)
        published = Published(uow)
        known = next((each for each in published.releases if each.order == order), None)
        if known:
            return known
        check_order(uow, published, order)
        release = enter(uow, prepare(uow, published, order))
        head = ledger.head(uow)
    ledger_memory.remember(name, head)
    return release


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


def prepare(uow: UnitOfWork, published: Published, order: Order) -> Prepared:
    """Protect a report and prove it; nothing is written.

    Raises ReportRefused, ReportTookTooLong, Deducible, NothingInMonth, NothingToCount or
    NotAllPublished.
    """
    if not order.definition.tables:
        raise NothingToCount
    blank = Release(
        order=order,
        shelter=months_store.shelter(uow.connection),
        tables=(),
        links=tuple(links(order.definition, order.filters, order.period)),
        version=order.definition.version,
        because={},
    )
    if order.basis == SUM:
        return Prepared(replace(blank, tables=sums(published, order)), None, None)
    frozen = order.period in published.snapshots
    facts = published.facts(order.period) if frozen else counted(uow, published, order.period)
    tables = exact_tables(facts, order)
    if not any(table.total or any(table.cells.values()) for table in tables):
        raise NothingInMonth(month=order.period.label)
    try:
        protected = _protected(published, facts, blank, tables)
    except CannotProtect as error:
        raise refusal(error) from error
    return replace(protected, facts=None if frozen else facts)


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
    published: Published, facts: Facts, blank: Release, tables: Sequence[Table]
) -> Prepared:
    order = blank.order
    if order.policy.mode == EXACT:
        return _hidden(published, blank, tables)
    earlier = published.of(order.period)
    every = {table.name: table for each in earlier for table in exact_tables(facts, each.order)}
    every |= {table.name: table for table in tables}
    joined = {repr(link): link for each in (*earlier, blank) for link in each.links}
    rounded = protect(
        list(every.values()),
        base=order.policy.base,
        links=list(joined.values()),
        fixed=_shown(table for each in earlier for table in each.tables),
        time_limit=TIME_LIMIT,
    )
    found = {table.name: table for table in rounded}
    release = replace(blank, tables=tuple(found[table.name] for table in tables))
    world = published.world([release], {table.population for table in tables})
    certificate = certify(world, time_limit=TIME_LIMIT)
    return Prepared(release, None, certificate, parts_of(world))


def _hidden(published: Published, blank: Release, tables: Sequence[Table]) -> Prepared:
    """The tables exact, with what was published before as it is."""
    order = blank.order
    names = {table.population for table in tables}
    nothing = [_blank(table) for table in tables]
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


def _blank(table: Table) -> ProtectedTable:
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
