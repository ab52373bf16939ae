"""The month of a whole network: counted, protected, and written as PDF, spreadsheet and CSV."""

from collections.abc import Iterator
from datetime import UTC, datetime, time
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


class _MonthIsOver:
    """A clock on which almost everybody arrived in the month that has just ended: this one."""

    def __init__(self) -> None:
        today = datetime.now(UTC)
        self.month = Period(today.year, today.month, today.month)

    def now(self) -> datetime:
        """Always the same moment."""
        return datetime.combine(self.month.ends_before, time(0, 30)).astimezone()


def lines(folder: Path, people: int) -> Iterator[Line]:
    """From the vault to three files on the disk."""
    path, clock = folder / "Month.casedesk", _MonthIsOver()
    login = demo.create(path, people=people, months=1, clock=clock)
    vault = vaults.unlock(path, login.user, login.passphrase, clock=clock)
    plain = PlainVault(vault, folder / "plain month")
    with vault.begin() as uow:
        incidents = len(records.find(uow, Incident))
    own = timed(lambda: _publish(vault, clock.month, folder / "own"))
    other = timed(lambda: _publish(plain, clock.month, folder / "other"))
    vault.close()
    plain.close()
    what = f"month's report, {people:,} people, {incidents:,} incidents"
    yield Line(what, own, "s", GOAL, own / other, "once")


def _publish(vault: Vault, month: Period, folder: Path) -> None:
    """What publishing does; both vaults have one id: what is remembered of one is forgotten."""
    name = ledger_memory.vault_id(vault)
    ledger_memory.accept(name, None)
    publishing.begin(vault, month)
    release = publishing.publish(vault, Order(month))
    exporting.export(vault, release.number, "es", exporting.FORMATS, folder)
    ledger_memory.accept(name, None)
