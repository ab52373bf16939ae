"""Every section of the settings, for a screen reader, with large text, in both languages."""

import pytest
from PySide6.QtWidgets import QFileDialog

from casedesk.services import backups, users, vaults
from casedesk.ui.settings.settings_page import SECTIONS
from casedesk.ui.settings.users_section import UsersSection
from tests.conftest import PASSPHRASE
from tests.ui.settings.drivers import SettingsDriver
from tests.ui.sweep import faults, used

LOOKS = [("en", 100), ("es", 100), ("en", 150), ("es", 150), ("es", 200)]


def look(page: SettingsDriver, language: str, percent: int) -> None:
    """Speak a language with text of a size, on a small screen."""
    assert page.desk.preferences is not None
    page.desk.preferences.change(language=language, text_size=percent)
    page.page.resize(1060 if percent == 150 else 1150, 690)


@pytest.mark.parametrize(("language", "percent"), LOOKS)
def test_every_section_is_named_large_and_whole(
    page: SettingsDriver, language: str, percent: int
) -> None:
    vault = page.desk.tasks.vault
    backups.rotate(vault)
    users.add_user(vault, "Beto", vaults.VOLUNTEER, PASSPHRASE)
    look(page, language, percent)
    for key in SECTIONS:
        page.page.show_section(key)
        page.settle()
        assert used(page.page.sections[key]) or key == "about"
        assert faults(page.page) == [], key


@pytest.mark.parametrize(("language", "percent"), LOOKS)
def test_giving_and_taking_keys_is_named_large_and_whole(
    page: SettingsDriver, language: str, percent: int
) -> None:
    look(page, language, percent)
    section = page.show("users", UsersSection)
    page.press("add_user")
    page.press("save_key")
    assert faults(page.page) == []
    page.write(user_name="Beto", again_passphrase=page.label("made_words"))
    page.press("save_key")
    page.press("remove")
    assert faults(page.page) == []
    page.press("confirm_removal")
    assert section.sheet_card.isVisible()
    page.press("sheet_done")
    assert faults(page.page) == []


def test_the_folder_is_asked_for_without_stopping_the_program(
    page: SettingsDriver, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QFileDialog, "open", lambda dialog: opened.append(dialog.windowTitle()))
    page.page.show_section("backups")
    page.settle()
    page.press("copy_now")
    assert opened == ["Where should the copy go?"]
