"""``casedesk``: the windows, or the command that the arguments name."""

import sys
from pathlib import Path

from casedesk import cli
from casedesk.ui import process


def main() -> int:
    """Run Casedesk; returns its exit code."""
    process.harden()  # commands hold keys and names as the windows do
    return cli.main(sys.argv[1:], _open_windows)


def _open_windows(vault: Path | None) -> int:
    # Commands start at once because the windows are loaded only when they are wanted.
    from casedesk import app  # noqa: PLC0415

    return app.main(vault)


if __name__ == "__main__":
    sys.exit(main())
