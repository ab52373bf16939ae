"""The sheet of shortcuts tells the truth, and all of it."""

from PySide6.QtGui import QKeySequence, QShortcut
from pytestqt.qtbot import QtBot

from casedesk import i18n
from casedesk.domain.rights import ANSWERS
from casedesk.storage.vault import Vault
from casedesk.ui.help import shortcuts
from casedesk.ui.house import count_panel
from casedesk.ui.shell import Shell
from tests.services.test_house import put_up
from tests.ui.everywhere import a_case, walk

LISTED = {key for group in shortcuts.GROUPS.values() for each in group for key in each.keys}
#: handled by the window that has the focus; what each does is held where it is done
#: (test_shell, test_list, test_house_page, test_shell_day, rights/test_page)
BY_EVENT = {"Ctrl+L", "Down", "Return", "Space"} | set(count_panel.KEYS) | set("1234")


def spelled(shortcut: QShortcut) -> str:
    return shortcut.key().toString(QKeySequence.SequenceFormat.PortableText)


def test_every_key_of_every_page_is_listed_and_every_listed_key_is_there(
    shell: Shell, vault: Vault, qtbot: QtBot
) -> None:
    put_up(vault, "Inventina", "2026-11-20")
    for _shown in walk(shell, qtbot, a_case(vault), parts=False):
        pass
    found = {spelled(each) for each in shell.findChildren(QShortcut)}
    pages = {f"Ctrl+{number + 1}" for number in range(shell.sidebar.nav.count())}
    assert found == LISTED - BY_EVENT - set(shortcuts.PAGES) | pages
    assert pages <= set(shortcuts.PAGES)  # room is left for a page to come


def test_keys_that_answer_are_as_many_as_the_answers() -> None:
    assert len(ANSWERS) == 4


def test_the_sheet_speaks_the_language_of_the_keyboard() -> None:
    i18n.set_language("es")
    sheet = shortcuts.sheet()
    assert "**Av Pág, Re Pág**" in sheet
    assert "**Ctrl+Enter, Ctrl+S**" in sheet
    assert "Ctrl+Return" not in sheet
