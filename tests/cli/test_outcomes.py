"""How a command ends when something other than a known error ends it."""

import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from casedesk.cli import main, outcomes
from tests.cli.running import Terminal

NAME = "Wilmer Inventado"


def raising(error: BaseException) -> outcomes.Work:
    """Work that ends with an error."""

    def work() -> int:
        raise error

    return work


def test_a_bug_is_told_in_one_line_and_logged_without_anybodys_data(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    assert outcomes.of(raising(ZeroDivisionError(NAME))) == 70
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.startswith("casedesk: A fault in Casedesk.")
    assert shown.err.count("\n") == 1
    log = tmp_path / "casedesk" / "log" / "casedesk.log"
    assert "ZeroDivisionError" in log.read_text()
    assert NAME not in log.read_text() + shown.err


def test_an_interruption_ends_with_130(capsys: pytest.CaptureFixture[str]) -> None:
    assert outcomes.of(raising(KeyboardInterrupt())) == 130
    assert capsys.readouterr().err == "casedesk: Interrupted.\n"


def test_the_windows_open_on_the_vault_that_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setattr("casedesk.cli.language.of", lambda _arguments: "en")
    opened: list[Path | None] = []

    def open_windows(vault: Path | None) -> int:
        opened.append(vault)
        return 5

    assert main(["--vault", "Mi bóveda"], open_windows) == 5
    assert main([], open_windows) == 5
    assert opened == [Path("Mi bóveda"), None]


@pytest.mark.skipif(os.name != "posix", reason="signals of Unix")
def test_ctrl_c_while_inventing_leaves_no_vault_behind(terminal: Terminal) -> None:
    running = subprocess.Popen(
        terminal.command("demo", "--people", "100000", "--vault", terminal.home / "Demo"),
        env=terminal.environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    hidden = terminal.home / ".filling-Demo.casedesk"
    deadline = time.monotonic() + 30
    while not hidden.exists():
        assert time.monotonic() < deadline
        time.sleep(0.05)
    running.send_signal(signal.SIGINT)
    out, err = running.communicate(timeout=30)
    assert (running.returncode, out, err) == (
        130,
        b"",
        b"casedesk: Stopped. Nothing was changed.\n",
    )
    assert [path for path in terminal.home.iterdir() if "Demo" in path.name] == []


@pytest.mark.skipif(sys.platform != "linux", reason="limits of another process, on Linux")
def test_a_command_that_holds_a_key_leaves_no_memory_on_the_disk(
    terminal: Terminal, vault_path: Path
) -> None:
    unlimited = (resource.getrlimit(resource.RLIMIT_CORE)[1],) * 2
    if unlimited[1] == 0:
        pytest.skip("no process may leave its memory here anyway")

    def as_at_a_terminal() -> None:
        resource.setrlimit(resource.RLIMIT_CORE, unlimited)
        signal.signal(signal.SIGQUIT, signal.SIG_DFL)  # a run in the background ignores it

    asked = terminal.home / "asked"
    os.mkfifo(asked, 0o600)
    running = subprocess.Popen(
        terminal.command("vault", "check", vault_path, "--passphrase-file", asked),
        env=terminal.environment(),
        cwd=terminal.home,
        stderr=subprocess.DEVNULL,
        preexec_fn=as_at_a_terminal,
    )
    with asked.open("w"):  # waits until the command reads
        running.send_signal(signal.SIGQUIT)
        running.wait(30)
    assert running.returncode == -signal.SIGQUIT
    assert [path.name for path in terminal.home.iterdir() if path.name.startswith("core")] == []


@pytest.mark.skipif(os.name != "posix", reason="pipes of Unix")
def test_a_reader_that_went_away_is_no_fault(terminal: Terminal) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        terminal.command("--help"),
        env=terminal.environment(),
        stdout=writing,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (141, b"")


def test_help_is_there_without_loading_the_vault_or_the_windows(terminal: Terminal) -> None:
    script = (
        "import sys; from casedesk.cli import arguments; arguments.parser().format_help();"
        "print([name for name in ('sqlalchemy', 'PySide6', 'reportlab') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script],
        env=terminal.environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "[]\n"
