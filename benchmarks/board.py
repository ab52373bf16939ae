"""What is due over all cases: counted once, then drawn, from asking to the painted window."""

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from benchmarks.measuring import Line, Times, timed
from benchmarks.windows import ask
from casedesk.domain.cases import AsylumApplication
from casedesk.domain.partial_dates import PartialDate
from casedesk.services import demo
from casedesk.services.clocks import board
from casedesk.services.vaults import UnitOfWork
from casedesk.storage import records
from casedesk.storage import vault as vaults
from casedesk.storage.tables import directory

#: milliseconds, for 10,000 cases
GOAL = 200
_CASES = 10_000
#: the applications were filed on this many days up to today
_DAYS = 200
_VIEWS = {
    "shown": "the page shown again",
    "month": "within 30 days",
    "all": "all to come",
    "passed": "passed",
    "every": "everything, passed included",
}


def lines(folder: Path, people: int) -> Iterator[Line]:
    """The first count of every case, and each view of the board."""
    path, cases = folder / "Clocks.casedesk", min(people, _CASES)
    login = demo.create(path, people=cases, months=1)
    vault = vaults.unlock(path, login.user, login.passphrase)
    vault.run(_open_all)
    vault.run(_file_all)
    first = timed(lambda: vault.run(board.settle))
    listed = vault.run(_listed)
    vault.close()
    yield Line(f"count the clocks of {cases:,} cases once", first, "s")
    told = json.loads(ask("benchmarks.open_board", str(path), login.user, login.passphrase))
    for view, words in _VIEWS.items():
        taken = Times([wall for wall, _worked in told["seconds"][view]])
        worked = Times([worked for _wall, worked in told["seconds"][view]])
        rows = f", {told['rows'][view]:,} terms" if view in told["rows"] else ""
        what = f"board of {listed:,} cases drawn, {words}{rows}"
        yield Line(f"{what}, p95", taken.p95 * 1000, "ms", GOAL, noise=taken.spread())
        yield Line("  of it, work of the processor, p95", worked.p95 * 1000, "ms")


def _file_all(uow: UnitOfWork) -> None:
    """Everybody who has not asked for asylum yet does."""
    cases, applications = directory.c.case_id, records.find(uow, AsylumApplication)
    asked = {each.case_id for each in applications}
    others = [id for (id,) in uow.connection.execute(directory.select().with_only_columns(cases))]
    days = [PartialDate.of(uow.today - timedelta(days=number)) for number in range(_DAYS)]
    new = [
        AsylumApplication(case_id=id, filed_on=days[number % _DAYS], office="tabasco")
        for number, id in enumerate(others)
        if id not in asked
    ]
    records.add_all(uow, new)


def _open_all(uow: UnitOfWork) -> None:
    """Leave no case out of the board because it is closed."""
    uow.connection.execute(directory.update().values(state="open"))


def _listed(uow: UnitOfWork) -> int:
    """How many cases have clocks."""
    return len({line.dates.case_id for line in board.kept(uow, board.Wanted())})
