"""One's own vault is found again, others are looked for, and no copy passes for a vault."""

import dataclasses
import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QFileDialog

from casedesk import settings
from casedesk.cli import main
from casedesk.services import backups, vaults
from casedesk.ui.access import remembered
from casedesk.ui.access.first_page import FirstPage
from casedesk.ui.access.found_vault import FoundVault
from casedesk.ui.access.remembered import Remembered
from tests.conftest import COORDINATOR_NAME, PASSPHRASE
from tests.ui.access.conftest import Enter
from tests.ui.access.drivers import Entrance, visible


@pytest.fixture
def copy(vault_path: Path, tmp_path: Path) -> Path:
    """A copy of the vault on what stands for a stick."""
    vault = vaults.unlock(vault_path, COORDINATOR_NAME, PASSPHRASE)
    made = backups.backup_to(vault, tmp_path / "stick", make=True)
    vault.close()
    return made.path


def first_page(entrance: Entrance) -> FirstPage:
    """The page with which one begins."""
    page = entrance.page
    assert isinstance(page, FirstPage)
    return page


def shown(entrance: Entrance) -> list[tuple[str, bool]]:
    """The vaults that are listed, and whether they can be opened."""
    rows = first_page(entrance).findChildren(FoundVault)
    return [(row.button.text(), row.button.isEnabled()) for row in rows if row.isVisible()]


def look_in(entrance: Entrance, folder: Path) -> None:
    """Look for vaults in a folder."""
    first_page(entrance).look_in(folder)
    entrance.settle()


def test_vaults_opened_before_are_listed_and_open_with_one_key(
    enter: Enter, vault_path: Path, tmp_path: Path
) -> None:
    entrance = enter(None, Remembered((vault_path, tmp_path / "On a stick.casedesk")))
    assert shown(entrance) == [("Albergue", True), ("On a stick", False)]
    entrance.keys(" ")
    assert entrance.page.objectName() == "lock_page"
    assert entrance.page.title.text() == "Albergue"


