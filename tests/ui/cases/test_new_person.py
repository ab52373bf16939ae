"""Taking a person in, by keyboard alone, without ever losing what was typed."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from casedesk.domain.answers import NOT_ASKED
from casedesk.domain.partial_dates import PartialDate
from casedesk.services import cases, drafts
from casedesk.services.cases import CaseFile, Filter
from casedesk.storage.vault import Vault
from casedesk.ui.cases.intake.page import FORM
from casedesk.ui.desk import Desk
from casedesk.ui.kit.binding import say, set_language
from tests.ui.cases.conftest import TakeIn, Went
from tests.ui.cases.drivers import PersonDriver, press, settle

TODAY = PartialDate(2026, 11, 23)


def files(vault: Vault) -> list[CaseFile]:
    """Everybody on file, the first one taken in first."""

    def read(uow: Any) -> list[CaseFile]:
        numbers = sorted(cases.numbers(uow, Filter()))
        return [cases.read(uow, line.case_id) for line in cases.lines(uow, numbers)]

    return vault.run(read)


def type_on(words: str) -> None:
    """Type where the focus is."""
    target = QApplication.focusWidget()
    assert target is not None
    QTest.keyClicks(target, words)


def tab_to(name: str) -> QWidget:
    """Press Tab until the control of that name has the focus."""
    for _step in range(120):
        target = QApplication.focusWidget()
        assert target is not None
        if target.objectName() == name:
            return target
        QTest.keyClick(QApplication.activePopupWidget() or target, Qt.Key.Key_Tab)
    raise AssertionError(f"{name} cannot be reached with Tab")


def test_a_person_is_taken_in_by_keyboard_alone(
    desk: Desk, qtbot: QtBot, vault: Vault, went: Went
) -> None:
    page = PersonDriver(desk, qtbot)
    page.page.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    tab_to("person.given_names_input")
    type_on("Luz")
    tab_to("person.surnames_input")
    type_on("Mejia")
    tab_to("person.birth_input")
    type_on("5/1999")
    tab_to("person.nationality_input")
    type_on("hondur")
    travels = tab_to("stay.travels_with_input")
    QTest.keyClick(travels, Qt.Key.Key_Down)
    QTest.keyClick(travels, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(qtbot, desk)
    (file,) = files(vault)
    assert file.person.full_name == "Luz Mejia"
    assert file.person.birth == PartialDate(1999, 5)
    assert file.person.nationality == "HND"
    assert file.stays[0].entered_on == TODAY
    assert file.stays[0].travels_with == "alone"
    assert went == [("case", {"case_id": file.case.id})]


def test_nothing_but_the_day_is_needed(desk: Desk, qtbot: QtBot, vault: Vault) -> None:
    page = PersonDriver(desk, qtbot)
    page.save()
    (file,) = files(vault)
    assert file.person.called == ""
    assert file.journeys == ()
    assert file.consents == ()


def test_an_age_is_kept_with_the_day_it_was_told(desk: Desk, qtbot: QtBot, vault: Vault) -> None:
    page = PersonDriver(desk, qtbot)
    page.fill(person__age="17", stay__entered_on="20/11/2026")
    page.save()
    (file,) = files(vault)
    assert (file.person.age, file.person.age_on) == (17, PartialDate(2026, 11, 20))


def test_consent_is_asked_per_purpose(desk: Desk, qtbot: QtBot, vault: Vault) -> None:
    page = PersonDriver(desk, qtbot)
    page.consent("care", "yes")
    page.consent("statistics", "no")
    page.save()
    (file,) = files(vault)
    given = {consent.purpose: consent.given for consent in file.consents}
    assert given == {"care": True, "statistics": False}
    assert {consent.given_on for consent in file.consents} == {TODAY}


def test_errors_of_every_record_stand_at_their_questions(
    desk: Desk, qtbot: QtBot, vault: Vault
) -> None:
    page = PersonDriver(desk, qtbot)
    page.fill(person__birth="31/02/1999", stay__entered_on="")
    page.save()
    assert page.field("person.birth").error()
    assert page.field("stay.entered_on").error()
    assert page.page.form.summary.isVisible()
    assert page.page.form.summary.hasFocus()
    assert len(page.page.form.summary.links()) == 2
    links = page.page.form.summary.links()
    asked = [say(page.field(name).text) for name in ("person.birth", "stay.entered_on")]
    assert [link.text().partition(":")[0] for link in links] == asked
    links[0].click()
    line = page.field("person.birth").control.focus_target()
    assert isinstance(line, QLineEdit)
    assert line.hasFocus() and line.selectedText() == "31/02/1999"
    assert files(vault) == []


def test_what_the_vault_finds_impossible_stands_at_its_question(
    desk: Desk, qtbot: QtBot, vault: Vault
) -> None:
    page = PersonDriver(desk, qtbot)
    page.fill(person__birth="2030", journey__entered_mexico_on="24/11/2026")
    page.save()
    assert page.field("person.birth").error()
    assert page.field("journey.entered_mexico_on").error()
    page.fill(person__birth="2000", journey__entered_mexico_on="20/11/2026")
    page.save()
    assert len(files(vault)) == 1


def test_typing_comes_back_after_a_crash(desk: Desk, qtbot: QtBot, vault: Vault) -> None:
    page = PersonDriver(desk, qtbot)
    page.fill(person__given_names="Luz", person__birth="31/02/", person__sex="woman")
    page.consent("care", "yes")
    qtbot.waitUntil(lambda: page.page.autosave.note.text() == "Draft kept 10:00", timeout=4000)
    page.page.autosave._timer.stop()
    again = PersonDriver(desk, qtbot)
    assert again.page.autosave.banner.isVisible()
    assert "Nov 23, 2026 at 10:00" in again.page.autosave.banner.label.text()
    assert again.field("person.given_names").value() == "Luz"
    assert again.field("person.birth").control.focus_target().property("text") == "31/02/"
    assert again.field("person.sex").value() == "woman"
    assert again.page.written.consents.fields["care"].value() is True


def test_leaving_the_page_saves_at_once(desk: Desk, qtbot: QtBot, vault: Vault) -> None:
    page = PersonDriver(desk, qtbot)
    page.fill(person__given_names="Luz")
    page.page.hide()
    settle(qtbot, desk)
    draft = vault.run(lambda uow: drafts.load(uow, FORM))
    assert draft is not None
    assert "Luz" in str(draft.content)


def test_a_saved_person_leaves_no_draft(desk: Desk, qtbot: QtBot, vault: Vault) -> None:
    page = PersonDriver(desk, qtbot)
    page.fill(person__given_names="Luz")
    page.page.autosave.save()
    page.save()
    page.page.hide()
    settle(qtbot, desk)
    assert vault.run(lambda uow: drafts.load(uow, FORM)) is None


def test_a_draft_can_be_discarded(desk: Desk, qtbot: QtBot, vault: Vault) -> None:
    page = PersonDriver(desk, qtbot)
    page.fill(person__given_names="Luz")
    page.page.hide()
    again = PersonDriver(desk, qtbot)
    press(again.page, "banner_action")
    settle(qtbot, desk)
    assert again.field("person.given_names").value() is NOT_ASKED
    assert vault.run(lambda uow: drafts.load(uow, FORM)) is None


def test_the_language_switches_under_the_hands(desk: Desk, qtbot: QtBot) -> None:
    page = PersonDriver(desk, qtbot)
    page.fill(person__given_names="Luz", person__sex="woman")
    set_language("es")
    qtbot.wait(1)
    combo = page.field("person.sex").control.focus_target()
    assert combo.property("currentText") == "Mujer"
    assert page.field("person.given_names").value() == "Luz"


def test_the_next_of_the_family_keeps_what_they_share(
    desk: Desk, qtbot: QtBot, vault: Vault
) -> None:
    page = PersonDriver(desk, qtbot)
    page.fill(
        person__given_names="Rosa",
        person__surnames="Paz",
        person__nationality="HND",
        stay__entered_on="20/11/2026",
        journey__origin_country="HND",
    )
    said: list[str] = []
    desk.said.connect(said.append)
    page.save("save_and_add")
    assert [each.partition(" ")[0] for each in said] == ["Saved."]
    assert page.field("person.given_names").value() is NOT_ASKED
    assert page.field("person.given_names").control.focus_target().hasFocus()
    assert not page.page.autosave.waiting
    assert not page.page.autosave.banner.isVisible()
    page.fill(person__given_names="Iván", person__relation="child")
    said.clear()
    page.save("save_and_add")
    assert [each.partition(" ")[0] for each in said] == ["Saved."]
    assert not page.page.autosave.banner.isVisible()
    page.fill(person__given_names="Noé", person__relation="child")
    page.save()
    mother, child, _other = files(vault)
    assert child.household == mother.household
    assert child.household is not None
    assert child.person.relation == "child"
    assert child.person.nationality == "HND"
    assert child.stays[0].entered_on == PartialDate(2026, 11, 20)
    assert child.journeys[0].origin_country == "HND"
    assert child.person.surnames is NOT_ASKED


def test_a_family_member_on_file_is_searched_and_chosen(
    desk: Desk, qtbot: QtBot, vault: Vault, take_in: TakeIn
) -> None:
    take_in(given_names="Rosa", surnames="Paz")
    page = PersonDriver(desk, qtbot)
    family = page.page.written.family
    family.with_family.click()
    QTest.keyClicks(family.search.search, "paz")
    qtbot.waitUntil(lambda: family.search.found.count() == 1)
    QTest.keyClick(family.search.search, Qt.Key.Key_Return)
    assert "Rosa Paz" in family.search.who.text()
    page.fill(person__given_names="Iván")
    page.save()
    mother, child = files(vault)
    assert child.household is not None
    assert child.household == mother.household


def test_namesakes_are_hinted_at_with_a_way_there(
    desk: Desk, qtbot: QtBot, take_in: TakeIn, went: Went
) -> None:
    case = take_in(given_names="Rosa", surnames="Mejía Paz")
    page = PersonDriver(desk, qtbot)
    page.fill(person__given_names="rosa", person__surnames="mejia paz")
    qtbot.waitUntil(lambda: page.page.alike.hint.isVisible(), timeout=3000)
    press(page.page, f"namesake_{case.folio}")
    assert went == [("case", {"case_id": case.id})]
    page.fill(person__surnames="mejia")
    qtbot.waitUntil(lambda: not page.page.alike.hint.isVisible(), timeout=3000)


def test_the_state_of_destination_is_asked_only_for_mexico(desk: Desk, qtbot: QtBot) -> None:
    page = PersonDriver(desk, qtbot)
    assert not page.field("journey.destination_state").isVisibleTo(page.page)
    page.fill(journey__destination="mexico")
    assert page.field("journey.destination_state").isVisibleTo(page.page)
    page.fill(journey__destination="us")
    assert not page.field("journey.destination_state").isVisibleTo(page.page)


def test_hidden_names_are_dots_while_they_are_typed(desk: Desk, qtbot: QtBot) -> None:
    desk.hide_names(True)
    page = PersonDriver(desk, qtbot)
    page.fill(person__given_names="Luz")
    line = page.field("person.given_names").control.focus_target()
    assert isinstance(line, QLineEdit)
    assert "Luz" not in line.displayText()
    desk.hide_names(False)
    assert line.displayText() == "Luz"


def test_a_draft_about_somebody_else_never_joins_the_household_asked_for(
    desk: Desk, qtbot: QtBot, take_in: TakeIn
) -> None:
    mother = take_in(given_names="Rosa", surnames="Paz")
    page = PersonDriver(desk, qtbot)
    page.fill(person__given_names="Luz")
    page.page.hide()
    again = PersonDriver(desk, qtbot, relative=mother.person_id)
    assert again.field("person.given_names").value() == "Luz"
    assert again.page.written.family.relative_id == ""
    press(again.page, "banner_action")
    settle(qtbot, desk)
    assert again.field("person.given_names").value() is NOT_ASKED
    assert again.page.written.family.relative_id == mother.person_id


def test_an_age_that_is_not_that_of_the_date_of_birth_is_told(desk: Desk, qtbot: QtBot) -> None:
    page = PersonDriver(desk, qtbot)
    page.fill(person__birth="15/05/1998", person__age="30")
    assert page.page.two_ages.isVisible()
    assert "(30)" in page.page.two_ages.label.text() and "(28)" in page.page.two_ages.label.text()
    page.fill(person__age="28")
    assert not page.page.two_ages.isVisible()
