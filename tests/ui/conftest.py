"""What tests of windows share: a desk over a real vault, and no stray thread at the end."""

import gc
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casedesk.storage.vault import Vault
from casedesk.ui.desk import Desk
from casedesk.ui.kit import theme
from casedesk.ui.kit.binding import set_language
from casedesk.ui.tasks import Tasks


@pytest.fixture(autouse=True)
def collected_here() -> Iterator[None]:
    """Widgets in cycles are destroyed on this thread, as in the program itself."""
    gc.disable()
    yield
    gc.collect()
    gc.enable()


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
    _usual(qapp)
    yield Desk(tasks)
    _usual(qapp)


def _usual(qapp: QApplication) -> None:
    # Styling every widget anew takes a while: only where a test changed it.
    if not qapp.styleSheet() or (theme.tokens().name, theme.text_size()) != ("light", 100):
        theme.apply(qapp, "light", 100)
    set_language("en")
