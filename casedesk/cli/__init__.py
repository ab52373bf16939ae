"""The command line: everything a coordinator can do without the windows."""

from collections.abc import Callable, Sequence
from pathlib import Path

from casedesk import i18n
from casedesk.cli import arguments, language, outcomes

#: opens the windows on a vault; returns the exit code
OpenWindows = Callable[[Path | None], int]


def main(argv: Sequence[str], open_windows: OpenWindows) -> int:
    """Do what the arguments say; returns the exit code."""
    i18n.set_language(language.of(argv))
    return outcomes.of(lambda: _run(argv, open_windows))


def _run(argv: Sequence[str], open_windows: OpenWindows) -> int:
    options = arguments.parser().parse_args(argv)
    language.settle(options)
    options.open_windows = open_windows
    code: int = options.run(options)
    return code
