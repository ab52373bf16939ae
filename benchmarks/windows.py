"""The windows: until the lock screen is painted, memory of a full list, and their stillness.

Each runs in a process of its own, without a screen, and prints numbers.
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
#: milliseconds after which somebody notices that the window does not answer
STILL_GOAL = 100
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


def stills(vault: Path, user: str, passphrase: str) -> Iterator[Line]:
    """The longest time that the window does not answer while each page opens."""
    told = said("benchmarks.open_pages", str(vault), user, passphrase)
    for line in told.splitlines():
        name, _space, milliseconds = line.rpartition(" ")
        yield Line(f"still: {name}", float(milliseconds), "ms", STILL_GOAL, noise="once")


def _until_painted(vault: Path) -> float:
    begun = time.time()
    return float(ask("benchmarks.open_lock_screen", str(vault))) - begun


def ask(module: str, *arguments: str) -> str:
    """The last word that a module prints, run without a screen."""
    return said(module, *arguments).split()[-1]


def said(module: str, *arguments: str) -> str:
    """All that a module prints, run without a screen."""
    command = [sys.executable, "-m", module, *arguments]
    with tempfile.TemporaryDirectory() as home:
        # Whoever measures keeps their own settings and log.
        folders = dict.fromkeys(("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME"), home)
        environment = {**os.environ, **folders, "QT_QPA_PLATFORM": "offscreen"}
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603 - this program
    if done.returncode:
        raise RuntimeError(done.stderr)
    return done.stdout
