"""Walking through a list with somebody, by keyboard, in both languages; old content says so."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from casedesk.domain.packs import library
from casedesk.services import cases, contents, history, rights
from casedesk.services.cases import CaseFile
from casedesk.storage import log
from casedesk.storage.vault import Vault
from casedesk.ui.desk import Desk
from casedesk.ui.kit.binding import set_language
from casedesk.ui.kit.chips import StatusChip
from tests.conftest import COORDINATOR_NAME, MEXICO, FixedClock
from tests.domain.packs.made import altered
from tests.ui.cases.conftest import TakeIn, Went
from tests.ui.rights.driver import RightsDriver
from tests.ui.sweep import faults

REVIEWED = datetime(2026, 11, 22, 12, 0, tzinfo=MEXICO)

OLD_TEXT = 'es = "Pide tu constancia. Revisa tu nombre y las fechas."'


def on_file(vault: Vault, case_id: str) -> CaseFile:
    """The case as it is stored."""
    return vault.run(lambda uow: cases.read(uow, case_id))


@pytest.mark.parametrize("language", ["es", "en"])
def test_a_list_is_walked_through_by_keyboard(
    desk: Desk, qtbot: QtBot, take_in: TakeIn, vault: Vault, language: str
) -> None:
    set_language(language)
    case = take_in(given_names="Luz", languages=("es",))
    page = RightsDriver(desk, qtbot, case_id=case.id, list="L12")
    assert page.texts("text_es") == ["No enfrentes a nadie. Busca un lugar seguro."]
    assert page.texts("text_en") == ["Confront nobody. Find a safe place."]
    assert on_file(vault, case.id).checklists == ()  # nothing is stored for looking
    for key in (Qt.Key.Key_1, Qt.Key.Key_3, Qt.Key.Key_2, Qt.Key.Key_4):
        page.key(key)
    place = {"es": "4 de 8", "en": "4 of 8"}[language]
    assert page.texts("place") == [place]  # pending stays, the others lead on
    page.key(Qt.Key.Key_PageDown)
    for _item in range(4):
        page.key(Qt.Key.Key_1)
    assert page.shown("end")
    (checklist,) = on_file(vault, case.id).checklists
    assert checklist.by_item == {
        "L12.1": "done",
        "L12.2": "does_not_want",
        "L12.3": "does_not_apply",
        "L12.4": "pending",
        **{f"L12.{number}": "done" for number in (5, 6, 7, 8)},
    }
    assert (checklist.list, checklist.pack_version, checklist.by, checklist.language) == (
        *("L12", "2026-11", COORDINATOR_NAME),
        "es",
    )
    assert str(checklist.given_on) == "2026-11-23"
    assert faults(page.page) == []


def test_every_answer_is_in_the_history_and_can_be_taken_back(
    desk: Desk, qtbot: QtBot, take_in: TakeIn, vault: Vault
) -> None:
    case = take_in(given_names="Luz")
    page = RightsDriver(desk, qtbot, case_id=case.id, list="L2")
    page.key(Qt.Key.Key_1)
    page.key(Qt.Key.Key_4)
    page.key(Qt.Key.Key_4)
    (checklist,) = on_file(vault, case.id).checklists
    assert checklist.by_item == {"L2.1": "done"}
    changes = vault.run(lambda uow: history.of_case(uow, cases.read(uow, case.id)))
    assert [each.action for each in changes if each.kind == "checklist"] == [
        *("change", "change", "create"),
    ]


def test_a_pending_item_becomes_a_follow_up_and_answering_it_does_it(
    desk: Desk, qtbot: QtBot, take_in: TakeIn, vault: Vault
) -> None:
    case = take_in(given_names="Luz")
    page = RightsDriver(desk, qtbot, case_id=case.id, list="L2")
    assert not page.shown("follow")
    page.key(Qt.Key.Key_4)
    page.press("follow")
    assert not page.shown("follow")
    (made,) = on_file(vault, case.id).follow_ups
    assert (made.origin, made.source, made.open) == ("rights_item", "L2.1", True)
    assert made.what == library.shipped().packs["L2"].items[0].texts["en"]
    page.key(Qt.Key.Key_1)
    (made,) = on_file(vault, case.id).follow_ups
    assert not made.open


def test_a_list_that_was_begun_goes_on_where_it_stopped_unless_its_text_changed(
    desk: Desk, qtbot: QtBot, take_in: TakeIn, vault: Vault
) -> None:
    case = take_in(given_names="Luz")
    page = RightsDriver(desk, qtbot, case_id=case.id, list="L2")
    page.key(Qt.Key.Key_1)
    page.open(case_id=case.id, list="L2")
    assert page.texts("place") == ["2 of 12"]
    page.key(Qt.Key.Key_1)
    assert len(on_file(vault, case.id).checklists) == 1
    vault.run(lambda uow: contents.install(uow, [altered("L2")], "signer"))
    page.open(case_id=case.id, list="L2")
    assert page.texts("place") == ["1 of 12"]
    page.key(Qt.Key.Key_1)
    versions = [each.pack_version for each in on_file(vault, case.id).checklists]
    assert versions == ["2026-11", "2026-12"]


def test_what_was_explained_is_read_as_it_was_after_the_text_changed(
    desk: Desk, qtbot: QtBot, take_in: TakeIn, vault: Vault, clock: FixedClock
) -> None:
    case = take_in()
    old = library.shipped().packs["L2"]
    begun = rights.begin(case.id, old, today=clock.now().date(), by="Ana", language="es")
    vault.run(lambda uow: rights.answer(uow, begun, old, "L2.6", "done"))
    changed = altered("L2", (OLD_TEXT, 'es = "Pide tu constancia y revisa tu nombre."'))
    vault.run(lambda uow: contents.install(uow, [changed], "a key"))
    clock.advance(days=400)
    page = RightsDriver(desk, qtbot, case_id=case.id, explained=begun.id)
    assert "Pide tu constancia. Revisa tu nombre y las fechas." in page.texts("text_es")
    chips = [each.text() for each in page.page.walk.findChildren(StatusChip) if each.isVisible()]
    assert "Done" in chips
    assert page.shown("of_then")
    assert not page.shown("answers")
    assert not page.texts("contact")
    assert faults(page.page) == []


def test_the_whole_list_shows_every_item_with_its_own_answers(
    desk: Desk, qtbot: QtBot, take_in: TakeIn, vault: Vault
) -> None:
    case = take_in(given_names="Luz")
    page = RightsDriver(desk, qtbot, case_id=case.id, list="L5")
    page.press("mode")
    assert len(page.texts("text_es")) == 9
    view = page.page.walk.views[6]
    assert view.bar is not None
    view.bar.buttons["does_not_want"].click()
    page.settle()
    assert on_file(vault, case.id).checklists[0].by_item == {"L5.7": "does_not_want"}
    assert faults(page.page) == []


def test_items_a_lawyer_has_yet_to_confirm_are_marked(desk: Desk, qtbot: QtBot) -> None:
    page = RightsDriver(desk, qtbot, list="L5")
    page.press("mode")
    unconfirmed = [view.item.id for view in page.page.walk.views if view.item.unconfirmed]
    chips = [
        view.item.id
        for view in page.page.walk.views
        if "To be confirmed by a lawyer" in [chip.text() for chip in view.findChildren(StatusChip)]
    ]
    assert chips == unconfirmed == ["L5.1", "L5.3", "L5.7", "L5.8", "L5.9"]


def test_without_a_case_a_list_is_read_and_nothing_is_answered(
    desk: Desk, qtbot: QtBot, went: Went
) -> None:
    page = RightsDriver(desk, qtbot)
    assert faults(page.page) == []
    page.key(Qt.Key.Key_Return)
    assert went == [("rights", {"list": "L1"})]
    page.open(list="L1")
    assert not page.shown("answers")
    assert not page.shown("language")
    assert not page.page.walk.keys.isVisible()  # there is nothing to answer
    # What this list tells is for whoever receives the person: no sheet to take away.
    assert not page.page.print_button.isVisible()
    page.open(list="L2")
    assert page.page.print_button.isVisible()


def test_numbers_of_an_item_come_from_the_dated_contacts(desk: Desk, qtbot: QtBot) -> None:
    page = RightsDriver(desk, qtbot, list="L8")
    page.press("mode")
    (cnb, cndh) = page.texts("contact")
    assert cnb == (
        "CNB (search commission): 800 028 7723 · WhatsApp 55 1309 9024 (sources of Nov 22, 2026)"
    )
    assert "800 715 2000" in cndh
    page.open(list="L12")  # one of its contacts has two numbers that contradict each other
    assert page.texts("contact")[1:] == ["There is no confirmed number: ask the coordinator."]


@pytest.mark.parametrize(
    ("list", "days", "banner", "text"),
    [
        ("L2", 90, False, True),
        ("L2", 91, True, True),
        ("L2", 181, True, False),
        ("us_cards", 31, True, True),
        ("us_cards", 61, True, False),
    ],
)
def test_old_content_says_so_and_then_hides(
    desk: Desk, qtbot: QtBot, clock: FixedClock, list: str, days: int, banner: bool, text: bool
) -> None:
    clock.moment = REVIEWED + timedelta(days=days)
    page = RightsDriver(desk, qtbot, list=list)
    assert page.shown("too_old") is banner
    assert page.shown("safe") is not text
    if not text:
        assert page.texts("text_es")[0].startswith("Esta información puede haber cambiado.")


def test_old_numbers_are_hidden_while_the_list_is_still_shown(
    desk: Desk, qtbot: QtBot, clock: FixedClock
) -> None:
    clock.moment = REVIEWED + timedelta(days=121)
    page = RightsDriver(desk, qtbot, list="L8")
    page.press("mode")
    assert set(page.texts("contact")) == {"This may have changed. Speak to a lawyer."}
    assert len(page.texts("text_en")) == 9


def test_a_clock_behind_the_content_is_told(desk: Desk, qtbot: QtBot, clock: FixedClock) -> None:
    clock.moment = REVIEWED - timedelta(days=3)
    page = RightsDriver(desk, qtbot, list="L2")
    assert page.shown("too_old")


def test_a_sheet_is_saved_without_a_name_unless_it_is_ticked(
    desk: Desk, qtbot: QtBot, take_in: TakeIn, tmp_path: Path, vault: Vault
) -> None:
    case = take_in(given_names="Luz", surnames="Inventada")
    page = RightsDriver(desk, qtbot, case_id=case.id, list="L7")
    page.press("sheet")
    assert faults(page.page) == []
    sheet = page.page.sheet
    plain, named = tmp_path / "hoja.pdf", tmp_path / "con nombre.pdf"
    sheet.save_to(plain)
    page.settle()
    sheet.named.click()
    sheet.language.control.set_value("en")
    sheet.save_to(named)
    page.settle()
    assert "Luz" not in "".join(each.extract_text() for each in PdfReader(plain).pages)
    words = PdfReader(named).pages[0].extract_text()
    assert "For: Luz Inventada" in words
    assert "Violencia" not in words
    with vault.begin() as uow:
        noted = [each for each in log.latest(uow.connection) if each.action == "print"]
    assert [(each.content or {})["named"] for each in noted] == [True, False]
    vault.run(lambda uow: contents.print_unconfirmed(uow, False))
    page.open(case_id=case.id, list="L7")
    made = page.page.sheet.handout()
    assert made is not None
    assert made.name == ""
    assert not any(item.unconfirmed for item in made.items)
