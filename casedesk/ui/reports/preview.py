"""The pages of a PDF as pictures, with their words for those who listen."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from casedesk.i18n import N_
from casedesk.ui.kit.binding import bind
from casedesk.ui.kit.layouts import clear, scrolling, vbox

#: width of a page on screen, in pixels at 100 %
PAGE_WIDTH = 560


def page_count(pdf: bytes) -> int:
    """How many pages there are."""
    import pypdfium2  # noqa: PLC0415 - as below

    document = pypdfium2.PdfDocument(pdf)
    try:
        return len(document)
    finally:
        document.close()


def page_images(
    pdf: bytes, width: int, first: int = 0, most: int | None = None
) -> list[tuple[QImage, str]]:
    """Pages as pictures of that width, and their words. Made on the worker."""
    # pdfium is slow to load and wanted here alone.
    import pypdfium2  # noqa: PLC0415

    document = pypdfium2.PdfDocument(pdf)
    try:
        pages = []
        last = len(document) if most is None else min(first + most, len(document))
        for page in map(document.get_page, range(first, last)):
            bitmap = page.render(scale=width / page.get_width(), rev_byteorder=True)
            form = QImage.Format.Format_RGB888
            if bitmap.n_channels == 4:
                form = QImage.Format.Format_RGBA8888
            image = QImage(bytes(bitmap.buffer), bitmap.width, bitmap.height, bitmap.stride, form)
            pages.append((image.copy(), page.get_textpage().get_text_bounded()))
        return pages
    finally:
        document.close()


class Preview(QFrame):
    """Pages under one another."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._column = vbox(spacing=12, margin=12)
        inner = QWidget()
        inner.setLayout(self._column)
        area = scrolling(inner)
        area.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # arrows scroll the pages
        area.setProperty("kind", "pages")
        bind(area, "setAccessibleName", N_("The report as it is printed"))
        self.setLayout(vbox(area, margin=2))
        self.words: list[str] = []

    def show_pages(self, pages: list[tuple[QImage, str]]) -> None:
        """Show these pages; none empties the preview."""
        clear(self._column)
        self.words = [words for _image, words in pages]
        for image, words in pages:
            shown = QLabel()
            shown.setPixmap(QPixmap.fromImage(image))
            shown.setAccessibleName(words[:4_000])
            self._column.addWidget(shown, 0, Qt.AlignmentFlag.AlignHCenter)
        self._column.addStretch(1)
