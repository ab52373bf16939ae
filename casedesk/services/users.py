"""Who has a key to a vault, and passphrases, for windows and command line alike."""

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

__all__ = [
    "add_user",
    "calibrated_kdf",
    "change_passphrase",
    "change_role",
    "generate",
    "new_recovery_code",
    "remove_user",
    "reset_passphrase",
    "weakness",
    "words_for",
]
