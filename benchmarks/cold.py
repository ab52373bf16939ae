"""A computer that has just been switched on, as far as its disk goes."""

import os
from pathlib import Path

_SWITCH = Path("/proc/sys/vm/drop_caches")
#: pages of files, and what is known of folders
_ALL = "3"


def forget_files() -> bool:
    """Have the system forget what it has read of files; False where that is not allowed."""
    os.sync()
    try:
        _SWITCH.write_text(_ALL)
    except OSError:
        return False
    return True
