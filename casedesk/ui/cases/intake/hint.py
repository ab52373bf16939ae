"""Somebody of this very name is on file already: said quietly, with the way there."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QPushButton

from casedesk.i18n import _, ngettext
from casedesk.services.cases import CaseLine
from casedesk.ui.cases.columns import COLUMNS, PLACES
from casedesk.ui.desk import Desk
from casedesk.ui.forms.wording import edtf_text
from casedesk.ui.kit.announcements import announce
from casedesk.ui.kit.binding import bind
from casedesk.ui.kit.buttons import button
from casedesk.ui.kit.labels import icon_label, label
from casedesk.ui.kit.layouts import clear, hbox, vbox


class NamesakeHint(QFrame):
    """Shows up to five namesakes; hidden while there are none."""

    opened = Signal(str)  # a case's id

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._lines: tuple[CaseLine, ...] = ()
        self.setObjectName("namesakes")
        self.setProperty("kind", "quiet")
        self._text = label()
        bind(self._text, "setText", self._words)
        self._links = vbox(spacing=0)
        row = hbox(icon_label("users", "muted"), margin=12, spacing=10)
        row.addLayout(vbox(self._text, self._links, spacing=2), 1)
        self.setLayout(row)
        self.hide()

    def show_lines(self, lines: Sequence[CaseLine]) -> None:
        """Show these namesakes, or none."""
        if [line.case_id for line in lines] == [line.case_id for line in self._lines]:
            return
        self._lines = tuple(lines)
        clear(self._links)
        for line in lines:
            self._links.addLayout(hbox(self._link(line), None))
        self._text.setText(self._words())
        self.setVisible(bool(lines))
        if lines:
            announce(self, self._words())

    def _link(self, line: CaseLine) -> QPushButton:
        def words() -> str:
            country = COLUMNS[PLACES["country"]].text(line, self._desk)
            arrived = _("arrived {date}").format(date=edtf_text(line.arrived))
            return " · ".join((line.folio, country, arrived))

        made = button(words, "external-link", "link", name=f"namesake_{line.folio}")
        made.clicked.connect(lambda: self.opened.emit(line.case_id))
        return made

    def _words(self) -> str:
        return ngettext(
            "Somebody of this name is on file. Is it the same person?",
            "{count} people of this name are on file. Is it one of them?",
            len(self._lines),
        ).format(count=len(self._lines))
