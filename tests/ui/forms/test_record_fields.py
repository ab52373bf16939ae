"""Forms made from declared fields change nothing that nobody touched."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from casedesk.domain.answers import NOT_ASKED, REFUSED, UNKNOWN
from casedesk.domain.fields import Type, specs
from casedesk.domain.journeys import Journey
from casedesk.domain.partial_dates import PartialDate
from casedesk.domain.people import Person
from casedesk.errors import Invalid
from casedesk.ui.desk import Desk
from casedesk.ui.forms.record_fields import RecordFields
from casedesk.ui.forms.record_form import RecordForm
from casedesk.ui.forms.sections import Section
from casedesk.ui.forms.wording import answer_text
from casedesk.ui.kit.code_box import CodeBox
from casedesk.ui.kit.date_box import DateBox
from casedesk.ui.kit.text_boxes import TextBox

ALL = [name for name, spec in specs(Person).items() if spec.type is not Type.LINK]
ANSWERED = Person(
    given_names="Luz",
    surnames=REFUSED,
    alias=UNKNOWN,
    sex="woman",
    diversity=(),
    birth=PartialDate(1999, 5, approximate=True),
    age=27,
    age_on=PartialDate(2026, 11, 1),
    nationality="HND",
    birth_country="MEX",
    birth_state="07",
    languages=("es",),
    interpreter=False,
    needs=(),
    notes="One line\nand another",
)


def today() -> date:
    """The day it is in these tests."""
    return date(2026, 11, 23)


def made(cls: Any, names: list[str], desk: Desk) -> RecordFields:
    """The questions of a class."""
    return RecordFields(cls, names, today=today, parent=desk)


def test_what_is_shown_and_not_touched_comes_back_as_it_was(desk: Desk, qtbot: QtBot) -> None:
    fields = made(Person, ALL, desk)
    fields.show(ANSWERED)
    assert not fields.touched
    assert fields.value_of(ANSWERED) == ANSWERED


def test_every_answer_survives_a_draft(desk: Desk, qtbot: QtBot) -> None:
    first, second = made(Person, ALL, desk), made(Person, ALL, desk)
    first.show(Person())
    for name in ALL:
        if getattr(ANSWERED, name) is not NOT_ASKED:
            first.suggest(name, getattr(ANSWERED, name))
    empty = Person(id=ANSWERED.id)
    assert first.value_of(empty) == ANSWERED
    second.show(empty)
    second.restore(first.content())
    assert second.value_of(empty) == ANSWERED


def test_a_date_half_typed_survives_a_draft_and_refuses_to_be_saved(
    desk: Desk, qtbot: QtBot
) -> None:
    first, second = made(Person, ["birth"], desk), made(Person, ["birth"], desk)
    control = first.fields["birth"].control
    assert isinstance(control, DateBox)
    control.edit.setText("31/02/")
    with pytest.raises(Invalid) as caught:
        first.value_of(Person())
    assert list(caught.value.fields) == ["birth"]
    second.restore(first.content())
    again = second.fields["birth"].control
    assert isinstance(again, DateBox)
    assert again.edit.text() == "31/02/"


def test_a_code_that_is_offered_no_longer_stays_with_the_record(desk: Desk, qtbot: QtBot) -> None:
    fields = made(Person, ["nationality"], desk)
    old = replace(Person(), nationality="ZZ-OLD")
    fields.show(old)
    control = fields.fields["nationality"].control
    assert isinstance(control, CodeBox)
    assert control.value() == "ZZ-OLD"
    assert fields.value_of(old) == old


def test_what_hangs_on_an_answer_goes_with_it(desk: Desk, qtbot: QtBot) -> None:
    fields = made(Journey, ["guide", "guide_cost"], desk)
    told = Journey(case_id="x", guide=True, guide_cost="up_to_5000")
    fields.show(told)
    assert fields.asked("guide_cost")
    fields.suggest("guide", False)
    assert not fields.asked("guide_cost")
    changed = fields.value_of(told)
    assert (changed.guide, changed.guide_cost) == (False, NOT_ASKED)


def test_what_is_on_file_is_shown_even_if_it_would_not_be_asked(desk: Desk, qtbot: QtBot) -> None:
    fields = made(Journey, ["guide", "guide_cost"], desk)
    odd = Journey(case_id="x", guide_cost="up_to_5000")
    fields.show(odd)
    assert fields.asked("guide_cost")
    assert fields.value_of(odd) == odd


def test_none_of_these_is_an_answer_and_goes_with_the_first_tick(desk: Desk, qtbot: QtBot) -> None:
    fields = made(Journey, ["contexts"], desk)
    control: Any = fields.fields["contexts"].control
    control.none.click()
    assert fields.value_of(Journey(case_id="x")).contexts == ()
    control.set_value(("in_transit",))
    assert not control.none.isChecked()
    control.none.click()
    assert control.value() == ()


def test_three_ways_of_no_answer_are_kept_apart(desk: Desk, qtbot: QtBot) -> None:
    fields = made(Person, ["given_names"], desk)
    control = fields.fields["given_names"].control
    assert isinstance(control, TextBox)
    for state in (UNKNOWN, REFUSED):
        control.state.chosen.emit(state)
        assert fields.value_of(Person()).given_names is state
    control.edit.setText("Luz")
    assert fields.value_of(Person()).given_names == "Luz"


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("given_names", UNKNOWN, "Does not know"),
        ("sex", "woman", "Woman"),
        ("needs", (), "None"),
        ("languages", ("es", "fr"), "Spanish, French"),
        ("birth", PartialDate(1999, 5, approximate=True), "about May 1999"),
        ("interpreter", False, "No"),
        ("age", 27, "27"),
    ],
)
def test_answers_are_put_into_words(name: str, value: object, words: str) -> None:
    assert answer_text(specs(Person)[name], value) == words


def test_tab_comes_to_the_control_before_the_reasons_for_no_answer(
    desk: Desk, qtbot: QtBot
) -> None:
    form = RecordForm(Person, (Section("", ("given_names", "surnames")),), today=today)
    qtbot.addWidget(form)
    names: list[str] = []
    target: QWidget | None = form.questions.fields["given_names"].control.focus_target()
    while target is not None and len(names) < 3:
        if target.focusPolicy() != Qt.FocusPolicy.NoFocus:
            names.append(target.objectName())
        target = target.nextInFocusChain()
    assert names == ["given_names_input", "state", "surnames_input"]
