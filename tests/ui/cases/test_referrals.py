"""Referrals in the case: the least is proposed, consent is seen, the slip is looked at."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casedesk.domain.cases import Consent, Referral
from casedesk.domain.partial_dates import PartialDate
from casedesk.services import cases, entries, referrals
from casedesk.storage.vault import Vault
from casedesk.ui.cases.casefile.referrals_box import ReferralsBox
from casedesk.ui.desk import Desk
from casedesk.ui.kit import theme
from casedesk.ui.kit.banners import Banner
from casedesk.ui.kit.binding import set_language
from casedesk.ui.papers.paper_dialog import PaperDialog
from casedesk.ui.papers.printing import print_pages
from tests.ui.cases.conftest import DAY, TakeIn
from tests.ui.cases.drivers import CaseDriver, press, settle
from tests.ui.cases.test_case_page import write
from tests.ui.sweep import faults


def box_of(page: CaseDriver) -> ReferralsBox:
    """The referrals of the tab shown."""
    found = page.page.tabs["services"].referrals  # type: ignore[attr-defined]
    assert isinstance(found, ReferralsBox)
    return found


def seen(box: ReferralsBox) -> list[str]:
    """The notices about consent that can be seen."""
    return [each.objectName() for each in box.findChildren(Banner) if each.isVisible()]


def test_the_purpose_proposes_and_the_consent_is_seen(
    desk: Desk, qtbot: QtBot, take_in: TakeIn, vault: Vault
) -> None:
    case = take_in(given_names="Luz")
    page = CaseDriver(desk, qtbot, case.id, "services")
    page.press("add_referral")
    box = box_of(page)
    questions = box.editor.form.questions
    assert seen(box) == ["permission_not_asked"]
    write(box.editor, "to", "hospital")
    write(box.editor, "purpose", "food")
    assert questions.fields["shared"].control.value() == ()
    write(box.editor, "purpose", "health")
    wanted = ("called", "age", "sex", "languages", "interpreter")
    assert questions.fields["shared"].control.value() == wanted
    questions.suggest("shared", ("called",))
    write(box.editor, "purpose", "legal")
    assert questions.fields["shared"].control.value() == ("called",)  # chosen by hand: it stays
    page.keys(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert questions.fields["without_consent"].error()
    given = Consent(case_id=case.id, purpose="referral", given=True, given_on=DAY)
    vault.run(lambda uow: entries.save(uow, given))
    page.page.reload()
    page.settle()
    assert seen(box) == ["permission_agreed"]
    assert not questions.fields["without_consent"].isVisible()
    page.keys(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    (made,) = vault.run(lambda uow: cases.read(uow, case.id)).referrals
    assert (made.purpose, made.shared) == ("legal", ("called",))
    page.press("ask_again")
    (made,) = vault.run(lambda uow: cases.read(uow, case.id)).referrals
    assert made.asked_again_on == PartialDate(2026, 11, 23)


@pytest.fixture
def slip(desk: Desk, qtbot: QtBot, take_in: TakeIn, vault: Vault) -> PaperDialog:
    """The slip of a referral, looked at."""
    case = take_in(given_names="Luz", notes="Canary")
    referral = Referral(case_id=case.id, to="hospital", referred_on=DAY, notes="Canary")
    vault.run(lambda uow: referrals.save(uow, referral))
    page = CaseDriver(desk, qtbot, case.id, "services")
    page.press("slip")
    dialog = page.page.findChild(PaperDialog)
    assert isinstance(dialog, PaperDialog)
    return dialog


def exports(vault: Vault) -> int:
    """How often something left the vault, by the log."""
    from casedesk.services import audit  # noqa: PLC0415

    return sum(each.action == "export" for each in vault.run(audit.latest))


def test_the_slip_is_written_only_where_somebody_asks(
    desk: Desk, qtbot: QtBot, slip: PaperDialog, vault: Vault, tmp_path: Path
) -> None:
    assert "Albergue de Prueba" in slip.preview.words[0]
    assert "Canalización" in slip.preview.words[0]
    assert "Canary" not in slip.preview.words[0]
    assert exports(vault) == 0
    slip.language.control.combo.choose("en")  # type: ignore[attr-defined]
    slip.language.control.edited.emit()
    settle(qtbot, desk)
    assert "Referral" in slip.preview.words[0]
    slip.save_to(tmp_path / "slip.pdf")
    settle(qtbot, desk)
    assert (tmp_path / "slip.pdf").read_bytes().startswith(b"%PDF")
    assert exports(vault) == 1


def test_a_slip_is_printed_from_memory(slip: PaperDialog, tmp_path: Path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    print_pages(slip._pdf, printer)
    assert (tmp_path / "printed.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.parametrize("percent", [100, 150])
def test_slip_and_form_are_whole_and_named_in_spanish(
    desk: Desk, qtbot: QtBot, slip: PaperDialog, percent: int, qapp: QApplication
) -> None:
    parent = slip.parentWidget()
    assert parent is not None
    page = parent.window()
    theme.apply(qapp, "light", percent)
    set_language("es")
    assert faults(slip) == []
    press(slip, "close")
    box = parent
    assert isinstance(box, ReferralsBox)
    box.begin(box._entries[0])
    settle(qtbot, desk)
    assert faults(page) == []
