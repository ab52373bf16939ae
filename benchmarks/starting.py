"""From a start to a usable list, beside Anki, on one yardstick: what can be seen on a screen.

Warm, with all that is read in the memory of the system already; and cold, as after switching on.
"""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from benchmarks.cold import forget_files
from benchmarks.measuring import Line, Times
from benchmarks.screens import Screen, running, until
from casedesk.ui.kit.tokens import LIGHT

ANKI = Path(".venv/bench/bin/anki")
KEY_GOAL = 50
_STARTS, _COLD_STARTS = 5, 3
#: rows of the screen: the search box, the first rows of the list; a place in the sidebar
_SEARCH, _LIST, _SIDE = (110, 147), (250, 700), (6, 560)
_WORDS = ("hernandez mar", "lopez jose", "jhon martin", "zelaya", "reyes ana", "1998 castro")
_GAP = 0.12  #: seconds between the keys of somebody who types fast
_SETTLED = 1.5


def lines(vault: Path, passphrase: str, people: int, starts: int = _STARTS) -> Iterator[Line]:
    """First paint, the list, Anki, and typing; the first start of each is not counted."""
    own = [_to_list(vault, passphrase) for _each in range(starts + 1)][1:]
    first, whole = Times([lock for lock, _list in own]), Times([shown for _lock, shown in own])
    anki = _anki(starts)
    what = f"start to list of {people:,} drawn, warm (goal: Anki)"
    yield Line("start to lock screen drawn, warm", first.median, "s", noise=first.spread())
    yield Line(what, whole.median, "s", anki.median if anki else None, noise=whole.spread())
    if anki:
        yield Line("start to Anki's window drawn, warm", anki.median, "s", noise=anki.spread())
    yield from _cold(vault, passphrase, people)
    yield from _typing(vault, passphrase, people)


def _cold(vault: Path, passphrase: str, people: int) -> Iterator[Line]:
    """The same after the system forgot all files before each start, by turns with Anki."""
    own, anki = list[tuple[float, float]](), list[float]()
    if forget_files():
        with _anki_profile() as base:
            for _each in range(_COLD_STARTS):
                own.append(_to_list(vault, passphrase, cold=True))
                if base is not None:
                    anki.append(_anki_start(base, cold=True))
    what = f"start to list of {people:,} drawn, cold (goal: Anki)"
    goal = Times(anki).median if anki else None
    yield _line("start to lock screen drawn, cold", [lock for lock, _list in own])
    yield _line(what, [shown for _lock, shown in own], goal)
    yield _line("start to Anki's window drawn, cold", anki)


def _line(what: str, seconds: Sequence[float], goal: float | None = None) -> Line:
    """A line of starts; not measured if there were none."""
    if not seconds:
        return Line(what, None, "s", noise="no right to empty the cache of files, or no Anki")
    taken = Times(seconds)
    return Line(what, taken.median, "s", goal, noise=taken.spread())


def _to_list(vault: Path, passphrase: str, *, cold: bool = False) -> tuple[float, float]:
    """Seconds until the lock screen is drawn, and until the list is; nobody waits to type."""
    with _at_lock_screen(vault, cold=cold) as (screen, begun, lock):
        _open_list(screen, passphrase)
        return lock - begun, until(lambda: screen.drawn(*_LIST)) - begun


@contextmanager
def _at_lock_screen(vault: Path, *, cold: bool = False) -> Iterator[tuple[Screen, float, float]]:
    """The program on a screen; the moments of its start and of its lock screen."""
    with tempfile.TemporaryDirectory() as name, Screen(Path(name)) as screen:
        command = [sys.executable, "-m", "casedesk", "--vault", str(vault)]
        home = _fresh(Path(name))
        if cold:
            forget_files()
        with running(screen, command, home) as begun:
            screen.until_drawn("Casedesk")
            yield screen, begun, time.perf_counter()


