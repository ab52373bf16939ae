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


def next_hlc(last: str, now: datetime, node: str) -> str:
    """The hybrid logical time after ``last``: never earlier, even if the clock went back.

    ``mmmmmmmmmmmmm.ccccccc.node``: Unix milliseconds, counter, the vault's node name
    (Kulkarni et al., 2014).
    """
    wall = int(now.timestamp() * 1000)
    if last:
        seen, count = (int(part) for part in last.split(".")[:2])
        if seen >= wall:
            return f"{seen:013}.{count + 1:07}.{node}"
    return f"{wall:013}.{0:07}.{node}"
