"""The pages before a vault is open, for a screen reader, with large text, in both languages."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from casedesk.ui.access.first_page import FirstPage
from casedesk.ui.access.remembered import Remembered
from casedesk.ui.kit import theme
from casedesk.ui.kit.binding import set_language
from casedesk.ui.kit.tokens import THEMES
from tests.ui.access.conftest import Enter
from tests.ui.access.drivers import Entrance
from tests.ui.sweep import faint, faults, lost_on_the_way, used

LOOKS = [("en", 100), ("es", 100), ("en", 150), ("es", 150), ("es", 200)]


def look(qapp: QApplication, language: str, percent: int) -> None:
    """Speak a language with text of a size."""
    set_language(language)
    theme.apply(qapp, "light", percent)


@pytest.mark.parametrize(("language", "percent"), LOOKS)
def test_every_step_of_making_a_vault_is_named_large_and_whole(
    enter: Enter, qapp: QApplication, language: str, percent: int
) -> None:
    entrance = enter(None)
    look(qapp, language, percent)
    entrance.window.resize(1366, 768)
    assert len(used(entrance.page)) == 2
    assert faults(entrance.window) == []
    entrance.press("create")
    entrance.press("next")
    assert faults(entrance.window) == []
    entrance.write(shelter="Luz", your_name="Ana")
    entrance.press("next")
    entrance.press("next")
    assert faults(entrance.window) == []
    entrance.press("own_passphrase")
    entrance.write(new_passphrase="corto")
    entrance.press("next")
    assert faults(entrance.window) == []
    entrance.press("own_passphrase")
    entrance.write(again_passphrase=entrance.label("made_words"))
    entrance.press("next")
    entrance.press("next")
    assert faults(entrance.window) == []
    look(qapp, "en", 100)


@pytest.mark.parametrize(("language", "percent"), LOOKS)
def test_the_list_of_vaults_is_named_large_and_whole(
    enter: Enter, qapp: QApplication, vault_path: Path, language: str, percent: int
) -> None:
    entrance = enter(None, Remembered((vault_path, vault_path.with_name("On a stick.casedesk"))))
    look(qapp, language, percent)
    entrance.window.resize(1366, 768)
    page = entrance.page
    assert isinstance(page, FirstPage)
    page.look_in(vault_path.parent)
    entrance.qtbot.waitUntil(lambda: len(used(page)) == 5)
    assert faults(entrance.window) == []
    look(qapp, "en", 100)


@pytest.mark.parametrize(("language", "percent"), LOOKS)
def test_the_lock_screen_and_the_sheet_are_named_large_and_whole(
    enter: Enter, qapp: QApplication, vault_path: Path, language: str, percent: int
) -> None:
    another = vault_path.parent
    entrance = enter(vault_path, Remembered(first=another, uncopied=vault_path))
    look(qapp, language, percent)
    entrance.window.resize(1366, 768)
    entrance.press("open")
    assert faults(entrance.window) == []
    entrance.press("recover")
    entrance.press("next")
    assert entrance.notice()
    assert faults(entrance.window) == []
    look(qapp, "en", 100)


def test_a_fault_before_the_vault_is_open_is_told_and_one_can_try_again(
    enter: Enter, vault_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    faults_told: list[object] = []

    def fault(*_arguments: object, **_options: object) -> None:
        raise RuntimeError("a bug")

    monkeypatch.setattr("casedesk.services.vaults.unlock", fault)
    monkeypatch.setattr("sys.excepthook", lambda _kind, error, _trace: faults_told.append(error))
    entrance: Entrance = enter(vault_path)
    entrance.write(passphrase="any words")
    entrance.press("open")
    assert [str(each) for each in faults_told] == ["a bug"]
    assert entrance.page.ways[0].isEnabled()


@pytest.mark.parametrize("name", THEMES)
def test_the_focus_stands_out_and_goes_everywhere_before_a_vault_is_open(
    enter: Enter, qapp: QApplication, vault_path: Path, name: str
) -> None:
    tried = set[tuple[str, ...]]()
    theme.apply(qapp, name, 100)
    for start, steps in ((None, ("create", "next")), (vault_path, ("recover",))):
        entrance = enter(start)
        window = entrance.window
        for step in ("", *steps):
            if step:
                entrance.press(step)
            assert faint(window, window, tried) == [], step
            assert lost_on_the_way(window, window) == [], step
