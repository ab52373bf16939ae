"""Somebody at a laptop: reads the windows, types, clicks, and knows nothing of the program."""

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from tests.journeys.eyes import FOCUSED, SHOWING, Eyes, Seen
from tests.journeys.hands import Hands
from tests.journeys.screen import HEIGHT, Screen

_PATIENCE = 90.0
_GLANCE = 0.25


class Volunteer:
    """Works on a screen with a program that was started there."""

    def __init__(self, screen: Screen, environment: dict[str, str], *, unhurried: bool) -> None:
        self.screen, self.environment = screen, {**environment, **screen.environment}
        self.eyes = Eyes(screen.bus)
        self.hands = Hands(screen.display, unhurried=unhurried)
        self._program: subprocess.Popen[bytes] | None = None

    def start(self, *arguments: str) -> None:
        """Start the program as it is started from a menu or a terminal."""
        self._program = subprocess.Popen(
            [sys.executable, "-m", "casedesk", "--lang", "es", *arguments],
            env=self.environment,
            stdout=subprocess.DEVNULL,
        )

    def stop(self) -> None:
        """End the program, whatever it shows; locked or not, it is the same process."""
        if self._program is not None:
            self._program.terminate()
            self._program.wait()

    def command(self, *arguments: str) -> str:
        """What a command of the program prints."""
        done = subprocess.run(
            [sys.executable, "-m", "casedesk", *arguments],
            env=self.environment,
            capture_output=True,
            check=True,
            text=True,
        )
        return done.stdout

    def sees(self, words: str, role: str = "", *, within: float = _PATIENCE) -> Seen:
        """Wait until something with these words shows."""
        end = time.monotonic() + within
        while time.monotonic() < end:
            for each in self._showing():
                if words in each.name and role in each.role:
                    return each
            time.sleep(_GLANCE)
        raise AssertionError(self._instead(words))

    def has(self, words: str) -> bool:
        """Whether something with these words shows now."""
        return any(words in each.name for each in self._showing())

    def sees_no_more(self, words: str) -> None:
        """Wait until nothing with these words shows."""
        self._until(lambda: not self.has(words), words)

    def is_at(self, words: str) -> None:
        """Wait until what has the focus has these words."""
        self._until(
            lambda: any(words in each.name and each.has(FOCUSED) for each in self._showing()), words
        )

    def click(self, words: str, role: str = "button") -> None:
        """Click on something, scrolling the page until it is in sight."""
        x, y = self._in_sight(words, role)
        self.hands.think()
        self.hands.click((x, y))

    def answer(self, *answers: str) -> None:
        """Type answers one after the other, with Tab between them; empty is left out."""
        for each in answers:
            if each:
                self.hands.type(each)
            self.hands.press("Tab")

    def _in_sight(self, words: str, role: str) -> tuple[int, int]:
        seen = self.sees(words, role)
        for _turn in range(30):
            x, y = self.eyes.middle(seen)
            if 110 < y < HEIGHT - 20 or "Guardar" in words:
                return x, y
            self.hands.wheel((x, HEIGHT // 2), down=y > HEIGHT // 2)
            time.sleep(_GLANCE)
        raise AssertionError(f"{words!r} cannot be scrolled to")

    def _showing(self) -> list[Seen]:
        return [each for each in self.eyes.everything() if each.has(SHOWING)]

    def _until(self, done: Callable[[], bool], words: str) -> None:
        end = time.monotonic() + _PATIENCE
        while not done():
            assert time.monotonic() < end, self._instead(words)
            time.sleep(_GLANCE)

    def _instead(self, words: str) -> str:
        """What is there when something is waited for in vain."""
        self.screen.picture().save(picture := Path(self.environment["TMPDIR"], "screen.png"))
        shown = [
            f"{each.role}: {each.name}{' (focus)' if each.has(FOCUSED) else ''}"
            for each in self._showing()
            if each.name
        ]
        return f"waited for {words!r} in vain; on the screen ({picture}):\n" + "\n".join(shown)
