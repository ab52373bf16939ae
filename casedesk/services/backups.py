"""Copies of a vault: taken on closing and to a folder, and made into vaults again."""

from casedesk.storage.backups import (
    Backup,
    DamagedBackup,
    NotABackup,
    backup_to,
    list_backups,
    restore,
    rotate,
    verify,
)

__all__ = [
    "Backup",
    "DamagedBackup",
    "NotABackup",
    "backup_to",
    "list_backups",
    "restore",
    "rotate",
    "verify",
]
