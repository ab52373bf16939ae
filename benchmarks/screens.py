"""Programs on a screen of their own: until their window is drawn, and until a key shows.

The same yardstick for every program: from the start of its process to its window on an X server
(Xvfb, no window manager) being drawn, read off the pixels themselves.
"""

import mmap
import os
import struct
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

WIDTH, HEIGHT = 1366, 768
_EVERY = 0.002
_PATIENCE = 180.0
_DRAWN = 6  #: different values among the pixels looked at: an empty window has one or two
_STEP = 997  #: every so many pixels are looked at; a prime, so that no column is favoured


class Screen:
    """An X server whose pixels can be read, and the keys that are pressed on it."""

    def __init__(self, folder: Path) -> None:
        size = f"{WIDTH}x{HEIGHT}x24"
        command = ["Xvfb", "-displayfd", "1", "-noreset", "-nolisten", "tcp"]
        command += ["-fbdir", str(folder), "-screen", "0", size]
        self._server = subprocess.Popen(  # noqa: S603 - found on the path, no shell
            command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        assert self._server.stdout is not None  # noqa: S101 - a pipe was asked for
        self.display = f":{self._server.stdout.readline().strip()}"
        with (folder / "Xvfb_screen0").open("r+b") as file:
            self._file = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        self._keys: subprocess.Popen[str] | None = None
        header = struct.unpack(">25I", self._file[:100])
        self._start = header[0] + header[19] * 12
        self._row = header[12]

    def __enter__(self) -> "Screen":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._file.close()
        if self._keys is not None:
            self._keys.communicate()
        self._server.terminate()
        self._server.wait()

    def pixels(self, top: int = 0, bottom: int = HEIGHT) -> bytes:
        """The rows of the screen from ``top`` to ``bottom``."""
        return self._file[self._start + top * self._row : self._start + bottom * self._row]

    def drawn(self, top: int = 0, bottom: int = HEIGHT) -> bool:
        """Whether there is more between two rows than an empty window."""
        content = self.pixels(top, bottom)
        return len({content[at : at + 3] for at in range(0, len(content), 4 * _STEP)}) >= _DRAWN

    def colour(self, x: int, y: int) -> str:
        """The colour of one pixel, as ``#RRGGBB``."""
        at = self._start + y * self._row + 4 * x
        blue, green, red = self._file[at : at + 3]
        return f"#{red:02X}{green:02X}{blue:02X}"

    def do(self, *command: str) -> str:
        """What xdotool answers."""
        done = subprocess.run(  # noqa: S603 - found on the path, no shell
            ["xdotool", *command],  # noqa: S607 - a Debian package of the tests
            env={**os.environ, "DISPLAY": self.display},
            capture_output=True,
            text=True,
            check=False,
        )
        return done.stdout.strip()

    def press(self, key: str) -> float:
        """Press a key by a program that waits for it already; returns the moment."""
        if self._keys is None:
            self._keys = subprocess.Popen(
                ["xdotool", "-"],  # noqa: S607 - a Debian package of the tests
                env={**os.environ, "DISPLAY": self.display},
                stdin=subprocess.PIPE,
                text=True,
            )
        assert self._keys.stdin is not None  # noqa: S101 - a pipe was asked for
        begun = time.perf_counter()
        self._keys.stdin.write(f"key {'space' if key == ' ' else key}\n")
        self._keys.stdin.flush()
        return begun

    def until_drawn(self, title: str) -> None:
        """Wait until a window of that title is mapped and drawn."""
        until(lambda: self.do("search", "--onlyvisible", "--name", title) != "")
        until(self.drawn)


@contextmanager
def running(
    screen: Screen, command: Sequence[str], environment: Mapping[str, str]
) -> Iterator[float]:
    """A program on a screen; gives the moment of its start."""
    begun = time.perf_counter()
    process = subprocess.Popen(  # noqa: S603 - the programs measured
        command,
        env={**os.environ, **environment, "DISPLAY": screen.display, "QT_QPA_PLATFORM": "xcb"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield begun
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def until(done: Callable[[], object], patience: float = _PATIENCE) -> float:
    """Wait for something; returns the moment at which it was so. Raises TimeoutError."""
    end = time.perf_counter() + patience
    while not done():
        if time.perf_counter() > end:
            raise TimeoutError
        time.sleep(_EVERY)
    return time.perf_counter()
