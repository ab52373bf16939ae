"""What is due over all cases: counted when records or rules change, listed from what is kept."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from casedesk.domain.clocks import rule_files
from casedesk.domain.clocks.rules import Rule
from casedesk.domain.clocks.running import Running
from casedesk.services.clocks import counting
from casedesk.storage import clock_dates
from casedesk.storage.clock_dates import DateRow, Line, Wanted
from casedesk.storage.unit_of_work import UnitOfWork

__all__ = [
    "DateRow",
    "Line",
    "Listed",
    "Wanted",
    "count",
    "kept",
    "lines",
    "lines_of",
    "listed",
    "rule_of",
    "settle",
    "waiting",
]

_AT_ONCE = 2_000
#: what is kept: whoever kept anything else counts anew
_KEPT = "open"


def lines(uow: UnitOfWork, wanted: Wanted) -> list[Line]:
    """The clocks of open cases that are wanted, the earliest first. Raises LaptopDateTooEarly."""
    settle(uow)
    return clock_dates.lines(uow.connection, wanted)


def kept(uow: UnitOfWork, wanted: Wanted) -> list[Line]:
    """The same without counting first: cases that wait to be counted may be missing."""
    return clock_dates.lines(uow.connection, wanted)


@dataclass(frozen=True)
class Listed:
    """What the board lists: the numbers of all, where to stand among them, and what is in sight."""

    numbers: Sequence[int]
    at: int
    lines: Sequence[Line]


def listed(
    uow: UnitOfWork, wanted: Wanted, chosen: DateRow | None, in_sight: Callable[[int], slice]
) -> Listed:
    """What is wanted, without counting first; ``chosen`` is where somebody stood before.

    Of the lines themselves only those are read that are ``in_sight`` of that row.
    """
    numbers = clock_dates.numbers(uow.connection, wanted)
    before = clock_dates.number_of(uow.connection, chosen) if chosen else None
    at = numbers.index(before) if before in numbers else 0
    return Listed(numbers, at, lines_of(uow, numbers[in_sight(at)]))


def lines_of(uow: UnitOfWork, numbers: Sequence[int]) -> list[Line]:
    """The clocks of some numbers."""
    return clock_dates.lines_of(uow.connection, numbers)


def settle(uow: UnitOfWork) -> None:
    """Count every case that waits to be counted. Raises LaptopDateTooEarly."""
    count(uow, waiting(uow))


def waiting(uow: UnitOfWork) -> list[str]:
    """The open cases that changed, or that were counted by other rules or calendars.

    Raises LaptopDateTooEarly.
    """
    uow.flush()
    return clock_dates.uncounted(uow.connection, _editions(uow))


def count(uow: UnitOfWork, case_ids: Sequence[str]) -> None:
    """Count those of some cases that still wait for it. Raises LaptopDateTooEarly."""
    uow.flush()
    edition, today = editions = _editions(uow)
    for at in range(0, len(case_ids), _AT_ONCE):
        some = case_ids[at : at + _AT_ONCE]
        ids = clock_dates.uncounted_of(uow.connection, editions, some)
        found = counting.of_cases(uow, ids)
        rows = [row for case_id, clocks in found.items() for row in _rows(case_id, clocks)]
        # What stands still with no end in sight is counted anew every day.
        still = {case_id for case_id, clocks in found.items() if any(c.stopped for c in clocks)}
        kept_under = {each: today if each in still else edition for each in ids}
        clock_dates.keep(uow.connection, rows, kept_under)


def _editions(uow: UnitOfWork) -> tuple[str, str]:
    """What counts are kept under: one that holds until rules change, and one for today alone."""
    edition = f"{_KEPT} {counting.edition(uow)}"
    return edition, f"{edition} {uow.today}"


def rule_of(row: DateRow) -> Rule:
    """The rule of a row."""
    return rule_files.load().rules[row.rule]


def passed(row: DateRow, today: date) -> bool:
    """Whether its day is over; an authority's term that stands still has not passed."""
    still = row.stopped and not rule_of(row).persons
    return row.due_on < today.isoformat() and not still


def _rows(case_id: str, clocks: list[Running]) -> Iterator[DateRow]:
    """Those that nothing has ended, and that somebody here can see to."""
    for clock in clocks:
        if clock.met is None and not clock.rule.quiet:
            yield DateRow(
                case_id=case_id,
                rule=clock.rule.id,
                event=clock.started.id,
                started_on=str(clock.started.on),
                entry_id=clock.started.entry_id,
                duty=clock.rule.duty,
                office=clock.place,
                due_on=clock.due_on.isoformat(),
                tell_on=clock.tell_on.isoformat(),
                safe_on=min(each.safe for each in clock.ends).isoformat(),
                nominal_on=min(each.nominal for each in clock.ends).isoformat(),
                latest_on=max(each.latest for each in clock.ends).isoformat(),
                stopped=clock.stopped,
            )
