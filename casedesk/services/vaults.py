"""Opening, creating and looking after vaults, for windows and command line alike."""

from pathlib import Path

from casedesk.storage.clock import Clock, SystemClock
from casedesk.storage.errors import (
    ChangedMeanwhile,
    DamagedVault,
    DiskFull,
    NoSuchUser,
    NotAVault,
    TooManyTries,
    VaultExists,
    VaultInUse,
    VaultTooNew,
    WrongPassphrase,
)
from casedesk.storage.files import write_whole
from casedesk.storage.keyring import COORDINATOR, FLOOR, ROLES, VOLUNTEER, Kdf, Slot
from casedesk.storage.unit_of_work import Session, UnitOfWork
from casedesk.storage.vault import (
    RING,
    SUFFIX,
    Vault,
    chain_anchor,
    create,
    recover,
    unlock,
    users,
    with_suffix,
)

__all__ = [
    "COORDINATOR",
    "FLOOR",
    "ROLES",
    "SUFFIX",
    "VOLUNTEER",
    "ChangedMeanwhile",
    "Clock",
    "DamagedVault",
    "DiskFull",
    "Kdf",
    "NoSuchUser",
    "NotAVault",
    "Session",
    "Slot",
    "SystemClock",
    "TooManyTries",
    "UnitOfWork",
    "Vault",
    "VaultExists",
    "VaultInUse",
    "VaultTooNew",
    "WrongPassphrase",
    "chain_anchor",
    "create",
    "found_in",
    "is_vault",
    "recover",
    "unlock",
    "users",
    "with_suffix",
    "write_whole",
]


def is_vault(path: Path) -> bool:
    """Whether a folder is a vault, or a copy of one; it may be damaged all the same."""
    return (path / RING).is_file()


def found_in(folder: Path) -> list[Path]:
    """The vaults and copies in a folder and in the folders of it, by name."""
    found = [*folder.glob(f"*{SUFFIX}"), *folder.glob(f"*/*{SUFFIX}")]
    shown = [path for path in found if not path.name.startswith(".") and is_vault(path)]
    return sorted(shown, key=lambda path: path.name.removesuffix(SUFFIX).casefold())
