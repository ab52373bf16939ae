"""Keys are given and taken away, each with its passphrase on paper."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QWidget

from casedesk.services import vaults
from casedesk.services.vaults import COORDINATOR, VOLUNTEER
from casedesk.ui.access.passphrase_box import NOT_THE_SAME
from casedesk.ui.settings.key_card import NAME_TAKEN, WRITE_A_NAME
from casedesk.ui.settings.users_section import UsersSection
from tests.conftest import COORDINATOR_NAME, PASSPHRASE
from tests.ui.access.drivers import error, visible
from tests.ui.settings.drivers import SettingsDriver


@pytest.fixture
def section(page: SettingsDriver) -> UsersSection:
    """The section of users, shown."""
    return page.show("users", UsersSection)


def add(page: SettingsDriver, name: str) -> str:
    """Give a volunteer a key; returns the passphrase."""
    page.press("add_user")
    words = page.label("made_words")
    page.write(user_name=name, again_passphrase=words)
    page.press("save_key")
    return words


def row(page: SettingsDriver, name: str) -> QWidget:
    """The line of a user."""
    return visible(page.page, QWidget, f"user_{name}")


def opens(path: Path, name: str, words: str) -> str:
    """The role with which somebody can open a copy of the vault's keys."""
    vault = vaults.unlock(path, name, words)
    vault.close()
    return vault.session.role


def closed(page: SettingsDriver) -> Path:
    """Close the vault, so that others can open it."""
    vault = page.desk.tasks.vault
    vault.close()
    return vault.path


def test_a_volunteer_is_added_with_a_passphrase_of_five_words(
    page: SettingsDriver, section: UsersSection
) -> None:
    words = add(page, "Beto")
    assert len(words.split()) == 5
    assert [slot.user for slot in section.slots] == [COORDINATOR_NAME, "Beto"]
    assert page.said == ["Beto can open the vault."]
    assert opens(closed(page), "Beto", words) == VOLUNTEER


def test_a_coordinators_passphrase_has_six_words(
    page: SettingsDriver, section: UsersSection
) -> None:
    page.press("add_user")
    page.choose("role", "Coordinator")
    assert len(page.label("made_words").split()) == 6


def test_a_name_is_needed_and_nobody_is_there_twice(
    page: SettingsDriver, section: UsersSection
) -> None:
    page.press("add_user")
    page.write(again_passphrase=page.label("made_words"))
    page.press("save_key")
    assert error(page.page, "user_name") == WRITE_A_NAME
    page.write(user_name=COORDINATOR_NAME.upper())
    page.press("save_key")
    assert error(page.page, "user_name") == NAME_TAKEN
    page.press("cancel_key")
    assert len(section.slots) == 1


def test_a_passphrase_not_typed_again_alike_is_not_given(
    page: SettingsDriver, section: UsersSection
) -> None:
    page.press("add_user")
    page.write(user_name="Beto", again_passphrase="something else")
    page.press("save_key")
    assert error(page.page, "again_passphrase") == NOT_THE_SAME
    assert not page.said


def test_who_forgot_a_passphrase_gets_another(page: SettingsDriver, section: UsersSection) -> None:
    old = add(page, "Beto")
    page.press("reset", row(page, "Beto"))
    new = page.label("made_words")
    page.write(again_passphrase=new)
    page.press("save_key")
    path = closed(page)
    with pytest.raises(vaults.WrongPassphrase):
        vaults.unlock(path, "Beto", old)
    assert opens(path, "Beto", new) == VOLUNTEER


def test_a_role_changes_with_a_new_passphrase(page: SettingsDriver, section: UsersSection) -> None:
    add(page, "Beto")
    page.press("change_role", row(page, "Beto"))
    assert page.label("key_title") == "Beto becomes: Coordinator"
    new = page.label("made_words")
    assert len(new.split()) == 6
    page.write(again_passphrase=new)
    page.press("save_key")
    assert opens(closed(page), "Beto", new) == COORDINATOR


def test_a_key_is_taken_away_and_the_new_sheet_must_be_on_paper(
    page: SettingsDriver, section: UsersSection
) -> None:
    words = add(page, "Beto")
    page.press("remove", row(page, "Beto"))
    page.press("cancel_removal")
    assert len(section.slots) == 2
    page.press("remove", row(page, "Beto"))
    page.press("confirm_removal")
    code = page.label("recovery_code")
    page.press("sheet_done")
    assert section.sheet_card.isVisible()
    section.sheet.copied.setChecked(True)
    page.write(last_group=code.rpartition("-")[2])
    page.press("sheet_done")
    assert section.list_card.isVisible()
    assert section.sheet.code.text() == ""
    assert [slot.user for slot in section.slots] == [COORDINATOR_NAME]
    path = closed(page)
    with pytest.raises(vaults.NoSuchUser):
        vaults.unlock(path, "Beto", words)
    assert opens(path, COORDINATOR_NAME, PASSPHRASE) == COORDINATOR
    vaults.recover(path, code).close()


def test_a_new_sheet_ends_the_old_one(page: SettingsDriver, section: UsersSection) -> None:
    page.press("new_sheet")
    first = page.label("recovery_code")
    section.sheet.copied.setChecked(True)
    page.write(last_group=first.rpartition("-")[2])
    page.press("sheet_done")
    page.press("new_sheet")
    second = page.label("recovery_code")
    path = closed(page)
    with pytest.raises(vaults.WrongPassphrase):
        vaults.recover(path, first)
    vaults.recover(path, second).close()


def test_nobody_can_take_away_their_own_key(page: SettingsDriver, section: UsersSection) -> None:
    assert not page.buttons("remove")
    assert not page.buttons("change_role")
    texts = [each.text() for each in row(page, COORDINATOR_NAME).findChildren(QLabel)]
    assert "This is you" in texts
