"""Room kept on the disk, so that the last record can be saved on the day it is full."""

import contextlib
from pathlib import Path

from casedesk.storage.errors import DiskFull
from casedesk.storage.files import write_whole

_NAME = "reserve"
_SIZE = 20 << 20


def release(vault: Path) -> bool:
    """Give back the room kept for the last save; False if it was given back before."""
    file = vault / _NAME
    held = file.exists()
    file.unlink(missing_ok=True)
    return held


def keep(vault: Path) -> None:
    """Keep 20 MB of disk for the day it is full; silently not if there is no room now."""
    file = vault / _NAME
    if not file.exists():
        with contextlib.suppress(DiskFull):
            write_whole(file, bytes(_SIZE))
