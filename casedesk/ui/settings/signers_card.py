"""Whose signed content this vault takes."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from casedesk.errors import CasedeskError
from casedesk.exchange import content_files, content_keys
from casedesk.i18n import N_, _
from casedesk.services.contents import Trusted
from casedesk.ui.access.file_dialogs import ask_file, documents
from casedesk.ui.access.typing_aids import line_of
from casedesk.ui.kit.binding import bind
from casedesk.ui.kit.buttons import button
from casedesk.ui.kit.field import Field
from casedesk.ui.kit.labels import h2, muted, raw
from casedesk.ui.kit.layouts import clear, hbox, vbox
from casedesk.ui.kit.surfaces import Card, line
from casedesk.ui.kit.text_boxes import TextBox

WRITE_A_NAME = N_("Write whose key it is.")


class SignersCard(Card):
    """A key is added in person: its letters are compared with those its owner reads out."""

    trusted = Signal(str, str)  # key, name
    distrusted = Signal(str)  # key
    refused = Signal(object)  # a CasedeskError

    def __init__(self) -> None:
        super().__init__(name="signers_card")
        self._key = ""
        self.rows = vbox(spacing=0)
        self.add_button = button(N_("Add a key…"), "key", name="add_key")
        self.add_button.clicked.connect(self._choose)
        self.letters = raw("", "mono", name="fingerprint")
        self.named = Field(N_("Whose key is it?"), TextBox(states=False), name="key_name")
        self.trust_button = button(N_("Take content of this key"), "check", name="trust_key")
        self.trust_button.clicked.connect(self._trust)
        compare = muted(
            N_("Call its owner, or sit with them: these letters must be those they read out.")
        )
        self.new = QWidget()
        self.new.setLayout(
            vbox(compare, self.letters, self.named, hbox(self.trust_button, None), spacing=8)
        )
        self.new.hide()
        line_of(self.named).returnPressed.connect(self._trust)
        intro = N_("Content is taken only if it is signed with one of these keys.")
        for part in (h2(N_("Whose content is taken")), muted(intro), self.rows):
            self.add(part)
        self.add(hbox(self.add_button, None))
        self.add(self.new)

    def show_keys(self, keys: Sequence[Trusted]) -> None:
        """Show who is trusted now."""
        clear(self.rows)
        for each in keys:
            self.rows.addWidget(line())
            self.rows.addWidget(self._row(each))
        self.new.hide()

    def show_key(self, path: Path) -> None:
        """Show the letters of a key in a file, to be compared."""
        try:
            self._key = content_keys.public(path)
        except CasedeskError as error:
            self.refused.emit(error)
            return
        self.letters.setText(content_files.fingerprint(self._key))
        self.named.control.set_value("")
        self.new.show()
        self.named.go()

    def _row(self, trusted: Trusted) -> QWidget:
        made = QWidget()
        letters = raw(content_files.fingerprint(trusted.key), "hint")
        way = button(N_("Take no more"), "ban", "link", name="distrust_key")
        bind(way, "setAccessibleName", lambda: f"{_('Take no more')}: {trusted.name}")
        way.clicked.connect(lambda: self.distrusted.emit(trusted.key))
        row = hbox(margin=(2, 8, 2, 8), spacing=12)
        row.addLayout(vbox(raw(trusted.name, "strong", name="signer"), letters, spacing=2), 1)
        row.addWidget(way)
        made.setLayout(row)
        return made

    def _choose(self) -> None:
        ask_file(self.add_button, _("Which key?"), documents(), _("Keys (*.pub)"), self.show_key)

    def _trust(self) -> None:
        name = line_of(self.named).text().strip()
        self.named.set_error(None if name else WRITE_A_NAME)
        if name:
            self.trusted.emit(self._key, name)
        else:
            self.named.go()
