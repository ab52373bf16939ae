"""Locking ends the memory of the process: what starts in its place holds nothing of it."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from casedesk.resources import ROOT
from casedesk.services import vaults
from tests.conftest import COORDINATOR_NAME, PASSPHRASE

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="memory is read through /proc")

#: prints whether a secret of this pattern is in the memory of the process itself
SEARCH = r"""
import os, re, sys
def kept():
    pattern = re.compile(rb"SECRET-[0-9a-f]{32}-END")
    with open("/proc/self/maps") as maps, open("/proc/self/mem", "rb", 0) as memory:
        for line in maps:
            ends, rights = line.split()[:2]
            begin, end = (int(part, 16) for part in ends.split("-"))
            if "r" not in rights or "[v" in line:
                continue
            try:
                memory.seek(begin)
                if pattern.search(memory.read(end - begin)):
                    return True
            except OSError:
                pass
    return False
"""
BEFORE = (
    SEARCH
    + r"""
from pathlib import Path
from casedesk.ui import process
held = [("SECRET-" + os.urandom(16).hex() + "-END").encode() for _ in range(50)]
print("before", os.getpid(), kept())
sys.executable = sys.argv[1]
process.start_bare(Path(sys.argv[2]))
"""
)
AFTER = SEARCH + '\nprint("after", os.getpid(), kept(), *sys.argv[1:])\n'


def test_nothing_of_the_old_memory_is_in_the_process_that_follows(tmp_path: Path) -> None:
    after = tmp_path / "after.py"
    after.write_text(AFTER)
    stand_in = tmp_path / "python"
    stand_in.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{after}" "$@"\n')
    stand_in.chmod(0o755)
    vault = tmp_path / "mi bóveda.casedesk"
    ended = subprocess.run(
        [sys.executable, "-c", BEFORE, str(stand_in), str(vault)],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    before, following = ended.stdout.splitlines()
    pid = before.split()[1]
    assert before == f"before {pid} True"
    assert following.startswith(f"after {pid} False -I -c ")
    assert following.endswith(f" {ROOT} --vault {vault}")


def test_the_bare_lock_screen_runs_and_leaves_the_vault_free(
    vault_path: Path, tmp_path: Path
) -> None:
    elsewhere = with_another_casedesk(tmp_path / "downloads")
    script = (
        "import sys; from pathlib import Path; from casedesk.services import vaults; "
        "from casedesk.ui import process; path = Path(sys.argv[1]); "
        "vaults.unlock(path, sys.argv[2], sys.stdin.read()); process.start_bare(path)"
    )
    homes = {name: str(tmp_path / name) for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME")}
    paths = {"PYTHONPATH": os.pathsep.join([str(ROOT), ""])}  # the last is where it was begun
    running = subprocess.Popen(
        [sys.executable, "-P", "-c", script, str(vault_path), COORDINATOR_NAME],
        stdin=subprocess.PIPE,
        env=os.environ | homes | paths | {"QT_QPA_PLATFORM": "offscreen"},
        cwd=elsewhere,
    )
    try:
        assert running.stdin is not None
        running.stdin.write(PASSPHRASE.encode())
        running.stdin.close()
        log = tmp_path / "XDG_STATE_HOME" / "casedesk" / "log" / "casedesk.log"
        deadline = time.monotonic() + 30
        while not log.is_file() and time.monotonic() < deadline:
            assert running.poll() is None
            time.sleep(0.05)
        arguments = Path(f"/proc/{running.pid}/cmdline").read_bytes().split(b"\0")[1:-1]
        assert arguments[-2:] == [b"--vault", os.fsencode(vault_path)]
        vaults.unlock(vault_path, COORDINATOR_NAME, PASSPHRASE).close()
        assert running.poll() is None
    finally:
        running.kill()
        running.wait()
    assert not (elsewhere / "was run").exists()


def with_another_casedesk(folder: Path) -> Path:
    """A folder that holds a program of the same name, which tells that it was run."""
    package = folder / "casedesk"
    package.mkdir(parents=True)
    told = f"import pathlib; pathlib.Path({str(folder / 'was run')!r}).touch()\n"
    for name in ("__init__.py", "__main__.py"):
        (package / name).write_text(told)
    return folder


def test_the_command_runs_no_folder_of_its_name(tmp_path: Path) -> None:
    command = Path(sys.executable).with_name("casedesk")
    if not command.exists():
        pytest.skip("the command is not installed here")
    elsewhere = with_another_casedesk(tmp_path)
    told = subprocess.run([command, "--version"], cwd=elsewhere, capture_output=True, check=True)
    assert told.stdout.startswith(b"casedesk ")
    assert not (elsewhere / "was run").exists()
