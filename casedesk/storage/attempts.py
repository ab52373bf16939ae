"""Wrong passphrases are slowed: 1, 2, 4 … 300 seconds, remembered; nothing is ever wiped."""

import contextlib
import json
import math
from datetime import datetime, timedelta
from pathlib import Path

from casedesk.storage.errors import DiskFull, TooManyTries
from casedesk.storage.files import write_whole

_FREE_TRIES = 2
_LONGEST = 300


class Attempts:
    """The tries at one vault, per slot, in ``attempts.json`` beside it."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "attempts.json"

    def check(self, slot: str, now: datetime) -> None:
        """Raise TooManyTries while the wait after the last failure lasts."""
        failed, last = self._read().get(slot, (0, ""))
        if failed <= _FREE_TRIES:
            return
        wait = timedelta(seconds=min(2 ** (failed - _FREE_TRIES - 1), _LONGEST))
        passed = abs(now - datetime.fromisoformat(last))  # a clock set back gains nothing
        if passed < wait:
            raise TooManyTries(seconds=math.ceil((wait - passed).total_seconds()))

    def failed(self, slot: str, now: datetime) -> None:
        """Remember a wrong passphrase."""
        tries = self._read()
        tries[slot] = (tries.get(slot, (0, ""))[0] + 1, now.isoformat())
        self._write(tries)

    def succeeded(self, slot: str) -> None:
        """Forget the failures of a slot."""
        tries = self._read()
        if tries.pop(slot, None):
            self._write(tries)

    def _read(self) -> dict[str, tuple[int, str]]:
        try:
            content = json.loads(self._path.read_bytes())
            return {
                str(slot): (int(failed), datetime.fromisoformat(last).isoformat())
                for slot, (failed, last) in content.items()
            }
        except (OSError, ValueError, TypeError, AttributeError):
            return {}  # whoever can write this file can also delete it

    def _write(self, tries: dict[str, tuple[int, str]]) -> None:
        with contextlib.suppress(DiskFull):  # the vault must open on a full disk too
            write_whole(self._path, json.dumps(tries).encode())
