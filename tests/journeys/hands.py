"""A person at the keyboard and the mouse of a screen; counts what they did."""

import os
import subprocess
import time
from dataclasses import dataclass

#: seconds of an average person, none of them a typist: a key, pointing somewhere, pressing the
#: button of the mouse, and thinking what comes next (the keystroke-level model of Card, Moran
#: and Newell, 1983)
KEY, POINT, PRESS, THINK = 0.28, 1.1, 0.2, 1.35
_WHEEL_UP, _WHEEL_DOWN = 4, 5


@dataclass
class Effort:
    """What a person did."""

    keys: int = 0
    clicks: int = 0
    thoughts: int = 0
    #: seconds on the clock, at the speed it was done at
    lasted: float = 0.0

    @property
    def seconds(self) -> float:
        """How long a person takes for it, without waiting for the program."""
        return self.keys * KEY + self.clicks * (POINT + PRESS) + self.thoughts * THINK


class Hands:
    """Presses keys and clicks, as fast as the X server takes it or at a person's pace."""

    def __init__(self, display: str, *, unhurried: bool = False) -> None:
        self._environment = {**os.environ, "DISPLAY": display}
        self._unhurried = unhurried
        self.effort = Effort()

    def type(self, text: str) -> None:
        """Write; thinking what to write comes before."""
        self.think()
        self.effort.keys += len(text) + sum(each.isupper() for each in text)
        delay = KEY if self._unhurried else 0.004
        self._do("type", "--delay", str(int(delay * 1000)), "--", text)

    def press(self, *keys: str) -> None:
        """Press keys one after the other; "ctrl+Return" counts as two."""
        for each in keys:
            self.effort.keys += each.count("+") + 1
            self._rest(KEY)
            self._do("key", "--delay", "4", each)

    def click(self, at: tuple[int, int]) -> None:
        """Point somewhere and press the button of the mouse."""
        self.effort.clicks += 1
        self._rest(POINT + PRESS)
        self._do("mousemove", str(at[0]), str(at[1]), "click", "1")

    def wheel(self, at: tuple[int, int], *, down: bool) -> None:
        """Turn the wheel of the mouse by one notch."""
        self.effort.keys += 1
        self._rest(KEY)
        wheel = str(_WHEEL_DOWN if down else _WHEEL_UP)
        self._do("mousemove", str(at[0]), str(at[1]), "click", wheel)

    def think(self) -> None:
        """Stop for a moment, as people do before each question."""
        self.effort.thoughts += 1
        self._rest(THINK)

    def _rest(self, seconds: float) -> None:
        if self._unhurried:
            time.sleep(seconds)

    def _do(self, *command: str) -> None:
        subprocess.run(["xdotool", *command], env=self._environment, check=True)
