"""The program on a screen of its own, with real keys and what a screen reader hears of it."""

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import IO, Any, NamedTuple, TypeAlias, TypeVar

#: seconds that something may take on a busy computer
_PATIENCE = 120.0
_READER = Path(__file__).with_name("reader.py")
#: as many times a page must be found the same to be whole: it may still be filling
_SAME = 3
#: Debian's own, which has the bindings of AT-SPI
_SYSTEM_PYTHON = "/usr/bin/python3"

T = TypeVar("T")
Process: TypeAlias = "subprocess.Popen[str]"


class Heard(NamedTuple):
    """What is said of something that can have the focus."""

    role: str
    name: str
    description: str = ""


class Listener:
    """Somebody who presses keys and hears what is there."""

    def __init__(self, reader: Process, environment: dict[str, str]) -> None:
        self._reader, self._environment = reader, environment
        self._last: list[Heard] = []

    def type(self, text: str) -> None:
        """Type where the focus is."""
        self._xdotool("type", text)

    def keys(self, *keys: str) -> None:
        """Press keys, spelled as X11 does: ``ctrl+3``, ``Tab``."""
        self._xdotool("key", *keys)

    def press(self, role: str, name: str) -> None:
        """Press what has a role and a name, as a screen reader does."""
        self._until(lambda: self._ask("press", role, name))

    def page(self) -> list[Heard]:
        """Wait for another page than the last one, whole: all on it that can have the focus."""

        def another() -> list[Heard]:
            shown = self._read()
            return shown if shown != self._last and self._stays(shown) else []

        self._last = self._until(another)
        return self._last

    def told(self) -> Heard:
        """What was told last that has the focus; waits until something is."""
        return Heard(*self._until(lambda: self._ask("heard"))[-1])

    def _stays(self, shown: list[Heard]) -> bool:
        for _time in range(_SAME):
            time.sleep(0.1)
            if self._read() != shown:
                return False
        return True

    def _read(self) -> list[Heard]:
        return [Heard(*each) for each in self._ask("page")]

    def _until(self, look: Callable[[], T]) -> T:
        end = time.monotonic() + _PATIENCE
        while not (found := look()):
            assert time.monotonic() < end, self._last
            time.sleep(0.1)
        return found

    def _ask(self, *question: str) -> Any:
        assert self._reader.stdin is not None
        assert self._reader.stdout is not None
        self._reader.stdin.write(json.dumps(question) + "\n")
        self._reader.stdin.flush()
        return json.loads(self._reader.stdout.readline())

    def _xdotool(self, *arguments: str) -> None:
        subprocess.run(["xdotool", *arguments], env=self._environment, check=True)


@contextmanager
def opened(arguments: list[str], log: Path) -> Iterator[Listener]:
    """The program, begun on a screen of 1366×768; everything begun here is ended here."""
    with ExitStack() as stack:
        # The path of a socket must be short.
        runtime = stack.enter_context(tempfile.TemporaryDirectory(dir="/tmp"))
        environment = {**os.environ, "XDG_RUNTIME_DIR": runtime, "QT_QPA_PLATFORM": "xcb"}
        environment["QT_LINUX_ACCESSIBILITY_ALWAYS_ON"] = "1"
        file = stack.enter_context(log.open("w"))

        def begin(*command: str) -> Process:
            return stack.enter_context(_begun(command, environment, file))

        screen = ("-screen", "0", "1366x768x24", "-nolisten", "tcp")
        environment["DISPLAY"] = f":{_line(begin('Xvfb', '-displayfd', '1', *screen))}"
        bus = begin("dbus-daemon", "--session", "--nofork", "--print-address")
        environment["DBUS_SESSION_BUS_ADDRESS"] = _line(bus)
        begin("openbox")
        reader = begin(_SYSTEM_PYTHON, str(_READER))
        begin(sys.executable, "-m", "casedesk", *arguments)
        yield Listener(reader, environment)


@contextmanager
def _begun(
    command: tuple[str, ...], environment: dict[str, str], log: IO[str]
) -> Iterator[Process]:
    pipe = subprocess.PIPE
    process = subprocess.Popen(
        command, env=environment, stdin=pipe, stdout=pipe, stderr=log, text=True
    )
    with process:
        try:
            yield process
        finally:
            process.terminate()


def _line(process: Process) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()
