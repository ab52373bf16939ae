"""Who has a key to a vault, and passphrases, for windows and command line alike."""

from casedesk.storage import vault as vaults
from casedesk.storage.passphrases import generate, weakness, words_for
from casedesk.storage.users import (
    add_user,
    calibrated_kdf,
    change_passphrase,
    change_role,
    new_recovery_code,
    remove_user,
    reset_passphrase,
)
from casedesk.storage.vault import Vault

__all__ = [
    "add_user",
    "calibrated_kdf",
    "change_passphrase",
    "change_role",
    "generate",
    "names",
    "new_recovery_code",
    "remove_user",
    "reset_passphrase",
    "weakness",
    "words_for",
]


def names(vault: Vault) -> list[str]:
    """The names of those who have a key, in order."""
    return sorted((slot.user for slot in vaults.users(vault.path)), key=str.casefold)
