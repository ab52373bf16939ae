"""The windows: how long until the lock screen is painted, and the memory of a full list.

Each runs in a process of its own, without a screen, and prints one number.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measuring import Line, Times

MEMORY_GOAL = 200
_STARTS = 5


def start(vault: Path) -> Iterator[Line]:
    """From the start of the process to the painted lock screen."""
    taken = Times([_until_painted(vault) for _each in range(_STARTS + 1)][1:])
    yield Line("start to lock screen", taken.median, "s", noise=taken.spread())


def memory(vault: Path, user: str, passphrase: str, people: int) -> Iterator[Line]:
    """Resident memory with the list of everybody open and scrolled through."""
    bytes_used = float(ask("benchmarks.open_list", str(vault), user, passphrase))
    what = f"memory with {people:,} people open"
    yield Line(what, bytes_used / 1e6, "MB", MEMORY_GOAL)


def _until_painted(vault: Path) -> float:
    begun = time.time()
    return float(ask("benchmarks.open_lock_screen", str(vault))) - begun


def ask(module: str, *arguments: str) -> str:
    """The last word that a module prints, run without a screen."""
    command = [sys.executable, "-m", module, *arguments]
    with tempfile.TemporaryDirectory() as home:
        # Whoever measures keeps their own settings and log.
        folders = dict.fromkeys(("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME"), home)
        environment = {**os.environ, **folders, "QT_QPA_PLATFORM": "offscreen"}
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603 - this program
    if done.returncode:
        raise RuntimeError(done.stderr)
    return done.stdout.split()[-1]
