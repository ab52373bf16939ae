"""Draws the main screens of the vault of invented people for the README and the manual.

``make pictures``: two languages, three colour themes, text at 100 % and 150 %, at 1366×768.
The manual is put together anew from the pictures and the help of each screen.
"""

import os
import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta, timezone
from io import BytesIO
from itertools import product
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PIL import Image  # noqa: E402 - the platform is chosen first
from PySide6.QtCore import QBuffer, QIODevice  # noqa: E402
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from casedesk.domain.people import Person  # noqa: E402
from casedesk.reports import invented  # noqa: E402
from casedesk.services import cases, demo, likenesses, merging, vaults  # noqa: E402
from casedesk.services.cases import Filter  # noqa: E402
from casedesk.settings import THEMES, Settings  # noqa: E402
from casedesk.storage import records  # noqa: E402
from casedesk.ui.desk import Desk  # noqa: E402
from casedesk.ui.forms.autosave import Autosave  # noqa: E402
from casedesk.ui.kit.choices import WrappingCheck  # noqa: E402
from casedesk.ui.preferences import Preferences  # noqa: E402
from casedesk.ui.shell import Shell  # noqa: E402
from casedesk.ui.tasks import Tasks  # noqa: E402

PICTURES = ROOT / "docs" / "pictures"
LANGUAGES, SIZES = ("en", "es"), (100, 150)
MEXICO = timezone(timedelta(hours=-6))
COLOURS = 64
#: the screens, in the order of the manual, and the page whose help speaks of each
SCREENS = {
    "today": "today",
    "overview": "overview",
    "cases": "cases",
    "person": "person",
    "case": "case",
    "incident": "incident",
    "merge": "merge",
    "house": "house",
    "check_in": "check_in",
    "clocks": "clocks",
    "rights": "rights",
    "reports": "reports",
}
MANUALS = {"en": ("manual.md", "the manual"), "es": ("manual.es.md", "manual")}


class Evening:
    """Half past six in the evening of 27 November 2026."""

    def now(self) -> datetime:
        """The moment of every picture."""
        return datetime(2026, 11, 27, 18, 30, tzinfo=MEXICO)


class Painter:
    """Brings a screen into the state in which it is shown."""

    def __init__(self, shell: Shell) -> None:
        self.shell = shell
        vault = shell.desk.tasks.vault
        with vault.begin() as uow:
            self.case_id = _told_most(uow)
            self.pair = _pair(uow)
            self.seeking = _sought(uow)

    def show(self, screen: str) -> None:
        """Show a screen."""
        given: dict[str, Any] = {
            "case": {"case_id": self.case_id},
            "incident": {"case_id": self.case_id, "incident_id": None},
            "merge": {"case_id": self.pair[0], "other_id": self.pair[1]},
            "house": {"way": "count"},
        }.get(screen, {})
        self.shell.show_page(screen, **given)
        self.settle()
        page = self.shell.pages[screen]
        prepare: Callable[[Any], None] | None = getattr(self, f"_{screen}", None)
        if prepare is not None:
            prepare(page)
        self.settle()
        self.shell.toast.hide()

    def settle(self) -> None:
        """Wait until the vault has answered and everything is in its place."""
        for _turn in range(3):
            QTest.qWait(180)
            while self.shell.desk.tasks.busy:
                QTest.qWait(20)

    def _cases(self, page: Any) -> None:
        page.search.setText(self.seeking)
        self.settle()
        page.table.setCurrentIndex(page.model.index(0, 0))
        page.table.setFocus()

    def _person(self, page: Any) -> None:
        answers = {
            "given_names": "Reina Isabel",
            "surnames": "Ejemplo Inventado",
            "sex": "woman",
            "age": 34,
            "nationality": "HND",
        }
        for name, answer in answers.items():
            page.written.fields()[f"person.{name}"].control.show_content(answer)

    def _incident(self, page: Any) -> None:
        for code in ("EXT", "AME"):
            box = page.findChild(WrappingCheck, f"code_{code}")
            if box is not None:
                box.setChecked(True)

    def _check_in(self, page: Any) -> None:
        page.search.search.setText(self.seeking)
        self.settle()
        if page.search.found.count():
            page.search.found.itemClicked.emit(page.search.found.item(0))

    def _house(self, page: Any) -> None:
        guests = page.model.guests()
        page.model.set_ticks([each.stay.id for each in guests[:7]])
        page.panel.set_chosen(guests[:7])
        page.panel.marked(ord("A"), guests[7])


