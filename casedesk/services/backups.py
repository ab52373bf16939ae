"""Copies of a vault: taken on closing and to a folder, and made into vaults again."""

import re
from pathlib import Path

from casedesk.i18n import N_, _
from casedesk.storage.backups import (
    FOLDER,
    MANIFEST,
    Backup,
    DamagedBackup,
    NoFolder,
    NoSuchFolder,
    NotABackup,
    backup_to,
    beside_vault,
    list_backups,
    restore,
    rotate,
    verify,
)
from casedesk.storage.vault import SUFFIX, Vault

__all__ = [
    "NO_COPY",
    "SAME_DISK",
    "Backup",
    "DamagedBackup",
    "NoFolder",
    "NoSuchFolder",
    "NotABackup",
    "backup_to",
    "beside_vault",
    "is_backup",
    "list_backups",
    "own_backups",
    "proposed_name",
    "restore",
    "rotate",
    "verify",
]

NO_COPY = N_("Everything is saved, but no copy could be made: {reason}")
SAME_DISK = N_(
    "This copy is on the same disk as the vault: if the disk breaks or is stolen, both are gone. "
    "Make another on a USB stick."
)
_MOMENT = re.compile(r"(?P<name>.+) (?P<day>\d{4}-\d\d-\d\d) \d\d\.\d\d\.\d\d")


def own_backups(vault: Vault) -> list[Backup]:
    """The copies that closing the program has taken, newest first."""
    return list_backups(vault.path / FOLDER)


def is_backup(path: Path) -> bool:
    """Whether a folder is a copy of a vault; it may be damaged all the same."""
    return (path / MANIFEST).is_file()


def proposed_name(copy: Path) -> str:
    """What a vault made of a copy may be called: not as the copy is, nor as the vault."""
    name = copy.name.removesuffix(SUFFIX)
    if known := _MOMENT.fullmatch(name):
        name = _("{vault}, copy of {day}").format(vault=known["name"], day=known["day"])
    return name + SUFFIX
