"""Opening, creating and looking after vaults, for windows and command line alike."""

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
    "recover",
    "unlock",
    "users",
    "with_suffix",
    "write_whole",
]
