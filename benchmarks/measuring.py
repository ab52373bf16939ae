"""Times of repeated work, and the lines of the table they are printed in."""

import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

Clock = Callable[[], float]


@dataclass(frozen=True)
class Times:
    """Seconds that the same work took each time."""

    seconds: Sequence[float]

    @property
    def median(self) -> float:
        """Half of them took no longer."""
        return statistics.median(self.seconds)

    @property
    def p95(self) -> float:
        """Nineteen of twenty took no longer."""
        ordered = sorted(self.seconds)
        return ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]

    def spread(self) -> str:
        """All of it on one line, in milliseconds: what the noise of the machine is."""
        low, high = min(self.seconds), max(self.seconds)
        if len(self.seconds) == 1:
            return "once"
        return (
            f"median {milliseconds(self.median)}, p95 {milliseconds(self.p95)}, "
            f"{milliseconds(low)} to {milliseconds(high)}, n={len(self.seconds)}"
        )


@dataclass(frozen=True)
class Line:
    """One line of the table: what was measured, what it should be, and beside plain sqlite3."""

    what: str
    #: None if it could not be measured here
    value: float | None
    unit: str
    goal: float | None = None
    #: how many times what plain sqlite3 takes for the same work; None if it has no part in it
    ratio: float | None = None
    noise: str = ""
    #: whether more is better
    more: bool = field(default=False, kw_only=True)

    @property
    def met(self) -> bool | None:
        """Whether the goal is met; None if there is none."""
        if self.goal is None or self.value is None:
            return None
        return self.value >= self.goal if self.more else self.value <= self.goal

    def cells(self) -> tuple[str, ...]:
        """The line as text: what, measured, goal, whether met, ratio, noise."""
        sign = "≥" if self.more else "≤"
        goal = "" if self.goal is None else f"{sign} {self.goal:,.0f} {self.unit}"
        met = {None: "", True: "met", False: "MISSED"}[self.met]
        ratio = "" if self.ratio is None else f"{self.ratio:.2f} x"
        value = "not measured" if self.value is None else f"{_short(self.value)} {self.unit}"
        return (self.what, value, goal, met, ratio, self.noise)


_HEAD = ("what", "measured", "goal", "", "plain sqlite3", "noise")


def table(lines: Iterable[Line]) -> str:
    """The lines aligned, with a head."""
    rows = [_HEAD, *(line.cells() for line in lines)]
    widths = [max(len(row[at]) for row in rows) for at in range(len(_HEAD))]
    texts = (_row(row, widths) for row in rows)
    return "\n".join(text.rstrip() for text in texts)


def timed(work: Callable[[], object], clock: Clock = time.perf_counter) -> float:
    """The seconds that some work takes."""
    start = clock()
    work()
    return clock() - start


def repeated(work: Callable[[], object], times: int, clock: Clock = time.perf_counter) -> Times:
    """The same work several times."""
    return Times([timed(work, clock) for _each in range(times)])


def worked(work: Callable[[], object]) -> float:
    """Seconds of the processor that some work takes: it is long, and others work beside it."""
    return timed(work, time.process_time)


def milliseconds(seconds: float) -> str:
    """``12.3 ms``."""
    return f"{_short(seconds * 1000)} ms"


def _short(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.1f}" if value >= 1 else f"{value:.2f}"


def _row(cells: Sequence[str], widths: Sequence[int]) -> str:
    what, measured, goal, *others = cells
    parts = [what.ljust(widths[0]), measured.rjust(widths[1]), goal.rjust(widths[2])]
    return "  ".join([*parts, *(cell.ljust(widths[at]) for at, cell in enumerate(others, start=3))])
