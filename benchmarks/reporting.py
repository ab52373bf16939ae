"""The month of a whole network: counted, protected, and written as PDF, spreadsheet and CSV."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

from benchmarks.measuring import Line, timed
from benchmarks.plain import PlainVault
from casedesk.domain.incidents import Incident
from casedesk.reports import monthly
from casedesk.services import demo
from casedesk.storage import records
from casedesk.storage import vault as vaults

GOAL = 5
_MONTH = date(2026, 10, 1)
_FORMATS = ("pdf", "xlsx", "csv")


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
    own = timed(lambda: monthly.export(vault, _MONTH, "es", _FORMATS, folder / "own"))
    other = timed(lambda: monthly.export(plain, _MONTH, "es", _FORMATS, folder / "other"))
    vault.close()
    plain.close()
    what = f"month's report, {people:,} people, {incidents:,} incidents"
    yield Line(what, own, "s", GOAL, own / other, "once")