def test_a_vault_made_in_a_terminal_is_offered_by_the_windows(
    enter: Enter, vault_path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = tmp_path / "words.txt"
    words.write_text(PASSPHRASE)
    key = ("--user", "Ana", "--passphrase-file", str(words))
    monkeypatch.chdir(tmp_path)
    settings.save(settings.Settings(vaults=(str(vault_path),)))
    assert main(["vault", "create", "Sur", "--shelter", "Sur", *key], lambda _path: 0) == 0
    entrance = enter(None, remembered.of(settings.load()))
    assert shown(entrance) == [("Sur", True), ("Albergue", True)]
    entrance.press("found_vault")
    assert entrance.page.title.text() == "Sur"


def test_vaults_are_looked_for_in_a_folder_and_in_those_within(
    enter: Enter, vault_path: Path, copy: Path
) -> None:
    older = copy.rename(copy.with_name("Albergue 2024-01-31 10.00.00.casedesk"))
    newer = shutil.copytree(older, copy)
    entrance = enter(None)
    look_in(entrance, vault_path.parent.parent)
    assert shown(entrance) == [("Albergue", True), (newer.stem, True), (older.stem, True)]
    assert entrance.focused("found_vault")
    QTest.keyClick(entrance.window.focusWidget(), Qt.Key.Key_Backtab)
    assert entrance.focused("open_existing")
    entrance.press("found_vault")
    assert entrance.page.title.text() == "Albergue"


def test_a_folder_without_a_vault_is_said(enter: Enter, tmp_path: Path) -> None:
    entrance = enter(None)
    (tmp_path / "empty").mkdir()
    look_in(entrance, tmp_path / "empty")
    assert "There is no vault in" in entrance.notice()
    assert entrance.focused("open_existing")


def test_the_button_has_the_focus_again_after_a_dialog_is_left(enter: Enter) -> None:
    entrance = enter(None)
    entrance.press("open_existing")
    dialog = entrance.page.findChild(QFileDialog)
    assert isinstance(dialog, QFileDialog)
    dialog.reject()
    assert entrance.focused("open_existing")


def test_a_copy_is_not_opened_but_made_into_a_vault_of_another_name(
    enter: Enter, copy: Path, tmp_path: Path
) -> None:
    before = {path.name: path.read_bytes() for path in copy.iterdir()}
    entrance = enter(None)
    look_in(entrance, copy)
    dialog = entrance.page.findChild(QFileDialog)
    assert isinstance(dialog, QFileDialog)
    (proposed,) = map(Path, dialog.selectedFiles())
    assert proposed.name.startswith("Albergue, copy of 20")
    dialog.fileSelected.emit(str(tmp_path / proposed.name))
    entrance.settle()
    assert entrance.page.title.text() == proposed.stem
    vaults.unlock(tmp_path / proposed.name, COORDINATOR_NAME, PASSPHRASE).close()
    assert {path.name: path.read_bytes() for path in copy.iterdir()} == before


def test_making_a_vault_of_a_copy_can_be_stopped(enter: Enter, copy: Path, tmp_path: Path) -> None:
    entrance = enter(None)
    look_in(entrance, copy)
    dialog = entrance.page.findChild(QFileDialog)
    assert isinstance(dialog, QFileDialog)
    (tmp_path / "there").mkdir()
    dialog.fileSelected.emit(str(tmp_path / "there" / "De vuelta"))
    entrance.press("stop_restoring")
    assert entrance.notice() == "Stopped. Nothing was changed."
    assert list((tmp_path / "there").iterdir()) == []
    assert entrance.focused("open_existing")


def test_the_program_begins_with_another_vault_only_if_asked(
    enter: Enter, vault_path: Path, copy: Path, tmp_path: Path
) -> None:
    other = backups.restore(copy, tmp_path / "De vuelta")
    known = Remembered((vault_path,), first=vault_path)
    for asked in (False, True):
        entrance = enter(other, known)
        assert visible(entrance.page, QCheckBox, "begin_with").isChecked() is False
        if asked:
            entrance.tick("begin_with")
        entrance.write(passphrase=PASSPHRASE)
        entrance.press("open")
        assert entrance.window.first_wanted is asked
        entrance.vault.close()


def test_nothing_is_asked_where_the_program_begins_with_this_vault_anyway(
    enter: Enter, vault_path: Path, tmp_path: Path
) -> None:
    for first in (vault_path, tmp_path / "gone.casedesk", None):
        box = enter(vault_path, Remembered(first=first)).page.findChild(QCheckBox, "begin_with")
        assert box is not None
        assert not box.isVisible()


def test_vaults_are_remembered_by_their_paths_the_latest_first(tmp_path: Path) -> None:
    paths = [tmp_path / f"{number}.casedesk" for number in range(10)]
    now = settings.Settings()
    for path in [*paths, paths[5]]:
        path.mkdir(exist_ok=True)
        changes = remembered.opened(now, path, first=False)
        settings.save(dataclasses.replace(now, **changes))
        now = settings.load()
    assert now.vault == str(paths[0])
    assert remembered.of(now).vaults[:3] == (paths[5], paths[9], paths[8])
    assert len(now.vaults) == 8
    assert remembered.opened(now, paths[7], first=True)["vault"] == str(paths[7])
    paths[0].rmdir()
    assert remembered.opened(now, paths[7], first=False)["vault"] == str(paths[7])


@pytest.mark.parametrize("written", ['"text"', "[1, null]", "{}", "7"])
def test_a_damaged_list_of_vaults_is_an_empty_one(written: str) -> None:
    settings.save(settings.Settings(theme="dark"))
    path = settings.path()
    path.write_text(path.read_text().replace('"vaults": []', f'"vaults": {written}'))
    assert settings.load() == settings.Settings(theme="dark")
