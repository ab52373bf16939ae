"""Long work that somebody may stop: told at each programme that is solved."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

Step = Callable[[], None]

_step: ContextVar[Step | None] = ContextVar("step", default=None)


@contextmanager
def stoppable(step: Step) -> Iterator[None]:
    """Call ``step`` before each programme solved in the block; what it raises ends the work."""
    before = _step.set(step)
    try:
        yield
    finally:
        _step.reset(before)


def stop_here() -> None:
    """Let whoever waits stop the work."""
    step = _step.get()
    if step is not None:
        step()
