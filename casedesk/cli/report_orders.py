"""Publishing what the arguments ask for, or trying it: into the ledger, then into files."""

import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from casedesk.cli import outcomes, watching
from casedesk.cli.errors import OpenLedger
from casedesk.cli.opening import copied, opened
from casedesk.cli.report_errors import FewPersons, NobodyCame, NoRoomHere, PolicyUsed
from casedesk.disclosure import stoppable
from casedesk.i18n import _, language
from casedesk.reports import (
    advice,
    advice_words,
    exporting,
    newest,
    orders,
    own_reports,
    publishing,
)
from casedesk.reports.advice import Preview
from casedesk.reports.counting import Filters
from casedesk.reports.orders import Order, Policy
from casedesk.reports.own_tables import OwnField
from casedesk.reports.periods import Period
from casedesk.reports.published import Published
from casedesk.reports.refusals import NoRoomLeft, NothingToCount, PolicyFixed, ReportRefused
from casedesk.reports.releases import Release
from casedesk.reports.tables import SUM
from casedesk.reports.wording import Words
from casedesk.services.vaults import UnitOfWork, Vault


def run(options: Namespace) -> int:
    """Publish, and write the files."""
    if not options.dry_run and options.out is None:
        options.complain(_("the following arguments are required: %s") % "--out")
    if options.dry_run and options.beside:
        options.complain(_("--dry-run looks at one report, so it takes no --beside"))
    with opened(options, options.vault) as vault:
        wanted = vault.run(lambda uow: _orders(uow, options))
        if options.dry_run:
            with _patience():
                preview = vault.run(lambda uow: advice.preview(uow, wanted[0]))
            return _tried(preview, wanted[0])
        if vault.run(lambda uow: _must_be_opened(uow, newest.known_as(vault))):
            _open_ledger(vault, options.period, options.first)
        _warn(vault, wanted[0], options)
        for release in _published(vault, [replace(each, nobody=True) for each in wanted]):
            print(_("Report no. {number}").format(number=release.number))
            form = (options.lang, options.format, options.out)
            for path in exporting.export(vault, release.number, *form):
                print(_("Written: {path}").format(path=path))
        copied(vault)
    return 0


def catalogue(options: Namespace) -> int:
    """``casedesk report catalogue``; of a vault with the tables by its own fields."""
    own: list[OwnField] = []
    if options.vault:
        with opened(options, options.vault) as vault:
            own = vault.run(_own_fields)
    whole, tongue = orders.catalogue(own=own), language()
    print(_("Tables (--tables):"))
    for table in whole.tables:
        print(f"  {table.id:20} {table.words.in_language(tongue)}")
    print(_("Categories to choose by (--only):"))
    for dimension in orders.filters_offered():
        print(f"  {dimension.name:20} {', '.join(dimension.values)}")
    coarse = [each.name for each in whole.dimensions.values() if each.coarse]
    print(_("Fewer categories (--coarse):"))
    print(f"  {', '.join(coarse)}")
    return 0


def _own_fields(uow: UnitOfWork) -> list[OwnField]:
    """The shelter's own fields by which reports can count. Raises NotAllowed."""
    uow.require_coordinator()
    return own_reports.own_fields(uow, Published(uow))


def _orders(uow: UnitOfWork, options: Namespace) -> list[Order]:
    """What is asked for, protected as the year's reports are unless told; the whole first."""
    uow.require_coordinator()
    published, period = Published(uow), options.period
    policy = _policy(published, options)
    own = own_reports.own_fields(uow, published, period.year)
    _require_known(options, policy, own)
    tables = orders.chosen(options.tables, own)
    try:
        return [
            Order(
                period,
                tables=tables,
                filters=filters,
                policy=policy,
                basis=SUM if options.sum else published.basis(period),
                recipient=options.recipient.strip(),
                title=options.title.strip(),
                own=orders.counted_by(tables, own),
            )
            for filters in _filters(options)
        ]
    except ValueError as error:  # nothing else is wrong with names that are known
        raise NothingToCount from error


def _policy(published: Published, options: Namespace) -> Policy:
    usual = published.policy(options.period.year) or Policy()
    given = {
        "mode": options.mode,
        "coarse": options.coarse and tuple(sorted(options.coarse)),
        "insiders": options.insiders,
    }
    return replace(usual, **{name: value for name, value in given.items() if value is not None})


