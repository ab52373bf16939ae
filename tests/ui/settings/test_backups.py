"""Copies are made, listed and made into vaults again."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog

from casedesk import settings
from casedesk.services import backups, vaults
from casedesk.ui.settings.backups_section import BackupsSection
from tests.conftest import COORDINATOR_NAME, PASSPHRASE
from tests.ui.settings.drivers import SettingsDriver


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """A folder that stands for a USB stick."""
    folder = tmp_path / "memoria USB"
    folder.mkdir()
    return folder


def test_without_a_copy_the_page_says_so(page: SettingsDriver) -> None:
    page.show("backups", BackupsSection)
    assert page.label("last_copy") == "There is no copy yet."


def test_a_copy_goes_to_the_folder_chosen_and_is_listed(
    page: SettingsDriver, stick: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "open", lambda dialog: dialog.fileSelected.emit(str(stick)))
    page.show("backups", BackupsSection)
    page.press("copy_now")
    assert page.said == ["The copy is saved."]
    assert page.label("last_copy") == "Last copy: Nov 23, 2026 10:00"
    (copy,) = backups.list_backups(stick)
    assert str(copy.path) in page.banner("backups_notice")
    assert "same disk" in page.banner("backups_refusal")
    assert settings.load().backup_folder == str(stick)


def test_copies_taken_on_closing_are_listed(page: SettingsDriver) -> None:
    backups.rotate(page.desk.tasks.vault)
    page.show("backups", BackupsSection)
    assert page.labels("copy_moment") == ["Nov 23, 2026 10:00"]


def test_a_copy_becomes_a_vault_that_opens(page: SettingsDriver, stick: Path) -> None:
    backups.rotate(page.desk.tasks.vault)
    page.show("backups", BackupsSection)
    dialog = asked(page, "restore")
    (proposed,) = map(Path, dialog.selectedFiles())
    own = page.desk.tasks.vault.path
    assert proposed == own.with_name("Albergue, copy of 2026-11-23.casedesk")
    dialog.fileSelected.emit(str(stick / proposed.name))
    page.settle()
    path = stick / proposed.name
    assert str(path) in page.banner("backups_notice")
    assert settings.load().vaults[0] == str(path)
    assert settings.load().vault != str(path)
    dialog.close()
    assert page.focused("restore")
    vault = vaults.unlock(path, COORDINATOR_NAME, PASSPHRASE)
    assert vault.shelter == "Albergue de Prueba"
    vault.close()


def asked(page: SettingsDriver, way: str) -> QFileDialog:
    """The dialog that a button opens."""
    page.press(way)
    dialog = page.page.findChild(QFileDialog)
    assert isinstance(dialog, QFileDialog)
    page.qtbot.waitUntil(dialog.isVisible)
    return dialog


@pytest.mark.parametrize("way", ["copy_now", "restore"])
def test_the_button_has_the_focus_again_after_a_dialog_is_left(
    page: SettingsDriver, way: str
) -> None:
    backups.rotate(page.desk.tasks.vault)
    page.show("backups", BackupsSection)
    asked(page, way).reject()
    assert page.focused(way)


def test_a_damaged_copy_is_refused_and_nothing_is_left(page: SettingsDriver, stick: Path) -> None:
    made = backups.rotate(page.desk.tasks.vault)
    assert made is not None
    (made.path / "cases.db").write_bytes(b"")
    section = page.show("backups", BackupsSection)
    section.restore(made.path, stick / "De vuelta")
    page.settle()
    assert "damaged" in page.banner("backups_refusal")
    assert not list(stick.iterdir())
    assert section.card.isEnabled()


def test_a_folder_that_cannot_be_written_is_said(page: SettingsDriver, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    section = page.show("backups", BackupsSection)
    section.copy_to(tmp_path / "file" / "folder")
    page.settle()
    assert page.banner("backups_refusal")
    assert not page.said


def test_a_copy_that_is_stopped_leaves_nothing_and_says_so(
    page: SettingsDriver, stick: Path
) -> None:
    section = page.show("backups", BackupsSection)
    section.copy_to(stick)
    assert not section.copy_button.isEnabled()
    page.press("stop_copying")
    assert page.banner("backups_notice") == "Stopped. Nothing was changed."
    assert list(stick.iterdir()) == []
    assert page.focused("copy_now")
    assert not page.buttons("stop_copying")


def test_a_restore_that_is_stopped_leaves_nothing_and_says_so(
    page: SettingsDriver, stick: Path
) -> None:
    made = backups.rotate(page.desk.tasks.vault)
    assert made is not None
    section = page.show("backups", BackupsSection)
    section.restore(made.path, stick / "De vuelta")
    page.press("stop_copying")
    assert page.banner("backups_notice") == "Stopped. Nothing was changed."
    assert list(stick.iterdir()) == []
    section.restore(made.path, stick / "De vuelta")
    page.settle()
    assert [path.name for path in stick.iterdir()] == ["De vuelta.casedesk"]
