"""No window stands still: what must be so that each turn of the event loop stays short.

Counted are widgets and turns, never seconds: those are measured by ``benchmarks.open_pages``.
"""

import threading

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QListView, QMenu, QWidget
from pytestqt.qtbot import QtBot

from casedesk.storage.vault import Vault
from casedesk.ui import places
from casedesk.ui.cases.casefile.page import CasePage
from casedesk.ui.kit import registry, theme
from casedesk.ui.kit.binding import bind, set_language
from casedesk.ui.kit.freshness import freshen
from casedesk.ui.kit.input_watch import InputWatch
from casedesk.ui.kit.tokens import DARK
from casedesk.ui.places import PLACES, PlaceInShell
from casedesk.ui.shell import Shell
from tests.ui.everywhere import a_case, walk
from tests.ui.test_every_page import case_id
from tests.ui.test_shell import desk, settle, shell

__all__ = ["case_id", "desk", "shell"]
#: a widget takes about a fifth of a millisecond to make, to style and to lay out
MOST_WIDGETS = 400


class Watch(InputWatch):
    """Counts what it is asked about."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[QEvent.Type] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Note it."""
        self.seen.append(event.type())
        return super().eventFilter(watched, event)


def test_no_page_and_no_tab_is_made_of_too_much_at_once(
    shell: Shell, qtbot: QtBot, qapp: QApplication, case_id: str
) -> None:
    made: dict[str, int] = {}
    before = len(qapp.allWidgets())
    for place in walk(shell, qtbot, case_id):
        made[place] = len(qapp.allWidgets()) - before
        before = len(qapp.allWidgets())
    assert {place: count for place, count in made.items() if count > MOST_WIDGETS} == {}
    assert made["person"] > 100  # it is counted at all


def test_a_form_makes_no_list_and_no_menu_that_nobody_has_opened(
    shell: Shell, qtbot: QtBot
) -> None:
    shell.show_page("person")
    settle(shell, qtbot)
    page = shell.pages["person"]
    combos = page.findChildren(QComboBox)
    made = [each for each in combos if each.findChildren(QListView)]
    unseen = [
        each for each in made if each.visibleRegion().isEmpty()
    ]  # painting one makes its list
    assert (len(combos) > 5, unseen) == (True, [])
    menus = [menu for menu in page.findChildren(QMenu) if type(menu.parent()) is not QLineEdit]
    assert menus == []


def test_the_program_itself_has_no_style_sheet(shell: Shell, qapp: QApplication) -> None:
    assert qapp.styleSheet() == ""
    for key in ("today", "person"):
        shell.show_page(key)
        dressed = [each for each in shell.findChildren(QWidget) if each.styleSheet()]
        assert not [each for each in dressed if any(up in dressed for up in above(each))]


def above(widget: QWidget) -> list[QWidget]:
    """What a widget stands in, to the window."""
    parent = widget.parentWidget()
    return [] if parent is None else [parent, *above(parent)]


def test_a_watch_over_keys_is_not_asked_about_every_widget(shell: Shell, qtbot: QtBot) -> None:
    watch = Watch()
    shell.show_page("person")
    settle(shell, qtbot)
    opening = len(watch.seen)
    QTest.keyClick(shell.windowHandle(), Qt.Key.Key_A)
    assert QEvent.Type.KeyPress in watch.seen
    assert opening < 50


def test_a_page_out_of_sight_is_given_another_look_in_a_turn_of_its_own(
    shell: Shell, qtbot: QtBot, qapp: QApplication
) -> None:
    for key in ("person", "settings", "today"):
        shell.show_page(key)
        settle(shell, qtbot)
    theme.apply(qapp, "dark")
    sheet = theme.qss(DARK)
    hidden = [shell.pages[key] for key in ("person", "settings")]
    assert shell.pages["today"].styleSheet() == sheet
    assert not any(page.styleSheet() == sheet for page in hidden)
    shell.show_page("person")  # does not wait for its turn
    assert shell.pages["person"].styleSheet() == sheet
    qtbot.waitUntil(lambda: all(page.styleSheet() == sheet for page in hidden))


def test_the_tabs_of_a_case_are_given_another_look_one_by_one(
    shell: Shell, qtbot: QtBot, qapp: QApplication, case_id: str
) -> None:
    for tab in ("person", "journey", "summary"):
        shell.show_page("case", case_id=case_id, tab=tab)
        settle(shell, qtbot)
    page = shell.pages["case"]
    assert isinstance(page, CasePage)
    theme.apply(qapp, "dark", 150)
    sheets = {key: tab.styleSheet() == theme.qss(DARK) for key, tab in page.tabs.items()}
    assert sheets == {"person": False, "journey": False, "summary": True}
    page.show_tab("journey")
    assert page.tabs["journey"].styleSheet() == theme.qss(DARK)
    words = page.tabs["journey"].findChildren(QLabel)
    qtbot.waitUntil(lambda: all(each.font().pixelSize() >= 18 for each in words))


def test_words_out_of_sight_wait_for_later_turns_where_they_are_many(qtbot: QtBot) -> None:
    seen = QLabel()
    qtbot.addWidget(seen)
    seen.show()
    labels = [bind(QLabel(), "setText", "Cases") for _each in range(registry.A_TURN * 3)]
    bind(seen, "setText", "Cases")
    english = seen.text()
    set_language("es")
    spanish = seen.text()
    assert spanish != english
    assert labels[-1].text() == spanish
    assert labels[0].text() == labels[1].text() == english
    freshen(labels[1])  # does not wait for its turn
    assert (labels[0].text(), labels[1].text()) == (english, spanish)
    qtbot.waitUntil(lambda: labels[0].text() == spanish)


def test_what_a_page_is_made_of_is_read_beside_the_windows(
    shell: Shell, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = next(place for place in PLACES if place.key == "reports")
    threads: list[threading.Thread] = []

    def load(this: PlaceInShell) -> places.Make:
        threads.append(threading.current_thread())
        return this.read()

    monkeypatch.delitem(places._read, place.key)
    monkeypatch.setattr(PlaceInShell, "load", load)
    shell.show_page("reports")
    assert shell.key == "cases"
    settle(shell, qtbot)
    assert shell.key == "reports"
    assert threads[0] is not threading.main_thread()


def test_a_page_that_is_wanted_no_longer_does_not_come_up(
    shell: Shell, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(places._read, "reports")
    shell.show_page("reports")
    shell.show_page("today")
    settle(shell, qtbot)
    assert shell.key == "today"


def test_a_tab_out_of_sight_hides_the_names_before_it_is_seen(
    shell: Shell, qtbot: QtBot, vault: Vault, case_id: str
) -> None:
    for tab in ("history", "summary"):
        shell.show_page("case", case_id=a_case(vault), tab=tab)
        settle(shell, qtbot)
    page = shell.pages["case"]
    assert isinstance(page, CasePage)
    shell.desk.hide_names(True)
    page.show_tab("history")
    QCoreApplication.processEvents()
    texts = [each.text() for each in page.tabs["history"].findChildren(QLabel) if each.isVisible()]
    assert texts
    assert not [text for text in texts if "Inventina" in text]
