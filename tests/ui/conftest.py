"""What tests of windows share: a desk over a real vault, and no stray thread at the end."""

import gc
import sys
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager
from types import FrameType

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casedesk.storage.unit_of_work import UnitOfWork
from casedesk.storage.vault import Vault
from casedesk.ui.desk import Desk
from casedesk.ui.kit import theme
from casedesk.ui.kit.binding import set_language
from casedesk.ui.tasks import Tasks


@pytest.fixture(scope="session", autouse=True)
def only_windows_are_looked_through() -> Iterator[None]:
    """What was there before the first window holds none: looking through it took half the time."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


@pytest.fixture(autouse=True)
def collected_here() -> Iterator[None]:
    """Widgets in cycles are destroyed on this thread, as in the program itself."""
    gc.disable()
    yield
    gc.collect()
    gc.enable()


@pytest.fixture(autouse=True)
def vault_kept_off_the_gui_thread(monkeypatch: pytest.MonkeyPatch) -> None:
    """A window that waits for the vault itself would freeze: it must go through Tasks."""
    begin = Vault.begin

    def guarded(vault: Vault) -> AbstractContextManager[UnitOfWork]:
        if threading.current_thread() is threading.main_thread() and asked_by_a_window():
            raise AssertionError("A window asked the vault on the GUI thread")
        return begin(vault)

    monkeypatch.setattr(Vault, "begin", guarded)


def asked_by_a_window() -> bool:
    """Whether a window is what is waiting; tests themselves may wait for the vault."""
    frame: FrameType | None = sys._getframe(1)
    while frame is not None:
        module = frame.f_globals.get("__name__", "")
        if module.startswith(("casedesk.ui.", "casedesk.app")):
            return True
        frame = frame.f_back
    return False


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
