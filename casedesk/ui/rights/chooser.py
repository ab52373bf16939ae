"""All lists, and what else the content holds: to be read and printed without a case."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from casedesk.domain.packs.library import Library
from casedesk.domain.packs.pack import Pack
from casedesk.i18n import N_, _, ngettext
from casedesk.ui.kit.binding import bind
from casedesk.ui.kit.buttons import button
from casedesk.ui.kit.labels import h2, icon_label, label, muted
from casedesk.ui.kit.layouts import clear, hbox, vbox
from casedesk.ui.kit.surfaces import Card, line
from casedesk.ui.rights import words

_ICONS = {"us_cards": "flag", "contacts": "phone", "glossary": "language"}


class Chooser(QWidget):
    """A row for each pack that people read."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._lists = vbox(spacing=0)
        self._others = vbox(spacing=0)
        self._first: QPushButton | None = None
        self.setLayout(
            vbox(
                Card(
                    h2(N_("Rights lists")),
                    muted(N_("To walk through a list with somebody, open it from their case.")),
                    self._lists,
                ),
                Card(h2(N_("More to look up")), self._others),
                None,
                spacing=12,
            )
        )

    def show_library(self, library: Library) -> None:
        """Show what there is."""
        clear(self._lists)
        clear(self._others)
        self._first = None
        for pack in library.lists:
            self._lists.addWidget(line())
            self._lists.addWidget(self._row(pack))
        for other in (library.contacts, library.cards, library.glossary):
            if other is not None:
                self._others.addWidget(line())
                self._others.addWidget(self._row(other))

    def go(self) -> None:
        """Bring the person to the first row."""
        if self._first is not None:
            self._first.setFocus()

    def _row(self, pack: Pack) -> QWidget:
        made = QWidget()
        made.setObjectName(f"pack_{pack.id}")
        opener = button(N_("Open"), "chevron-right", name="open_pack")
        bind(opener, "setAccessibleName", lambda: _("Open {what}").format(what=words.title(pack)))
        self._first = self._first or opener
        opener.clicked.connect(lambda: self.chosen.emit(pack.id))
        row = hbox(
            icon_label(pack.icon or _ICONS.get(pack.id, "notes"), "accent"),
            margin=(2, 8, 2, 8),
            spacing=12,
        )
        texts = vbox(
            label(lambda: words.title(pack), "strong"),
            label(lambda: _size(pack), "hint"),
            spacing=2,
        )
        row.addLayout(texts, 1)
        row.addWidget(opener)
        made.setLayout(row)
        return made


def _size(pack: Pack) -> str:
    count = len(pack.shown_items) or len(pack.contacts) + len(pack.cards) + len(pack.terms)
    items = ngettext("{count} item", "{count} items", count).format(count=count)
    return f"{items} · {words.edition(pack)}"
