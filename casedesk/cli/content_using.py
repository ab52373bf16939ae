"""Content in a vault: whom it trusts, what it uses, installing and going back."""

from argparse import Namespace

from casedesk import i18n
from casedesk.cli.content_changes import tell
from casedesk.cli.opening import copied, opened
from casedesk.domain.packs.pack import said
from casedesk.errors import CasedeskError
from casedesk.exchange import content_files, content_keys
from casedesk.i18n import N_, _
from casedesk.services import contents


class NoSuchPack(CasedeskError):
    """No pack has that id."""

    msgid = N_("There is no pack “{pack}”.")
    advice = N_("“casedesk content list” tells which there are.")
    exit_code = 2


def trust(options: Namespace) -> int:
    """``casedesk content trust``: tells the letters to compare by telephone."""
    key = content_keys.public(options.key)
    with opened(options, options.vault) as vault:
        vault.run(lambda uow: contents.trust(uow, key, options.name))
        copied(vault)
    letters = content_files.fingerprint(key)
    print(_("Trusted: {name}, {letters}").format(name=options.name, letters=letters))
    return 0


def install(options: Namespace) -> int:
    """``casedesk content install``: tells what changes, then uses it unless it is a dry run."""
    update = content_files.read(options.file)
    with opened(options, options.vault) as vault:
        tell(vault.run(lambda uow: content_files.look(uow, update)))
        if options.dry_run:
            print(_("Nothing was changed."))
            return 0
        vault.run(lambda uow: content_files.install(uow, update))
        copied(vault)
    print(_("Installed. What was used before is kept."))
    return 0


def back(options: Namespace) -> int:
    """``casedesk content back``: the earlier version, until a newer one is installed."""
    with opened(options, options.vault) as vault:
        if options.pack not in vault.run(contents.current).packs:
            raise NoSuchPack(pack=options.pack)
        before = vault.run(lambda uow: contents.go_back(uow, options.pack))
        copied(vault)
    words = _("“{title}” is of version {version} again.")
    print(words.format(title=said(before.title, i18n.language()), version=before.version))
    return 0


def list(options: Namespace) -> int:
    """``casedesk content list``: each pack with its version, dates and what can be gone back to."""
    with opened(options, options.vault) as vault:
        found = vault.run(contents.in_use)
    for each in found:
        pack = each.pack
        words = _("{id:12} {version:10} reviewed {reviewed}, due {due}  {title}")
        print(
            words.format(
                id=pack.id,
                version=pack.version,
                reviewed=pack.last_reviewed,
                due=pack.review_due,
                title=said(pack.title, i18n.language()),
            )
        )
    return 0
