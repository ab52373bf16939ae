"""What can go wrong with a vault, each with its own advice."""

import errno
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError
from sqlcipher3 import dbapi2 as sqlcipher

from casedesk.errors import CasedeskError
from casedesk.i18n import N_, _


class NotAVault(CasedeskError):
    """The folder is no vault."""

    msgid = N_("“{path}” is not a Casedesk vault.")
    advice = N_("Choose a folder whose name ends in .casedesk, or create a new vault.")
    exit_code = 3


class VaultExists(CasedeskError):
    """Something is already where the vault should go."""

    msgid = N_("“{path}” already exists.")
    advice = N_("Choose another name. Casedesk never writes over what is there.")
    exit_code = 3


class WrongPassphrase(CasedeskError):
    """The passphrase opens no slot of this user."""

    msgid = N_("That passphrase is not right.")
    advice = N_("Check capitals and spaces, and try again. Nothing is erased by wrong tries.")
    exit_code = 4


class TooManyTries(CasedeskError):
    """Tries are slowed down."""

    msgid = N_("Wait {seconds} seconds before the next try.")
    advice = N_("Each wrong passphrase makes the wait longer. Nothing is erased.")
    exit_code = 4


class NoSuchUser(CasedeskError):
    """Nobody of that name has a key."""

    msgid = N_("“{user}” has no key to this vault.")
    advice = N_("Choose a name from the list, or ask a coordinator to add you.")
    exit_code = 4


class DamagedVault(CasedeskError):
    """A file of the vault does not hold what it must."""

    msgid = N_("The vault is damaged: {part}.")
    advice = N_(
        "Do not write to it. Copy the whole folder somewhere safe, then restore the last backup."
    )
    exit_code = 5


class VaultTooNew(CasedeskError):
    """Saved by a newer program."""

    msgid = N_("This vault was saved by a newer Casedesk ({found}).")
    advice = N_("Install the newer version on this computer. Nothing was changed.")
    exit_code = 6


class VaultInUse(CasedeskError):
    """Another process has it open."""

    msgid = N_("This vault is already open in another window or on another session.")
    advice = N_("Lock or close it there first.")
    exit_code = 7


class DiskFull(CasedeskError):
    """No room to write."""

    msgid = N_("The disk is full: this was not saved.")
    advice = N_("Free some space (empty the bin, move large files), then save again.")
    exit_code = 8


class NoPermission(CasedeskError):
    """The system refuses to let us read or write there."""

    msgid = N_("This computer does not let you read or write “{path}”.")
    advice = N_("Choose a folder of your own, or ask whoever looks after this computer.")
    exit_code = 8


class OutOfReach(CasedeskError):
    """The disk or folder is gone: a memory stick pulled out, a network share that fell away."""

    msgid = N_("“{path}” cannot be reached.")
    advice = N_("Check that the memory stick or disk is plugged in, then try again.")
    exit_code = 8


class NotAllowed(CasedeskError):
    """The user's role does not include this."""

    msgid = N_("Only a coordinator can do this.")
    advice = N_("Ask a coordinator to do it, or to change your role.")
    exit_code = 9


class UserExists(CasedeskError):
    """The name is taken."""

    msgid = N_("“{user}” already has a key to this vault.")
    advice = N_("Choose a name that tells the two apart.")
    exit_code = 9


class LastCoordinator(CasedeskError):
    """Nobody would be left to look after the vault."""

    msgid = N_("“{user}” is the only coordinator of this vault.")
    advice = N_("Make somebody else a coordinator first.")
    exit_code = 9


class CannotUndo(CasedeskError):
    """An operation that cannot be taken back."""

    msgid = N_("This cannot be undone.")
    advice = N_("Write the right answers instead. What was there before stays in the history.")


class ChangedSince(CasedeskError):
    """Later operations touched what an undo would put back."""

    msgid = N_("These answers were changed again afterwards: {fields}.")
    advice = N_("Undo the later change first, or write the right answers.")


