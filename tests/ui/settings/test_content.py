"""Content is trusted, installed, refused and gone back from in the settings."""

from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from PySide6.QtWidgets import QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from casedesk.exchange import content_files
from casedesk.services import contents
from casedesk.storage.vault import Vault
from casedesk.ui.desk import Desk
from casedesk.ui.settings.content_section import ContentSection
from tests.domain.packs.made import altered
from tests.ui.settings.drivers import SettingsDriver
from tests.ui.sweep import faults

KEY = Ed25519PrivateKey.generate()
PUBLIC = content_files.public_text(KEY.public_key())
ES = 'es = "Pide tu constancia. Revisa tu nombre y las fechas."'


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    """A USB stick with an update and the key it is signed with."""
    folder = tmp_path / "memoria USB"
    folder.mkdir()
    better = altered("L2", (ES, 'es = "Pide tu constancia y revísala."'))
    content_files.build([better], folder / "diciembre.casedesk-content")
    content_files.sign(folder / "diciembre.casedesk-content", KEY)
    (folder / "red.pub").write_text(f"{PUBLIC}\n")
    return folder


def choosing(monkeypatch: pytest.MonkeyPatch, path: Path) -> None:
    """Whoever is asked for a file chooses this one."""
    monkeypatch.setattr(QFileDialog, "open", lambda dialog: dialog.fileSelected.emit(str(path)))


def test_an_update_is_looked_at_installed_and_gone_back_from(
    page: SettingsDriver, stick: Path, vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    section = page.show("content", ContentSection)
    choosing(monkeypatch, stick / "diciembre.casedesk-content")
    page.press("choose_content")
    assert "signed by somebody whom this vault does not know" in page.banner("content_refusal")
    choosing(monkeypatch, stick / "red.pub")
    page.press("add_key")
    assert section.signers.letters.text() == content_files.fingerprint(PUBLIC)
    page.press("trust_key")
    assert section.signers.named.error() == "Write whose key it is."
    page.write(key_name="Red de albergues")
    page.press("trust_key")
    choosing(monkeypatch, stick / "diciembre.casedesk-content")
    page.press("choose_content")
    assert page.label("change_title") == "Asylum and non-refoulement: version 2026-11, now 2026-12"
    assert page.label("change_row") == "Changed: L2.6"
    assert page.label("change_before") == f"Before: {ES[6:-1]}"
    assert page.label("change_now") == "Now: Pide tu constancia y revísala."
    assert faults(page.page) == []
    assert vault.run(contents.current).packs["L2"].version == "2026-11"
    page.press("install_content")
    assert vault.run(contents.current).packs["L2"].version == "2026-12"
    page.press("go_back")
    assert vault.run(contents.current).packs["L2"].version == "2026-11"
    assert page.said == [
        "Installed. What was used before is kept.",
        "The earlier version is used again.",
    ]


def test_an_altered_file_is_refused(
    page: SettingsDriver, stick: Path, vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault.run(lambda uow: contents.trust(uow, PUBLIC, "Red"))
    page.show("content", ContentSection)
    file = stick / "diciembre.casedesk-content"
    file.write_bytes(file.read_bytes().replace(b"15 d", b"30 d"))
    choosing(monkeypatch, file)
    page.press("choose_content")
    assert "the file was altered" in page.banner("content_refusal")
    (install,) = page.page.findChildren(QPushButton, "install_content")
    assert not install.isVisible()


def test_whether_items_to_be_confirmed_are_printed_is_chosen_here(
    page: SettingsDriver, vault: Vault
) -> None:
    section = page.show("content", ContentSection)
    assert section.unconfirmed.isChecked()
    section.unconfirmed.click()
    page.settle()
    assert not vault.run(contents.unconfirmed_printed)


def test_a_volunteer_sees_versions_and_changes_nothing(
    volunteer: Vault, desk: Desk, qtbot: QtBot
) -> None:
    page = SettingsDriver(desk, qtbot)
    section = page.show("content", ContentSection)
    assert page.label("pack_title") == "On arrival"
    assert "nobody yet · came with the program" in page.label("pack_more")
    for part in (section.install_button, section.unconfirmed, section.signers):
        assert not part.isVisible()
