"""The window around the pages: ways to them, what happened, names, room."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from casedesk import settings
from casedesk.errors import CasedeskError
from casedesk.i18n import N_
from casedesk.services import demo, vaults
from casedesk.services.steps import Step
from casedesk.storage.vault import Vault
from casedesk.ui.desk import Desk
from casedesk.ui.kit import theme, tokens
from casedesk.ui.kit.banners import Banner
from casedesk.ui.kit.binding import set_language
from casedesk.ui.places import places
from casedesk.ui.preferences import Preferences
from casedesk.ui.shell import TITLE, Shell
from casedesk.ui.tasks import Tasks
from casedesk.ui.trail import Trail
from tests.conftest import FixedClock

CTRL = Qt.KeyboardModifier.ControlModifier


class Refused(CasedeskError):
    """An error for the banner."""

    msgid = N_("This cannot be undone.")


@pytest.fixture
def desk(
    tasks: Tasks, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Desk]:
    """A desk with settings of its own; a bug away from the windows fails the test."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    bugs: list[object] = []
    tasks.crashed.connect(bugs.append)
    yield Desk(tasks, Preferences(qapp, settings.Settings(language="en")))
    assert not bugs


def shown(desk: Desk, qtbot: QtBot) -> Shell:
    """The window, active, at the list of cases."""
    shell = Shell(desk)
    qtbot.addWidget(shell, before_close_func=lambda window: setattr(window, "_may_close", True))
    shell.show()
    shell.activateWindow()
    qtbot.waitUntil(shell.isActiveWindow)
    shell.show_page("cases")
    settle(shell, qtbot)
    return shell


def settle(shell: Shell, qtbot: QtBot) -> None:
    """Wait for the worker."""
    qtbot.waitUntil(lambda: not shell.desk.tasks.busy, timeout=120_000)
    qtbot.wait(1)
    qtbot.waitUntil(lambda: not shell.desk.tasks.busy, timeout=120_000)


@pytest.fixture
def shell(desk: Desk, qtbot: QtBot) -> Shell:
    """The window of a coordinator."""
    return shown(desk, qtbot)


def press_keys(shell: Shell, key: Qt.Key, modifier: Qt.KeyboardModifier = CTRL) -> None:
    """Press keys where the focus is."""
    QTest.keyClick(shell.focusWidget() or shell, key, modifier)


def banner(shell: Shell, name: str) -> Banner:
    """A notice above the page."""
    found = shell.findChild(Banner, name)
    assert isinstance(found, Banner)
    return found


def test_the_title_says_nothing_of_the_vault(shell: Shell) -> None:
    assert shell.windowTitle() == TITLE == "Casedesk"


def test_every_page_of_the_sidebar_opens_by_keyboard(shell: Shell, qtbot: QtBot) -> None:
    keys = [place.key for place in places(shell.desk).values() if place.icon]
    assert keys == [
        *("today", "overview", "cases", "follow_ups", "clocks", "rights"),
        *("reports", "imports", "settings"),
    ]
    for number, key in reversed(list(enumerate(keys, start=1))):
        press_keys(shell, Qt.Key(Qt.Key.Key_0 + number))
        settle(shell, qtbot)
        assert shell.key == key
        assert shell.sidebar.nav.key() == key
        assert shell.pages[key].isVisible()
        assert shell.focusWidget() is not None


def test_the_list_of_pages_is_walked_with_the_arrows(shell: Shell, qtbot: QtBot) -> None:
    shell.sidebar.nav.setFocus()
    QTest.keyClick(shell.sidebar.nav, Qt.Key.Key_End)
    settle(shell, qtbot)
    assert shell.key == "settings"


def test_pages_are_made_on_first_use(shell: Shell) -> None:
    assert not {"reports", "imports", "settings"} & set(shell.pages)


