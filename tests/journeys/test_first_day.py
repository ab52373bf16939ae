"""From the first start to a saved report, through the windows, in both languages."""

import csv
import io
from datetime import datetime
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from casedesk import settings
from casedesk.app import App
from casedesk.services import cases
from casedesk.storage import log
from casedesk.ui.access.create_page import CreatePage
from casedesk.ui.access.first_page import FirstPage
from casedesk.ui.kit.binding import set_language
from tests.conftest import MEXICO, FixedClock
from tests.journeys.person_at_the_desk import Person

SURNAME = "Zurrapastrense"  # invented, and found nowhere else on a computer
GIVEN = ("Uno", "Dos", "Tres", "Inventina", "Cinco", "Seis", "Siete")
TITLES = {"es": "Informe mensual", "en": "Monthly report"}


def first_start(app: App, person: Person, language: str) -> None:
    """Make a vault with the passphrase offered, and prove that the sheet is on paper."""
    app.preferences.change(language=language)
    app.start(None)
    assert isinstance(person.page(), FirstPage)
    person.press("create")
    page = person.page()
    assert isinstance(page, CreatePage)
    person.type("shelter", "Albergue de Prueba")
    person.type("your_name", "Ana Prueba")
    person.press("next")
    person.type("again_passphrase", page.box.made)
    person.press("next")
    person.until(lambda: page.sheet.code.text())
    sheet = settings.data_folder() / "sheet.pdf"
    page.sheet.save(sheet)
    assert sheet.read_bytes().startswith(b"%PDF")
    person.type("last_group", page.sheet.code.text().rpartition("-")[2].lower())
    person.press("next")
    person.until(lambda: app.shell)
    person.settle()


def take_in(person: Person, given: str, sex: str) -> None:
    """Take somebody in."""
    assert person.app.shell is not None
    person.app.shell.show_page("person")
    person.settle()
    person.type("person.given_names", given)
    person.type("person.surnames", SURNAME)
    person.choose("person.sex", sex)
    person.choose("person.nationality", "HND")
    person.keys(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    person.until(lambda: person.at("case"))
    person.settle()


@pytest.mark.parametrize("language", ["es", "en"])
def test_from_the_first_start_to_a_saved_report(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, language: str
) -> None:
    clock = FixedClock()
    clock.moment = datetime(2026, 10, 31, 23, 57, tzinfo=MEXICO)
    app = App(qapp, clock)
    person = Person(app, qtbot)
    first_start(app, person, language)
    assert app.shell is not None
    assert app.tasks is not None
    vault = app.tasks.vault

    for number, given in enumerate(GIVEN):
        take_in(person, given, "man" if number < 5 else "woman")

    case_id = person.page()._case_id
    app.shell.show_page("incident", case_id=case_id, incident_id=None)
    person.settle()
    person.tick("EXT")
    person.tick("AME")
    person.keys(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    person.until(lambda: person.at("case"))
    person.settle()
    file = vault.run(lambda uow: cases.read(uow, case_id))
    assert {act.code for act in file.incidents[0].acts} == {"EXT", "AME"}

    app.shell.show_page("cases")
    person.settle()
    listed = person.page()
    listed.search.setText(f"{SURNAME[:5].lower()} inven")
    person.until(lambda: listed.model.rowCount() == 1)

    clock.advance(minutes=4)  # into November, and not so long that the vault locks itself
    app.shell.show_page("reports")
    person.until(lambda: person.at("reports"))
    reports = person.page().sections["publish"]
    person.until(lambda: reports.look is not None)
    person.press("sworn")
    person.press("begin_ledger")
    person.until(lambda: reports.look is not None and reports.look.refusal is None)
    person.settle()
    person.press("publish")
    person.press("publish_sure")
    person.until(lambda: reports.look is not None and reports.look.release is not None)
    reports.save_as(("pdf", "xlsx", "csv"), tmp_path / "informes")
    person.settle()
    check_report(tmp_path / "informes", language)
    nothing_readable(vault.path)

    last = vault.run(lambda uow: log.latest(uow.connection, 1))[0]
    assert (last.action, last.user) == (log.EXPORT, "Ana Prueba")
    app.close()
    person.until(lambda: app.tasks is None)
    assert list((vault.path / "backups").glob("*.casedesk"))
    nothing_readable(tmp_path)
    set_language("en")


def check_report(folder: Path, language: str) -> None:
    """The files are there, in the language, rounded, and name nobody."""
    pdf = folder / f"casedesk-2026-10-{language}.pdf"
    document = pypdfium2.PdfDocument(pdf)
    text = "\n".join(page.get_textpage().get_text_bounded() for page in document)
    document.close()
    assert TITLES[language] in text
    assert SURNAME not in text
    content = pdf.with_suffix(".csv").read_bytes().decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(content)))
    persons = [
        row["count"]
        for row in rows
        if row["table"] == "sex_age" and row["value1"] == row["value2"] == "*"
    ]
    assert persons[0] in ("5", "10")  # of seven


def nothing_readable(folder: Path) -> None:
    """No file below a folder holds the name, in any usual encoding; the control must find it."""
    needles = [SURNAME.encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be")]

    def readable(path: Path) -> bool:
        return any(needle in path.read_bytes() for needle in needles)

    control = folder / "control.txt"
    control.write_text(f"…{SURNAME}…", encoding="utf-8")
    try:
        found = [path for path in folder.rglob("*") if path.is_file() and readable(path)]
    finally:
        control.unlink()
    assert found == [control]
