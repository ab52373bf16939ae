"""What the page of reports shows of a report: worked out on the worker, and stopped if asked."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from PySide6.QtGui import QImage

from casedesk.disclosure import stoppable
from casedesk.errors import CasedeskError
from casedesk.progress import Cancelled, Progress
from casedesk.reports import (
    advice,
    book,
    exporting,
    newest,
    on_screen,
    own_reports,
    publishing,
)
from casedesk.reports.advice import Effect, Lacks, Proposal
from casedesk.reports.book import Book
from casedesk.reports.orders import Order, Policy
from casedesk.reports.own_reports import Choice
from casedesk.reports.own_tables import OwnField
from casedesk.reports.periods import Period
from casedesk.reports.published import Published
from casedesk.reports.refusals import (
    BeforeLedger,
    LedgerBehind,
    LedgerNotOpened,
    LedgerUnseen,
    NothingToCount,
    PeriodNotOver,
)
from casedesk.reports.releases import Release, report_of
from casedesk.reports.tables import Report
from casedesk.services.vaults import UnitOfWork, Vault
from casedesk.ui.reports.preview import page_images

#: the period cannot be published yet, but what would be can be looked at
NOT_YET = (LedgerNotOpened, LedgerBehind, LedgerUnseen, BeforeLedger, PeriodNotOver)


@dataclass(frozen=True)
class Found:
    """What there is to choose from."""

    months: list[Period]
    book: Book
    own: dict[str, Choice]
    #: the shelter's own fields by which reports can count
    fields: tuple[OwnField, ...] = ()


@dataclass(frozen=True)
class Asked:
    """What somebody wants to see."""

    period: Period
    choice: Choice
    #: RECORDS or SUM; empty for what is usual
    basis: str
    language: str


@dataclass(frozen=True)
class Look:
    """What there is to see."""

    asked: Asked
    order: Order
    #: the shelter's own fields by which reports of the year can count
    fields: tuple[OwnField, ...]
    #: how the year's reports are protected; None while it is open
    settled: Policy | None
    #: if it was published
    release: Release | None = None
    #: of one that was not published: what protection does to it
    effects: tuple[Effect, ...] = ()
    pages: tuple[tuple[QImage, str], ...] = ()
    #: why it cannot be published, or not yet
    refusal: CasedeskError | None = None
    lacks: Lacks = ""


def find(vault: Vault, _progress: Progress) -> Found:
    """The months on file, the ledger, and the reports kept under a name."""
    months, found = vault.run(on_screen.available), book.read(vault)
    own, fields = vault.run(_own)
    return Found(months, found, own, fields)


def look(vault: Vault, asked: Asked, width: int, progress: Progress) -> Look:
    """The report as it was published, or as it would be."""

    def step() -> None:
        progress(0, 0)

    name = newest.known_as(vault)
    with stoppable(step):
        return vault.run(lambda uow: _look(uow, name, asked, width, step))


def helping(vault: Vault, orders: Sequence[Order], progress: Progress) -> list[Proposal]:
    """What would let a refused report be published, with those that go with it."""
    order, *beside = (replace(each, nobody=True) for each in orders)
    with stoppable(lambda: progress(0, 0)):
        return vault.run(lambda uow: advice.proposals(uow, order, beside))


def publish(vault: Vault, orders: Sequence[Order], progress: Progress) -> list[Release]:
    """Publish together; stopped in time, nothing was. That nothing is on file has been said."""
    with stoppable(lambda: progress(0, 0)):
        return publishing.publish_together(vault, [replace(each, nobody=True) for each in orders])


def beside(look: Look, own: Mapping[str, Choice]) -> dict[str, Order]:
    """The orders of reports of one's own that can be published with one, by their names."""
    found: dict[str, Order] = {}
    for name, choice in own.items():
        with suppress(ValueError):  # nothing of it is counted, as the year's reports are protected
            found[name] = choice.order(look.order.period, policy=look.order.policy, own=look.fields)
    return {name: order for name, order in found.items() if order != look.order}


def _own(uow: UnitOfWork) -> tuple[dict[str, Choice], tuple[OwnField, ...]]:
    fields = tuple(own_reports.own_fields(uow, Published(uow)))
    return own_reports.load(uow, fields), fields


def _look(
    uow: UnitOfWork, vault_id: str, asked: Asked, width: int, step: Callable[[], None]
) -> Look:
    step()
    published, period = Published(uow), asked.period
    settled = published.policy(period.year)
    own = tuple(own_reports.own_fields(uow, published, period.year))
    try:
        order = asked.choice.order(period, asked.basis or published.basis(period), settled, own)
    except ValueError as error:
        raise NothingToCount from error
    for release in published.releases:
        if release.order == order:
            report = report_of(release, published.before(release))
            pages = _pages(report, asked.language, width)
            return Look(asked, order, own, settled, release, pages=pages)
    refusal = None
    try:
        newest.require(uow, vault_id)
        publishing.check_order(uow, published, order)
    except NOT_YET as error:
        refusal = error
    except CasedeskError as error:
        return Look(asked, order, own, settled, refusal=error)
    try:
        preview = advice.preview(uow, order)
    except Cancelled:  # somebody's wish, and no refusal of the report
        raise
    except CasedeskError as error:
        lacks = advice.lacks(uow, published, order)
        return Look(asked, order, own, settled, refusal=error, lacks=lacks)
    step()
    pages = _pages(preview.report, asked.language, width)
    return Look(asked, order, own, settled, None, preview.effects, pages, refusal, preview.lacks)


def _pages(report: Report, language: str, width: int) -> tuple[tuple[QImage, str], ...]:
    return tuple(page_images(exporting.drawn(report, language), width))
