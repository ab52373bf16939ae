"""A paper as it will be printed, in the language it is wanted in; printed or saved when asked."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QDialog, QWidget

from casedesk import i18n
from casedesk.errors import CasedeskError
from casedesk.i18n import N_, _
from casedesk.services import vaults
from casedesk.services.vaults import UnitOfWork
from casedesk.ui.access.file_dialogs import ask_new_file, documents
from casedesk.ui.desk import Desk
from casedesk.ui.kit.banners import Banner
from casedesk.ui.kit.binding import bind
from casedesk.ui.kit.buttons import button
from casedesk.ui.kit.code_box import CodeBox
from casedesk.ui.kit.field import Field
from casedesk.ui.kit.layouts import FlowLayout, add, hbox, vbox
from casedesk.ui.kit.surfaces import holding
from casedesk.ui.kit.theme import dress, px
from casedesk.ui.papers.printing import ask_printer, print_pages
from casedesk.ui.reports.preview import PAGE_WIDTH, Preview, page_images

#: each in its own words, so that whoever reads it finds it
LANGUAGES = (("es", "Español"), ("en", "English"))


@dataclass(frozen=True)
class Paper:
    """What is printed: its title, the name of its file, its making and the note of its leaving."""

    title: str
    file_name: str
    pdf: Callable[[UnitOfWork, str], bytes]
    note: Callable[[UnitOfWork, str], None]


class PaperDialog(QDialog):
    """Shows a paper; nothing is written anywhere until somebody asks for it."""

    def __init__(
        self,
        desk: Desk,
        paper: Paper,
        parent: QWidget,
        *,
        language: str = "",
        above: QWidget | None = None,
    ) -> None:
        """``above`` stands over the preview, for choices of the paper's own."""
        super().__init__(parent)
        self._desk, self._paper = desk, paper
        self._pdf = b""
        self.setObjectName("paper_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        bind(self, "setWindowTitle", paper.title)
        self.language = Field(
            N_("Language of the paper"), CodeBox(lambda: LANGUAGES, states=False, empty=False)
        )
        self.language.control.set_value(language or i18n.language())
        self.preview = Preview()
        self.refusal = Banner("error", "", closable=True)
        self.refusal.hide()
        self.print_button = button(N_("Print…"), "printer", "primary", name="print")
        self.save_button = button(N_("Save as PDF…"), "device-floppy", name="save_pdf")
        self.close_button = button(N_("Close"), name="close")
        foot = FlowLayout(10)
        for action in (self.print_button, self.save_button, self.close_button):
            foot.addWidget(action)
        box = vbox(self.refusal, margin=18, spacing=12)
        add(box, hbox(self.language, None))
        if above is not None:
            add(box, above)
        box.addWidget(self.preview, 1)
        add(box, holding(foot))
        self.setLayout(box)
        dress(self)
        self.resize(px(660), px(640))
        self.language.control.edited.connect(self.reload)
        self.print_button.clicked.connect(self._print)
        self.save_button.clicked.connect(self._save)
        self.close_button.clicked.connect(self.reject)
        self.reload()

    def reload(self) -> None:
        """Make the paper again."""
        self._ready(False)
        language, width = self._language(), px(PAGE_WIDTH)

        def make(uow: UnitOfWork) -> tuple[bytes, list[tuple[QImage, str]]]:
            pdf = self._paper.pdf(uow, language)
            return pdf, page_images(pdf, width)

        self._desk.tasks.run(make, self._made, owner=self, failed=self._refuse, latest="paper")

    def save_to(self, path: Path) -> None:
        """Write the PDF to a file that is its owner's alone, and log it."""
        pdf, language = self._pdf, self._language()

        def work(uow: UnitOfWork) -> None:
            self._paper.note(uow, language)
            uow.flush()
            vaults.write_whole(path, pdf)

        self._desk.tasks.run(
            work,
            lambda _none: self._desk.say(
                _("Saved as {file}. Print it, then delete the file.").format(file=path.name)
            ),
            owner=self,
            failed=self._refuse,
        )

    def _made(self, made: tuple[bytes, list[tuple[QImage, str]]]) -> None:
        self._pdf = made[0]
        self.preview.show_pages(made[1])
        self._ready(True)

    def _ready(self, ready: bool) -> None:
        for action in (self.print_button, self.save_button):
            action.setEnabled(ready)

    def _language(self) -> str:
        return str(self.language.control.content() or i18n.language())

    def _save(self) -> None:
        proposed = documents() / f"{self._paper.file_name}.pdf"
        ask_new_file(self.save_button, _("Save as PDF"), proposed, self.save_to)

    def _print(self) -> None:
        pdf, language = self._pdf, self._language()
        ask_printer(
            self.print_button,
            lambda printer: self._desk.tasks.run(
                lambda uow: self._paper.note(uow, language),
                lambda _none: print_pages(pdf, printer),
                owner=self,
                failed=self._refuse,
            ),
        )

    def _refuse(self, error: CasedeskError) -> None:
        self.refusal.tell(lambda: str(error))
