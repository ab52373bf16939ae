"""The vault is never asked on the thread that draws the windows."""

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from casedesk.services import rooms
from casedesk.storage.vault import Vault
from casedesk.ui.desk import Desk
from casedesk.ui.kit.binding import say


def test_work_goes_to_a_thread_of_its_own(desk: Desk, qtbot: QtBot) -> None:
    owner, found = QWidget(), list[object]()
    qtbot.addWidget(owner)
    desk.tasks.run(rooms.all_rooms, found.append, owner=owner)
    qtbot.waitUntil(lambda: bool(found))
    assert found == [[]]


def test_a_window_that_asks_the_vault_itself_fails_every_test_of_windows(vault: Vault) -> None:
    assert vault.run(rooms.all_rooms) == []  # a test may
    with pytest.raises(AssertionError, match="GUI thread"):
        say(lambda: str(vault.run(rooms.all_rooms)))  # as a label would, while it is drawn