class ChangedMeanwhile(CasedeskError):
    """Somebody changed the same answers after they were read."""

    msgid = N_("Somebody else changed the same answers while you were writing: {fields}.")
    advice = N_("Look at what is there now, then make your change again. Nothing was overwritten.")

    def __init__(self, labels: Sequence[str]) -> None:
        """``labels``: the message ids of the fields."""
        super().__init__()
        self.labels = tuple(labels)

    def summary(self) -> str:
        """Which answers, in the current language."""
        return _(self.msgid).format(fields=", ".join(_(label) for label in self.labels))


class NoSuchRecord(CasedeskError):
    """A record that was asked for is not there."""

    msgid = N_("What you are looking for is no longer in this vault.")


class LedgerBroken(CasedeskError):
    """An entry of the ledger is missing, altered or out of order."""

    msgid = N_("The ledger of what was published is broken at entry {entry}.")
    advice = N_(
        "Publish nothing from this vault. Copy the whole folder somewhere safe, then restore the"
        " last backup in which the check finds nothing."
    )
    exit_code = 5


class LedgersDiffer(CasedeskError):
    """A ledger file and the vault's ledger each hold what the other does not."""

    msgid = N_("This file and the ledger of this vault differ from entry {entry} on.")
    advice = N_(
        "Nothing was brought in. Two copies of the vault published on their own, or the file is"
        " of another organisation. Find out which ledger is right before anything is published."
    )
    exit_code = 5


class NotALedger(CasedeskError):
    """The file is no ledger."""

    msgid = N_("“{path}” is not a file of a ledger.")
    advice = N_("Choose a file whose name ends in .ledger, saved by Casedesk.")
    exit_code = 3


class DamagedLedger(CasedeskError):
    """A ledger file does not hold what was written."""

    msgid = N_("This file of a ledger is damaged: “{path}”.")
    advice = N_("Nothing was brought in. Copy the file again, or save the ledger once more.")
    exit_code = 5


class LedgerTooNew(CasedeskError):
    """A ledger file saved by a newer program."""

    msgid = N_("This ledger was saved by a newer Casedesk ({found}).")
    advice = N_("Install the newer version on this computer. Nothing was brought in.")
    exit_code = 6


class LedgerMemoryDamaged(CasedeskError):
    """What this computer remembers of ledgers cannot be read."""

    msgid = N_("What this computer remembers of published reports cannot be read: “{path}”.")
    advice = N_(
        "Make sure that the vault is the newest copy there is. Then move that file elsewhere and"
        " try again: this computer will remember from then on."
    )
    exit_code = 5


#: errno -> the error that tells a person what to do
_SYSTEM: dict[int, type[CasedeskError]] = {
    errno.ENOSPC: DiskFull,
    errno.EDQUOT: DiskFull,
    errno.EFBIG: DiskFull,
    errno.EACCES: NoPermission,
    errno.EPERM: NoPermission,
    errno.EROFS: NoPermission,
    errno.ENOENT: OutOfReach,
    errno.ENOTDIR: OutOfReach,
    errno.EIO: OutOfReach,
    errno.ENODEV: OutOfReach,
    errno.ENXIO: OutOfReach,
}
_FULL = ("database or disk is full", "disk i/o error")
_DAMAGED = ("malformed", "not a database", "file is encrypted", "hmac", "corrupt")
_LOCKED = ("database is locked", "database table is locked")


@contextmanager
def clear_errors(path: object) -> Iterator[None]:
    """Turn what the system and the database say into errors with advice."""
    try:
        yield
    except OSError as error:
        known = _SYSTEM.get(error.errno or 0)
        if known is None:
            raise
        raise known(path=path) from error
    except (DBAPIError, sqlcipher.DatabaseError, sqlite3.DatabaseError) as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        known = database_error(str(cause).lower())
        if known is None:
            raise
        raise known(path=path, part="cases.db") from error


def database_error(text: str) -> type[CasedeskError] | None:
    """The error for what the database says, in small letters; None if it is not known."""
    if any(part in text for part in _FULL):
        return DiskFull
    if any(part in text for part in _LOCKED):
        return VaultInUse
    if any(part in text for part in _DAMAGED):
        return DamagedVault
    return None
