"""From an empty machine to an open vault, and back."""

import os
from pathlib import Path

import pytest
from pypdfium2 import PdfDocument
from PySide6.QtWidgets import QFileDialog, QLineEdit

from casedesk import settings
from casedesk.i18n import set_language
from casedesk.services import vaults
from casedesk.ui.access.create_page import WRITE_A_NAME, CreatePage
from casedesk.ui.access.passphrase_box import NOT_THE_SAME
from casedesk.ui.access.sheet_box import WRONG_GROUP
from tests.ui.access.conftest import Enter
from tests.ui.access.drivers import Entrance, error, visible


def at_passphrase(enter: Enter) -> Entrance:
    """The second step."""
    entrance = enter(None)
    entrance.press("create")
    entrance.write(shelter="Albergue de Prueba", your_name="Ana Prueba")
    entrance.press("next")
    return entrance


def at_sheet(enter: Enter) -> Entrance:
    """The third step, with the vault made."""
    entrance = at_passphrase(enter)
    entrance.write(again_passphrase=entrance.label("made_words"))
    entrance.press("next")
    return entrance


def test_a_vault_is_made_with_the_passphrase_offered_and_the_sheet_opens_it(
    enter: Enter, tmp_path: Path
) -> None:
    entrance = at_passphrase(enter)
    words = entrance.label("made_words")
    assert len(words.split()) == 6
    entrance.write(again_passphrase=words)
    entrance.press("next")
    code = entrance.label("recovery_code")
    page = entrance.page
    assert isinstance(page, CreatePage)
    page.sheet.save(tmp_path / "sheet.pdf")
    entrance.write(last_group=code.rpartition("-")[2].lower())
    entrance.press("next")
    vault = entrance.vault
    assert (vault.shelter, vault.session.user, vault.session.coordinator) == (
        "Albergue de Prueba",
        "Ana Prueba",
        True,
    )
    assert vault.path.parent == settings.data_folder()
    vault.close()
    vaults.unlock(vault.path, "Ana Prueba", words).close()
    vaults.recover(vault.path, code).close()
    text = PdfDocument(tmp_path / "sheet.pdf")[0].get_textpage().get_text_bounded()
    assert all(group in text for group in code.split("-"))


def test_the_whole_way_goes_by_keyboard(enter: Enter) -> None:
    entrance = enter(None)
    entrance.keys(" ")
    entrance.keys("Luz\tAna\r")
    entrance.keys(entrance.label("made_words") + "\r")
    code = entrance.label("recovery_code")
    entrance.keys("\t \t" + code.rpartition("-")[2] + "\r")
    assert entrance.vault.shelter == "Luz"


def test_the_step_is_counted_and_one_can_go_back(enter: Enter) -> None:
    entrance = at_passphrase(enter)
    page = entrance.page
    assert isinstance(page, CreatePage)
    assert page.step.text() == "Step 2 of 3: Your passphrase"
    entrance.press("back")
    assert page.step.text() == "Step 1 of 3: The shelter"
    assert visible(page, QLineEdit, "shelter_input").text() == "Albergue de Prueba"
    entrance.press("back")
    assert entrance.page.objectName() == "first_page"


def test_names_are_needed_and_a_vault_of_the_same_name_is_never_written_over(
    enter: Enter,
) -> None:
    entrance = enter(None)
    entrance.press("create")
    entrance.press("next")
    assert error(entrance.page, "shelter") == WRITE_A_NAME
    assert error(entrance.page, "your_name") == WRITE_A_NAME
    (settings.data_folder() / "Luz.casedesk").mkdir(parents=True)
    entrance.write(shelter="Luz", your_name="Ana")
    entrance.press("next")
    assert "already exists" in entrance.notice()


@pytest.mark.parametrize(
    ("passphrase", "reason"),
    [
        ("corto", "Too short"),
        ("albergue de prueba 2026", "somebody who knows this shelter"),
        ("aaaaaaaaaaaaaaaa", "Too easy to guess"),
    ],
)
def test_a_weak_passphrase_of_ones_own_is_blocked_with_the_reason(
    enter: Enter, passphrase: str, reason: str
) -> None:
    entrance = at_passphrase(enter)
    entrance.press("own_passphrase")
    entrance.write(new_passphrase=passphrase, again_passphrase=passphrase)
    entrance.press("next")
    assert reason in error(entrance.page, "new_passphrase")
    assert not list(settings.data_folder().glob("*.casedesk"))


