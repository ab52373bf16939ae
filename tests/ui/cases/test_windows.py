"""Building the pages opens no other window, not even for a moment."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from casedesk.ui.cases.casefile.tabs import TABS
from casedesk.ui.desk import Desk
from tests.ui.cases.conftest import TakeIn
from tests.ui.cases.drivers import CaseDriver, ListDriver, PersonDriver


class Windows(QObject):
    """Remembers every window that was shown."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note windows; keeps no event from anybody."""
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(f"{type(watched).__name__} {watched.objectName()}")
        return False


def _case(desk: Desk, qtbot: QtBot, case_id: str) -> None:
    page = CaseDriver(desk, qtbot, case_id)
    for tab in TABS:
        page.show(tab)
    page.show("stays")
    page.press("add_stay")


PAGES: dict[str, Callable[[Desk, QtBot, str], object]] = {
    "CasesPage cases_page": lambda desk, qtbot, _case_id: ListDriver(desk, qtbot),
    "NewPersonPage new_person_page": lambda desk, qtbot, _case_id: PersonDriver(desk, qtbot),
    "CasePage case_page": _case,
}


@pytest.mark.parametrize("name", PAGES)
def test_only_the_page_itself_is_shown(
    desk: Desk, qtbot: QtBot, take_in: TakeIn, qapp: QApplication, name: str
) -> None:
    case = take_in(given_names="Luz", asylum="A5")
    windows = Windows()
    qapp.installEventFilter(windows)
    PAGES[name](desk, qtbot, case.id)
    qapp.removeEventFilter(windows)
    assert windows.shown == [name]
