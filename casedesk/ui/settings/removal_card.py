"""Asking before somebody's key is taken away."""

from PySide6.QtCore import Signal

from casedesk.i18n import N_, _
from casedesk.ui.kit.binding import bind
from casedesk.ui.kit.buttons import button
from casedesk.ui.kit.labels import h2, label
from casedesk.ui.kit.layouts import hbox
from casedesk.ui.kit.surfaces import Card


class RemovalCard(Card):
    """Says what it means, and what it cannot do."""

    confirmed = Signal(str)  # the user's name
    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__(spacing=12, name="removal_card")
        self._name = ""
        self.title = h2()
        self.confirm_button = button(
            N_("Take the key away"), "trash", "danger", name="confirm_removal"
        )
        self.cancel_button = button(N_("Cancel"), "x", "link", name="cancel_removal")
        self.confirm_button.clicked.connect(lambda: self.confirmed.emit(self._name))
        self.cancel_button.clicked.connect(self.cancelled)
        self.add(self.title)
        for words in (
            N_("Their passphrase opens nothing from now on; what they wrote stays."),
            N_("The vault is encrypted anew, which can take a minute, and there is a new sheet."),
            N_("Copies that were made before still open with their passphrase: put them away."),
        ):
            self.add(label(words))
        self.add(hbox(self.confirm_button, self.cancel_button, None, spacing=12))

    def ask(self, name: str) -> None:
        """Ask about somebody."""
        self._name = name
        bind(self.title, "setText", lambda: _("Take {user}'s key away?").format(user=name))
        self.cancel_button.setFocus()
