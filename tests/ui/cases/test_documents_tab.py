"""Documents in the case: dropped, refused in words, looked at, taken out, put back."""

from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas

from casedesk.services import cases
from casedesk.storage.vault import Vault
from casedesk.ui.cases.casefile.documents_tab import DocumentsTab
from casedesk.ui.desk import Desk
from casedesk.ui.documents.viewer import Viewer
from casedesk.ui.kit import theme
from casedesk.ui.kit.binding import set_language
from tests.services.test_documents import paper
from tests.ui.cases.conftest import TakeIn
from tests.ui.cases.drivers import CaseDriver, press, settle, texts
from tests.ui.sweep import faults


@pytest.fixture
def page(desk: Desk, qtbot: QtBot, take_in: TakeIn) -> CaseDriver:
    """The documents of somebody's case."""
    return CaseDriver(desk, qtbot, take_in(given_names="Luz").id, "documents")


def tab_of(page: CaseDriver) -> DocumentsTab:
    """The tab shown."""
    found = page.page.tabs["documents"]
    assert isinstance(found, DocumentsTab)
    return found


def drop(page: CaseDriver, *paths: Path) -> None:
    """Drag files over the tab and let go."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    actions, buttons = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    event = QDropEvent(QPointF(5, 5), actions, data, buttons, Qt.KeyboardModifier.NoModifier)
    tab_of(page).dropEvent(event)
    page.settle()


def files(folder: Path) -> tuple[Path, Path, Path, Path]:
    """A picture, a PDF, a text and something that is refused."""
    picture, pdf, text, other = (
        folder / name for name in ("photo.png", "paper.pdf", "letter.txt", "packed.zip")
    )
    Image.new("RGB", (40, 30), "teal").save(picture)
    pdf.write_bytes(paper())
    text.write_text("Querida familia", encoding="utf-8")
    other.write_bytes(b"PK\x03\x04\x00")
    return picture, pdf, text, other


def look(page: CaseDriver, at: int) -> Viewer:
    """Look at the document that stands there."""
    tab = tab_of(page)
    document = tab.box._entries[at]
    tab.look(document)
    page.settle()
    viewer = tab.findChild(Viewer)
    assert isinstance(viewer, Viewer)
    return viewer


def test_what_is_dropped_is_kept_and_looked_at_and_what_is_refused_is_told(
    page: CaseDriver, tmp_path: Path, qtbot: QtBot, desk: Desk
) -> None:
    drop(page, *files(tmp_path))
    assert texts(page.page, "entry_title") == ["letter", "paper", "photo"]
    tab = tab_of(page)
    assert "packed.zip" in tab.refusal.label.text()
    assert "still where it was" in tab.told.label.text()
    assert (tmp_path / "photo.png").exists()
    picture = look(page, 0)
    assert picture.picture.pixmap().width() > 0
    before = picture.picture.pixmap().width()
    press(picture, "larger")
    settle(qtbot, desk)
    assert picture.picture.pixmap().width() > before
    picture.close()
    pdf = look(page, 1)
    assert "Constancia" in pdf.pages.words[0]
    pdf.close()
    qtbot.waitUntil(lambda: not tab.findChildren(Viewer))
    assert look(page, 2).text.toPlainText() == "Querida familia"


def test_a_long_document_says_which_of_its_pages_are_shown(
    page: CaseDriver, tmp_path: Path, qtbot: QtBot, desk: Desk
) -> None:
    long = tmp_path / "long.pdf"
    canvas = Canvas(str(long), pagesize=(60, 40))
    for number in range(1, 13):
        canvas.drawString(5, 20, f"Hoja {number}")
        canvas.showPage()
    canvas.save()
    drop(page, long)
    viewer = look(page, 0)
    assert viewer.part.text() == "Pages 1 to 10 of 12"
    press(viewer, "pages_after")
    settle(qtbot, desk)
    assert viewer.part.text() == "Pages 11 to 12 of 12"
    assert ["Hoja 11" in viewer.pages.words[0], len(viewer.pages.words)] == [True, 2]
    assert not viewer.after.isVisible()
    viewer.close()


def test_taken_out_put_back_and_erased(page: CaseDriver, tmp_path: Path, vault: Vault) -> None:
    drop(page, files(tmp_path)[2])
    page.press("remove")
    assert texts(page.page, "entry_title") == []
    tab_of(page).removed.setChecked(True)
    page.settle()
    page.press("restore")
    page.press("remove")
    page.press("erase")
    case_id = page.page.file.case.id if page.page.file else ""
    (document,) = vault.run(lambda uow: cases.read(uow, case_id)).documents
    assert not document.kept
    assert "content erased on Nov 23, 2026" in texts(page.page, "entry_more")[0]


def test_a_document_is_saved_outside_only_where_somebody_says(
    page: CaseDriver, tmp_path: Path
) -> None:
    text = files(tmp_path)[2]
    drop(page, text)
    tab = tab_of(page)
    tab.export(tab.box._entries[0], tmp_path / "out.txt")
    page.settle()
    assert (tmp_path / "out.txt").read_bytes() == text.read_bytes()


@pytest.mark.parametrize("percent", [100, 150])
def test_the_documents_are_whole_and_named_in_spanish(
    page: CaseDriver, tmp_path: Path, percent: int, qapp: QApplication
) -> None:
    drop(page, *files(tmp_path))
    theme.apply(qapp, "light", percent)
    set_language("es")
    page.settle()
    assert faults(page.page) == []
    viewer = look(page, 2)
    assert faults(viewer) == []
