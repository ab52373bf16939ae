"""The lock screen: the right words open, and every failure says what to do."""

import os
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from casedesk.services import demo, vaults
from casedesk.ui.kit.banners import Banner
from casedesk.ui.kit.binding import set_language
from tests.conftest import COORDINATOR_NAME, PASSPHRASE, FixedClock
from tests.ui.access.conftest import Enter
from tests.ui.access.drivers import Entrance, visible


def try_words(entrance: Entrance, words: str) -> None:
    """Type a passphrase and press the button."""
    entrance.write(passphrase=words)
    entrance.press("open")


def test_a_wrong_passphrase_is_said_and_the_right_one_opens(enter: Enter, vault_path: Path) -> None:
    entrance = enter(vault_path)
    try_words(entrance, "not these words")
    assert "That passphrase is not right" in entrance.notice()
    assert "Nothing is erased" in entrance.notice()
    try_words(entrance, PASSPHRASE)
    assert entrance.vault.shelter == "Albergue de Prueba"


def test_the_name_of_the_only_user_stands_there_and_typing_begins_at_once(
    enter: Enter, vault_path: Path
) -> None:
    entrance = enter(vault_path)
    entrance.keys(PASSPHRASE + "\r")
    assert entrance.vault.session.user == COORDINATOR_NAME


def test_the_wait_after_wrong_tries_is_counted_down(
    enter: Enter, vault_path: Path, clock: FixedClock
) -> None:
    entrance = enter(vault_path)
    for _once in range(6):
        try_words(entrance, "not these words")
        clock.advance(seconds=2)
    said = [entrance.notice()]
    assert said[0].startswith("Wait ")
    way = entrance.page.ways[0]
    assert not way.isEnabled()
    entrance.qtbot.waitUntil(lambda: entrance.notice() != said[0])
    assert entrance.notice().startswith("Wait ")
    clock.advance(minutes=10)
    entrance.qtbot.waitUntil(lambda: way.isEnabled(), timeout=15_000)
    assert entrance.notice() == ""
    try_words(entrance, PASSPHRASE)
    assert entrance.vault.path == vault_path


def test_nothing_is_tried_without_words(enter: Enter, vault_path: Path) -> None:
    entrance = enter(vault_path)
    entrance.press("open")
    assert "type your passphrase" in entrance.notice()


def test_what_is_typed_can_be_shown_and_hidden(enter: Enter, vault_path: Path) -> None:
    entrance = enter(vault_path)
    line = visible(entrance.page, QLineEdit, "passphrase_input")
    assert line.echoMode() == QLineEdit.EchoMode.Password
    entrance.press("show_words")
    assert line.echoMode() == QLineEdit.EchoMode.Normal
    entrance.press("show_words")
    assert line.echoMode() == QLineEdit.EchoMode.Password


def type_letter(line: QLineEdit, letter: str, modifier: Qt.KeyboardModifier) -> None:
    """Press a key as a keyboard does, with what the system makes of it."""
    event = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, modifier, letter)
    QCoreApplication.sendEvent(line, event)


def test_caps_lock_shows_by_the_letters(enter: Enter, vault_path: Path) -> None:
    entrance = enter(vault_path)
    hint = entrance.page.findChild(QWidget, "caps_lock")
    assert isinstance(hint, QWidget)
    line = visible(entrance.page, QLineEdit, "passphrase_input")
    type_letter(line, "A", Qt.KeyboardModifier.ShiftModifier)
    assert not hint.isVisible()
    type_letter(line, "A", Qt.KeyboardModifier.NoModifier)
    assert hint.isVisible()
    type_letter(line, "a", Qt.KeyboardModifier.NoModifier)
    assert not hint.isVisible()
    type_letter(line, "a", Qt.KeyboardModifier.ShiftModifier)
    assert hint.isVisible()


def banners(entrance: Entrance) -> list[str]:
    """What the notices on the page say."""
    found = entrance.page.findChildren(Banner)
    return [each.label.text() for each in found if each.isVisible()]


def break_ring(path: Path) -> None:
    """Cut the file of keys short."""
    (path / "vault.json").write_bytes((path / "vault.json").read_bytes()[:80])


def make_newer(path: Path) -> None:
    """Let a later program have written it."""
    ring = path / "vault.json"
    ring.write_text(ring.read_text().replace("casedesk-vault/1", "casedesk-vault/99"))


def remove_ring(path: Path) -> None:
    """Leave a folder that is no vault."""
    (path / "vault.json").unlink()


@pytest.mark.parametrize(
    ("harm", "said"),
    [
        (break_ring, "The vault is damaged"),
        (make_newer, "newer Casedesk"),
        (remove_ring, "is not a Casedesk vault"),
    ],
)
def test_a_vault_that_cannot_be_read_says_so_and_offers_another(
    enter: Enter, vault_path: Path, harm: object, said: str
) -> None:
    assert callable(harm)
    harm(vault_path)
    entrance = enter(vault_path)
    assert said in entrance.notice()
    assert not entrance.page.ways[0].isVisible()
    entrance.press("others")
    assert entrance.page.objectName() == "first_page"
    entrance.press("back")
    assert said in entrance.notice()


def test_a_damaged_database_is_not_taken_for_a_wrong_passphrase(
    enter: Enter, vault_path: Path
) -> None:
    with (vault_path / "cases.db").open("r+b") as file:
        file.seek(100)
        file.write(os.urandom(200))
    entrance = enter(vault_path)
    try_words(entrance, PASSPHRASE)
    assert "The vault is damaged" in entrance.notice()
    assert "restore the last backup" in entrance.notice()


def test_a_vault_open_elsewhere_is_said(enter: Enter, vault_path: Path) -> None:
    other = vaults.unlock(vault_path, COORDINATOR_NAME, PASSPHRASE)
    try:
        entrance = enter(vault_path)
        try_words(entrance, PASSPHRASE)
        assert "already open" in entrance.notice()
    finally:
        other.close()


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="nothing is refused to root")
def test_a_folder_one_may_not_read_is_said(enter: Enter, vault_path: Path) -> None:
    vault_path.chmod(0)
    try:
        assert "does not let you" in enter(vault_path).notice()
    finally:
        vault_path.chmod(0o700)


def test_the_lock_screen_switches_its_language_live(enter: Enter, vault_path: Path) -> None:
    entrance = enter(vault_path)
    assert visible(entrance.page, QLineEdit, "passphrase_input").accessibleName() == "Passphrase"
    set_language("es")
    assert visible(entrance.page, QLineEdit, "passphrase_input").accessibleName() == "Contraseña"
    set_language("en")


def test_the_demo_tells_its_passphrase_and_other_vaults_do_not(
    enter: Enter, vault_path: Path, tmp_path: Path
) -> None:
    login = demo.create(tmp_path / "Demo.casedesk", people=10, months=1)
    shown = banners(enter(tmp_path / "Demo.casedesk"))
    assert any(login.passphrase in text and "invented" in text for text in shown)
    assert not any("invented" in text for text in banners(enter(vault_path)))
