"""What a report would hide, and what to change in one that is refused."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from casedesk.reports.counting import all_counts
from casedesk.reports.definitions import Words
from casedesk.reports.facts import PERSON, Facts
from casedesk.reports.orders import Order
from casedesk.reports.protecting import (
    Prepared,
    counted,
    exact_tables,
    nothing,
    prepare,
    prepare_as_one,
)
from casedesk.reports.published import Published
from casedesk.reports.refusals import Deducible, NothingToCount, ReportRefused
from casedesk.reports.releases import report_of
from casedesk.reports.tables import FEW, RECORDS, SUM, Report
from casedesk.storage.unit_of_work import UnitOfWork

#: what there is little of in a period that is still open: of a month, so few persons that
#: publishing by quarter is better; or nothing at all, which may not have been brought in yet
Lacks = Literal["", "few", "nobody"]


@dataclass(frozen=True)
class Effect:
    """What protection does to a table: how many figures there are, and what became of them."""

    table: str
    #: what it is called
    words: Words
    figures: int
    #: of exact tables: figures that are not shown
    hidden: int
    #: of rounded tables: figures that are not the true ones
    moved: int
    #: figures behind which stand too few families or groups, or mostly one
    weak: int


@dataclass(frozen=True)
class Preview:
    """A report as it would be published, and at what price."""

    report: Report
    effects: tuple[Effect, ...]
    lacks: Lacks = ""


@dataclass(frozen=True)
class Proposal:
    """A change that was tried and would let a refused report be published."""

    kind: Literal["leave_out", "coarsen", "add_up"]
    #: ids of tables to leave out, or names of dimensions with fewer categories
    names: tuple[str, ...]
    order: Order


def preview(uow: UnitOfWork, order: Order) -> Preview:
    """The report as it would be, also of a period that is not over; nothing is written.

    Raises NotAllowed and what :func:`casedesk.reports.protecting.prepare` raises.
    """
    uow.require_coordinator()
    published = Published(uow)
    prepared = prepare(uow, published, replace(order, nobody=True))
    over = order.period.ends_before <= uow.today
    effects = () if order.basis == SUM else tuple(_effects(published, prepared))
    before = published.before(prepared.release)
    report = report_of(prepared.release, before, over=over)
    return Preview(report, effects, _lacks(order, prepared.facts))


def lacks(uow: UnitOfWork, published: Published, order: Order) -> Lacks:
    """What somebody should think of before a period is published."""
    period = order.period
    if period in published.snapshots or order.basis == SUM:
        return ""
    if period.kind == "year" and not published.parts(period.year):
        return ""
    return _lacks(order, counted(uow, published, order.period))


def _lacks(order: Order, facts: Facts | None) -> Lacks:
    """Of a period that is still open."""
    if facts is None:
        return ""
    if nothing(facts, replace(order, filters=())):
        return "nobody"
    month = order.period.kind == "month"
    return "few" if month and len(facts["persons"][PERSON]) < FEW else ""


def proposals(uow: UnitOfWork, order: Order, beside: Sequence[Order] = ()) -> list[Proposal]:
    """Changes with which a refused report could be published, each of them tried; mildest first.

    ``beside`` are reports that are published with it; what they have of it changes with it. Fewer
    categories are only proposed while no report of the year has settled them.
    """
    uow.require_coordinator()
    published = Published(uow)
    try:
        prepare_as_one(uow, published, [order, *beside])
    except ReportRefused as error:
        names = error.names if isinstance(error, Deducible) else ()
        changes = _changes(published, order, names)
        return [each for each in changes if _works(uow, published, order, each, beside)]
    return []


def _changes(published: Published, order: Order, names: tuple[str, ...]) -> Iterator[Proposal]:
    """Changes that may help: to the tables from which something follows, or to all."""
    ids = tuple(each.id for each in order.definition.tables)
    bad = tuple(id for id in ids if any(name.split()[0] == id for name in names)) or ids
    if published.policy(order.period.year) is None:
        yield from _coarser(order, bad)
    if rest := tuple(id for id in ids if id not in bad):
        yield Proposal("leave_out", bad, replace(order, tables=rest))
    if order.basis == RECORDS and order.period.kind != "month":
        yield Proposal("add_up", (), replace(order, basis=SUM))


def _coarser(order: Order, ids: tuple[str, ...]) -> Iterator[Proposal]:
    """Fewer categories for one dimension, then for all of these tables."""
    dimensions = order.definition.only(ids).dimensions.values()
    names = [each.name for each in dimensions if each.coarse]
    sets = [(name,) for name in names] + ([tuple(names)] if len(names) > 1 else [])
    for chosen in sets:
        coarse = tuple(sorted({*order.policy.coarse, *chosen, *_with(chosen)}))
        yield Proposal(
            "coarsen", chosen, replace(order, policy=replace(order.policy, coarse=coarse))
        )


def _with(names: tuple[str, ...]) -> set[str]:
    """The dimensions that are the same one of other populations."""
    ages = {"age_group", "minor_age"}
    return ages if ages & set(names) else set()


def _works(
    uow: UnitOfWork,
    published: Published,
    order: Order,
    proposal: Proposal,
    beside: Sequence[Order],
) -> bool:
    try:
        together = [proposal.order, *(_changed(each, order, proposal.order) for each in beside)]
    except ValueError:  # no table is left in one, or it is confined to what is no category then
        return False
    try:
        prepare_as_one(uow, published, together)
    except (ReportRefused, NothingToCount):
        return False
    return True


def _changed(part: Order, before: Order, after: Order) -> Order:
    """A report beside one that is changed: of the same tables if it was so before."""
    tables = after.tables if part.tables == before.tables else part.tables
    return replace(part, tables=tables, policy=after.policy, basis=after.basis)


def _effects(published: Published, prepared: Prepared) -> Iterator[Effect]:
    order = prepared.release.order
    facts = prepared.facts or published.facts(order.period)
    tables = exact_tables(facts, order, weak=True)
    for each, table, shown in zip(
        order.definition.tables, tables, prepared.release.tables, strict=True
    ):
        truth = all_counts(table)
        hidden = [key for key, count in shown.counts.items() if count is None]
        moved = [k for k, count in shown.counts.items() if count not in (None, truth[k])]
        small = sum(0 < truth[key] < order.policy.threshold for key in table.weak)
        yield Effect(
            each.id, each.words, len(truth), len(hidden), len(moved), len(table.weak) - small
        )
