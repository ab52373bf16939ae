"""Runs the command line as a person would: as a process of its own, with a home of its own."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from casedesk.resources import ROOT


def powerful() -> bool:
    """Whether the tests run as a user for whom no permission counts, and it cannot be helped."""
    return _is_root() and shutil.which("setpriv") is None


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0


def _without_powers() -> list[str]:
    """What makes root an ordinary user, whom permissions hold."""
    if _is_root() and not powerful():
        return ["setpriv", "--bounding-set=-all", "--inh-caps=-all"]
    return []


@dataclass(frozen=True)
class Outcome:
    """How a command ended."""

    code: int
    out: str
    err: str


@dataclass(frozen=True)
class Terminal:
    """A computer with an empty home folder, no screen and nobody at the keyboard."""

    home: Path

    def environment(self, **more: str) -> dict[str, str]:
        """What the process sees: nothing of the one that runs the tests but its programs."""
        kept = {name: os.environ[name] for name in ("PATH", "SYSTEMROOT") if name in os.environ}
        folders = {
            "HOME": str(self.home),
            "XDG_DATA_HOME": str(self.home / "data"),
            "XDG_CONFIG_HOME": str(self.home / "config"),
            "XDG_STATE_HOME": str(self.home / "state"),
            "XDG_CACHE_HOME": str(self.home / "cache"),
        }
        return {**kept, **folders, "LANG": "en_US.UTF-8", "PYTHONPATH": str(ROOT), **more}

    def command(self, *arguments: object) -> list[str]:
        """The words of the command line."""
        return [*_without_powers(), sys.executable, "-m", "casedesk", *map(str, arguments)]

    def run(
        self,
        *arguments: object,
        typed: str = "",
        environment: Mapping[str, str] | None = None,
    ) -> Outcome:
        """Run ``casedesk ARGUMENTS`` to its end."""
        done = subprocess.run(
            self.command(*arguments),
            input=typed.encode(),
            capture_output=True,
            env=self.environment(**(environment or {})),
            cwd=self.home,
            timeout=120,
            check=False,
        )
        return Outcome(done.returncode, done.stdout.decode(), done.stderr.decode())
