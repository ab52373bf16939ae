"""Every control keeps a value and the ways of having none."""

from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from casedesk.domain.answers import LABELS, NOT_ASKED, REFUSED, UNKNOWN, Missing
from casedesk.domain.partial_dates import PartialDate
from casedesk.errors import Invalid
from casedesk.ui.kit.code_box import CodeBox, CodesBox, YesNoBox
from casedesk.ui.kit.combos import Combo
from casedesk.ui.kit.control import Control, Unreadable
from casedesk.ui.kit.date_box import DateBox
from casedesk.ui.kit.text_boxes import NumberBox, TextBox
from tests.ui.kit.one_of_each import few, make_form, many

VALUES: list[tuple[str, Any]] = [
    ("name", "Ana Prueba"),
    ("notes", "One line\nand another"),
    ("age", 0),
    ("age", 27),
    ("entered", PartialDate(2026, 11, 27)),
    ("entered", PartialDate(2026, 11, None, True)),
    ("entered", PartialDate(2026)),
    ("state", "EXT"),
    ("country", "C2"),
    ("acts", ("ROB", "MED")),
    ("languages", ("C0", "C17")),
    ("lawyer", True),
    ("lawyer", False),
]
KINDS = sorted({name for name, _value in VALUES})


def shown(qtbot: QtBot, name: str) -> Control:
    """The control of a field, in a window."""
    form = make_form()
    field = form.fields[name]
    qtbot.addWidget(field)
    qtbot.addWidget(form.summary)
    field.resize(500, 300)
    field.show()
    qtbot.waitExposed(field)
    field.activateWindow()
    for other in form.fields.values():
        if other is not field:
            qtbot.addWidget(other)
    return field.control


@pytest.mark.parametrize(("name", "value"), VALUES)
def test_a_value_comes_back_as_it_was_shown(qtbot: QtBot, name: str, value: Any) -> None:
    control = shown(qtbot, name)
    with qtbot.assertNotEmitted(control.edited):
        control.set_value(value)
    assert control.value() == value
    for state in Missing:
        control.set_value(state)
        assert control.value() is state
    control.set_value(value)
    assert control.value() == value


@pytest.mark.parametrize("name", KINDS)
def test_each_way_of_having_no_answer_is_chosen_by_keyboard(qtbot: QtBot, name: str) -> None:
    control = shown(qtbot, name)
    control.set_value(dict(VALUES)[name])
    for state in (UNKNOWN, REFUSED):
        choose(qtbot, control, state)
        assert control.value() is state
        assert control.content() is None
        assert "say" in control.state.text() or "know" in control.state.text()
    choose(qtbot, control, NOT_ASKED)
    assert control.value() is NOT_ASKED
    assert control.state.text() == ""


def choose(qtbot: QtBot, control: Control, state: Missing) -> None:
    """Open the small menu and walk down to a state."""
    control.state.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(control.state, Qt.Key.Key_Space)
    menu = control.state.menu_of_states
    assert menu.isVisible()
    for _step in range(len(Missing)):
        active = menu.activeAction()
        if active is not None and active.text() == LABELS[state]:
            break
        QTest.keyClick(menu, Qt.Key.Key_Down)
    with qtbot.waitSignal(control.edited):
        QTest.keyClick(menu, Qt.Key.Key_Return)
    assert not menu.isVisible()


def test_typing_clears_the_state(qtbot: QtBot) -> None:
    control = shown(qtbot, "name")
    control.set_value(REFUSED)
    with qtbot.waitSignal(control.edited):
        QTest.keyClicks(control.focus_target(), "Ana")
    assert control.value() == "Ana"
    assert control.state.text() == ""


def test_the_menu_opens_with_a_key_and_is_no_stop_on_the_way(qtbot: QtBot) -> None:
    control = shown(qtbot, "name")
    assert control.state.focusPolicy() is Qt.FocusPolicy.ClickFocus
    assert ticked(qtbot, control) == ["Not asked"]


def opened(qtbot: QtBot, control: Control) -> QMenu:
    """The menu, opened with F2 from the control."""
    target = control.focus_target()
    target.setFocus()
    qtbot.waitUntil(target.hasFocus)
    QTest.keyClick(target, Qt.Key.Key_F2)
    menu = control.state.menu_of_states
    qtbot.waitUntil(menu.isVisible)
    return menu


def ticked(qtbot: QtBot, control: Control) -> list[str]:
    """What is ticked in the menu that F2 opens."""
    menu = opened(qtbot, control)
    words = [action.text() for action in menu.actions() if action.isChecked()]
    menu.close()
    return words


@pytest.mark.parametrize("name", KINDS)
def test_not_asked_is_ticked_only_where_there_is_no_answer(qtbot: QtBot, name: str) -> None:
    control = shown(qtbot, name)
    control.set_value(dict(VALUES)[name])
    assert ticked(qtbot, control) == []
    assert "Not asked" not in control.state.accessibleName()
    control.set_value(REFUSED)
    assert ticked(qtbot, control) == ["Prefers not to say"]
    control.set_value(NOT_ASKED)
    assert ticked(qtbot, control) == ["Not asked"]


def test_enter_in_the_menu_takes_no_answer_away_by_accident(qtbot: QtBot) -> None:
    control = shown(qtbot, "name")
    control.set_value("Ana Prueba")
    menu = opened(qtbot, control)
    assert menu.activeAction() is None
    QTest.keyClick(menu, Qt.Key.Key_Return)
    assert control.value() == "Ana Prueba"
    menu.close()


