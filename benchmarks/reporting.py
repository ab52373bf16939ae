"""The month of a whole network: counted, protected, and written as PDF, spreadsheet and CSV."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from benchmarks.measuring import Line, timed
from benchmarks.plain import PlainVault
from casedesk.domain.incidents import Incident
from casedesk.reports import exporting, publishing
from casedesk.reports.orders import Order
from casedesk.reports.periods import Period
from casedesk.services import demo
from casedesk.storage import ledger_memory, records
from casedesk.storage import vault as vaults
from casedesk.storage.vault import Vault

GOAL = 5
_MONTH = Period.parse("2026-10")


class _FirstOfNovember:
    """A clock on which almost everybody arrived in October."""

    def now(self) -> datetime:
        """Always the same moment."""
        return datetime(2026, 11, 1, 0, 30).astimezone()


def lines(folder: Path, people: int) -> Iterator[Line]:
    """From the vault to three files on the disk."""
    path, clock = folder / "Month.casedesk", _FirstOfNovember()
    login = demo.create(path, people=people, months=1, clock=clock)
    vault = vaults.unlock(path, login.user, login.passphrase, clock=clock)
    plain = PlainVault(vault, folder / "plain month")
    with vault.begin() as uow:
        incidents = len(records.find(uow, Incident))
    own = timed(lambda: _publish(vault, folder / "own"))
    other = timed(lambda: _publish(plain, folder / "other"))
    vault.close()
    plain.close()
    what = f"month's report, {people:,} people, {incidents:,} incidents"
    yield Line(what, own, "s", GOAL, own / other, "once")


def _publish(vault: Vault, folder: Path) -> None:
    """What publishing does; both vaults have one id: what is remembered of one is forgotten."""
    name = ledger_memory.vault_id(vault)
    ledger_memory.accept(name, None)
    publishing.begin(vault, _MONTH)
    release = publishing.publish(vault, Order(_MONTH))
    exporting.export(vault, release.number, "es", exporting.FORMATS, folder)
    ledger_memory.accept(name, None)
