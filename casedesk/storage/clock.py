"""Time: the wall clock, and the hybrid logical clock that orders operations."""

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """Where the time comes from."""

    def now(self) -> datetime:
        """The present moment, with its time zone."""
        ...


class SystemClock:
    """The computer's clock."""

    def now(self) -> datetime:
        """The present moment in the computer's time zone."""
        return datetime.now().astimezone()


class HybridClock:
    """Hybrid logical times after ``last``: never earlier, even if the clock went back.

    ``mmmmmmmmmmmmm.ccccccc.node``: Unix milliseconds, counter, the vault's node name
    (Kulkarni et al., 2014).
    """

    def __init__(self, last: str, now: datetime, node: str) -> None:
        self._wall = int(now.timestamp() * 1000)
        self._count = -1
        self._node = node
        if last:
            seen, count = (int(part) for part in last.split(".")[:2])
            if seen >= self._wall:
                self._wall, self._count = seen, count

    def next(self) -> str:
        """The next time."""
        self._count += 1
        return f"{self._wall:013}.{self._count:07}.{self._node}"


def next_hlc(last: str, now: datetime, node: str) -> str:
    """The hybrid logical time after ``last``."""
    return HybridClock(last, now, node).next()
