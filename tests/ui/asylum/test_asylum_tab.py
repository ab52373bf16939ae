"""The asylum tab: recording, correcting, warning without hindering, and other people's names."""

from pathlib import Path

import pypdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from casedesk.domain import procedures
from casedesk.domain.answers import NOT_ASKED
from casedesk.domain.partial_dates import PartialDate
from casedesk.domain.people import Household
from casedesk.domain.procedure_entries import ProcedureEntry
from casedesk.services import cases, entries
from casedesk.storage import log, records
from casedesk.storage.vault import Vault
from casedesk.ui.asylum.picture import NEXT, NOW, OTHER, PASSED, roles
from casedesk.ui.asylum.tab import AsylumTab
from casedesk.ui.cases.facts import procedure_of
from casedesk.ui.desk import Desk
from casedesk.ui.kit.binding import set_language
from casedesk.ui.kit.theme import apply
from tests.ui.asylum.drivers import AsylumDriver
from tests.ui.cases.conftest import TakeIn, Went
from tests.ui.cases.drivers import texts
from tests.ui.sweep import faults


def entries_of(vault: Vault, case_id: str) -> list[ProcedureEntry]:
    """The entries on file of a case."""
    return vault.run(lambda uow: records.find(uow, ProcedureEntry, case_id=case_id))


def tell(vault: Vault, case_id: str, *told: tuple[str, PartialDate]) -> None:
    """Write down what happened, besides the window."""
    for what, day in told:
        entry = ProcedureEntry(case_id=case_id, what=what, happened_on=day)
        vault.run(lambda uow, entry=entry: entries.save(uow, entry))  # type: ignore[misc]


def test_what_happened_is_recorded_and_becomes_where_the_person_stands(
    desk: Desk, qtbot: QtBot, take_in: TakeIn, vault: Vault
) -> None:
    case = take_in(given_names="Luz")
    page = AsylumDriver(desk, qtbot, case.id)
    page.record("state.A2", "3/11/2026")
    page.record("document.curp_assigned", "10/11/2026")
    page.record("overlay.amparo_pending")
    assert page.now() == ["Application filed", "Amparo pending", "Temporary CURP assigned"]
    assert page.titles() == ["Amparo pending", "Temporary CURP assigned", "Application filed"]
    stored = entries_of(vault, case.id)
    assert [(each.what, each.happened_on) for each in stored] == [
        ("state.A2", PartialDate(2026, 11, 3)),
        ("document.curp_assigned", PartialDate(2026, 11, 10)),
        ("overlay.amparo_pending", NOT_ASKED),
    ]
    assert "Nov 3, 2026 · written down on Nov 23, 2026 by Ana Prueba" in texts(
        page.tab, "entry_more"
    )


def test_an_unusual_step_is_warned_of_in_plain_words_and_saved_all_the_same(
    desk: Desk, qtbot: QtBot, take_in: TakeIn, vault: Vault
) -> None:
    case = take_in(given_names="Luz")
    tell(vault, case.id, ("state.A0", PartialDate(2026, 10)))
    page = AsylumDriver(desk, qtbot, case.id)
    page.case.press("record_happened")
    page.write("state.A2")
    assert page.warning() == ""
    page.write("state.A10")
    assert page.warning() == (
        "This is unusual: after “No application” usually comes Appointment or pre-registration, "
        "Application filed or Closed. If it happened so, save it."
    )
    page.save()
    assert entries_of(vault, case.id)[-1].what == "state.A10"
    assert page.now()[0] == "Refused"
    assert page.chips() == ["Unusual"]


def test_with_nothing_written_down_the_first_steps_come_first(
    desk: Desk, qtbot: QtBot, take_in: TakeIn
) -> None:
    page = AsylumDriver(desk, qtbot, take_in(given_names="Luz").id)
    ways = [each for each in page.tab.findChildren(QPushButton, "record_next") if each.isVisible()]
    first = [way.accessibleName() for way in ways[:2]]
    assert first == [
        "Record this: Appointment or pre-registration",
        "Record this: Application filed",
    ]


def test_a_correction_keeps_what_stood_there_before(
    desk: Desk, qtbot: QtBot, take_in: TakeIn, vault: Vault
) -> None:
    case = take_in(given_names="Luz")
    tell(vault, case.id, ("state.A2", PartialDate(2026, 11, 3)))
    page = AsylumDriver(desk, qtbot, case.id)
    page.press("correct")
    page.write(on="4/11/2026")
    page.save()
    assert page.chips() == ["Corrected"]
    assert page.corrections() == [
        "Corrected on Nov 23, 2026 by Ana Prueba. Before: When: Nov 3, 2026"
    ]
    assert len(entries_of(vault, case.id)) == 1


