"""The shelter's own fields are asked where their record is written, and saved with it."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from casedesk.domain.answers import UNKNOWN
from casedesk.domain.extras import Choice, ExtraAnswer, ExtraField
from casedesk.domain.incidents import Incident
from casedesk.services import cases, extras
from casedesk.storage.vault import Vault
from casedesk.ui.desk import Desk
from casedesk.ui.forms.extras_box import ExtrasBox
from casedesk.ui.incidents.incident_page import IncidentPage
from casedesk.ui.kit.binding import set_language
from tests.ui.cases.conftest import TakeIn
from tests.ui.cases.drivers import CaseDriver, PersonDriver, press, settle, texts


def add(vault: Vault, about: str, kind: str = "text", **more: Any) -> ExtraField:
    """A field as coordinators add them."""
    more = {"es": f"Sobre {about}", "en": f"About {about}", **more}
    field = ExtraField(about=about, type=kind, **more)
    return vault.run(lambda uow: extras.save_field(uow, field))


def answers(vault: Vault, case_id: str) -> tuple[ExtraAnswer, ...]:
    """All answers in a case."""
    return vault.run(lambda uow: cases.read(uow, case_id)).extra_answers


def write(box: ExtrasBox, field: ExtraField, text: str) -> None:
    """Write into a question of one line."""
    control: Any = box.fields()[next(name for name in box.fields() if field.name in name)].control
    control.edit.setText(text)


def test_without_fields_of_its_own_nothing_is_shown(
    desk: Desk, qtbot: QtBot, take_in: TakeIn
) -> None:
    driver = CaseDriver(desk, qtbot, take_in().id)
    assert not driver.show("person").editor.extras.isVisible()


def test_an_answer_about_the_person_is_saved_with_the_person(
    desk: Desk, qtbot: QtBot, vault: Vault, take_in: TakeIn
) -> None:
    field = add(vault, "person")
    case = take_in(given_names="Una")
    driver = CaseDriver(desk, qtbot, case.id)
    tab = driver.show("person")
    write(tab.editor.extras, field, "Casillero 4")
    tab.editor.form.questions.fields["alias"].control.edit.setText("Uni")
    driver.keys(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert [each.text for each in answers(vault, case.id)] == ["Casillero 4"]
    assert vault.run(lambda uow: cases.read(uow, case.id)).person.alias == "Uni"
    driver.show("history")
    assert "About person: Casillero 4" in texts(driver.page, "difference")


def test_what_was_written_comes_back_as_a_draft(
    desk: Desk, qtbot: QtBot, vault: Vault, take_in: TakeIn
) -> None:
    field = add(vault, "person", "number")
    case, other = take_in(given_names="Una"), take_in(given_names="Otra")
    driver = CaseDriver(desk, qtbot, case.id)
    write(driver.show("person").editor.extras, field, "12")
    driver.open(other.id, "person")
    assert not driver.page.tabs["person"].editor.extras.touched  # type: ignore[attr-defined]
    driver.open(case.id, "person")
    driver.press("save")
    assert [each.number for each in answers(vault, case.id)] == [12]
    assert answers(vault, other.id) == ()


def test_an_impossible_answer_is_said_beside_its_question(
    desk: Desk, qtbot: QtBot, vault: Vault, take_in: TakeIn
) -> None:
    field = add(vault, "person", "number")
    case = take_in()
    driver = CaseDriver(desk, qtbot, case.id)
    editor = driver.show("person").editor
    write(editor.extras, field, "doce")
    driver.press("save")
    assert editor.extras.fields()[field.name].error()
    assert editor.form.form.summary.isVisible()
    assert answers(vault, case.id) == ()


def test_who_answered_meanwhile_is_not_overwritten(
    desk: Desk, qtbot: QtBot, vault: Vault, take_in: TakeIn
) -> None:
    field = add(vault, "person")
    case = take_in()
    driver = CaseDriver(desk, qtbot, case.id)
    editor = driver.show("person").editor
    write(editor.extras, field, "mío")
    seen = editor.extras.asked
    with vault.begin() as uow:
        theirs = type(seen.sheet())(**{field.name: "suyo"})
        extras.save(uow, "person", editor.record.id, seen, theirs)
    driver.press("save")
    assert "suyo" in editor.clash.label.text()
    assert [each.text for each in answers(vault, case.id)] == ["suyo"]
    driver.press("save")
    assert [each.text for each in answers(vault, case.id)] == ["mío"]


def test_an_answer_about_a_stay_is_saved_with_the_stay(
    desk: Desk, qtbot: QtBot, vault: Vault, take_in: TakeIn
) -> None:
    field = add(vault, "stay")
    case = take_in()
    driver = CaseDriver(desk, qtbot, case.id)
    tab = driver.show("stays")
    driver.press("change")
    write(tab.box.editor.extras, field, "Casillero 4")
    driver.press("save")
    (answer,) = answers(vault, case.id)
    assert (answer.text, answer.stay_id) == (
        "Casillero 4",
        vault.run(lambda uow: cases.read(uow, case.id)).stays[0].id,
    )


def test_an_answer_about_an_incident_is_saved_with_a_new_one(
    desk: Desk, qtbot: QtBot, vault: Vault, take_in: TakeIn
) -> None:
    field = add(vault, "incident")
    case = take_in()
    page = IncidentPage(desk)
    qtbot.addWidget(page)
    page.show()
    page.open(case_id=case.id)
    settle(qtbot, desk)
    page.form.acts.show_codes(["ROB"])
    page.form.acts.changed.emit()
    write(page.form.extras, field, "de noche")
    press(page, "save")
    settle(qtbot, desk)
    (incident,) = vault.run(lambda uow: cases.read(uow, case.id)).incidents
    assert isinstance(incident, Incident)
    assert [(each.text, each.incident_id) for each in answers(vault, case.id)] == [
        ("de noche", incident.id)
    ]


def test_a_new_person_and_their_stay_are_asked_at_once(
    desk: Desk, qtbot: QtBot, vault: Vault
) -> None:
    of_person, of_stay = add(vault, "person"), add(vault, "stay", "number")
    went: list[dict[str, Any]] = []
    desk.went.connect(lambda _page, arguments: went.append(arguments))
    driver = PersonDriver(desk, qtbot)
    boxes = driver.page.written.extras
    write(boxes["person."], of_person, "Casillero 4")
    write(boxes["stay."], of_stay, "tres")
    driver.fill(person__given_names="Una")
    driver.save()
    assert boxes["stay."].fields()[f"stay.{of_stay.name}"].error()
    write(boxes["stay."], of_stay, "3")
    driver.save()
    found = answers(vault, went[-1]["case_id"])
    assert [(each.text, each.number) for each in found if each.person_id] and len(found) == 2
    assert {value for each in found for value in (each.text, each.number)} >= {"Casillero 4", 3}


def test_a_choice_no_longer_offered_stays_where_it_was_chosen(
    desk: Desk, qtbot: QtBot, vault: Vault, take_in: TakeIn
) -> None:
    two = (Choice(es="Chica", en="Small"), Choice(es="Grande", en="Large"))
    field = add(vault, "person", "choices", choices=two)
    case = take_in()
    with vault.begin() as uow:
        seen = extras.asked(uow, "person", cases.read(uow, case.id).person.id)
        sheet = type(seen.sheet())(**{field.name: ("c2",)})
        extras.save(uow, "person", cases.read(uow, case.id).person.id, seen, sheet)
        ended = (field.choices[0], replace(field.choices[1], ended=True))
        extras.save_field(uow, replace(field, choices=ended))
    driver = CaseDriver(desk, qtbot, case.id)
    extra = driver.show("person").editor.extras
    control = extra.fields()[field.name].control
    assert control.value() == ("c2",)
    control.findChild(object, "code_c1").click()
    driver.press("save")
    assert [set(each.choices) for each in answers(vault, case.id)] == [{"c1", "c2"}]  # type: ignore[arg-type]


def test_questions_follow_the_language(
    desk: Desk, qtbot: QtBot, vault: Vault, take_in: TakeIn
) -> None:
    field = add(vault, "person")
    driver = CaseDriver(desk, qtbot, take_in().id)
    label = driver.show("person").editor.extras.fields()[field.name]._label
    assert label.text() == "About person"
    set_language("es")
    assert label.text() == "Sobre person"


def test_not_knowing_is_an_answer(desk: Desk, qtbot: QtBot, vault: Vault, take_in: TakeIn) -> None:
    field = add(vault, "person")
    case = take_in()
    driver = CaseDriver(desk, qtbot, case.id)
    questions: Any = driver.show("person").editor.extras.questions
    questions.suggest(field.name, UNKNOWN)
    driver.press("save")
    assert [each.text for each in answers(vault, case.id)] == [UNKNOWN]
