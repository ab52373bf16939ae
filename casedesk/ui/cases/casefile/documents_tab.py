"""Documents and photographs: taken in clean, looked at here, outside only when asked."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent

from casedesk.domain.answers import Missing, value_or
from casedesk.domain.documents import Document
from casedesk.errors import CasedeskError
from casedesk.i18n import N_, _
from casedesk.services import documents
from casedesk.services.cases import CaseFile
from casedesk.services.documents import Taken
from casedesk.services.vaults import UnitOfWork
from casedesk.ui.access.file_dialogs import ask_file, ask_new_file
from casedesk.ui.access.file_dialogs import documents as documents_folder
from casedesk.ui.cases.casefile import kinds
from casedesk.ui.cases.casefile.entries import EntriesBox, Step
from casedesk.ui.cases.casefile.tab import Tab
from casedesk.ui.desk import Desk
from casedesk.ui.documents.viewer import Viewer
from casedesk.ui.kit.banners import Banner
from casedesk.ui.kit.choices import WrappingCheck
from casedesk.ui.kit.labels import muted

ORIGINAL = N_("The file outside is still where it was: if it should not be there, delete it.")


class DocumentsTab(Tab):
    """The documents of a case; those taken out are shown only if somebody wants to see them."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.setAcceptDrops(True)
        coordinator = desk.session.coordinator
        self.box = EntriesBox(
            desk,
            kinds.documents(),
            Step(N_("Look at it"), "eye", _whole, self.look, "look"),
            Step(
                N_("Save outside…"),
                "file-export",
                lambda each: coordinator and each.kept,
                self.ask_export,
                "export",
            ),
            Step(
                N_("Take out"),
                "trash",
                lambda each: each.kept,
                self._does(documents.remove, N_("Taken out. It can be put back.")),
                "remove",
            ),
            Step(
                N_("Put back"),
                "rotate",
                lambda each: not each.kept and _whole(each),
                self._does(documents.restore, N_("It is back.")),
                "restore",
            ),
            Step(
                N_("Erase for good"),
                "x",
                lambda each: coordinator and not each.kept and _whole(each),
                self._does(documents.erase, N_("The content is erased. That it was here stays.")),
                "erase",
            ),
        )
        self.refusal = Banner("error", "", closable=True)
        self.told = Banner("info", "", closable=True)
        self.refusal.setObjectName("not_taken")
        self.told.setObjectName("taken")
        self.removed = WrappingCheck(N_("Show those taken out"))
        self.removed.setObjectName("show_removed")
        self.removed.toggled.connect(lambda _on: self.redraw())
        self.box.add_button.clicked.disconnect()
        self.box.add_button.clicked.connect(self._choose)
        self.add(
            muted(
                N_(
                    "Pictures, PDF and text. Place, time and device are taken out of the file; "
                    "it is encrypted with everything else and never opened outside."
                )
            )
        )
        for part in (self.refusal, self.told):
            part.hide()
            self.add(part)
        self.add(self.box)
        self.add(self.removed)
        self.add(None)

    def draw(self, file: CaseFile) -> None:
        """List the documents."""
        if not self.same_case:
            self.refusal.hide()
            self.told.hide()
        shown = [each for each in file.documents if each.kept or self.removed.isChecked()]
        self.box.show_entries(file.case.id, shown)
        self.removed.setVisible(any(not each.kept for each in file.documents))

    def save(self) -> None:
        """Save what is being written about a document."""
        self.box.save()

    def take(self, paths: list[Path]) -> None:
        """Take files in, one after another; one that is refused stops none of the others."""
        self.refusal.hide()
        self.told.hide()
        for path in paths:
            self._take(path)

    def look(self, document: Document) -> None:
        """Show a document."""
        Viewer(self.desk, document, self).open()

    def ask_export(self, document: Document) -> None:
        """Ask where a document is to be saved outside the vault."""
        # The title may be a name, and whoever sees the file would know whose it is.
        proposed = documents_folder() / f"casedesk{documents.ending(document)}"
        title = _("Save outside the vault: not encrypted there")
        ask_new_file(self.box, title, proposed, lambda path: self.export(document, path))

    def export(self, document: Document, path: Path) -> None:
        """Save a document outside the vault."""
        self.desk.tasks.run(
            lambda uow: documents.export(uow, document, path),
            lambda _none: self.desk.say(_("Saved as {file}.").format(file=path.name)),
            owner=self,
            failed=self._refuse,
        )

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped here."""
        if _files(event):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take in what is dropped; the original stays where it is."""
        found = _files(event)
        if found:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.take(found)

    def _choose(self) -> None:
        ask_file(
            self.box.add_button,
            _("Which file is to be kept?"),
            documents_folder(),
            _("Pictures, PDF and text (*.jpg *.jpeg *.png *.webp *.gif *.tif *.tiff *.pdf *.txt)"),
            lambda path: self.take([path]),
        )

    def _take(self, path: Path) -> None:
        if self.file is None:
            return
        case_id = self.file.case.id

        def work(uow: UnitOfWork) -> Taken:
            return documents.add(uow, case_id, path.name, documents.read_file(path))

        self.desk.tasks.run(work, self._taken, owner=self, failed=self._refuse)

    def _taken(self, taken: Taken) -> None:
        size = kinds.size_text(value_or(taken.document.size, 0))
        words = N_("Kept, {size}.")
        self.told.tell(lambda: " ".join((_(words).format(size=size), _(taken.stays), _(ORIGINAL))))

    def _does(
        self, work: Callable[[UnitOfWork, Document], Any], words: str
    ) -> Callable[[Document], None]:
        def do(document: Document) -> None:
            self.desk.tasks.run(
                lambda uow: work(uow, document),
                lambda _stored: self.desk.say(_(words)),
                owner=self,
                failed=self._refuse,
            )

        return do

    def _refuse(self, error: CasedeskError) -> None:
        self.refusal.tell(lambda: str(error))


def _whole(document: Document) -> bool:
    return isinstance(document.erased_on, Missing)


def _files(event: QDropEvent) -> list[Path]:
    urls = event.mimeData().urls()
    return [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
