"""Copies of a vault: taken on closing and to a folder, and made into vaults again."""

from casedesk.i18n import N_
from casedesk.storage.backups import (
    FOLDER,
    Backup,
    DamagedBackup,
    NoFolder,
    NotABackup,
    backup_to,
    list_backups,
    restore,
    rotate,
    verify,
)
from casedesk.storage.vault import Vault

__all__ = [
    "NO_COPY",
    "Backup",
    "DamagedBackup",
    "NoFolder",
    "NotABackup",
    "backup_to",
    "list_backups",
    "own_backups",
    "restore",
    "rotate",
    "verify",
]

NO_COPY = N_("Everything is saved, but no copy could be made: {reason}")


def own_backups(vault: Vault) -> list[Backup]:
    """The copies that closing the program has taken, newest first."""
    return list_backups(vault.path / FOLDER)