def test_what_was_recorded_by_mistake_stays_and_counts_for_nothing(
    desk: Desk, qtbot: QtBot, take_in: TakeIn, vault: Vault
) -> None:
    case = take_in(given_names="Luz")
    tell(vault, case.id, ("state.A2", PartialDate(2026, 11, 3)))
    page = AsylumDriver(desk, qtbot, case.id)
    page.press("correct")
    page.tab.editor.form.questions.suggest("mistaken", True)
    page.save()
    assert page.now() == []
    assert page.titles() == ["Application filed"]
    assert "Recorded by mistake" in page.chips()


def test_a_day_that_has_not_come_is_refused_but_for_an_appointment(
    desk: Desk, qtbot: QtBot, take_in: TakeIn, vault: Vault
) -> None:
    case = take_in(given_names="Luz")
    page = AsylumDriver(desk, qtbot, case.id)
    page.record("state.A2", "24/11/2026")
    assert entries_of(vault, case.id) == []
    page.write("event.sign_in_set")
    page.save()
    assert [each.what for each in entries_of(vault, case.id)] == ["event.sign_in_set"]


def test_an_application_of_before_is_part_of_the_history_and_corrected_where_it_is(
    desk: Desk, qtbot: QtBot, take_in: TakeIn
) -> None:
    case = take_in(given_names="Luz", asylum="A5", on=PartialDate(2026, 11, 3))
    page = AsylumDriver(desk, qtbot, case.id)
    assert page.titles() == ["Open, constancia issued"]
    page.press("correct")
    assert page.tab.box.busy
    assert page.tab.editing.isHidden()


def test_a_household_is_seen_side_by_side_and_one_step_is_recorded_for_several(
    desk: Desk, qtbot: QtBot, take_in: TakeIn, vault: Vault
) -> None:
    household = Household(name="Paz")
    mother = take_in(given_names="Rosa", household=household)
    son = take_in(given_names="Iván", household_id=household.id)
    baby = take_in(given_names="Nena", household_id=household.id)
    tell(vault, baby.id, ("state.A8", PartialDate(2026, 11, 3)))
    page = AsylumDriver(desk, qtbot, mother.id)
    names = [each.text() for each in page.tab.household.findChildren(QLabel, "member_name")]
    assert names == ["Rosa", "Iván", "Nena"]
    page.case.press("record_happened")
    page.write("state.A2", "3/11/2026")
    page.tab.editor.members[son.id].setChecked(True)
    page.save()
    own, his = entries_of(vault, mother.id), entries_of(vault, son.id)
    assert [each.what for each in (*own, *his)] == ["state.A2", "state.A2"]
    assert own[0].id != his[0].id
    assert [each.what for each in entries_of(vault, baby.id)] == ["state.A8"]


def test_looking_at_a_household_is_logged_as_a_reading_of_each_case(
    desk: Desk, qtbot: QtBot, take_in: TakeIn, vault: Vault
) -> None:
    household = Household(name="Paz")
    mother = take_in(given_names="Rosa", household=household)
    son = take_in(given_names="Iván", household_id=household.id)
    AsylumDriver(desk, qtbot, mother.id)
    with vault.begin() as uow:
        read = [each.record_id for each in log.latest(uow.connection) if each.action == log.READ]
    assert son.id in read


def test_what_went_on_can_be_over_in_one_step(
    desk: Desk, qtbot: QtBot, take_in: TakeIn, vault: Vault
) -> None:
    case = take_in(given_names="Luz")
    tell(vault, case.id, ("overlay.detained_inm", PartialDate(2026, 11, 3)))
    page = AsylumDriver(desk, qtbot, case.id)
    page.press("over")
    assert page.now() == []
    assert page.titles() == ["Detained by INM"]
    assert entries_of(vault, case.id)[0].until == PartialDate(2026, 11, 23)


def test_the_picture_is_told_as_text_in_both_languages(
    desk: Desk, qtbot: QtBot, take_in: TakeIn, vault: Vault, qapp: QApplication
) -> None:
    case = take_in(given_names="Luz")
    told = (("state.A2", PartialDate(2026, 11, 3)), ("state.A5", PartialDate(2026, 11)))
    tell(vault, case.id, *told)
    page = AsylumDriver(desk, qtbot, case.id)
    english = "So far: Application filed (Nov 3, 2026); Open, constancia issued (Nov 2026)."
    assert page.tab.standing.picture.accessibleDescription().startswith(english)
    assert texts(page.tab, "picture_in_words")[0].startswith(english)
    set_language("es")
    page.case.settle()
    spanish = (
        "Hasta ahora: Solicitud presentada (3 nov 2026); En trámite con constancia (nov 2026)."
    )
    assert page.tab.standing.picture.accessibleDescription().startswith(spanish)
    assert page.titles() == ["En trámite con constancia", "Solicitud presentada"]


def test_each_state_has_its_role_in_the_picture(vault: Vault, take_in: TakeIn) -> None:
    case = take_in(given_names="Luz")
    tell(vault, case.id, ("state.A2", PartialDate(2026, 10)), ("state.A5", PartialDate(2026, 11)))
    file = vault.run(lambda uow: cases.read(uow, case.id))
    found = roles(procedure_of(file, vault.clock.now().date()))
    by_role = {code: role.name for code, role in found.items()}
    assert (by_role["A2"], by_role["A5"], by_role["A8"]) == (PASSED, NOW, NEXT)
    assert by_role.get("A12", OTHER) == OTHER


