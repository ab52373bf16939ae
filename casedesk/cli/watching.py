"""Long work at the terminal: how far it is, and Ctrl+C, which stops it as a button does."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from casedesk.i18n import N_, _, number
from casedesk.progress import Cancelled, Progress

ROWS = N_("{done} of {total} rows")
PEOPLE = N_("{done} of {total} people")
REPORTS = N_("{done} of {total} reports")
COPIED = N_("Copying: {percent} %")
CHECKED = N_("Checking: {percent} %")
#: nothing is said of how far it is
NOTHING = ""


@contextmanager
def watched(words: str) -> Iterator[Progress]:
    """What to tell the progress of long work, shown in ``words`` where somebody watches.

    Ctrl+C stops the work at its next step, so that nothing of it stays; a second one at once.
    """
    line = _Line(words)
    before = signal.getsignal(signal.SIGINT)
    if before is signal.default_int_handler:  # else whoever started the program hears no Ctrl+C
        signal.signal(signal.SIGINT, line.stop)
    try:
        yield line.tell
    finally:
        signal.signal(signal.SIGINT, before)
        line.end()


class _Line:
    """One line of the error output, written over and over."""

    def __init__(self, words: str) -> None:
        self._words, self._shown = words, ""
        self._stopped = False

    def tell(self, done: int, total: int) -> None:
        """Show how far it is. Raises Cancelled after Ctrl+C."""
        if self._stopped:
            raise Cancelled
        if self._words and total and sys.stderr.isatty():
            self._show(
                _(self._words).format(
                    done=number(done), total=number(total), percent=100 * done // total
                )
            )

    def stop(self, _number: int, _frame: FrameType | None) -> None:
        """Somebody pressed Ctrl+C."""
        self._stopped = True
        signal.signal(signal.SIGINT, signal.default_int_handler)

    def end(self) -> None:
        """Go on in the next line."""
        if self._shown:
            print(file=sys.stderr, flush=True)

    def _show(self, text: str) -> None:
        if text != self._shown:
            print(f"\r{text}", end="", file=sys.stderr, flush=True)
            self._shown = text
