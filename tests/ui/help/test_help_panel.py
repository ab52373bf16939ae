"""Help, keys and tour beside the page: opened, read and left by keyboard."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from casedesk import settings
from casedesk.ui.kit.binding import set_language
from casedesk.ui.shell import Shell
from tests.ui.sweep import faults
from tests.ui.test_shell import press_keys, settle

NONE = Qt.KeyboardModifier.NoModifier


def said(shell: Shell) -> str:
    """What the panel shows; empty if it is closed."""
    return "" if shell.help.isHidden() else shell.help.text.toPlainText()


def search(shell: Shell) -> QLineEdit:
    """The search of the list of people."""
    page = shell.pages["cases"]
    found = page.search  # type: ignore[attr-defined]
    assert isinstance(found, QLineEdit)
    return found


def test_f1_shows_the_help_of_the_page_and_gives_the_focus_back(shell: Shell) -> None:
    search(shell).setFocus()
    press_keys(shell, Qt.Key.Key_F1, NONE)
    assert said(shell).startswith("People and cases")
    assert shell.focusWidget() is shell.help.text
    assert shell.pages["cases"].isVisible()
    press_keys(shell, Qt.Key.Key_Escape, NONE)
    assert shell.help.isHidden()
    assert shell.focusWidget() is search(shell)
    assert shell.key == "cases"


def test_the_help_goes_along_to_another_page_and_to_another_language(
    shell: Shell, qtbot: QtBot
) -> None:
    press_keys(shell, Qt.Key.Key_F1, NONE)
    shell.show_page("settings")
    settle(shell, qtbot)
    assert said(shell).startswith("Settings")
    set_language("es")
    assert said(shell).startswith("Ajustes")
    set_language("en")
    press_keys(shell, Qt.Key.Key_F1, NONE)
    assert shell.help.isHidden()


def test_a_question_mark_lists_the_keys_but_not_while_a_text_is_typed(shell: Shell) -> None:
    shell.sidebar.nav.setFocus()
    press_keys(shell, Qt.Key.Key_Question, NONE)
    assert "Ctrl+L" in said(shell)
    assert shell.help.title.text() == "Shortcuts"
    press_keys(shell, Qt.Key.Key_Escape, NONE)
    assert shell.focusWidget() is shell.sidebar.nav
    search(shell).setFocus()
    QTest.keyClicks(search(shell), "?")
    assert search(shell).text() == "?"
    assert shell.help.isHidden()


def test_help_and_keys_are_reached_with_the_mouse_too(shell: Shell, qtbot: QtBot) -> None:
    shell.sidebar.help.click()
    assert said(shell).startswith("People and cases")
    shell.help.keys_button.click()
    assert said(shell).startswith("Everywhere")
    shell.help.page_button.click()
    assert said(shell).startswith("People and cases")
    shell.help.close_button.click()
    shell.show_page("settings")
    settle(shell, qtbot)
    found = shell.findChild(QPushButton, "show_keys")
    assert isinstance(found, QPushButton)
    found.click()
    assert said(shell).startswith("Everywhere")


def test_the_tour_goes_through_four_pages_and_is_remembered(shell: Shell, qtbot: QtBot) -> None:
    shell.show_help("tour")
    seen = []
    for _step in range(4):
        settle(shell, qtbot)
        assert shell.focusWidget() is shell.help.next
        seen.append((shell.key, shell.help.title.text()))
        QTest.keyClick(shell.help.next, Qt.Key.Key_Return)
    assert [key for key, _title in seen] == ["today", "cases", "follow_ups", "settings"]
    assert seen[-1][1] == "Tour: step 4 of 4"
    assert shell.help.isHidden()
    assert settings.load().toured


def test_the_tour_can_be_gone_back_skipped_and_begun_again(
    shell: Shell, qtbot: QtBot, tmp_path: Path
) -> None:
    assert not settings.load().toured
    shell.show_help("tour")
    settle(shell, qtbot)
    shell.help.next.click()
    settle(shell, qtbot)
    shell.help.previous.click()
    settle(shell, qtbot)
    assert (shell.key, shell.help.title.text()) == ("today", "Tour: step 1 of 4")
    press_keys(shell, Qt.Key.Key_Escape, NONE)
    assert shell.help.isHidden()
    assert settings.load().toured
    shell.show_page("settings")
    settle(shell, qtbot)
    again = shell.findChild(QPushButton, "take_tour")
    assert isinstance(again, QPushButton)
    again.click()
    assert shell.help.title.text() == "Tour: step 1 of 4"


def test_with_large_text_the_panel_takes_the_place_of_the_page(shell: Shell, qtbot: QtBot) -> None:
    assert shell.desk.preferences is not None
    shell.desk.preferences.change(text_size=200, language="es")
    press_keys(shell, Qt.Key.Key_F1, NONE)
    assert not shell.main.isVisible()
    assert shell.width() <= 1366
    assert faults(shell.help) == []
    shell.desk.go("settings")
    settle(shell, qtbot)
    assert shell.main.isVisible()
    assert shell.help.isHidden()


def test_the_panel_is_for_everybody(shell: Shell) -> None:
    for what in ("help", "keys", "tour"):
        shell.show_help(what)
        assert faults(shell.help) == []
