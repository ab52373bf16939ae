"""One person's case: changed in place, closed, reopened, and never another person's."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from casedesk.domain.answers import NOT_ASKED
from casedesk.domain.cases import CLOSED, OPEN
from casedesk.domain.partial_dates import PartialDate
from casedesk.domain.people import Household
from casedesk.services import cases, drafts, people
from casedesk.services.cases import CaseFile
from casedesk.storage.vault import Vault
from casedesk.ui.cases.names import COVER
from casedesk.ui.desk import Desk
from casedesk.ui.kit.binding import set_language
from casedesk.ui.kit.chips import StatusChip
from casedesk.ui.kit.code_box import CodeBox
from casedesk.ui.kit.text_boxes import TextBox
from tests.ui.cases.conftest import TakeIn, Went
from tests.ui.cases.drivers import CaseDriver, press, texts

TODAY = PartialDate(2026, 11, 23)


def on_file(vault: Vault, case_id: str) -> CaseFile:
    """The case as it is on file."""
    return vault.run(lambda uow: cases.read(uow, case_id))


def write(editor: Any, name: str, text: str) -> None:
    """Write an answer of an editor."""
    control = editor.form.questions.fields[name].control
    if isinstance(control, CodeBox):
        control.combo.choose(text)
    else:
        control.edit.setText(text)


def chips(page: CaseDriver) -> list[str]:
    """The words of the chips in the header."""
    return [chip.text() for chip in page.page.chips.findChildren(StatusChip) if chip.isVisible()]


def test_the_header_says_who_it_is_and_what_is_the_case(
    desk: Desk, qtbot: QtBot, take_in: TakeIn
) -> None:
    case = take_in(
        given_names="Iván",
        birth=PartialDate(2014),
        nationality="HND",
        asylum="A5",
        travels_with="alone",
    )
    page = CaseDriver(desk, qtbot, case.id)
    assert page.page.title.text() == "Iván"
    assert page.page.subtitle.text() == f"{case.folio} · Age: 11–12 · Honduras"
    assert chips(page) == ["Minor", "Unaccompanied child", "Here now", "Open, constancia issued"]


def test_a_child_about_whose_company_nothing_is_said_raises_a_question(
    desk: Desk, qtbot: QtBot, take_in: TakeIn
) -> None:
    case = take_in(given_names="Iván", birth=PartialDate(2014))
    page = CaseDriver(desk, qtbot, case.id)
    assert chips(page) == ["Minor", "Ask who is with the child", "Here now"]


def test_what_is_typed_is_saved_before_the_lock(
    desk: Desk, qtbot: QtBot, take_in: TakeIn, vault: Vault
) -> None:
    case = take_in(given_names="Luz")
    page = CaseDriver(desk, qtbot, case.id, "person")
    write(page.page.tabs["person"].editor, "surnames", "Paz")  # type: ignore[attr-defined]
    page.page.flush_draft()
    page.settle()
    form = f"person:{on_file(vault, case.id).person.id}"
    assert vault.run(lambda uow: drafts.load(uow, form)) is not None


def test_a_child_with_an_adult_is_accompanied(desk: Desk, qtbot: QtBot, take_in: TakeIn) -> None:
    household = Household(name="Paz")
    take_in(given_names="Rosa", birth=PartialDate(1990), household=household)
    child = take_in(given_names="Iván", birth=PartialDate(2014), household_id=household.id)
    page = CaseDriver(desk, qtbot, child.id)
    assert "Minor" in chips(page)
    assert "Unaccompanied child" not in chips(page)


def test_a_correction_is_saved_and_stands_in_the_history(
    desk: Desk, qtbot: QtBot, take_in: TakeIn, vault: Vault
) -> None:
    case = take_in(given_names="Luz")
    page = CaseDriver(desk, qtbot, case.id, "person")
    write(page.page.tabs["person"].editor, "surnames", "Paz")  # type: ignore[attr-defined]
    QTest.keyClick(page.page, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    page.settle()
    assert on_file(vault, case.id).person.surnames == "Paz"
    assert page.page.title.text() == "Luz Paz"
    page.show("history")
    assert texts(page.page, "entry_title")[0] == "Person changed"
    assert texts(page.page, "difference")[0] == "Surnames: Not asked, now Paz"
    page.press("undo")
    assert on_file(vault, case.id).person.surnames is NOT_ASKED
    assert page.page.title.text() == "Luz"


def test_what_another_changed_meanwhile_is_shown_and_nothing_is_lost(
    desk: Desk, qtbot: QtBot, take_in: TakeIn, vault: Vault
) -> None:
    case = take_in(given_names="Luz")
    page = CaseDriver(desk, qtbot, case.id, "person")
    editor = page.page.tabs["person"].editor  # type: ignore[attr-defined]
    write(editor, "given_names", "Luz María")
    write(editor, "surnames", "Paz")
    person = on_file(vault, case.id).person
    vault.run(lambda uow: people.correct(uow, replace(person, given_names="Luz Elena")))
    page.press("save")
    assert editor.clash.isVisible()
    assert "Given names: Luz Elena" in editor.clash.label.text()
    assert on_file(vault, case.id).person.given_names == "Luz Elena"
    assert editor.form.questions.fields["given_names"].value() == "Luz María"
    page.press("save")
    saved = on_file(vault, case.id).person
    assert (saved.given_names, saved.surnames) == ("Luz María", "Paz")


def test_a_reading_while_somebody_writes_leaves_the_writing_alone(
    desk: Desk, qtbot: QtBot, take_in: TakeIn, vault: Vault
) -> None:
    case = take_in(given_names="Luz")
    page = CaseDriver(desk, qtbot, case.id, "person")
    editor = page.page.tabs["person"].editor  # type: ignore[attr-defined]
    write(editor, "surnames", "Paz")
    page.page.reload()
    page.settle()
    assert editor.form.questions.fields["surnames"].value() == "Paz"


def test_the_draft_of_a_tab_comes_back(desk: Desk, qtbot: QtBot, take_in: TakeIn) -> None:
    case = take_in(given_names="Luz")
    page = CaseDriver(desk, qtbot, case.id, "person")
    write(page.page.tabs["person"].editor, "surnames", "Paz")  # type: ignore[attr-defined]
    page.page.hide()
    page.settle()
    again = CaseDriver(desk, qtbot, case.id, "person")
    editor = again.page.tabs["person"].editor  # type: ignore[attr-defined]
    assert editor.autosave.banner.isVisible()
    assert editor.form.questions.fields["surnames"].value() == "Paz"


def test_errors_stand_at_their_questions(
    desk: Desk, qtbot: QtBot, take_in: TakeIn, vault: Vault
) -> None:
    case = take_in(given_names="Luz")
    page = CaseDriver(desk, qtbot, case.id, "person")
    editor = page.page.tabs["person"].editor  # type: ignore[attr-defined]
    write(editor, "birth", "2030")
    page.press("save")
    assert editor.form.questions.fields["birth"].error()
    assert editor.form.form.summary.hasFocus()
    assert on_file(vault, case.id).person.birth is NOT_ASKED


def test_checking_out_is_one_step(desk: Desk, qtbot: QtBot, take_in: TakeIn, vault: Vault) -> None:
    case = take_in(given_names="Luz")
    page = CaseDriver(desk, qtbot, case.id, "stays")
    page.press("check_out")
    write(page.page.tabs["stays"].box.editor, "exit_reason", "moved_on")  # type: ignore[attr-defined]
    page.press("save")
    (stay,) = on_file(vault, case.id).stays
    assert (stay.exited_on, stay.exit_reason) == (TODAY, "moved_on")
    assert "Here now" not in chips(page)


def test_a_place_among_strangers_is_warned_of_when_a_stay_is_changed(
    desk: Desk, qtbot: QtBot, take_in: TakeIn
) -> None:
    warned: list[str] = []
    desk.told.connect(warned.append)
    man, child = take_in(given_names="Hombre", age=40), take_in(given_names="Niña", age=9)
    for case in (man, child):
        page = CaseDriver(desk, qtbot, case.id, "stays")
        box = page.page.tabs["stays"].box  # type: ignore[attr-defined]
        box.begin(box._entries[0])
        page.settle()
        write(box.editor, "slept_at", "men")
        page.press("save")
    assert len(warned) == 1
    assert str(child.folio) in warned[0] and "a child sleeps among adults" in warned[0]


def test_a_case_is_closed_with_a_reason_and_opened_again(
    desk: Desk, qtbot: QtBot, take_in: TakeIn, vault: Vault
) -> None:
    case = take_in(given_names="Luz")
    page = CaseDriver(desk, qtbot, case.id)
    page.press("close_case")
    page.press("close_confirm")
    assert page.page.closing.reason.error()
    assert on_file(vault, case.id).case.state == OPEN
    control = page.page.closing.reason.control
    assert isinstance(control, CodeBox)
    control.combo.choose("settled")
    page.press("close_confirm")
    file = on_file(vault, case.id)
    closed = file.case
    assert (closed.state, closed.close_reason) == (CLOSED, "settled")
    assert file.stays[0].exited_on == TODAY  # offered, and ended in the same step
    assert "Case closed" in chips(page)
    page.press("reopen_case")
    assert on_file(vault, case.id).case.state == OPEN


def test_several_services_are_ticked_at_once(
    desk: Desk, qtbot: QtBot, take_in: TakeIn, vault: Vault
) -> None:
    case = take_in(given_names="Luz")
    page = CaseDriver(desk, qtbot, case.id, "services")
    boxes = page.page.tabs["services"].ticks.boxes  # type: ignore[attr-defined]
    chosen = list(boxes)[:3]
    for code in chosen:
        boxes[code].click()
    page.press("give")
    given = on_file(vault, case.id).services
    assert {service.what for service in given} == set(chosen)
    assert {service.given_on for service in given} == {TODAY}
    assert not any(box.isChecked() for box in boxes.values())


def test_consent_is_withdrawn_and_stays_on_file(
    desk: Desk, qtbot: QtBot, take_in: TakeIn, vault: Vault
) -> None:
    case = take_in(given_names="Luz")
    page = CaseDriver(desk, qtbot, case.id, "consent")
    page.press("add_consent")
    editor = page.page.tabs["consent"].box.editor  # type: ignore[attr-defined]
    write(editor, "purpose", "care")
    editor.form.questions.fields["given"].control.yes.click()
    page.press("save")
    assert on_file(vault, case.id).consents[0].given is True
    page.press("step")
    assert on_file(vault, case.id).consents[0].withdrawn_on == TODAY


def test_legs_are_added_and_taken_out(
    desk: Desk, qtbot: QtBot, take_in: TakeIn, vault: Vault
) -> None:
    case = take_in(given_names="Luz")
    page = CaseDriver(desk, qtbot, case.id, "journey")
    legs = page.page.tabs["journey"].editor.legs  # type: ignore[attr-defined]
    for destination in ("Huixtla", "Mapastepec"):
        page.press("add_leg")
        last = legs._legs[-1][1].fields
        assert isinstance(last["destination"].control, TextBox)
        last["destination"].control.edit.setText(destination)
    page.press("save")
    stored = on_file(vault, case.id).journeys[0].legs
    assert [(leg.origin, leg.destination) for leg in stored] == [
        (NOT_ASKED, "Huixtla"),
        ("Huixtla", "Mapastepec"),
    ]
    page.press("remove_leg")
    page.press("save")
    (journey,) = on_file(vault, case.id).journeys
    assert [leg.destination for leg in journey.legs] == ["Mapastepec"]


def test_a_person_joins_and_leaves_a_household(
    desk: Desk, qtbot: QtBot, take_in: TakeIn, vault: Vault, went: Went
) -> None:
    mother = take_in(given_names="Rosa", surnames="Paz")
    child = take_in(given_names="Iván")
    page = CaseDriver(desk, qtbot, child.id, "person")
    page.press("join")
    box = page.page.tabs["person"].household  # type: ignore[attr-defined]
    QTest.keyClicks(box.search.search, "rosa")
    qtbot.waitUntil(lambda: box.search.found.count() == 1)
    QTest.keyClick(box.search.search, Qt.Key.Key_Return)
    box.relation.control.combo.choose("child")
    page.press("join_confirm")
    person = on_file(vault, child.id).person
    assert person.household_id == on_file(vault, mother.id).person.household_id
    assert person.relation == "child"
    page.press("open_member")
    assert went == [("case", {"case_id": mother.id})]
    page.press("leave")
    assert on_file(vault, child.id).household is None


def test_a_late_answer_about_the_case_before_is_dropped(
    desk: Desk, qtbot: QtBot, take_in: TakeIn, vault: Vault
) -> None:
    first, second = take_in(given_names="Luz"), take_in(given_names="Rosa")
    late = on_file(vault, first.id)
    page = CaseDriver(desk, qtbot, first.id, "person")
    page.page.open(case_id=second.id)
    assert page.page.title.text() == ""
    page.page._arrived(late)
    assert page.page.title.text() == ""
    page.settle()
    assert page.page.title.text() == "Rosa"
    assert page.page.strip.key() == "summary"


def test_typing_about_one_person_never_shows_at_the_next(
    desk: Desk, qtbot: QtBot, take_in: TakeIn
) -> None:
    first, second = take_in(given_names="Luz"), take_in(given_names="Rosa")
    page = CaseDriver(desk, qtbot, first.id, "person")
    write(page.page.tabs["person"].editor, "surnames", "Paz")  # type: ignore[attr-defined]
    page.open(second.id, "person")
    editor = page.page.tabs["person"].editor  # type: ignore[attr-defined]
    assert editor.form.questions.fields["given_names"].value() == "Rosa"
    assert editor.form.questions.fields["surnames"].value() is NOT_ASKED
    page.open(first.id, "person")
    editor = page.page.tabs["person"].editor  # type: ignore[attr-defined]
    assert editor.form.questions.fields["surnames"].value() == "Paz"


def test_incidents_are_recorded_on_their_own_page(
    desk: Desk, qtbot: QtBot, take_in: TakeIn, went: Went
) -> None:
    case = take_in(given_names="Luz")
    page = CaseDriver(desk, qtbot, case.id, "incidents")
    press(page.page, "record_incident")
    assert went == [("incident", {"case_id": case.id, "incident_id": None})]


def test_hidden_names_are_covered_on_every_tab(desk: Desk, qtbot: QtBot, take_in: TakeIn) -> None:
    household = Household(name="Paz")
    take_in(given_names="Rosa", surnames="Paz", household=household)
    case = take_in(given_names="Luz", alias="Lucero", household_id=household.id)
    page = CaseDriver(desk, qtbot, case.id)
    desk.hide_names(True)
    for tab in ("summary", "person", "history"):
        page.show(tab)
        words = [label.text() for label in page.page.findChildren(StatusChip)]
        words += texts(page.page, "difference") + texts(page.page, "")
        words += [line.displayText() for line in page.page.findChildren(QLineEdit)]
        assert page.page.title.text() == COVER
        assert not [text for text in words if "Rosa" in text or "Luz" in text or "Luc" in text]


def test_every_tab_speaks_the_other_language_at_once(
    desk: Desk, qtbot: QtBot, take_in: TakeIn
) -> None:
    case = take_in(given_names="Luz", nationality="HTI", sex="woman")
    page = CaseDriver(desk, qtbot, case.id)
    assert "Woman" in texts(page.page, "")
    set_language("es")
    page.settle()
    assert "Mujer" in texts(page.page, "")
    assert "Haití" in page.page.subtitle.text()