def test_a_volunteer_sees_no_page_of_coordinators(
    volunteer: Vault, desk: Desk, qtbot: QtBot
) -> None:
    shell = shown(desk, qtbot)
    nav = shell.sidebar.nav
    words = [nav.item(row).text() for row in range(nav.count())]
    assert words[:3] == ["Today", "Overview", "People and cases"]
    assert words[3:] == ["Follow-ups", "Time limits", "Rights", "Settings"]
    desk.go("reports")
    desk.go("imports")
    assert shell.key == "cases"
    press_keys(shell, Qt.Key.Key_7)
    settle(shell, qtbot)
    assert shell.key == "settings"


def test_escape_goes_back_from_a_page_below_another(shell: Shell, qtbot: QtBot) -> None:
    shell.desk.go("person")
    settle(shell, qtbot)
    assert shell.sidebar.nav.key() == "cases"
    press_keys(shell, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
    settle(shell, qtbot)
    assert shell.key == "cases"
    shell.show_page("settings")
    shell.back()
    assert shell.key == "settings"


@pytest.mark.parametrize(
    ("way", "back"),
    [
        (["cases", "case", "incident"], "case"),
        (["cases", "person", "case"], "cases"),
        (["cases", "case", "incident", "case"], "cases"),
        (["settings"], None),
        (["case"], "cases"),
        (["cases", "case", "settings"], None),
    ],
)
def test_back_leads_where_one_came_from_and_never_into_a_form(
    way: list[str], back: str | None
) -> None:
    trail = Trail()
    for key in way:
        trail.go(key, {})
    step = trail.back()
    assert (step[0] if step else None) == back


def test_what_was_done_is_said_and_what_was_refused_stays(shell: Shell) -> None:
    shell.desk.say("Saved")
    assert shell.toast.isVisible()
    assert shell.toast.text() == "Saved"
    QApplication.processEvents()
    assert not shell.toast.geometry().intersects(shell.stack.geometry())
    shell.desk.refuse(Refused())
    notice = banner(shell, "refusal")
    assert notice.isVisible()
    assert notice.label.text() == "This cannot be undone."
    set_language("es")
    assert notice.label.text() != "This cannot be undone."
    shell.show_page("settings")
    assert not notice.isVisible()


def test_what_was_refused_goes_when_the_next_try_succeeds(shell: Shell) -> None:
    shell.desk.refuse(Refused())
    shell.desk.offer_undo(Step(None, ()), "1 person checked out.")
    assert not banner(shell, "refusal").isVisible()
    assert shell.step_notice.isVisible()


def test_names_are_hidden_and_shown_again(shell: Shell) -> None:
    seen: list[bool] = []
    shell.desk.names_hidden_changed.connect(seen.append)
    names = shell.findChild(QPushButton, "hide_all_names")
    assert isinstance(names, QPushButton)
    names.click()
    assert names.text().strip() == "Show names"
    press_keys(shell, Qt.Key.Key_H)
    assert names.text().strip() == "Hide names"
    assert seen == [True, False]


def test_language_and_colours_switch_live(shell: Shell) -> None:
    shell.sidebar.language.click()
    assert shell.sidebar.nav.item(1).text() == "Panorama"
    shell.sidebar.language.click()
    assert shell.sidebar.nav.item(1).text() == "Overview"
    assert shell.desk.preferences is not None
    shell.desk.preferences.next_theme()
    assert theme.tokens() is tokens.THEMES["dark"]


def test_with_very_large_text_the_sidebar_folds_to_icons_that_still_have_names(
    shell: Shell,
) -> None:
    assert shell.desk.preferences is not None
    side = shell.sidebar
    assert side.width() == 208
    shell.desk.preferences.change(text_size=200)
    shell.resize(1366, 768)
    assert side.width() == 128
    role = Qt.ItemDataRole.AccessibleTextRole
    assert side.nav.item(1).text() == ""
    assert side.nav.item(1).data(role) == "Overview"
    assert side.lock.accessibleName() == "Lock now"
    assert side.nav.key() == "cases"
    shell.desk.preferences.other_language()
    assert side.nav.item(1).data(role) == "Panorama"
    shell.desk.preferences.change(text_size=100, language="en")
    assert side.width() == 208
    assert side.nav.item(1).text() == "Overview"


@pytest.mark.parametrize("percent", [100, 125, 150, 200])
@pytest.mark.parametrize("language", ["es", "en"])
def test_every_way_of_the_sidebar_is_seen_without_scrolling(
    shell: Shell, qtbot: QtBot, language: str, percent: int
) -> None:
    assert shell.desk.preferences is not None
    shell.desk.preferences.change(language=language, text_size=percent)
    shell.resize(1366, 768)
    qtbot.waitUntil(lambda: shell.sidebar.nav.verticalScrollBar().maximum() == 0)
    who = shell.findChild(QLabel, "who")
    assert isinstance(who, QLabel)
    assert who.isVisible() is (percent < 200)
    shell.resize(1366, 560)  # too low for all: who is here gives way first
    qtbot.waitUntil(lambda: not who.isVisible())
    shell.resize(1366, 1200)
    qtbot.waitUntil(lambda: who.isVisible() is (percent < 200))


@pytest.mark.parametrize("percent", [100, 150, 200])
def test_every_page_fits_a_small_screen(shell: Shell, qtbot: QtBot, percent: int) -> None:
    assert shell.desk.preferences is not None
    shell.desk.preferences.change(text_size=percent)
    for place in places(shell.desk).values():
        if place.icon or place.key == "person":
            shell.show_page(place.key)
            settle(shell, qtbot)
            least = shell.minimumSizeHint()
            assert least.width() <= 1366, place.key
            assert least.height() <= 768, place.key


def test_where_the_window_was_is_kept(shell: Shell) -> None:
    # No larger than the screen there is: Qt would make it fit.
    shell.resize(800, 700)
    state = shell.state()
    shell.resize(1000, 600)
    shell.restore(state)
    assert shell.height() == 700
    shell.restore("nonsense")
    assert shell.height() == 700


def test_a_vault_of_invented_people_says_so_all_the_time(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path
) -> None:
    login = demo.create(tmp_path / "Demo.casedesk", people=10, months=1)
    vault = vaults.unlock(tmp_path / "Demo.casedesk", login.user, login.passphrase)
    tasks = Tasks(vault)
    shell = shown(Desk(tasks), qtbot)
    assert banner(shell, "invented").isVisible()
    shell.show_page("person")
    settle(shell, qtbot)
    assert banner(shell, "invented").isVisible()
    tasks.finish()
    vault.close()


def test_a_real_vault_says_no_such_thing(shell: Shell) -> None:
    assert shell.findChild(Banner, "invented") is None


def test_a_wrong_clock_is_said(clock: FixedClock, desk: Desk, qtbot: QtBot) -> None:
    clock.moment = clock.moment.replace(year=1980)
    shell = shown(desk, qtbot)
    assert "before Casedesk existed" in banner(shell, "clock_notice").label.text()
    assert banner(shell, "clock_notice").isVisible()


def test_every_control_of_the_sidebar_can_be_reached_with_tab(shell: Shell) -> None:
    shell.sidebar.nav.setFocus()
    reached: list[QWidget | None] = []
    for _step in range(4):
        QTest.keyClick(shell.focusWidget(), Qt.Key.Key_Tab)
        reached.append(shell.focusWidget())
    side = shell.sidebar
    assert reached == [side.language, side.names, side.help, side.lock]


def test_a_first_window_is_never_larger_than_the_screen(desk: Desk, qtbot: QtBot) -> None:
    shell = Shell(desk)
    qtbot.addWidget(shell, before_close_func=lambda window: setattr(window, "_may_close", True))
    shell.fit_screen(QSize(1920, 1050))
    assert (shell.width(), shell.height(), shell.isMaximized()) == (1366, 768, False)
    shell.fit_screen(QSize(1366, 738))  # a laptop with a panel at its foot
    assert shell.height() < 738
    assert shell.isMaximized()


def test_a_name_searched_for_is_covered_with_the_others(shell: Shell) -> None:
    search = shell.findChild(QLineEdit, "search")
    assert isinstance(search, QLineEdit)
    search.setText("Yesika")
    shell.desk.hide_names(True)
    shell.sidebar.nav.setFocus()
    assert "Yesika" not in search.displayText()
    shell.desk.hide_names(False)
    assert search.displayText() == "Yesika"