def _require_known(options: Namespace, policy: Policy, own: list[OwnField]) -> None:
    """Complain of names that the catalogue does not have."""
    whole = orders.catalogue(own=own)
    tables = {table.id for table in whole.tables}
    coarse = {each.name for each in whole.dimensions.values() if each.coarse}
    unknown = [*(set(options.tables) - tables), *(set(policy.coarse) - coarse)]
    if unknown:
        options.complain(_("the catalogue has no {name}").format(name=sorted(unknown)[0]))
    values = {each.name: each.values for each in orders.filters_offered(policy)}
    for name, value in (*options.only, *options.beside):
        if value not in values.get(name, ()):
            options.complain(_("there is no category {name}").format(name=f"{name}={value}"))
    for filters in _filters(options):
        names = [name for name, _value in filters]
        if twice := [name for name in names if names.count(name) > 1]:
            words = _("a report counts one category of {name}, or all")
            options.complain(words.format(name=twice[0]))


def _filters(options: Namespace) -> list[Filters]:
    """What the report is confined to, then what each one beside it is."""
    beside = ((), *((pair,) for pair in options.beside))
    return [tuple(sorted({*options.only, *also})) for also in beside]


def _open_ledger(vault: Vault, period: Period, first: Period | None) -> None:
    """State from which month on nothing was published elsewhere. Raises OpenLedger."""
    if first is None:
        first = period if period.kind == "month" else next(iter(period.months()))
        if not _sworn(first):
            raise OpenLedger(first=first.label)
    publishing.begin(vault, first)


def _must_be_opened(uow: UnitOfWork, vault_id: str) -> bool:
    """Whether somebody must say first what was published elsewhere."""
    return Published(uow).first is None or newest.unseen(uow, vault_id)


def _sworn(first: Period) -> bool:
    """Whether somebody at the terminal says that nothing was published."""
    if not sys.stdin.isatty():
        return False
    words = Words(language()).period(first)
    question = _(
        "On this computer nothing was published from this vault yet. Was anything of {month}, or "
        "of a later month, ever published from another computer or by other means? Type “no” if "
        "nothing was: "
    )
    print(question.format(month=words), end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower() == "no"


def _published(vault: Vault, wanted: list[Order]) -> list[Release]:
    """The releases. If they are refused, what would help all of them is told before."""
    try:
        with _patience():
            return publishing.publish_together(vault, wanted)
    except NoRoomLeft as error:
        raise NoRoomHere(**error.details) from None
    except PolicyFixed as error:
        raise PolicyUsed(error.year, error.policy) from None
    except ReportRefused:
        whole, *parts = wanted
        with _patience():
            found = vault.run(lambda uow: advice.proposals(uow, whole, parts))
        for each in found:
            print(_("This would help: {change}").format(change=advice_words.change(each)))
        raise


def _warn(vault: Vault, order: Order, options: Namespace) -> None:
    """Say that a period holds few persons or nothing.

    Raises FewPersons or NobodyCame if nobody wants it all the same.
    """
    lacks = vault.run(lambda uow: advice.lacks(uow, Published(uow), order))
    said = {"": True, "few": options.yes, "nobody": options.nobody_came}
    if said[lacks]:
        return
    outcomes.warn(_(advice_words.LACKS[lacks]))
    if not _agreed():
        raise (FewPersons if lacks == "few" else NobodyCame)(period=order.period.label)


def _agreed() -> bool:
    """Whether somebody at the terminal says yes."""
    if not sys.stdin.isatty():
        return False
    print(_("Type “yes” to publish it all the same: "), end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower() in {"yes", "sí", "si"}


@contextmanager
def _patience() -> Iterator[None]:
    """Say to whoever watches that this can take a while, and how to end it."""
    if sys.stderr.isatty():
        words = _("Protecting and proving the figures; this can take minutes. Ctrl+C stops it.")
        print(words, file=sys.stderr, flush=True)
    with watching.watched(watching.NOTHING) as progress, stoppable(lambda: progress(0, 0)):
        yield


def _tried(preview: Preview, order: Order) -> int:
    """Say what protection would do to each table."""
    for line in advice_words.by_table(preview.effects, order):
        print(line)
    print(advice_words.of_all(preview.effects, order))
    if preview.lacks:
        print(_(advice_words.LACKS[preview.lacks]))
    outcomes.warn(_("Nothing was published."))
    return 0
