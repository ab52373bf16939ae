"""Whether the computer's clock can be believed."""

from datetime import date, timedelta

from casedesk.i18n import N_
from casedesk.storage.vault import Vault

#: the program did not exist before
EARLIEST = date(2026, 1, 1)
#: what two laptops, or one before and after a change of hour, may differ by
_TOLERANCE = timedelta(minutes=5)

TOO_EARLY = N_(
    "The clock of this computer is wrong: it says a day before Casedesk existed. "
    "Set date and time before you record anything."
)
BEHIND = N_(
    "The clock of this computer is behind what was recorded last in this vault. "
    "Set date and time before you record anything."
)


def clock_warning(vault: Vault) -> str | None:
    """The message id of what is wrong with the clock; None if nothing can be seen to be."""
    now = vault.clock.now()
    if now.date() < EARLIEST:
        return TOO_EARLY
    with vault.begin() as uow:
        # A hybrid logical time begins with the latest wall clock ever seen, in milliseconds.
        latest = int((uow.log.head.hlc or "0").split(".")[0])
    return BEHIND if latest / 1000 > (now + _TOLERANCE).timestamp() else None
