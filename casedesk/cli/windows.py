"""Opening the windows, where there is a screen for them."""

from argparse import Namespace
from pathlib import Path

from casedesk.cli.errors import NoScreen
from casedesk.ui.process import has_screen


def run(options: Namespace) -> int:
    """``casedesk [--vault PATH]``."""
    return on_vault(options, options.vault)


def on_vault(options: Namespace, vault: Path | None) -> int:
    """Open the windows, on a vault if one is given. Raises NoScreen."""
    require_screen()
    code: int = options.open_windows(vault)
    return code


def require_screen() -> None:
    """Raise NoScreen where Qt would end the process."""
    if not has_screen():
        raise NoScreen
