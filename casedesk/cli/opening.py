"""Opening a vault for one command: who it is, the passphrase, and the clock."""

from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from casedesk.cli import outcomes, passphrases, watching
from casedesk.cli.errors import WhichUser
from casedesk.errors import CasedeskError
from casedesk.i18n import _
from casedesk.progress import Cancelled
from casedesk.services import backups, vaults
from casedesk.services.clock import clock_warning


@contextmanager
def opened(options: Namespace, path: Path) -> Iterator[vaults.Vault]:
    """The vault, open as the user of the arguments, and closed at the end of the block."""
    user = user_of(options, path)
    words = passphrases.asked(options, _("Passphrase of {user}: ").format(user=user))
    vault = vaults.unlock(path, user, words)
    try:
        warning = clock_warning(vault)
        if warning:
            outcomes.warn(_(warning))
        yield vault
    finally:
        vault.close()


def copied(vault: vaults.Vault) -> None:
    """Take the copy that closing the windows takes; if that fails it is told: the work is done."""
    try:
        with watching.watched(watching.COPIED) as progress:
            backups.rotate(vault, progress=progress)
    except Cancelled:
        outcomes.warn(_("Everything is saved; the copy was stopped."))
    except CasedeskError as error:
        outcomes.warn(_(backups.NO_COPY).format(reason=str(error)))


def user_of(options: Namespace, path: Path) -> str:
    """The user named, or the only one there is. Raises WhichUser or NotAVault."""
    slots = vaults.users(path)
    if options.user:
        return str(options.user)
    if len(slots) != 1:
        raise WhichUser
    return slots[0].user
