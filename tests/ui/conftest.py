"""What tests of windows share: a desk over a real vault, and no stray thread at the end."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casedesk.storage.vault import Vault
from casedesk.ui.desk import Desk
from casedesk.ui.kit import theme
from casedesk.ui.kit.binding import set_language
from casedesk.ui.tasks import Tasks


@pytest.fixture
def tasks(vault: Vault, qtbot: QtBot) -> Iterator[Tasks]:
    """The one door to the vault."""
    made = Tasks(vault)
    yield made
    qtbot.waitUntil(lambda: not made.busy)
    made.finish()


@pytest.fixture
def desk(tasks: Tasks, qapp: QApplication) -> Iterator[Desk]:
    """What pages are given, in English and light."""
    theme.apply(qapp, "light", 100)
    set_language("en")
    yield Desk(tasks)
    theme.apply(qapp, "light", 100)
    set_language("en")
