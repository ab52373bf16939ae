"""What can be done with the ledger: open it, show it, carry it over, complete it."""

from argparse import Namespace
from datetime import datetime

from casedesk.cli import outcomes, passphrases, watching
from casedesk.cli.opening import copied, opened
from casedesk.i18n import _, language
from casedesk.reports import book, exporting, orders, own_reports, publishing
from casedesk.reports.book import Account
from casedesk.reports.ledger_words import now_deducible, order_in_words, stated_in_words
from casedesk.reports.published import Published, Stated
from casedesk.reports.wording import Words

_OPTION = "--ledger-passphrase-file"


def open_(options: Namespace) -> int:
    """``casedesk ledger open``."""
    with opened(options, options.vault) as vault:
        publishing.begin(vault, options.first, anew=options.lost)
        copied(vault)
    words = _("The ledger begins with {month}.")
    print(words.format(month=Words(language()).period(options.first)))
    return 0


def show(options: Namespace) -> int:
    """``casedesk ledger show``: every release, with the digests of its files."""
    with opened(options, options.vault) as vault:
        found = book.read(vault)
    words = Words(language())
    if found.first is None:
        print(_("The ledger has not been opened."))
    else:
        print(_("The ledger begins with {month}.").format(month=words.period(found.first)))
    for account in found.accounts:
        print(f"{account.release.number:>5}  {_line(account, words)}")
        for file in account.files:
            print(f"       {file.name}  {file.sha256}")
    for each in found.stated:
        print(f"       {stated_in_words(each, words, found.own)}")
    return 0


def save(options: Namespace) -> int:
    """``casedesk ledger save``."""
    with opened(options, options.vault) as vault:
        try:
            written = exporting.export(
                vault, options.number, options.lang, options.format, options.out
            )
        except KeyError:
            options.complain(_("there is no report no. {number}").format(number=options.number))
            raise
    for path in written:
        print(_("Written: {path}").format(path=path))
    return 0


def export(options: Namespace) -> int:
    """``casedesk ledger export``."""
    with opened(options, options.vault) as vault:
        question = _("New passphrase for the ledger {file}: ").format(file=options.file.name)
        words = passphrases.chosen(
            *(options.ledger_passphrase_file, vault.session.role),
            *(vault.shelter, vault.session.user),
            question=question,
            option=_OPTION,
        )
        path = book.carry_out(vault, options.file, words)
    print(_("Written: {path}").format(path=path))
    return 0


def bring_in(options: Namespace) -> int:
    """``casedesk ledger import``."""
    with opened(options, options.vault) as vault:
        question = _("Passphrase of the ledger {file}: ").format(file=options.file.name)
        words = passphrases.of(options.ledger_passphrase_file, question, _OPTION)
        added = book.bring_in(vault, options.file, words)
        copied(vault)
    print(_("Entries added: {count}").format(count=added))
    return 0


def state(options: Namespace) -> int:
    """``casedesk ledger state``."""
    low, high = options.count
    of = tuple(sorted(options.of))
    stated = Stated(options.period, options.population, of, low, high, options.to)
    if not orders.classified_by(stated.population):
        options.complain(_("the catalogue has no {name}").format(name=options.population))
    with opened(options, options.vault) as vault:
        own = vault.run(lambda uow: own_reports.own_fields(uow, Published(uow)))
        dimensions = orders.catalogue(own=own).dimensions
        known = orders.classified_by(stated.population, own)
        for name, value in of:
            if name not in known or name not in dimensions or value not in dimensions[name].values:
                options.complain(_("there is no category {name}").format(name=f"{name}={value}"))
        with watching.watched(watching.NOTHING) as progress:
            tables = publishing.state(vault, stated, progress=progress)
        copied(vault)
    print(_("Entered. Every report from now on takes it into account."))
    if tables:
        outcomes.warn(now_deducible(tables))
    return 0


def _line(account: Account, words: Words) -> str:
    release = account.release
    parts = [
        words.period(release.order.period),
        order_in_words(release.order, words),
        str(datetime.fromisoformat(release.at).astimezone().date()),
        release.by,
        release.order.recipient,
    ]
    return " · ".join(part for part in parts if part)
