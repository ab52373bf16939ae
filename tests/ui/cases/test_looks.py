"""A case that needs a look: asked for by a volunteer's word, ended by a coordinator's."""

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casedesk.domain.follow_ups import FollowUp
from casedesk.services import cases, follow_ups
from casedesk.storage.vault import Vault
from casedesk.ui.desk import Desk
from casedesk.ui.kit import theme
from casedesk.ui.kit.binding import set_language
from casedesk.ui.kit.text_boxes import TextBox
from tests.ui.cases.conftest import TakeIn
from tests.ui.cases.drivers import CaseDriver, ListDriver
from tests.ui.cases.test_case_page import chips
from tests.ui.sweep import faults


def write(control: object, words: str) -> None:
    """Type into a line."""
    assert isinstance(control, TextBox)
    control.edit.setText(words)


def test_asked_for_seen_in_the_list_and_ended(
    desk: Desk, qtbot: QtBot, take_in: TakeIn, vault: Vault
) -> None:
    case = take_in(given_names="Luz")
    take_in(given_names="Sol")
    page = CaseDriver(desk, qtbot, case.id)
    page.press("ask_look")
    page.press("look_confirm")
    assert page.page.look.words.error()
    write(page.page.look.words.control, "Age does not fit")
    page.press("look_confirm")
    assert "Needs a look" in chips(page)
    assert "Age does not fit" in page.page.look_notice.banner.label.text()
    desk.hide_names(True)
    assert "Age does not fit" not in page.page.look_notice.banner.label.text()
    desk.hide_names(False)
    listed = ListDriver(desk, qtbot)
    listed.page.filters.chips["look"].click()
    listed.settle()
    assert listed.column("name") == ["Luz"]
    listed.page.hide()
    page.press("banner_action")
    write(page.page.look_notice.word.words.control, "It is 17")
    page.press("looked_confirm")
    stored = vault.run(lambda uow: cases.read(uow, case.id)).case
    assert stored.look_word == "It is 17"
    assert page.page.look_notice.isHidden()


@pytest.mark.parametrize("percent", [100, 150])
def test_closing_and_asking_are_whole_and_named_in_spanish(
    desk: Desk, qtbot: QtBot, take_in: TakeIn, vault: Vault, percent: int, qapp: QApplication
) -> None:
    case = take_in(given_names="Luz")
    vault.run(lambda uow: follow_ups.add(uow, FollowUp(case_id=case.id, what="Llamar")))
    theme.apply(qapp, "light", percent)
    set_language("es")
    page = CaseDriver(desk, qtbot, case.id)
    page.press("ask_look")
    assert faults(page.page) == []
    page.press("look_cancel")
    page.press("close_case")
    assert page.page.closing.drop.isVisible()
    assert faults(page.page) == []