def test_the_key_of_the_menu_is_told_to_the_eye_and_to_the_ear(qtbot: QtBot) -> None:
    control = shown(qtbot, "name")
    target = control.focus_target()
    assert "F2" in control.state.toolTip()
    assert "F2" in control.state.accessibleDescription()
    assert target.accessibleDescription().endswith("No answer? Say why (F2)")
    control.set_value(UNKNOWN)
    assert target.accessibleDescription().endswith("Does not know (F2)")


def test_a_control_without_states_has_no_menu(qtbot: QtBot) -> None:
    control = TextBox(states=False)
    qtbot.addWidget(control)
    control.show()
    assert not control.state.isVisible()


@pytest.mark.parametrize("text", ["31/02/2026", "2026-13", "yesterday"])
def test_an_impossible_date_is_never_lost_in_silence(qtbot: QtBot, text: str) -> None:
    control = DateBox()
    qtbot.addWidget(control)
    control.edit.setText(text)
    assert "real date" in control.problem()
    with pytest.raises(Unreadable):
        control.value()


@pytest.mark.parametrize(
    ("text", "approximate", "words"),
    [
        ("27/11/2026", False, "Understood: November 27, 2026"),
        ("11/2026", False, "Understood: November 2026"),
        ("2026", True, "Understood: about the year 2026"),
    ],
)
def test_a_date_is_said_back_in_words(
    qtbot: QtBot, text: str, approximate: bool, words: str
) -> None:
    control = DateBox()
    qtbot.addWidget(control)
    QTest.keyClicks(control.edit, text)
    if approximate:
        QTest.keyClick(control.approximate, Qt.Key.Key_Space)
    assert control.echo.text() == words


@pytest.mark.parametrize(
    ("text", "good"), [("1,200", True), ("12x", False), ("-1", False), ("", True)]
)
def test_a_number_is_understood_or_refused(qtbot: QtBot, text: str, good: bool) -> None:
    control = NumberBox(highest=5000)
    qtbot.addWidget(control)
    control.edit.setText(text)
    assert bool(control.problem()) is not good


def test_a_long_list_is_searched_within_words_and_without_accents(qtbot: QtBot) -> None:
    control = CodeBox(many)
    qtbot.addWidget(control)
    control.show()
    line = control.combo.lineEdit()
    assert line is not None
    line.setFocus()
    qtbot.waitUntil(control.combo.hasFocus)
    completer = control.combo.completer()
    assert completer is not None
    QTest.keyClicks(line, "exic")
    assert completer.completionCount() == 1
    assert completer.currentCompletion() == "México"
    assert "list" in control.problem()
    line.selectAll()
    QTest.keyClicks(line, "mexico")
    close_list(control.combo)
    assert control.value() == "C0"


def test_codes_of_a_long_list_become_chips_that_can_be_removed(qtbot: QtBot) -> None:
    control = CodesBox(many)
    qtbot.addWidget(control)
    control.show()
    control.set_value(("C1",))
    combo = control.focus_target()
    assert isinstance(combo, Combo)
    line = combo.lineEdit()
    assert line is not None
    line.setFocus()
    qtbot.waitUntil(combo.hasFocus)
    QTest.keyClicks(line, "Haiti")
    close_list(combo)
    with qtbot.waitSignal(control.edited):
        QTest.keyClick(line, Qt.Key.Key_Return)
    assert control.value() == ("C1", "C2")
    chips = {chip.text(): chip for chip in control.findChildren(QPushButton) if chip.text()}
    assert chips["Perú"].accessibleName() == "Remove Perú"
    with qtbot.waitSignal(control.edited):
        QTest.mouseClick(chips["Perú"], Qt.MouseButton.LeftButton)
    assert control.value() == ("C2",)


def test_a_choice_of_yes_or_no_is_made_by_keyboard(qtbot: QtBot) -> None:
    control = YesNoBox()
    qtbot.addWidget(control)
    control.show()
    qtbot.waitExposed(control)
    control.activateWindow()
    control.yes.setFocus()
    qtbot.waitUntil(control.yes.hasFocus)
    with qtbot.waitSignal(control.edited):
        QTest.keyClick(control.yes, Qt.Key.Key_Space)
    assert control.value() is True
    QTest.keyClick(control.yes, Qt.Key.Key_Right)
    assert control.value() is False


def test_the_wheel_changes_no_answer(qtbot: QtBot, qapp: QApplication) -> None:
    control = CodeBox(few)
    qtbot.addWidget(control)
    control.set_value("ROB")
    event = QWheelEvent(
        QPointF(5, 5),
        QPointF(5, 5),
        QPoint(0, 0),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    qapp.sendEvent(control.combo, event)
    assert control.value() == "ROB"


def test_the_form_names_every_field_that_cannot_be_understood(qtbot: QtBot) -> None:
    form = make_form()
    for field in (*form.fields.values(), form.summary):
        qtbot.addWidget(field)
    form.fields["entered"].control.focus_target().setProperty("text", "31/02/2026")
    form.fields["age"].control.focus_target().setProperty("text", "many")
    with pytest.raises(Invalid) as caught:
        form.values()
    assert set(caught.value.fields) == {"entered", "age"}


def close_list(combo: Combo) -> None:
    """Close what the completer shows."""
    completer = combo.completer()
    assert completer is not None
    popup = completer.popup()
    assert popup is not None
    popup.hide()
