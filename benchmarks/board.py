"""What is due over all cases: counted once, then listed."""

from collections.abc import Iterator
from datetime import timedelta

from benchmarks.measuring import Line, Times, timed
from casedesk.services.clocks import board
from casedesk.services.clocks.board import Wanted
from casedesk.services.vaults import Vault

#: for 10,000 cases
GOAL = 200
_TIMES = 20


def lines(vault: Vault, people: int) -> Iterator[Line]:
    """The first count of every case, and the list of the next thirty days."""
    first = timed(lambda: vault.run(board.settle))
    yield Line(f"count the clocks of {people:,} cases once", first, "s")
    today = vault.clock.now().date()
    wanted = Wanted(since=today, until=today + timedelta(days=30))
    times = Times(
        [timed(lambda: vault.run(lambda uow: board.lines(uow, wanted))) for _ in range(_TIMES)]
    )
    yield Line(
        f"board over {people:,} cases, p95", times.p95 * 1000, "ms", GOAL, noise=times.spread()
    )
