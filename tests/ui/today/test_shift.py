"""A note is handed over, and people who are expected are written down and settled."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from casedesk.domain.arrivals import ExpectedArrival
from casedesk.domain.incidents import Incident
from casedesk.domain.partial_dates import PartialDate
from casedesk.services import arrivals, drafts, handover, steps
from casedesk.storage import records
from casedesk.storage.keyring import VOLUNTEER
from casedesk.storage.vault import Vault
from casedesk.ui.desk import Desk
from casedesk.ui.kit import theme
from casedesk.ui.kit.binding import set_language
from casedesk.ui.kit.field import Field
from casedesk.ui.kit.text_boxes import LongTextBox, TextBox
from casedesk.ui.today import draft_lines
from casedesk.ui.today.handover_page import HandoverPage
from casedesk.ui.today.page import TodayPage
from tests.storage.people import take_in as taken_in
from tests.ui.cases.conftest import Went
from tests.ui.cases.drivers import press, settle, texts
from tests.ui.sweep import faults

TODAY = PartialDate(2026, 11, 23)


def shown(page: Any, desk: Desk, qtbot: QtBot) -> Any:
    """The page, open."""
    qtbot.addWidget(page)
    page.resize(1158, 768)
    page.show()
    page.open()
    settle(qtbot, desk)
    return page


def write(page: QWidget, name: str, text: str) -> None:
    """Write into a question."""
    found = [each for each in page.findChildren(Field, name) if each.isVisible()]
    control = found[0].control
    if isinstance(control, LongTextBox):
        control.edit.setPlainText(text)
    else:
        assert isinstance(control, TextBox)
        control.edit.setText(text)


def save(page: QWidget) -> None:
    """Save with the keys."""
    QTest.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_a_note_is_left_read_and_signed_by_the_next(vault: Vault, desk: Desk, qtbot: QtBot) -> None:
    done: list[Any] = []
    desk.stepped.connect(lambda step, _words: done.append(step))
    page = shown(HandoverPage(desk), desk, qtbot)
    for text in ("Escrita por error", "Falta leche para mañana"):
        write(page, "text", text)
        save(page)
        settle(qtbot, desk)
    written_in_error = done[0]
    vault.run(lambda uow: steps.take_back(uow, written_in_error))
    page.reload()
    settle(qtbot, desk)
    assert texts(page, "note_text") == ["Falta leche para mañana"]

    today = shown(TodayPage(desk), desk, qtbot)
    assert texts(today, "note_text") == ["Falta leche para mañana"]
    assert not [each for each in today.findChildren(QWidget, "sign") if each.isVisible()]

    vault.session = type(vault.session)("Carla Prueba", VOLUNTEER)
    today.reload()
    settle(qtbot, desk)
    press(today, "sign")
    settle(qtbot, desk)
    assert texts(today, "note_text") == []
    (note,) = vault.run(handover.notes)
    assert [each.who for each in note.signatures] == ["Carla Prueba"]
    signed = done[-1]
    vault.run(lambda uow: steps.take_back(uow, signed))
    assert vault.run(handover.unread) != []
    vault.run(lambda uow: handover.sign(uow, note))
    page.reload()
    settle(qtbot, desk)
    assert "read by Carla Prueba" in texts(page, "note_when")[0]


def test_an_unfinished_note_waits_as_a_draft_and_is_found_from_today(
    vault: Vault, desk: Desk, qtbot: QtBot, went: Went
) -> None:
    page = shown(HandoverPage(desk), desk, qtbot)
    write(page, "text", "A medias")
    page.flush_draft()
    settle(qtbot, desk)
    assert vault.run(lambda uow: drafts.load(uow, "shift_note:new")) is not None
    page.hide()
    today = shown(TodayPage(desk), desk, qtbot)
    card = today.findChild(QWidget, "drafts")
    assert texts(card, "line_text") == ["Note for the next shift"]
    press(card, "open_line")
    assert went[-1][0] == "handover"


def test_every_draft_is_found_from_today(
    vault: Vault, desk: Desk, qtbot: QtBot, went: Went
) -> None:
    with vault.begin() as uow:
        person, case = taken_in(uow)
        (incident,) = records.find(uow, Incident, case_id=case.id)
        group = arrivals.save(uow, ExpectedArrival(who="Rosa", expected_on=TODAY))
        forms = {
            f"person:{person.id}": ("case", {"case_id": case.id, "tab": "person"}),
            f"journey:{case.id}": ("case", {"case_id": case.id, "tab": "journey"}),
            f"follow_up:new:{case.id}": ("case", {"case_id": case.id, "tab": "follow_ups"}),
            f"document:1:{case.id}": ("case", {"case_id": case.id, "tab": "documents"}),
            f"procedure:new:{case.id}": ("case", {"case_id": case.id, "tab": "asylum"}),
            f"incident:{incident.id}": (
                "incident",
                {"case_id": case.id, "incident_id": incident.id},
            ),
            "expected_arrival:new": ("today", {"expect": True}),
            f"check_in:{group.id}": ("check_in", {"expected": group}),
        }
        for form in forms:
            drafts.save(uow, form, {})
        waiting = [each.form for each in drafts.all_of_user(uow)]
    lines = [draft_lines.line(each, desk) for each in vault.run(drafts.all_of_user)]
    for each in lines:
        assert each is not None and each.open is not None
        each.open()
        settle(qtbot, desk)
    assert went == [forms[form] for form in waiting]


def test_a_note_is_covered_with_the_names(vault: Vault, desk: Desk, qtbot: QtBot) -> None:
    vault.run(lambda uow: handover.write(uow, "Inventada necesita leche"))
    today = shown(TodayPage(desk), desk, qtbot)
    desk.hide_names(True)
    assert not any("Inventada" in text for text in texts(today, "note_text"))


def test_somebody_expected_is_written_down_and_does_not_come(
    vault: Vault, desk: Desk, qtbot: QtBot
) -> None:
    today = shown(TodayPage(desk), desk, qtbot)
    press(today, "expect")
    settle(qtbot, desk)
    write(today, "who", "Grupo de Palenque")
    write(today, "told_by", "Casa de Palenque")
    save(today)
    settle(qtbot, desk)
    card = today.findChild(QWidget, "expected")
    assert texts(card, "line_text") == ["Grupo de Palenque"]
    assert "told by Casa de Palenque" in texts(card, "line_more")[0]
    press(card, "no_show")
    settle(qtbot, desk)
    assert vault.run(arrivals.waiting) == []
    (kept,) = vault.run(lambda uow: records.find(uow, ExpectedArrival))
    assert kept.outcome == "no_show"


def test_those_expected_are_checked_in_from_today(
    vault: Vault, desk: Desk, qtbot: QtBot, went: Went
) -> None:
    today = shown(TodayPage(desk), desk, qtbot)
    press(today, "expect")
    settle(qtbot, desk)
    write(today, "who", "Rosa")
    save(today)
    settle(qtbot, desk)
    press(today, "expected_here")
    page, arguments = went[-1]
    assert page == "check_in"
    assert arguments["expected"].who == "Rosa"


@pytest.mark.parametrize("size", [100, 150])
def test_it_is_for_everybody(
    vault: Vault, desk: Desk, qtbot: QtBot, qapp: QApplication, size: int
) -> None:
    theme.apply(qapp, "light", size)
    set_language("es")
    vault.run(lambda uow: handover.write(uow, "Falta leche para mañana", urgent=True))
    page = shown(HandoverPage(desk), desk, qtbot)
    assert faults(page) == []
    today = shown(TodayPage(desk), desk, qtbot)
    press(today, "expect")
    settle(qtbot, desk)
    assert faults(today) == []
