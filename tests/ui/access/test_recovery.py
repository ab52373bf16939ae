"""The printed sheet opens a vault whose passphrases are forgotten."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QComboBox

from casedesk.services import users, vaults
from tests.conftest import COORDINATOR_NAME, PASSPHRASE
from tests.ui.access.conftest import Enter
from tests.ui.access.drivers import Entrance, visible


@pytest.fixture
def code(vault_path: Path) -> str:
    """The code of a sheet printed just now."""
    vault = vaults.unlock(vault_path, COORDINATOR_NAME, PASSPHRASE)
    try:
        users.add_user(vault, "Beto Prueba", vaults.VOLUNTEER, PASSPHRASE + " dos")
        return users.new_recovery_code(vault)
    finally:
        vault.close()


def at_code(enter: Enter, path: Path) -> Entrance:
    """The page that asks for the code."""
    entrance = enter(path)
    entrance.press("recover")
    return entrance


def test_the_code_opens_the_vault_and_makes_a_new_passphrase(
    enter: Enter, vault_path: Path, code: str
) -> None:
    entrance = at_code(enter, vault_path)
    entrance.write(recovery_code=code.lower().replace("-", " "))
    entrance.press("next")
    entrance.press("next")
    assert entrance.notice() == "Choose whose passphrase is made anew."
    visible(entrance.page, QComboBox, "user_input").setCurrentText(COORDINATOR_NAME)
    words = entrance.label("made_words")
    assert len(words.split()) == 6
    entrance.write(again_passphrase=words)
    entrance.press("next")
    assert entrance.vault.session.user == COORDINATOR_NAME
    entrance.vault.close()
    with pytest.raises(vaults.WrongPassphrase):
        vaults.unlock(vault_path, COORDINATOR_NAME, PASSPHRASE)
    vaults.unlock(vault_path, "Beto Prueba", PASSPHRASE + " dos").close()


def test_a_wrong_code_opens_nothing(enter: Enter, vault_path: Path, code: str) -> None:
    entrance = at_code(enter, vault_path)
    entrance.write(recovery_code="ABCD-" + code[5:])
    entrance.press("next")
    assert "not right" in entrance.notice()
    assert not entrance.vaults


def test_going_back_after_the_code_leaves_the_vault_closed(
    enter: Enter, vault_path: Path, code: str
) -> None:
    entrance = at_code(enter, vault_path)
    entrance.write(recovery_code=code)
    entrance.press("next")
    entrance.press("back")
    assert entrance.page.objectName() == "lock_page"
    vaults.unlock(vault_path, COORDINATOR_NAME, PASSPHRASE).close()
