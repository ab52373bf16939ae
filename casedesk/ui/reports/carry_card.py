"""Carrying the ledger to the computer that publishes next, and bringing it in there."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog

from casedesk.i18n import N_, _
from casedesk.services.vaults import COORDINATOR
from casedesk.ui.access.file_dialogs import ask_new_file, documents
from casedesk.ui.access.passphrase_box import PassphraseBox
from casedesk.ui.kit.buttons import button
from casedesk.ui.kit.field import Field
from casedesk.ui.kit.labels import h2, muted
from casedesk.ui.kit.layouts import hbox
from casedesk.ui.kit.surfaces import Card, line
from casedesk.ui.kit.text_boxes import TextBox

WHY = N_(
    "The ledger is in every copy of the vault. If another vault publishes from now on, take the "
    "ledger there: one sealed file, with a passphrase of its own. Only one of the two may publish."
)
NO_PASSPHRASE = N_("Type the passphrase of the file.")
_SUFFIX = ".ledger"


class CarryCard(Card):
    """Saves the ledger, or adds what a file of it holds."""

    carried = Signal(Path, str)  # where it goes, its passphrase
    brought = Signal(Path, str)  # where it is, its passphrase

    def __init__(self, own_words: Callable[[], tuple[str, ...]]) -> None:
        super().__init__(name="carry")
        self._own_words = own_words
        self.unfold_out = button(N_("Take the ledger elsewhere"), "upload", "link", name="take")
        self.box = PassphraseBox(lambda: COORDINATOR)
        self.save = button(N_("Save the ledger"), "database-export", name="save_ledger")
        self.out = Card(self.box, hbox(self.save, None), margin=12)
        self.unfold_in = button(N_("Bring a ledger in"), "file-import", "link", name="bring")
        self.passphrase = Field(
            N_("Passphrase of the file"),
            TextBox(states=False, secret=True),
            name="ledger_passphrase",
        )
        self.choose = button(N_("Choose the file"), "folder", name="choose_ledger")
        self.into = Card(self.passphrase, hbox(self.choose, None), margin=12)
        for part in (
            h2(N_("Another computer")),
            muted(WHY),
            hbox(self.unfold_out, None),
            self.out,
            line(),
            hbox(self.unfold_in, None),
            self.into,
        ):
            self.add(part)
        for card in (self.out, self.into):
            card.setProperty("kind", "quiet")
            card.hide()
        self.unfold_out.clicked.connect(lambda: self.out.setVisible(self.out.isHidden()))
        self.unfold_in.clicked.connect(lambda: self.into.setVisible(self.into.isHidden()))
        self.save.clicked.connect(self._save)
        self.choose.clicked.connect(self._choose)

    def go(self) -> None:
        """Bring the person to bringing a ledger in."""
        self.into.show()
        self.passphrase.go()

    def close_up(self) -> None:
        """Forget the passphrases."""
        self.box.clear()
        self.passphrase.control.set_value(None)
        for card in (self.out, self.into):
            card.hide()

    def _save(self) -> None:
        if self.box.problems(self._own_words()):
            self.box.go()
            return
        words = self.box.passphrase()
        proposed = documents() / f"Casedesk{_SUFFIX}"
        title = _("Where should the ledger go?")
        ask_new_file(self.save, title, proposed, lambda path: self.carried.emit(path, words))

    def _choose(self) -> None:
        words = self.passphrase.control.content()
        self.passphrase.set_error(None if words else NO_PASSPHRASE)
        if not words:
            self.passphrase.go()
            return
        dialog = QFileDialog(self, _("Choose the file"), str(documents()), f"*{_SUFFIX}")
        dialog.rejected.connect(self.choose.setFocus)
        dialog.fileSelected.connect(lambda name: self.brought.emit(Path(name), words))
        dialog.open()