def main(asked: Sequence[str]) -> int:
    """Draw the screens asked for, all unless some are, and put the manuals together."""
    if asked != ["--manual"]:
        _draw(asked or tuple(SCREENS))
    for language in LANGUAGES:
        _manual(language)
    return 0


def _draw(screens: Sequence[str]) -> None:
    Autosave.touch = lambda _self: None  # type: ignore[method-assign]  # no draft shows in the next
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as home:
        for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
            os.environ[name] = home
        count = sum(1 for _each in _drawn(Path(home, "Demo.casedesk"), screens))
    size = sum(path.stat().st_size for path in PICTURES.rglob("*.png"))
    print(f"{count} pictures, {size / 1e6:.1f} MB, {time.monotonic() - begun:.0f} s")


def _drawn(path: Path, screens: Sequence[str]) -> Iterator[Path]:
    clock = Evening()
    login = demo.create(path, clock=clock)
    vault = vaults.unlock(path, login.user, login.passphrase, clock=clock)
    invented.publish_quarter(vault, demo.months_before(clock.now().date(), demo.MONTHS))
    qt = QApplication([])
    tasks = Tasks(vault)
    for language in LANGUAGES:
        preferences = Preferences(qt, Settings(language=language, toured=True))
        shell = Shell(Desk(tasks, preferences))
        shell.show()
        painter = Painter(shell)
        for theme, size in product(THEMES, SIZES):
            preferences.change(theme=theme, text_size=size)
            for screen in screens:
                painter.show(screen)
                yield _kept(shell, PICTURES / language / f"{theme}-{size}" / f"{screen}.png")
        shell.let_go()
    tasks.finish()
    vault.close()


def _kept(shell: Shell, path: Path) -> Path:
    """One picture, in as few colours as do not show."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    shell.grab().save(buffer, "PNG")
    picture = Image.open(BytesIO(buffer.data().data())).convert("RGB")
    path.parent.mkdir(parents=True, exist_ok=True)
    few = picture.quantize(COLOURS, dither=Image.Dither.NONE)
    few.save(path, optimize=True)
    return path


def _told_most(uow: vaults.UnitOfWork) -> str:
    """The case with most to show: an application, incidents, a household."""
    lines = cases.lines(uow, cases.numbers(uow, Filter()))
    files = (cases.read(uow, each.case_id) for each in lines[:60])
    return max(files, key=lambda file: (len(file.incidents), len(file.stays))).case.id


def _pair(uow: vaults.UnitOfWork) -> tuple[str, str]:
    """Two cases of one person."""
    for person in records.find(uow, Person):
        for like in likenesses.of(uow, person, but={person.id}):
            one = cases.line_of_person(uow, person.id)
            if one is not None and merging.pair(uow, one.case_id, like.line.case_id).choices:
                return one.case_id, like.line.case_id
    raise LookupError("nobody is on file twice")


def _sought(uow: vaults.UnitOfWork) -> str:
    """A name with two letters wrong that finds somebody."""
    person = next(each for each in records.find(uow, Person) if each.surnames and each.given_names)
    first, *_others, last = person.full_name.lower().split()
    return f"{first[:-1]} {last[:2]}{last[3:]}"


def _manual(language: str) -> None:
    """The help of every screen under its picture."""
    name, title = MANUALS[language]
    parts = [f"# Casedesk: {title}\n"]
    for screen, key in SCREENS.items():
        words = (ROOT / "docs" / "help" / language / f"{key}.md").read_text(encoding="utf-8")
        heading, _line, rest = words.partition("\n")
        caption = re.sub(r"^#+ *", "", heading)
        picture = f"pictures/{language}/light-100/{screen}.png"
        parts.append(f"{heading}\n\n![{caption}]({picture})\n{rest.rstrip()}\n")
    (ROOT / "docs" / name).write_text("\n".join(parts), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
