"""Who has a key to a vault, and with what passphrase."""

from argparse import Namespace

from casedesk.cli import passphrases
from casedesk.cli.opening import copied, opened, user_of
from casedesk.cli.vault_creation import hand_over, sheet_at
from casedesk.i18n import N_, _
from casedesk.services import vaults
from casedesk.storage import users as keys
from casedesk.storage.calibration import calibrated_kdf

_NEW = "--new-passphrase-file"
_ROLE_LABELS = {"volunteer": N_("volunteer"), "coordinator": N_("coordinator")}


def users(options: Namespace) -> int:
    """``casedesk vault users``: list them, add one or remove one."""
    if options.add:
        return _add(options)
    if options.remove:
        return _remove(options)
    for slot in vaults.users(options.path):
        print(f"{slot.user}\t{_(_ROLE_LABELS[slot.role])}")
    return 0


def passphrase(options: Namespace) -> int:
    """``casedesk vault passphrase``: change one's own."""
    user = user_of(options, options.path)
    old = passphrases.asked(options, _("Present passphrase of {user}: ").format(user=user))
    vault = vaults.unlock(options.path, user, old)
    try:
        new = passphrases.chosen(
            *(options.new_passphrase_file, vault.session.role, vault.shelter, user),
            option=_NEW,
        )
        keys.change_passphrase(vault, user, old, new, calibrated_kdf())
        copied(vault)
    finally:
        vault.close()
    print(_("The passphrase of {user} is changed.").format(user=user))
    return 0


def _add(options: Namespace) -> int:
    with opened(options, options.path) as vault:
        words = passphrases.chosen(
            *(options.new_passphrase_file, options.role, vault.shelter, options.add),
            question=_("New passphrase for {user}: ").format(user=options.add),
            option=_NEW,
        )
        slot = keys.add_user(vault, options.add, options.role, words, calibrated_kdf())
        copied(vault)
    print(_("{user} has a key now.").format(user=slot.user))
    return 0


def _remove(options: Namespace) -> int:
    with opened(options, options.path) as vault, sheet_at(options.recovery_sheet) as sheet:
        code = keys.remove_user(vault, options.remove)
        print(_("{user} has no key any more.").format(user=options.remove))
        hand_over(vault.shelter, code, sheet)
        copied(vault)
    return 0