def test_a_strong_passphrase_of_ones_own_is_taken_once_it_is_typed_twice_alike(
    enter: Enter,
) -> None:
    entrance = at_passphrase(enter)
    entrance.press("own_passphrase")
    words = "brújula tejado mandarina volcán"
    entrance.write(new_passphrase=words, again_passphrase=words + " ")
    entrance.press("next")
    assert error(entrance.page, "again_passphrase") == NOT_THE_SAME
    entrance.write(again_passphrase=words)
    entrance.press("next")
    entrance.tick("copied")
    entrance.write(last_group=entrance.label("recovery_code").rpartition("-")[2])
    entrance.press("next")
    assert entrance.vault.session.user == "Ana Prueba"


def test_another_passphrase_can_be_had_in_the_language_spoken(enter: Enter) -> None:
    entrance = at_passphrase(enter)
    first = entrance.label("made_words")
    entrance.press("another")
    assert entrance.label("made_words") != first
    set_language("es")
    entrance.press("another")
    assert len(entrance.label("made_words").split()) == 6


def test_nobody_enters_before_the_code_is_on_paper_and_proved(enter: Enter) -> None:
    entrance = at_sheet(enter)
    last = entrance.label("recovery_code").rpartition("-")[2]
    entrance.write(last_group="XXXX")
    entrance.press("next")
    assert error(entrance.page, "last_group") == WRONG_GROUP
    entrance.write(last_group=last)
    entrance.press("next")
    assert not entrance.vaults
    entrance.tick("copied")
    entrance.press("next")
    assert entrance.vault.path.is_dir()


def test_a_window_closed_before_the_proof_leaves_the_vault_free(enter: Enter) -> None:
    entrance = at_passphrase(enter)
    words = entrance.label("made_words")
    entrance.write(again_passphrase=words)
    entrance.press("next")
    entrance.window.close()
    path = settings.data_folder() / "Albergue de Prueba.casedesk"
    vaults.unlock(path, "Ana Prueba", words).close()


def test_a_sheet_that_cannot_be_written_is_said_and_does_not_count(
    enter: Enter, tmp_path: Path
) -> None:
    entrance = at_sheet(enter)
    page = entrance.page
    assert isinstance(page, CreatePage)
    page.sheet.save(tmp_path / "missing" / "sheet.pdf")
    assert "could not be written" in entrance.label("sheet_saved")
    entrance.write(last_group=entrance.label("recovery_code").rpartition("-")[2])
    entrance.press("next")
    assert not entrance.vaults


def test_a_sheet_is_its_owners_alone_whatever_was_there_and_whoever_asks(
    enter: Enter, tmp_path: Path
) -> None:
    sheet = tmp_path / "sheet.pdf"
    sheet.write_text("of last year")
    sheet.chmod(0o644)
    before = os.umask(0)
    try:
        page = at_sheet(enter).page
        assert isinstance(page, CreatePage)
        page.sheet.save(sheet)
    finally:
        os.umask(before)
    assert sheet.read_bytes().startswith(b"%PDF")
    assert os.name != "posix" or sheet.stat().st_mode & 0o777 == 0o600


def test_the_sheet_is_proposed_among_the_persons_own_documents_by_the_shelters_name(
    enter: Enter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    entrance = at_sheet(enter)
    dialog = asked(entrance, "save_sheet")
    (proposed,) = dialog.selectedFiles()
    assert Path(proposed) == tmp_path / "casedesk-recovery-Albergue-de-Prueba.pdf"
    dialog.reject()
    assert entrance.focused("save_sheet")


@pytest.mark.parametrize("chosen", [False, True])
def test_the_button_has_the_focus_again_after_the_folder_is_asked_for(
    enter: Enter, tmp_path: Path, chosen: bool
) -> None:
    entrance = enter(None)
    entrance.press("create")
    dialog = asked(entrance, "choose_folder")
    if chosen:
        dialog.fileSelected.emit(str(tmp_path))
        assert entrance.label("where") == f"Kept in: {tmp_path}"
    dialog.reject()
    assert entrance.focused("choose_folder")


def asked(entrance: Entrance, way: str) -> QFileDialog:
    """The dialog that a button opens."""
    entrance.press(way)
    dialog = entrance.page.findChild(QFileDialog)
    assert isinstance(dialog, QFileDialog)
    entrance.qtbot.waitUntil(dialog.isVisible)
    return dialog


def test_a_vault_that_exists_is_opened_from_its_folder(
    enter: Enter, vault_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        QFileDialog, "open", lambda dialog: dialog.fileSelected.emit(str(vault_path))
    )
    entrance = enter(None)
    entrance.press("open_existing")
    assert entrance.page.title.text() == "Albergue"
