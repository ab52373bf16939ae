"""Pages work by keyboard, for a screen reader, with large text, and say what is wrong."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QTabBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from casedesk.ui.kit import theme
from casedesk.ui.kit.banners import Banner
from casedesk.ui.kit.binding import say
from casedesk.ui.kit.buttons import button
from casedesk.ui.kit.choices import WrappingCheck, WrappingRadio
from casedesk.ui.kit.columns import Columns
from casedesk.ui.kit.forms import Form
from casedesk.ui.kit.layouts import vbox
from casedesk.ui.kit.navigation import NavList, Place, TabStrip
from casedesk.ui.kit.page import Page
from casedesk.ui.kit.surfaces import Toast, holding
from casedesk.ui.kit.tokens import THEMES
from tests.ui.kit.one_of_each import LONG, make_page
from tests.ui.sweep import faint, faults

TARGETS = (QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox, QListWidget, QTabBar)


@pytest.fixture
def page_and_form(qtbot: QtBot) -> tuple[Page, Form]:
    page, form = make_page()
    qtbot.addWidget(page)
    page.resize(1160, 690)
    page.show()
    qtbot.waitExposed(page)
    page.activateWindow()
    return page, form


def targets(page: QWidget) -> list[QWidget]:
    """All a person can use on a page."""
    found = [widget for widget in page.findChildren(QWidget) if isinstance(widget, TARGETS)]
    inner = [
        widget
        for widget in found
        if isinstance(widget.parentWidget(), (QComboBox, QTabBar))
        or (
            isinstance(widget, QAbstractButton) and widget.metaObject().className() == "QToolButton"
        )
    ]
    return [widget for widget in found if widget.isVisible() and widget not in inner]


def test_everything_that_can_be_used_has_a_name(page_and_form: tuple[Page, Form]) -> None:
    page, _form = page_and_form
    used = targets(page)
    assert len(used) > 25
    for widget in used:
        spoken = QAccessible.queryAccessibleInterface(widget)
        name = spoken.text(QAccessible.Text.Name)
        described = spoken.text(QAccessible.Text.Description)
        assert name or (isinstance(widget, QComboBox) and described), widget


def test_combo_boxes_carry_their_label_in_the_description(page_and_form: tuple[Page, Form]) -> None:
    _page, form = page_and_form
    combo = form.fields["country"].control.focus_target()
    assert combo.accessibleDescription().startswith("Country of birth")


@pytest.mark.parametrize("percent", [100, 150])
def test_every_target_is_large_enough(
    page_and_form: tuple[Page, Form], themed: QApplication, percent: int
) -> None:
    page, _form = page_and_form
    theme.apply(themed, "light", percent)
    themed.processEvents()
    for widget in targets(page):
        assert widget.width() >= 24, widget
        assert widget.height() >= 24, widget


@pytest.mark.parametrize("percent", [100, 150, 200])
def test_no_word_is_cut(
    page_and_form: tuple[Page, Form], themed: QApplication, percent: int
) -> None:
    page, _form = page_and_form
    theme.apply(themed, "light", percent)
    themed.processEvents()
    themed.processEvents()
    for words in page.findChildren(QLabel):
        if words.isVisible() and words.text():
            assert words.height() >= words.heightForWidth(words.width()), words.text()
    for choice in page.findChildren(WrappingCheck):
        if choice.isVisible():
            assert choice.height() >= choice.heightForWidth(choice.width()), choice.text()


@pytest.mark.parametrize(("width", "percent"), [(1160, 100), (1060, 150)])
def test_a_page_needs_no_sideways_scrolling(
    page_and_form: tuple[Page, Form], themed: QApplication, width: int, percent: int
) -> None:
    page, _form = page_and_form
    theme.apply(themed, "light", percent)
    page.resize(width, 690)
    themed.processEvents()
    themed.processEvents()
    assert page.minimumSizeHint().height() <= 690
    assert page.scroll_area is not None
    assert page.scroll_area.horizontalScrollBar().maximum() == 0
    columns = page.findChild(Columns)
    assert columns is not None
    assert columns.folded() is (percent == 150)


def test_a_page_fits_a_small_screen_with_the_largest_text(
    page_and_form: tuple[Page, Form], themed: QApplication
) -> None:
    page, _form = page_and_form
    page.add_action(button("Hide names", "eye-off"))
    page.add_action(button("Delete", "trash", "danger"))
    theme.apply(themed, "light", 200)
    page.resize(960, 690)
    themed.processEvents()
    themed.processEvents()
    assert page.width() == 960
    for action in page.findChildren(QAbstractButton):
        if action.isVisible() and action.parentWidget() is page:
            assert page.rect().contains(action.geometry()), action.text()


def test_the_error_summary_takes_the_focus_and_leads_to_the_fields(
    qtbot: QtBot, page_and_form: tuple[Page, Form]
) -> None:
    page, form = page_and_form
    form.show_errors({"age": "This number cannot be right.", "lawyer": "Choose an answer."})
    qtbot.waitUntil(form.summary.hasFocus)
    assert [link.text() for link in form.summary.links()] == [
        f"{say(form.fields['age'].text)}: This number cannot be right.",
        f"{say(form.fields['lawyer'].text)} Choose an answer.",
    ]
    age = form.fields["age"].control.focus_target()
    assert "This number cannot be right." in age.accessibleDescription()
    first, second = form.summary.links()
    QTest.keyClick(first, Qt.Key.Key_Space)
    assert age.hasFocus()
    QTest.mouseClick(second, Qt.MouseButton.LeftButton)
    target = form.fields["lawyer"].control.focus_target()
    assert target.hasFocus()
    assert not target.visibleRegion().isEmpty()
    form.show_errors({})
    assert not form.summary.isVisible()
    assert form.fields["age"].error() == ""
    assert page.isVisible()


def test_the_label_of_a_field_is_its_buddy(page_and_form: tuple[Page, Form]) -> None:
    _page, form = page_and_form
    for field in form.fields.values():
        buddies = [words.buddy() for words in field.findChildren(QLabel) if words.buddy()]
        assert buddies == [field.control.focus_target()]


@pytest.mark.parametrize("kind", [WrappingCheck, WrappingRadio])
def test_a_long_choice_wraps_and_its_label_is_clicked(
    qtbot: QtBot, kind: type[WrappingCheck] | type[WrappingRadio]
) -> None:
    choice = kind(LONG)
    qtbot.addWidget(choice)
    assert choice.heightForWidth(200) > 3 * choice.sizeHint().height() / 2
    choice.resize(200, choice.heightForWidth(200))
    choice.show()
    QTest.mouseClick(choice, Qt.MouseButton.LeftButton, pos=choice.rect().bottomRight() / 1.2)
    assert choice.isChecked()


def test_the_focus_can_be_seen_on_a_choice(qtbot: QtBot) -> None:
    choice = WrappingCheck("Yes")
    qtbot.addWidget(choice)
    choice.show()
    qtbot.waitExposed(choice)
    before = choice.grab().toImage()
    choice.setFocus()
    qtbot.waitUntil(choice.hasFocus)
    assert choice.grab().toImage() != before


def test_places_are_chosen_by_keyboard(qtbot: QtBot) -> None:
    places = [Place("one", "Cases", "home"), Place("two", "Save")]
    nav = NavList(places)
    tabs = TabStrip(places)
    qtbot.addWidget(nav)
    qtbot.addWidget(tabs)
    with qtbot.assertNotEmitted(nav.chosen):
        nav.show_place("one")
    with qtbot.waitSignal(nav.chosen) as gone:
        QTest.keyClick(nav, Qt.Key.Key_Down)
    assert gone.args == ["two"]
    with qtbot.waitSignal(tabs.chosen) as switched:
        QTest.keyClick(tabs, Qt.Key.Key_Right)
    assert switched.args == ["two"]


def test_a_banner_offers_its_action_and_closes(qtbot: QtBot) -> None:
    banner = Banner("warn", "The last copy is old.", action="Save", closable=True)
    qtbot.addWidget(banner)
    banner.show()
    assert banner.action is not None
    with qtbot.waitSignal(banner.acted):
        banner.action.click()
    close = banner.findChild(QAbstractButton, "banner_close")
    assert close is not None
    with qtbot.waitSignal(banner.closed):
        close.click()
    assert not banner.isVisible()


def test_a_toast_has_a_place_of_its_own_and_wraps(qtbot: QtBot) -> None:
    toast, page = Toast(), QPushButton("Open")
    window = holding(vbox(page, toast))
    qtbot.addWidget(window)
    window.resize(200, 300)
    window.show()
    toast.tell("Save")
    assert toast.text() == "Save"
    assert toast.isVisible()
    toast.tell(lambda: "Written down, and said in more words than stand on one line")
    QApplication.processEvents()
    assert window.rect().contains(toast.geometry())
    assert not toast.geometry().intersects(page.geometry())
    assert faults(window) == []


@pytest.mark.parametrize("name", THEMES)
def test_whatever_takes_the_focus_stands_out(
    page_and_form: tuple[Page, Form], qapp: QApplication, name: str
) -> None:
    page, form = page_and_form
    page.add_action(button("Remove", "trash", "danger"))
    form.show_errors({"name": "Write a name."})
    theme.apply(qapp, name, 100)
    assert faint(page, page, set()) == []
