"""What goes on the sheet to take away, and the ways it gets onto paper."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QRectF, QSizeF
from PySide6.QtGui import QImage, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QDialog

from casedesk.domain.packs.library import Library
from casedesk.domain.packs.pack import DESK, NEEDED, PERSON, Pack
from casedesk.errors import CasedeskError
from casedesk.i18n import N_, _
from casedesk.reports import handouts
from casedesk.reports.handouts import Handout
from casedesk.services.vaults import write_whole
from casedesk.ui.access.file_dialogs import ask_new_file, documents
from casedesk.ui.access.file_names import in_a_name
from casedesk.ui.desk import Desk
from casedesk.ui.kit.buttons import button
from casedesk.ui.kit.choices import WrappingCheck
from casedesk.ui.kit.code_box import CodeBox
from casedesk.ui.kit.field import Field
from casedesk.ui.kit.labels import h2, hint
from casedesk.ui.kit.layouts import hbox
from casedesk.ui.kit.surfaces import Card
from casedesk.ui.reports.preview import page_images
from casedesk.ui.rights import words
from casedesk.ui.rights.both_texts import NAMES

_BOTH = "both"
#: width of a page in dots: 200 for each inch
_DOTS = 1700


class PrintCard(Card):
    """Made for one list at a time; nothing on it names the person unless that is ticked."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(name="print_card")
        self._desk = desk
        self._pack: Pack | None = None
        self._library = Library({})
        self._name = ""
        self._unconfirmed = True
        self.language = Field(
            N_("Languages of the sheet"),
            CodeBox(_languages, states=False, empty=False),
            name="sheet_language",
        )
        self.codes = WrappingCheck(N_("With codes that hold the text, for a telephone"))
        self.codes.setChecked(True)
        self.desk_items = WrappingCheck(N_("Also what the shelter does"))
        self.named = WrappingCheck(N_("With the person's name on it"))
        self.warning = hint(
            N_("A sheet with a name can harm the person if somebody finds it: ask them first.")
        )
        self.save_button = button(N_("Save as PDF"), "download", name="save_sheet")
        self.print_button = button(N_("Print…"), "printer", name="print_sheet")
        self.save_button.clicked.connect(self._choose_file)
        self.print_button.clicked.connect(lambda: self._made(self._ask_printer))
        self.named.toggled.connect(self.warning.setVisible)
        self.codes.setObjectName("sheet_codes")
        self.desk_items.setObjectName("sheet_desk")
        self.named.setObjectName("sheet_name")
        row = hbox()
        row.addWidget(self.language, 1)
        row.addStretch(2)
        for part in (h2(N_("Sheet to take away")), row, self.codes, self.desk_items, self.named):
            self.add(part)
        self.add(self.warning)
        self.add(hbox(self.save_button, self.print_button, None))

    def show_list(self, pack: Pack, library: Library, name: str, *, unconfirmed: bool) -> None:
        """Begin anew: both languages, no name."""
        self._pack, self._library, self._name = pack, library, name
        self._unconfirmed = unconfirmed
        self.language.control.set_value(_BOTH)
        self.named.setChecked(False)
        self.named.setVisible(bool(name))
        self.warning.hide()
        speaks = {item.speaks_to for item in pack.shown_items}
        self.desk_items.setChecked(False)
        self.desk_items.setVisible(speaks == {PERSON, DESK})

    def handout(self) -> Handout | None:
        """The sheet as it is chosen now."""
        if self._pack is None:
            return None
        language = self.language.control.value()
        return Handout(
            self._pack,
            self._library,
            NEEDED if language == _BOTH else (str(language),),
            self._desk.clock.now().date(),
            name=self._name if self.named.isChecked() else "",
            codes=self.codes.isChecked(),
            unconfirmed=self._unconfirmed,
            desk=self.desk_items.isChecked(),
        )

    def save_to(self, path: Path) -> None:
        """Write the sheet into a file."""

        def write(pdf: bytes) -> None:
            self._desk.tasks.call(
                lambda _vault, _progress: write_whole(path, pdf),
                lambda _none: self._desk.say(_("The sheet is saved.")),
                owner=self,
                failed=self._refused,
            )

        self._made(write)

    def _made(self, done: Callable[[bytes], None]) -> None:
        handout = self.handout()
        if handout is not None:
            self._desk.tasks.call(
                lambda _vault, _progress: handouts.pdf(handout),
                done,
                owner=self,
                failed=self._refused,
            )

    def _choose_file(self) -> None:
        if self._pack is None:
            return
        proposed = documents() / f"{in_a_name(words.title(self._pack))}.pdf"
        title = _("Where should the sheet go?")
        ask_new_file(self.save_button, title, proposed, self.save_to)

    def _ask_printer(self, pdf: bytes) -> None:
        pages = [image for image, _words in page_images(pdf, _DOTS)]
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setPageSize(QPageSize(QPageSize.PageSizeId.Letter))
        printer.setFullPage(True)
        dialog = QPrintDialog(printer, self)
        dialog.accepted.connect(lambda: on_paper(printer, pages))
        dialog.finished.connect(lambda _result: self.print_button.setFocus())
        QDialog.open(dialog)  # its own takes a slot by name

    def _refused(self, error: CasedeskError) -> None:
        self._desk.refuse(error)


def on_paper(printer: QPrinter, pages: list[QImage]) -> None:
    """Draw each page over a whole sheet."""
    painter = QPainter(printer)
    for at, image in enumerate(pages):
        if at:
            printer.newPage()
        sheet = QSizeF(printer.pageRect(QPrinter.Unit.DevicePixel).size())
        painter.drawImage(QRectF(0, 0, sheet.width(), sheet.height()), image)
    painter.end()


def _languages() -> list[tuple[str, str]]:
    return [(_BOTH, " + ".join(NAMES.values())), *NAMES.items()]
