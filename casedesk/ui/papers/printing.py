"""Printing a PDF straight from memory: no file of it is written by the program."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog, QWidget

from casedesk.ui.reports.preview import page_images

#: pixels across a page: about 200 to the inch of a letter page
_ACROSS = 1_700


def ask_printer(way: QWidget, done: Callable[[QPrinter], object]) -> None:
    """Ask which printer; ``way`` is the button that was pressed."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName("Casedesk")  # the list of print jobs is seen by others
    dialog = QPrintDialog(printer, way)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.rejected.connect(way.setFocus)
    dialog.accepted.connect(lambda: done(printer))
    QDialog.open(dialog)  # its own open() asks for a slot by its name


def print_pages(pdf: bytes, printer: QPrinter) -> None:
    """Print each page as large as the paper allows."""
    painter = QPainter(printer)
    area = QRectF(printer.pageRect(QPrinter.Unit.DevicePixel))
    for number, (image, _words) in enumerate(page_images(pdf, _ACROSS)):
        if number:
            printer.newPage()
        scale = min(area.width() / image.width(), area.height() / image.height())
        painter.drawImage(QRectF(0, 0, image.width() * scale, image.height() * scale), image)
    painter.end()
