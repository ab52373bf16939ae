"""Whether the ledger in a vault is the newest there is, as far as this computer can tell.

A vault brought back from a backup does not know of what was published after it. An entry added to
such a ledger could be subtracted from what is out, and would part it from the newest one for good.
"""

from casedesk.reports.refusals import LedgerBehind, LedgerUnseen
from casedesk.storage import ledger, ledger_memory
from casedesk.storage.unit_of_work import UnitOfWork
from casedesk.storage.vault import Vault


def require(uow: UnitOfWork, vault_id: str) -> None:
    """Raise LedgerBehind or LedgerUnseen unless entries may be added to the ledger."""
    if behind := ledger_memory.missing_from(uow, vault_id):
        raise LedgerBehind(count=behind)
    if unseen(uow, vault_id):
        raise LedgerUnseen


def unseen(uow: UnitOfWork, vault_id: str) -> bool:
    """Whether there is a ledger of which this computer has never seen anything."""
    return ledger.head(uow) is not None and ledger_memory.known(vault_id) is None


def known_as(vault: Vault) -> str:
    """The id under which this computer remembers the vault's ledger."""
    return ledger_memory.vault_id(vault)
