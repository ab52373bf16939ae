"""Backups of a vault, vaults made of backups, and whether a vault is whole."""

from argparse import Namespace

from casedesk.cli import outcomes, watching
from casedesk.cli.opening import opened
from casedesk.i18n import N_, _, ngettext
from casedesk.services import backups
from casedesk.storage import checks
from casedesk.ui.access import remembered

_DAMAGED = 5


class NoTarget(backups.NoSuchFolder):
    """The same, with the way that the command line has."""

    advice = N_(
        "If it is on a USB stick, plug the stick in. To make a folder on this disk: --make-folder."
    )


def backup(options: Namespace) -> int:
    """``casedesk vault backup``: into a folder, or into the vault's own three."""
    to = options.to
    if to is not None and not options.make_folder and not to.exists():
        raise NoTarget(path=to)
    with opened(options, options.path) as vault:
        with watching.watched(watching.COPIED) as progress:
            if to is None:
                made = backups.rotate(vault, progress=progress)
            else:
                made = backups.backup_to(vault, to, make=options.make_folder, progress=progress)
        if to is not None and backups.beside_vault(vault, to):
            outcomes.warn(_(backups.SAME_DISK))
    if made is None:
        print(_("Nothing changed since the last backup."))
    else:
        print(_("Backup: {path}").format(path=made.path))
    return 0


def restore(options: Namespace) -> int:
    """``casedesk vault restore``: never over a vault that is there."""
    with watching.watched(watching.COPIED) as progress:
        path = backups.restore(options.backup, options.path, progress=progress)
    remembered.keep(path)
    print(_("Vault: {path}. It opens with the passphrases of that day.").format(path=path))
    return 0


def check(options: Namespace) -> int:
    """``casedesk vault check``: its file, its log, its records, its list."""
    with opened(options, options.path) as vault:
        try:
            with watching.watched(watching.CHECKED) as progress:
                found = checks.check(vault, progress=progress)
        except checks.CheckStopped as stopped:
            _tell(stopped.found)
            raise
    _tell(found)
    if not found:
        print(_("The vault is whole."))
        return 0
    count = ngettext(
        "{count} thing is not as it must be.", "{count} things are not as they must be.", len(found)
    )
    return outcomes.failed(count.format(count=len(found)), _DAMAGED)


def _tell(found: list[checks.Finding]) -> None:
    for finding in found:
        print(finding)
