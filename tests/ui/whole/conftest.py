"""The program with settings of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casedesk import settings
from casedesk.app import App
from casedesk.ui import process
from tests.conftest import FixedClock
from tests.ui.whole.program import Program


@pytest.fixture
def running(
    qtbot: QtBot,
    qapp: QApplication,
    clock: FixedClock,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Program]:
    """The program with settings of its own, whose end is noted instead of done."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    settings.save(settings.Settings(language="en"))
    made = Program(App(qapp, clock), qtbot)
    monkeypatch.setattr(qapp, "quit", made.note_quit)
    monkeypatch.setattr(process, "start_bare", made.bare.append)
    yield made
    made.end()
