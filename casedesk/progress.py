"""How far long work is: told to whoever watches, who may stop it at any step."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from casedesk.errors import CasedeskError
from casedesk.i18n import N_

#: told how much is done, of how much in all, in the units of the work; 0 in all if nobody knows.
#: It raises Cancelled if the work is to stop.
Progress = Callable[[int, int], None]
#: told how much more is done, in the same units and with the same right to stop it
Step = Callable[[int], None]
T = TypeVar("T")


class Cancelled(CasedeskError):
    """Somebody stopped the work; nothing of it was kept."""

    msgid = N_("Stopped. Nothing was changed.")
    exit_code = 130


def silent(_done: int, _total: int) -> None:
    """Nobody watches, and nobody stops it."""


def counted(parts: Iterable[T], step: Step, at_once: int) -> Iterator[T]:
    """The same parts; so many at once are a step."""
    number = 0
    for number, part in enumerate(parts, start=1):
        yield part
        if number % at_once == 0:
            step(at_once)
    step(number % at_once)


class Steps:
    """Counts work that has several parts."""

    def __init__(self, progress: Progress, total: int) -> None:
        self.done, self.total = 0, total
        self._progress = progress
        self.step(0)

    def step(self, count: int = 1) -> None:
        """So much more is done; with 0, only let whoever watches stop it."""
        self.reach(self.done + count)

    def reach(self, done: int) -> None:
        """So much is done by now."""
        self.done = done
        self._progress(min(done, self.total), self.total)
