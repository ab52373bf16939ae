"""What is due over all cases: counted once, then drawn, from asking to the painted window."""

import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path

from sqlalchemy import select

from benchmarks.measuring import Line, Times, timed
from benchmarks.windows import ask
from casedesk.domain.cases import AsylumApplication
from casedesk.domain.partial_dates import PartialDate
from casedesk.services import demo
from casedesk.services.clocks import board, lapsed
from casedesk.services.vaults import UnitOfWork, Vault
from casedesk.storage import records
from casedesk.storage import vault as vaults
from casedesk.storage.tables import directory
from casedesk.ui.clocks.counting_bar import AT_ONCE

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
    vault.run(_file_all)
    vault.run(_open_all)
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


def first_count(vault: Vault, people: int) -> Iterator[Line]:
    """The clocks of a vault that was never counted, as the windows count them: some at a time."""
    begun = time.perf_counter()
    cases = vault.run(board.waiting)
    parts = [cases[at : at + AT_ONCE] for at in range(0, len(cases), AT_ONCE)]
    taken = Times([timed(partial(vault.run, partial(_count, part))) for part in parts])
    whole = time.perf_counter() - begun
    yield Line(f"count the clocks of {len(cases):,} open cases of {people:,} once", whole, "s")
    what = f"  of it, longest that others wait: {AT_ONCE} cases"
    yield Line(what, max(taken.seconds) * 1000, "ms", noise=taken.spread())
    followed = timed(lambda: vault.run(lapsed.follow))
    yield Line("  and open the follow-ups of terms that passed, at once", followed, "s")


def _count(cases: Sequence[str], uow: UnitOfWork) -> None:
    board.count(uow, cases)


def _file_all(uow: UnitOfWork) -> None:
    """Everybody asks for asylum now, whatever became of what they asked before."""
    cases = uow.connection.execute(select(directory.c.case_id).order_by(directory.c.case_id))
    asked = {each.case_id for each in records.find(uow, AsylumApplication)}
    days = [PartialDate.of(uow.today - timedelta(days=number)) for number in range(_DAYS)]
    filed = [
        AsylumApplication(case_id=id, filed_on=days[number % _DAYS], office="tabasco")
        for number, id in enumerate(cases.scalars())
    ]
    again = [
        replace(each, state="A2", state_since=days[0]) if each.case_id in asked else each
        for each in filed
    ]
    records.add_all(uow, again)


def _open_all(uow: UnitOfWork) -> None:
    """Leave no case out of the board because it is closed; saving would write that anew."""
    uow.flush()
    uow.connection.execute(directory.update().values(state="open"))


def _listed(uow: UnitOfWork) -> int:
    """How many cases have clocks."""
    return len({line.dates.case_id for line in board.kept(uow, board.Wanted())})
