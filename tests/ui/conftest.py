"""What tests of windows share: a desk over a real vault, and no stray thread at the end."""

import gc
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from itertools import count
from types import FrameType
from typing import Any

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget
from pytestqt.qtbot import QtBot

from casedesk.storage.unit_of_work import UnitOfWork
from casedesk.storage.vault import Vault
from casedesk.ui.desk import Desk
from casedesk.ui.kit import theme
from casedesk.ui.kit.binding import set_language
from casedesk.ui.kit.page import Page
from casedesk.ui.places import PLACES
from casedesk.ui.tasks import Tasks

_COLLECT_EVERY = 8


@pytest.fixture(scope="session", autouse=True)
def cycles_are_collected_here() -> Iterator[Callable[[], None]]:
    """Widgets in cycles are destroyed on this thread, as in the program, every few tests.

    What was there before the first window holds none, so it is not looked through.
    """
    gc.collect()
    gc.freeze()
    gc.disable()
    tests = count(1)

    def after_a_test() -> None:
        if next(tests) % _COLLECT_EVERY == 0:
            gc.collect()

    yield after_a_test
    gc.collect()
    gc.unfreeze()
    gc.enable()


@pytest.fixture(autouse=True)
def collected_now_and_then(cycles_are_collected_here: Callable[[], None]) -> Iterator[None]:
    """Looking through everything after each test took a tenth of the time."""
    yield
    cycles_are_collected_here()


@pytest.fixture(scope="session", autouse=True)
def pages_are_read() -> None:
    """A shell shows each page at once, and not once its modules are read."""
    for place in PLACES:
        place.load()


@pytest.fixture(autouse=True)
def usual_look(qapp: QApplication) -> None:
    """Light, 100 %, English, whatever the test before liked; its windows are not styled anew."""
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    theme.apply(qapp, "light", 100)
    set_language("en")


@pytest.fixture(autouse=True)
def dressed(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a test shows alone is a window, and is dressed as the program's own windows are."""
    add = QtBot.addWidget

    def dressed(bot: QtBot, widget: QWidget, **options: Any) -> None:
        if isinstance(widget, Page):
            widget.dress()
        elif not isinstance(widget, QMainWindow):  # those dress themselves
            theme.dress(widget)
        add(bot, widget, **options)

    monkeypatch.setattr(QtBot, "addWidget", dressed)


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
def desk(tasks: Tasks) -> Desk:
    """What pages are given, in English and light."""
    return Desk(tasks)
