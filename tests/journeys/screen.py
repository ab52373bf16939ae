"""A screen of its own to use the program on: an X server, a desktop bus, and what they show."""

import mmap
import os
import struct
import subprocess
import tempfile
from pathlib import Path
from types import TracebackType

from PIL import Image

_WINDOWS = Path(__file__).with_name("openbox.xml")
WIDTH, HEIGHT = 1366, 768
#: lengths of the parts of an XWD file before its pixels: 25 words, and 12 bytes a colour
_WORDS, _COLOUR = 25, 12


class Screen:
    """An X server that keeps its pixels in a file, and a bus for what is read aloud."""

    def __init__(self, folder: Path) -> None:
        self._folder = Path(tempfile.mkdtemp(dir=folder, prefix="screen"))
        self.display = ""
        size = f"{WIDTH}x{HEIGHT}x24"
        pixels = ("-fbdir", str(self._folder), "-screen", "0", size)
        self._server = self._start(
            ["Xvfb", "-displayfd", "1", "-noreset", "-nolisten", "tcp", *pixels]
        )
        self.display = f":{_line(self._server)}"
        self._bus = self._start(["dbus-daemon", "--session", "--print-address", "--nofork"])
        self.bus = _line(self._bus)
        self._windows = self._start(["openbox", "--sm-disable", "--config-file", str(_WINDOWS)])
        with (self._folder / "Xvfb_screen0").open("r+b") as file:
            self._pixels = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)

    def __enter__(self) -> "Screen":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._pixels.close()
        for each in (self._windows, self._bus, self._server):
            each.terminate()
            each.wait()
            assert each.stdout is not None
            each.stdout.close()

    @property
    def environment(self) -> dict[str, str]:
        """What a program is told to appear here."""
        return {
            **{name: each for name, each in os.environ.items() if name != "WAYLAND_DISPLAY"},
            "DISPLAY": self.display,
            "DBUS_SESSION_BUS_ADDRESS": self.bus,
            "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
            "QT_QPA_PLATFORM": "xcb",
        }

    def picture(self) -> Image.Image:
        """What the screen shows now."""
        header = struct.unpack(f">{_WORDS}I", self._pixels[: _WORDS * 4])
        start = header[0] + header[19] * _COLOUR
        pixels = self._pixels[start : start + header[12] * HEIGHT]
        return Image.frombuffer("RGB", (WIDTH, HEIGHT), pixels, "raw", "BGRX", header[12], 1)

    def _start(self, command: list[str]) -> subprocess.Popen[str]:
        return subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env={**os.environ, "XDG_RUNTIME_DIR": str(self._folder), "DISPLAY": self.display},
        )


def _line(process: subprocess.Popen[str]) -> str:
    """The first line that a server says, once it is ready."""
    assert process.stdout is not None
    return process.stdout.readline().strip()
