"""The settings page over a real vault, with settings of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casedesk import settings
from casedesk.services import users
from casedesk.services.vaults import FLOOR
from casedesk.storage.vault import Vault
from casedesk.ui.desk import Desk
from casedesk.ui.preferences import Preferences
from casedesk.ui.tasks import Tasks
from tests.ui.settings.drivers import SettingsDriver


@pytest.fixture(autouse=True)
def own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the settings of this test apart, in English, and keys quick to make."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setattr(users, "calibrated_kdf", lambda: FLOOR)
    settings.save(settings.Settings(language="en"))


@pytest.fixture
def desk(tasks: Tasks, qapp: QApplication) -> Iterator[Desk]:
    """A desk with preferences; a bug away from the windows fails the test."""
    bugs: list[object] = []
    tasks.crashed.connect(bugs.append)
    preferences = Preferences(qapp, settings.load())
    yield Desk(tasks, preferences)
    assert not bugs


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> SettingsDriver:
    """The page as a coordinator sees it."""
    return SettingsDriver(desk, qtbot)


@pytest.fixture
def volunteers_page(volunteer: Vault, desk: Desk, qtbot: QtBot) -> SettingsDriver:
    """The page as a volunteer sees it."""
    return SettingsDriver(desk, qtbot)
