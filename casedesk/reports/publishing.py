"""Publishing: protect a report, prove it together with everything before, and enter it."""

from collections.abc import Iterable, Sequence

from casedesk.disclosure import CannotProtect, certify, possible, stop_here, stoppable
from casedesk.domain.ids import new_id
from casedesk.progress import Progress, silent
from casedesk.reports import definition_files, editions, newest, snapshots
from casedesk.reports.orders import Order, population_of
from casedesk.reports.periods import Period
from casedesk.reports.protecting import (
    Prepared,
    exact_truths,
    parts_of,
    prepare_as_one,
    time_limit,
)
from casedesk.reports.published import Published, Stated, stated_body
from casedesk.reports.refusals import (
    BeforeLedger,
    CategoriesFixed,
    LedgerBehind,
    LedgerNotOpened,
    LedgerOpen,
    NotAllPublished,
    NotBegun,
    NotOneGroup,
    PeriodNotOver,
    PolicyFixed,
    PublishedOtherwise,
    PublishedWithin,
    ToldOtherwise,
)
from casedesk.reports.releases import Release, to_body
from casedesk.reports.tables import RECORDS
from casedesk.storage import ledger, ledger_memory
from casedesk.storage import month as months_store
from casedesk.storage.ledger import Entry
from casedesk.storage.unit_of_work import UnitOfWork
from casedesk.storage.vault import Vault


def begin(vault: Vault, first: Period, *, anew: bool = False) -> None:
    """Open the ledger, unless this computer has seen entries that the vault lacks.

    Of a ledger that came here with a vault it says that it is all there is from that month on.
    ``anew`` gives those up: they are lost for good. Raises NotAllowed, LedgerBehind, NotBegun, or
    LedgerOpen if it is open here and would begin later.
    """
    name = ledger_memory.vault_id(vault)
    with vault.begin() as uow:
        behind = ledger_memory.missing_from(uow, name)
        if behind and not anew:
            raise LedgerBehind(count=behind)
        if first.begins > uow.today:
            raise NotBegun(period=first.label)
        opened = Published(uow).first
        if opened and not behind and not newest.unseen(uow, name) and opened <= first:
            raise LedgerOpen(period=opened.label)
        open_ledger(uow, first)
        head = ledger.head(uow)
    (ledger_memory.accept if behind else ledger_memory.remember)(name, head)


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
    """Enter several reports, such as a network's and those of its shelters: all of them or none.

    Those of one period are protected as one, so that none takes away what another one needs, and
    have one proof. Raises what :func:`publish` raises.
    """
    name = ledger_memory.vault_id(vault)
    with vault.begin() as uow:
        uow.require_coordinator()
        newest.require(uow, name)
        published = Published(uow)
        known = {each.order for each in published.releases}
        for group in _as_one([order for order in dict.fromkeys(orders) if order not in known]):
            for order in group:
                check_order(uow, published, order)
            enter(uow, published, prepare_as_one(uow, published, group))
            published = Published(uow)
        stop_here()  # the last moment at which nothing is published
        head = ledger.head(uow)
    ledger_memory.remember(name, head)
    found = {each.order: each for each in published.releases}
    return [found[order] for order in orders]


def _as_one(orders: Iterable[Order]) -> list[list[Order]]:
    """The orders in groups that can be protected as one."""
    groups: dict[object, list[Order]] = {}
    for order in orders:
        groups.setdefault((order.period, order.basis, order.policy), []).append(order)
    return list(groups.values())


def state(vault: Vault, stated: Stated, *, progress: Progress = silent) -> tuple[str, ...]:
    """Enter a count that was told outside the reports, whatever follows from it.

    Returns the names of the tables, published already, of which a small count can now be
    deduced; none if all is still proved. Raises ValueError if there is no such count,
    NotOneGroup, NotBegun, ToldOtherwise, LedgerBehind or LedgerUnseen; then nothing is written.
    """
    if not 0 <= stated.low <= stated.high:
        raise ValueError((stated.low, stated.high))
    if not stated.of_one_group:
        raise NotOneGroup
    name = ledger_memory.vault_id(vault)
    with stoppable(lambda: progress(0, 0)), vault.begin() as uow:
        newest.require(uow, name)
        if stated.period.begins > uow.today:
            raise NotBegun(period=stated.period.label)
        entry = ledger.append(uow, ledger.FACT, stated_body(stated))
        published = Published(uow)
        population = population_of(stated.population, stated.period)
        world = published.world(populations={population})
        if not possible(world, time_limit=time_limit(stated.period)):
            raise ToldOtherwise
        try:
            certificate = certify(
                world,
                truth=exact_truths(published, world),
                known=published.witnesses(world),
                time_limit=time_limit(stated.period),
            )
        except CannotProtect as error:
            found = error.tables or ("",)
        else:
            proof = {"fact": entry.seq, "parts": [list(part) for part in parts_of(world)]}
            ledger.append(uow, ledger.PROOF, proof, certificate.to_bytes())
            found = ()
        stop_here()
        head = ledger.head(uow)
    ledger_memory.remember(name, head)
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
    if policy is not None and policy != order.policy:
        raise PolicyFixed(period.year, policy)
    settled = published.own(period.year)
    for each in order.own:
        if settled.get(each.name, each) != each:
            raise CategoriesFixed(period.year, each.words)
    if order.basis == RECORDS:
        for other in published.snapshots:
            if other != period and other.meets(period) and "year" not in (period.kind, other.kind):
                error = PublishedWithin if period in other else PublishedOtherwise
                raise error(period=period.label, other=other.label)
        if period.kind == "year" and not published.parts(period.year):
            raise NotAllPublished(period=period.label, missing=published.missing(period).label)


def enter(uow: UnitOfWork, published: Published, prepared: Sequence[Prepared]) -> None:
    """Write reports of a period, of which the last has the proof of all, into the ledger."""
    year = prepared[0].release.order.period.year
    begun = any(each.order.period.year == year for each in published.releases)
    entries: list[Entry] = []
    for each in prepared:
        if each.facts is not None:
            content = {"period": each.release.order.period.label, "until": new_id()}
            packed = snapshots.pack(each.facts, months_store.secret(uow.connection))
            ledger.append(uow, ledger.SNAPSHOT, content, packed)
        edition = None if begun or entries else editions.pack(definition_files.load())
        entries.append(ledger.append(uow, ledger.RELEASE, to_body(each.release), edition))
    last = prepared[-1]
    if last.certificate is not None:
        numbers = [entry.seq for entry in entries]
        proof = {"releases": numbers, "parts": [list(part) for part in last.parts]}
        ledger.append(uow, ledger.PROOF, proof, last.certificate.to_bytes())
