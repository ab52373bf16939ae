"""Choices are applied at once and remembered; the passphrase changes."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from casedesk import settings
from casedesk.services import vaults
from casedesk.ui.access import remembered
from casedesk.ui.kit import theme, tokens
from casedesk.ui.settings.passphrase_card import NEEDS_PRESENT
from tests.conftest import COORDINATOR_NAME, PASSPHRASE
from tests.ui.access.drivers import error
from tests.ui.settings.drivers import SettingsDriver

NEW = "brújula tejado mandarina volcán"


def test_the_language_switches_the_whole_page_and_is_remembered(page: SettingsDriver) -> None:
    page.choose("language", "Español")
    assert page.page.title.text() == "Ajustes"
    assert settings.load().language == "es"
    page.choose("language", "English")
    assert page.page.title.text() == "Settings"


def test_colours_and_text_size_are_applied_at_once(
    page: SettingsDriver, qapp: QApplication
) -> None:
    page.choose("theme", "Dark")
    page.choose("text_size", "150 %")
    assert theme.tokens() is tokens.THEMES["dark"]
    assert qapp.font().pixelSize() == round(theme.BODY_SIZE * 1.5)
    assert (settings.load().theme, settings.load().text_size) == ("dark", 150)


def test_the_minutes_until_it_locks_are_remembered(page: SettingsDriver) -> None:
    page.choose("lock_after", "15 minutes")
    assert settings.load().lock_after == 15


def test_choices_made_elsewhere_show(page: SettingsDriver) -> None:
    assert page.desk.preferences is not None
    page.desk.preferences.other_language()
    assert page.page.title.text() == "Ajustes"
    page.desk.preferences.other_language()
    assert page.page.title.text() == "Settings"


def test_the_passphrase_changes_and_the_old_one_opens_nothing(page: SettingsDriver) -> None:
    page.press("own_passphrase")
    page.write(present_passphrase=PASSPHRASE, new_passphrase=NEW, again_passphrase=NEW)
    page.press("change_passphrase")
    assert page.said == ["Your passphrase is changed. The old one opens nothing from now on."]
    vault = page.desk.tasks.vault
    vault.close()
    with pytest.raises(vaults.WrongPassphrase):
        vaults.unlock(vault.path, COORDINATOR_NAME, PASSPHRASE)
    vaults.unlock(vault.path, COORDINATOR_NAME, NEW).close()


def test_the_present_passphrase_is_needed_and_must_be_right(page: SettingsDriver) -> None:
    words = page.label("made_words")
    page.write(again_passphrase=words)
    page.press("change_passphrase")
    assert error(page.page, "present_passphrase") == NEEDS_PRESENT
    page.write(present_passphrase="not this one")
    page.press("change_passphrase")
    assert "not right" in page.banner("passphrase_refusal")
    assert not page.said


def test_a_passphrase_with_ones_own_name_is_refused(page: SettingsDriver) -> None:
    page.press("own_passphrase")
    weak = "ana prueba albergue"
    page.write(present_passphrase=PASSPHRASE, new_passphrase=weak, again_passphrase=weak)
    page.press("change_passphrase")
    assert "knows this shelter" in error(page.page, "new_passphrase")
    assert not page.said


def test_a_volunteer_sees_no_users_and_no_record(volunteers_page: SettingsDriver) -> None:
    strip = volunteers_page.page.strip
    shown = [strip.tabText(at) for at in range(strip.count())]
    assert shown == ["You and this computer", "Backups", "Content", "About"]
    volunteers_page.page.show_section("users")
    assert "users" not in volunteers_page.page.sections


def test_what_another_window_or_a_terminal_wrote_meanwhile_stays(
    page: SettingsDriver, vault_path: Path
) -> None:
    preferences = page.desk.preferences
    assert preferences is not None
    remembered.keep(vault_path)  # as ``casedesk vault create`` does
    preferences.change(window="closed")
    assert settings.load().vaults == (str(vault_path),)
    other = vault_path.with_name("Other.casedesk")
    preferences.change_by(lambda now: remembered.known(now, other))
    assert settings.load().vaults == (str(other), str(vault_path))
    assert settings.load().window == "closed"


def test_choices_hold_on_a_computer_that_writes_no_settings(
    page: SettingsDriver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "file"))
    preferences = page.desk.preferences
    assert preferences is not None
    preferences.change(lock_after=10)
    preferences.change(theme="dark")
    assert (preferences.now.lock_after, preferences.now.theme) == (10, "dark")