def test_the_keyboard_alone_records_what_usually_comes_next(
    desk: Desk, qtbot: QtBot, take_in: TakeIn, vault: Vault
) -> None:
    case = take_in(given_names="Luz")
    tell(vault, case.id, ("state.A2", PartialDate(2026, 10)))
    page = AsylumDriver(desk, qtbot, case.id)
    page.tab.record_button.setFocus()
    QTest.keyClick(page.tab.record_button, Qt.Key.Key_Return)
    page.case.settle()
    focused = page.case.page.focusWidget()
    assert focused is not None and focused.objectName() == "what_input"
    QTest.keyClicks(focused, "Open, constancia issued · State of the application")
    page.case.keys(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert [each.what for each in entries_of(vault, case.id)] == ["state.A2", "state.A5"]
    assert page.case.page.focusWidget() is page.tab.record_button


def test_another_persons_procedure_never_stays_in_sight(
    desk: Desk, qtbot: QtBot, take_in: TakeIn, vault: Vault
) -> None:
    case, other = take_in(given_names="Luz"), take_in(given_names="Mar")
    tell(vault, case.id, ("state.A8", PartialDate(2026, 11, 3)))
    page = AsylumDriver(desk, qtbot, case.id)
    page.case.open(other.id, "asylum")
    tab = page.case.page.tabs["asylum"]
    assert isinstance(tab, AsylumTab)
    assert [each.text() for each in tab.history.findChildren(QLabel, "entry_title")] == []
    assert "No state" in texts(tab, "picture_in_words")[0]


def test_words_about_the_united_states_give_way_to_the_safe_sentence_when_they_are_old(
    desk: Desk, qtbot: QtBot, take_in: TakeIn, vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = take_in(given_names="Luz")
    tell(vault, case.id, ("us.mpp", PartialDate(2026, 11, 3)))
    page = AsylumDriver(desk, qtbot, case.id)
    assert "in litigation" in texts(page.tab, "us_status")[0]
    clock = vault.clock
    monkeypatch.setattr(clock, "moment", clock.now().replace(year=2027))
    page.tab.redraw()
    page.case.settle()
    assert texts(page.tab, "us_status") == ["This may have changed. Speak to a US lawyer."]


def test_the_sheet_bears_a_name_only_if_asked_and_that_it_was_saved_is_logged(
    desk: Desk, qtbot: QtBot, take_in: TakeIn, vault: Vault, tmp_path: Path
) -> None:
    case = take_in(given_names="Luzmila")
    tell(vault, case.id, ("state.A2", PartialDate(2026, 11, 3)))
    page = AsylumDriver(desk, qtbot, case.id)
    page.tab.sheet.save(tmp_path / "without.pdf", "es")
    page.tab.sheet.named.setChecked(True)
    page.tab.sheet.save(tmp_path / "with.pdf", "en")
    page.case.settle()
    assert "Luzmila" not in words_of(tmp_path / "without.pdf")
    assert "Luzmila" in words_of(tmp_path / "with.pdf")
    with vault.begin() as uow:
        printed = [each for each in log.latest(uow.connection) if each.action == "print"]
    assert {each.record_id for each in printed} == {case.id}


def words_of(path: Path) -> str:
    """All words of a PDF."""
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(path).pages)


@pytest.mark.parametrize(
    ("look", "percent", "language"), [("light", 100, "es"), ("dark", 150, "es")]
)
def test_nothing_on_the_tab_is_cut_small_or_without_a_name(
    desk: Desk,
    qtbot: QtBot,
    take_in: TakeIn,
    vault: Vault,
    qapp: QApplication,
    look: str,
    percent: int,
    language: str,
) -> None:
    case = take_in(given_names="Luz")
    tell(vault, case.id, ("state.A5", PartialDate(2026, 10)), ("us.mpp", PartialDate(2026, 1)))
    apply(qapp, look, percent)
    set_language(language)
    page = AsylumDriver(desk, qtbot, case.id)
    page.tab.begin_new("state.A0")
    page.case.settle()
    assert faults(page.tab) == []


def test_every_fact_can_be_chosen_in_the_form_or_is_told_elsewhere(
    desk: Desk, qtbot: QtBot, take_in: TakeIn, went: Went
) -> None:
    case = take_in(given_names="Luz")
    page = AsylumDriver(desk, qtbot, case.id)
    control = page.tab.editor.form.questions.fields["what"].control
    offered = {code for code, _words in control.choices()}  # type: ignore[attr-defined]
    facts = procedures.facts()
    assert {facts[key].track for key in set(facts) - offered} == {"event"}
    assert all(facts[key].attributes["told_by"] for key in set(facts) - offered)
    assert went == []
