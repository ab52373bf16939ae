"""Looks at a document inside the program: pictures, pages and text, straight from the vault."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QDialog, QLabel, QPlainTextEdit, QStackedWidget, QWidget

from casedesk import i18n
from casedesk.domain.answers import value_or
from casedesk.domain.documents import PDF, TEXT, Document
from casedesk.errors import CasedeskError
from casedesk.i18n import N_, _
from casedesk.services import documents
from casedesk.services.vaults import UnitOfWork
from casedesk.ui.desk import Desk
from casedesk.ui.kit.banners import Banner
from casedesk.ui.kit.binding import bind
from casedesk.ui.kit.buttons import button
from casedesk.ui.kit.labels import label
from casedesk.ui.kit.layouts import FlowLayout, add, scrolling, vbox
from casedesk.ui.kit.surfaces import holding
from casedesk.ui.kit.theme import dress, px
from casedesk.ui.reports.preview import Preview, page_count, page_images

_STEP = 1.25
_WIDTH = 640
#: pages shown at once, and how many times their size: pictures of more would fill the memory
_PAGES, _LARGEST = 10, 3.0


class Viewer(QDialog):
    """One document; nothing of it is written to the disk."""

    def __init__(self, desk: Desk, document: Document, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._document = desk, document
        self._content, self._zoom, self._first = b"", 1.0, 0
        self.setObjectName("viewer")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        bind(self, "setWindowTitle", N_("Document"))  # a title bar is seen by others
        self.picture = QLabel()
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.area = scrolling(self.picture)
        self.area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.area.setProperty("kind", "pages")
        bind(self.area, "setAccessibleName", N_("The picture"))
        self.pages = Preview()
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        bind(self.text, "setAccessibleName", N_("The text"))
        self.stack = QStackedWidget()
        for each in (self.area, self.pages, self.text):
            self.stack.addWidget(each)
        self.refusal = Banner("error", "")
        self.refusal.hide()
        self.larger = button(N_("Larger"), "plus", name="larger")
        self.smaller = button(N_("Smaller"), "minus", name="smaller")
        self.before = button(N_("Pages before"), "chevron-left", name="pages_before")
        self.after = button(N_("More pages"), "chevron-right", name="pages_after")
        self.close_button = button(N_("Close"), name="close")
        self.part = label("", "strong", name="pages_shown")
        foot = FlowLayout(10)
        for action in (self.before, self.after, self.larger, self.smaller, self.close_button):
            foot.addWidget(action)
        for part in (self.before, self.after, self.part):
            part.hide()
        box = vbox(self.refusal, margin=16, spacing=12)
        box.addWidget(self.stack, 1)
        box.addWidget(self.part)
        add(box, holding(foot))
        self.setLayout(box)
        dress(self)
        self.resize(px(760), px(640))
        self.larger.clicked.connect(lambda: self._scale(_STEP))
        self.smaller.clicked.connect(lambda: self._scale(1 / _STEP))
        self.before.clicked.connect(lambda: self._turn(-_PAGES))
        self.after.clicked.connect(lambda: self._turn(_PAGES))
        self.close_button.clicked.connect(self.reject)
        self._read()

    def _read(self) -> None:
        document = self._document

        def work(uow: UnitOfWork) -> bytes:
            return documents.content(uow, document)

        self._desk.tasks.run(work, self._arrived, owner=self, failed=self._refuse)

    def _arrived(self, content: bytes) -> None:
        self._content = content
        media = value_or(self._document.media, "")
        if media == TEXT:
            self.text.setPlainText(content.decode("utf-8", "replace"))
            self.stack.setCurrentWidget(self.text)
            self.larger.hide()
            self.smaller.hide()
        else:
            self.stack.setCurrentWidget(self.pages if media == PDF else self.area)
            self._draw()

    def _scale(self, by: float) -> None:
        self._zoom = min(max(self._zoom * by, 0.3), _LARGEST)
        self._draw()

    def _draw(self) -> None:
        """Paint at the present size, away from the GUI thread."""
        content, width = self._content, round(px(_WIDTH) * self._zoom)
        first = self._first
        if value_or(self._document.media, "") == PDF:
            self._desk.tasks.call(
                lambda _vault, _progress: (
                    page_count(content),
                    page_images(content, width, first, _PAGES),
                ),
                lambda found: self._show_pages(*found),
                owner=self,
                failed=self._refuse,
            )
        else:
            self._desk.tasks.call(
                lambda _vault, _progress: _scaled(content, width), self._show, owner=self
            )

    def _turn(self, by: int) -> None:
        """Show the pages before or after these."""
        self._first = max(0, self._first + by)
        self._draw()

    def _show_pages(self, count: int, pages: list[tuple[QImage, str]]) -> None:
        """Show some pages; a long document says which of how many they are."""
        self.pages.show_pages(pages)
        first, last = self._first + 1, self._first + len(pages)
        self.part.setVisible(count > _PAGES)
        self.before.setVisible(first > 1)
        self.after.setVisible(last < count)
        words = _("Pages {first} to {last} of {count}")
        self.part.setText(
            words.format(first=i18n.number(first), last=i18n.number(last), count=i18n.number(count))
        )

    def _show(self, image: QImage) -> None:
        self.picture.setPixmap(QPixmap.fromImage(image))

    def _refuse(self, error: CasedeskError) -> None:
        self.refusal.tell(lambda: str(error))


def _scaled(content: bytes, width: int) -> QImage:
    image = QImage.fromData(content)
    return image.scaledToWidth(width, Qt.TransformationMode.SmoothTransformation)
