"""Backups of a vault, vaults made of backups, and whether a vault is whole."""

from argparse import Namespace

from casedesk.cli import outcomes
from casedesk.cli.opening import opened
from casedesk.i18n import _, ngettext
from casedesk.storage import backups, checks

_DAMAGED = 5


def backup(options: Namespace) -> int:
    """``casedesk vault backup``: into a folder, or into the vault's own three."""
    with opened(options, options.path) as vault:
        own = options.to is None
        made = backups.rotate(vault) if own else backups.backup_to(vault, options.to)
    if made is None:
        print(_("Nothing changed since the last backup."))
    else:
        print(_("Backup: {path}").format(path=made.path))
    return 0


def restore(options: Namespace) -> int:
    """``casedesk vault restore``: never over a vault that is there."""
    path = backups.restore(options.backup, options.path)
    print(_("Vault: {path}. It opens with the passphrases of that day.").format(path=path))
    return 0


def check(options: Namespace) -> int:
    """``casedesk vault check``: its file, its log, its records, its list."""
    with opened(options, options.path) as vault:
        found = checks.check(vault)
    for finding in found:
        print(finding)
    if not found:
        print(_("The vault is whole."))
        return 0
    count = ngettext(
        "{count} thing is not as it must be.", "{count} things are not as they must be.", len(found)
    )
    return outcomes.failed(count.format(count=len(found)), _DAMAGED)
