"""``python -m benchmarks``: prints a table for each part."""

import argparse
import os
import platform
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from benchmarks import (
    board,
    disclosure,
    doubles,
    importing,
    network,
    publishing,
    reporting,
    saving,
    searching,
    starting,
    unlocking,
    windows,
)
from benchmarks.measuring import Line, repeated, table
from benchmarks.plain import PlainVault
from casedesk.services import demo
from casedesk.storage import vault as vaults

T = TypeVar("T")


@dataclass(frozen=True)
class Size:
    """How many people each part works on."""

    people: int
    month: int
    rows: int


FULL = Size(people=100_000, month=55_000, rows=60_000)
QUICK = Size(people=2_000, month=1_000, rows=1_000)


def main() -> int:
    """Measure everything and print it, a table for each part; 1 if a goal is missed."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small vaults, to try it out")
    parser.add_argument(
        "--disclosure", action="store_true", help="only what makes reports safe to publish"
    )
    asked = parser.parse_args()
    begun = time.perf_counter()
    print(_machine())
    lines = [] if asked.disclosure else _of_vaults(QUICK if asked.quick else FULL)
    months = disclosure.QUICK if asked.quick else disclosure.FULL
    protection = _told("protecting months", lambda: disclosure.measure(months))
    lines += _shown(protection.lines, protection.text())
    published = _told("publishing years", lambda: _published(quick=asked.quick))
    lines += _shown(published.lines, published.text())
    print(f"whole run: {time.perf_counter() - begun:,.0f} s")
    return 1 if any(line.met is False for line in lines) else 0


def _shown(lines: list[Line], text: str = "") -> list[Line]:
    """The lines, printed at once: what comes after them takes long."""
    print(table(lines))
    print(text, end="\n" if text else "", flush=True)
    return lines


def _published(*, quick: bool) -> publishing.Outcome:
    """Real years and a network's, into ledgers of their own, on a computer that knows of none."""
    with tempfile.TemporaryDirectory() as name:
        os.environ["XDG_STATE_HOME"] = str(Path(name, "state"))
        done = publishing.Outcome() if quick else publishing.measure(Path(name))
        done.lines += network.lines(Path(name), 1 if quick else 12)
        return done


def _of_vaults(size: Size) -> list[Line]:
    with tempfile.TemporaryDirectory() as folder:
        return [line for part in _measured(Path(folder), size) for line in _shown(part)]


def _measured(folder: Path, size: Size) -> Iterator[list[Line]]:
    path = folder / "Large.casedesk"
    begun = time.perf_counter()
    login = _told("inventing people", lambda: demo.create(path, people=size.people, months=24))
    rate = size.people / (time.perf_counter() - begun)
    yield [Line("people invented", rate, "a second", more=True)]
    vault = vaults.unlock(path, login.user, login.passphrase)
    plain = _told("decrypting a copy", lambda: PlainVault(vault, folder / "plain"))
    yield _lines("searching", lambda: searching.lines(vault, plain, size.people))
    yield _lines("saving", lambda: saving.lines(vault, plain, size.people))
    plain.close()
    yield _lines("counting clocks", lambda: board.first_count(vault, size.people))
    vault.close()
    yield _lines("starting", lambda: windows.start(path))
    yield _lines(
        "starting beside Anki", lambda: starting.lines(path, login.passphrase, size.people)
    )
    yield _lines(
        "opening the list",
        lambda: windows.memory(path, login.user, login.passphrase, size.people),
    )
    yield _lines("opening every page", lambda: windows.stills(path, login.user, login.passphrase))
    yield _lines(
        "unlocking",
        lambda: unlocking.lines(path, login.user, login.passphrase, folder / "plain"),
    )
    yield _lines("the board", lambda: board.lines(folder, size.people))
    pairs = max(size.people // 100, 100)
    yield _lines("telling people apart", lambda: doubles.lines(folder, size.people, pairs))
    yield _lines("importing", lambda: importing.lines(folder, size.rows))
    yield _lines("reporting", lambda: reporting.lines(folder, size.month))


def _told(what: str, work: Callable[[], T]) -> T:
    print(f"{what} …", file=sys.stderr, flush=True)
    return work()


def _lines(what: str, work: Callable[[], Iterable[Line]]) -> list[Line]:
    return _told(what, lambda: list(work()))


def _machine() -> str:
    """What it ran on, and how even the machine is: the same sum again and again."""
    noise = repeated(lambda: sum(range(200_000)), 50)
    versions = f"Python {platform.python_version()}, sqlite3 {sqlite3.sqlite_version}"
    return f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, {versions}; " + (
        f"the same sum: {noise.spread()}"
    )


if __name__ == "__main__":
    sys.exit(main())