def _open_list(screen: Screen, passphrase: str) -> None:
    """Unlock and ask for the list; returns once its page is there, empty or not."""
    screen.do("search", "--onlyvisible", "--name", "Casedesk", "windowfocus")
    screen.do("type", "--delay", "1", passphrase)
    screen.do("key", "Return")
    until(lambda: screen.colour(*_SIDE) == LIGHT.side)
    screen.do("search", "--onlyvisible", "--name", "Casedesk", "windowfocus")
    screen.do("key", "ctrl+3")
    until(lambda: LIGHT.focus in {screen.colour(700, y) for y in range(*_SEARCH)})


def _typing(vault: Path, passphrase: str, people: int) -> Iterator[Line]:
    """From a key to its letter on the screen, and from the last key to who was found."""
    echoes, founds = [], []
    with _at_lock_screen(vault) as (screen, _begun, _lock):
        _open_list(screen, passphrase)
        until(lambda: screen.drawn(*_LIST))
        time.sleep(_SETTLED)
        for words in _WORDS:
            screen.do("key", "ctrl+a", "BackSpace")
            time.sleep(_SETTLED)
            for letter in words:
                listed = screen.pixels(*_LIST)
                begun, shown = _pressed(screen, letter)
                echoes.append(shown - begun)
                time.sleep(max(0.0, _GAP - (shown - begun)))
            founds.append(_changed(screen, listed, _LIST) - begun)
            time.sleep(_SETTLED)
    echo, found = Times(echoes), Times(founds)
    what = f"key to its letter, searching {people:,}, p95"
    yield Line(what, echo.p95 * 1000, "ms", KEY_GOAL, noise=echo.spread())
    what = f"last key to who is found of {people:,} (150 ms of it waiting)"
    yield Line(what, found.median * 1000, "ms", noise=found.spread())


def _pressed(screen: Screen, letter: str) -> tuple[float, float]:
    """The moments of a key and of the change that it makes in the search box."""
    before = screen.pixels(*_SEARCH)
    begun = screen.press(letter)
    return begun, _changed(screen, before, _SEARCH)


def _changed(screen: Screen, before: bytes, rows: tuple[int, int]) -> float:
    try:
        return until(lambda: screen.pixels(*rows) != before, patience=3.0)
    except TimeoutError:
        return float("inf")


def _anki(starts: int) -> Times | None:
    """Seconds from the start of Anki, from its package, to its window; None if it is not here."""
    with _anki_profile() as base:
        if base is None:
            return None
        return Times([_anki_start(base) for _each in range(starts + 1)][1:])


@contextmanager
def _anki_profile() -> Iterator[Path | None]:
    """The folder of a profile that Anki asks nothing about; None if Anki is not here."""
    if not ANKI.exists():
        yield None
        return
    with tempfile.TemporaryDirectory() as home:
        base, python = Path(home, "base"), ANKI.with_name("python")
        command = [str(python), "-m", "benchmarks.anki_profile", str(base)]
        subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - our own module
        yield base


def _anki_start(base: Path, *, cold: bool = False) -> float:
    """Seconds from a start of Anki to its window."""
    with tempfile.TemporaryDirectory() as name, Screen(Path(name)) as screen:
        given = [str(ANKI), "-b", str(base), "-p", "User 1"]
        home = _fresh(base.parent)
        if cold:
            forget_files()
        with running(screen, given, home) as begun:
            screen.until_drawn("Anki")
            return time.perf_counter() - begun


def _fresh(home: Path) -> Mapping[str, str]:
    """A home of its own, where the tour was taken; Anki's browser part refuses root its sandbox."""
    folder = home / "casedesk"
    folder.mkdir(exist_ok=True)
    settings = {"language": "en", "toured": True}
    (folder / "settings.json").write_text(json.dumps(settings), encoding="utf-8")
    names = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")
    return {**dict.fromkeys(names, str(home)), "QTWEBENGINE_DISABLE_SANDBOX": "1"}
