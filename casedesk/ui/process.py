"""The process around the windows: what may not leak from it, and how it ends."""

import ctypes
import os
import subprocess
import sys
from pathlib import Path
from typing import NoReturn

from casedesk.resources import ROOT

_PR_SET_DUMPABLE = 4
#: begins the program that stands in the folder named first, and no other of that name
_BEGIN = (
    "import sys; sys.path.insert(0, sys.argv[1]); sys.argv[:2] = ['casedesk']; "
    "from casedesk.__main__ import main; sys.exit(main())"
)


def harden() -> None:
    """Keep the memory of this process out of core dumps and other processes' reach."""
    if os.name != "posix":
        return
    import resource  # noqa: PLC0415 - exists on Unix alone

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def start_bare(vault: Path) -> NoReturn:
    """End this process, with every key and name in its memory, and start a bare lock screen."""
    arguments = [sys.executable]
    if not getattr(sys, "frozen", False):
        # Isolated: a folder "casedesk" where the program was begun would be run in its place.
        arguments += ["-I", "-c", _BEGIN, str(ROOT)]
    arguments += ["--vault", str(vault)]
    sys.stdout.flush()
    sys.stderr.flush()
    if os.name == "posix":
        os.execv(sys.executable, arguments)  # noqa: S606 - this program again, no shell
    subprocess.Popen(arguments, close_fds=True)  # noqa: S603 - this program again, no shell
    os._exit(0)


def has_screen() -> bool:
    """Whether windows can be shown; Qt itself would abort the process."""
    if sys.platform != "linux" or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
