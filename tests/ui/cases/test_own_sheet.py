"""The person's own sheet from the case: read, ticked, printed, in their language."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casedesk.services import audit
from casedesk.storage.vault import Vault
from casedesk.ui.desk import Desk
from casedesk.ui.kit import theme
from casedesk.ui.kit.binding import set_language
from casedesk.ui.kit.choices import WrappingCheck
from casedesk.ui.papers.paper_dialog import PaperDialog
from tests.ui.cases.conftest import TakeIn
from tests.ui.cases.drivers import CaseDriver
from tests.ui.sweep import faults


@pytest.fixture
def page(desk: Desk, qtbot: QtBot, take_in: TakeIn) -> CaseDriver:
    """The consents of somebody of whom there is a note."""
    case = take_in(given_names="Luz", languages=("en",), notes="Tells of Otracanaria")
    return CaseDriver(desk, qtbot, case.id, "consent")


def sheet(page: CaseDriver) -> PaperDialog:
    """The sheet, looked at."""
    page.press("own_sheet")
    found = page.page.findChild(PaperDialog)
    assert isinstance(found, PaperDialog)
    return found


def test_a_note_is_printed_only_once_ticked_and_giving_it_is_logged(
    page: CaseDriver, vault: Vault, tmp_path: Path
) -> None:
    shown = sheet(page)
    assert "What we hold about you" in shown.preview.words[0]  # in the person's language
    assert "Otracanaria" not in " ".join(shown.preview.words)
    (box,) = shown.findChildren(WrappingCheck, "free_text")
    box.click()
    page.settle()
    assert "Otracanaria" in " ".join(shown.preview.words)
    before = [each for each in vault.run(audit.latest) if each.action == "export"]
    shown.save_to(tmp_path / "sheet.pdf")
    page.settle()
    after = [each for each in vault.run(audit.latest) if each.action == "export"]
    assert (len(before), [each.kind for each in after]) == (0, ["case"])


@pytest.mark.parametrize("percent", [100, 150])
def test_the_sheet_is_whole_and_named_in_spanish(
    page: CaseDriver, percent: int, qapp: QApplication
) -> None:
    theme.apply(qapp, "light", percent)
    set_language("es")
    assert faults(page.page) == []
    assert faults(sheet(page)) == []
