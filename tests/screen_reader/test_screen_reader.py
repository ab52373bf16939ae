"""The real program, heard through AT-SPI as a blind person hears it, in both languages."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from casedesk import settings
from casedesk.i18n import _, set_language
from casedesk.services import demo
from casedesk.ui.places import PLACES
from tests.screen_reader.hearing import Heard, Listener, opened

#: roles that say nothing of what something does
SAYING_NOTHING = frozenset({"unknown", "invalid", "layered pane", "frame", "image"})
SIDEBAR = [f"ctrl+{number + 1}" for number in range(sum(bool(each.icon) for each in PLACES))]
CASES = SIDEBAR[2]
STEPS = 12


@contextmanager
def the_program(folder: Path) -> Iterator[Listener]:
    """The windows on a vault of invented people, past the lock screen, in Spanish."""
    vault = folder / "Demo.casedesk"
    login = demo.create(vault, people=24, months=1)
    settings.save(settings.Settings(language="es", toured=True))
    set_language("es")
    log = folder / "log.txt"
    with opened(["--vault", str(vault)], log) as listener:
        sound(listener)
        listener.type(login.passphrase)
        listener.keys("Return")
        yield listener
    assert "Traceback" not in log.read_text()


def sound(listener: Listener) -> list[Heard]:
    """Wait for the next page; everything on it that can have the focus must sound."""
    found = listener.page()
    assert [each for each in found if not speaks(each)] == [], found
    return found


def speaks(heard: Heard) -> bool:
    """Whether it says what it is and what it is for."""
    # A list to choose from is called by what is chosen: what it is for is its description.
    words = heard.description if heard.role == "combo box" else heard.name
    return bool(words.strip()) and heard.role not in SAYING_NOTHING


def sound_in_every_tab(listener: Listener) -> None:
    """The next page, and each of its tabs."""
    tabs = [each for each in sound(listener) if each.role == "page tab"]
    for tab in tabs[1:]:
        listener.press(tab.role, tab.name)
        sound(listener)


def walk_with_tab(listener: Listener) -> None:
    """Each press of Tab goes on, and says where to."""
    listener.told()
    reached = []
    for _step in range(STEPS):
        listener.keys("Tab")
        reached.append(listener.told())
    assert all(each.name.strip() for each in reached), reached
    assert len(set(reached)) == STEPS, reached


def test_everything_has_a_name_and_a_role_and_the_focus_is_told(tmp_path: Path) -> None:
    with the_program(tmp_path) as listener:
        sound(listener)
        for way in ("Evening count", "Write a note"):
            listener.press("push button", _(way))
            sound(listener)
            listener.keys(SIDEBAR[0])
            sound(listener)
        for page in SIDEBAR[1:]:
            listener.keys(page)
            sound(listener)
        listener.keys(CASES)
        sound(listener)
        listener.keys("ctrl+n")
        sound(listener)
        walk_with_tab(listener)
        listener.keys(CASES)
        sound(listener)
        listener.keys("Down", "Return")
        sound_in_every_tab(listener)
        listener.press("push button", "English / Español")
        set_language("en")
        for page in (SIDEBAR[0], CASES, SIDEBAR[-1]):
            listener.keys(page)
            sound(listener)
