"""A computer with settings of its own, and quick keys."""

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casedesk.services import users
from casedesk.services.vaults import FLOOR
from casedesk.ui.access.remembered import Remembered
from tests.conftest import FixedClock
from tests.ui.access.drivers import Entrance

_NOTHING = Remembered()


class Enter(Protocol):
    """Shows the window before a vault is open."""

    def __call__(self, path: Path | None, remembered: Remembered = ...) -> Entrance:
        """On a vault, or on none, with what the computer remembers."""


@pytest.fixture(autouse=True)
def own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep settings, vaults and logs of this test apart."""
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name))
    monkeypatch.setattr(users, "calibrated_kdf", lambda: FLOOR)


@pytest.fixture
def enter(qtbot: QtBot, clock: FixedClock, qapp: QApplication) -> Iterator[Enter]:
    """Shows the window before a vault is open; what was opened through it is closed again."""
    made: list[Entrance] = []

    def entrance(path: Path | None, remembered: Remembered = _NOTHING) -> Entrance:
        made.append(Entrance(qtbot, clock, path, remembered))
        return made[-1]

    yield entrance
    for each in made:
        each.end()
