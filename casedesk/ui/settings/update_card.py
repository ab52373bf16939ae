"""What an update of content would change, before it is installed."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from casedesk import i18n
from casedesk.domain.packs import comparing
from casedesk.domain.packs.comparing import Part, RowChange
from casedesk.domain.packs.pack import said
from casedesk.i18n import N_, _
from casedesk.services.contents import Change
from casedesk.ui.forms.rows import Row
from casedesk.ui.kit.binding import bind
from casedesk.ui.kit.buttons import button
from casedesk.ui.kit.labels import h2, label, muted
from casedesk.ui.kit.layouts import clear, hbox, vbox
from casedesk.ui.kit.surfaces import Card
from casedesk.ui.rights import words


class UpdateCard(Card):
    """Shown once the file's signature was found to be right."""

    confirmed = Signal()
    cancelled = Signal()

    def __init__(self) -> None:
        super().__init__(name="update_card")
        self.signer = muted()
        self.rows = vbox(spacing=10)
        self.install_button = button(N_("Install"), "check", "primary", name="install_content")
        self.cancel_button = button(N_("Cancel"), "x", "link", name="cancel_content")
        self.install_button.clicked.connect(self.confirmed)
        self.cancel_button.clicked.connect(self.cancelled)
        for part in (h2(N_("What would change")), self.signer, self.rows):
            self.add(part)
        self.add(hbox(self.install_button, self.cancel_button, None, spacing=12))

    def show_changes(self, changes: Sequence[Change], signer: Callable[[], str]) -> None:
        """Show each pack of the file; one that is used already changes nothing."""
        bind(self.signer, "setText", signer)
        clear(self.rows)
        for change in changes:
            self.rows.addWidget(_row(change))
        self.install_button.setEnabled(any(not change.same for change in changes))
        self.show()
        self.install_button.setFocus()


def _row(change: Change) -> QWidget:
    made = QWidget()
    box = vbox(label(lambda: _title(change), "strong", name="change_title"), spacing=6)
    if not change.same:
        box.addWidget(label(lambda: said(change.new.changes, i18n.language()), "muted"))
        for row in change.rows:
            box.addWidget(_differing(row))
    made.setLayout(box)
    return made


def _differing(row: RowChange) -> QWidget:
    """One row of a pack, each of its texts as it was beside what it is now."""
    made = QWidget()
    box = vbox(label(lambda: row.title, name="change_row"), margin=(12, 0, 0, 0), spacing=2)
    for part in row.parts:
        box.addWidget(_said(row, part))
    made.setLayout(box)
    return made


def _said(row: RowChange, part: Part) -> QWidget:
    made = QWidget()
    before, now = _text(part, N_("Before"), "before"), _text(part, N_("Now"), "now")
    texts = {comparing.ADDED: (now,), comparing.GONE: (before,)}.get(row.kind, (before, now))
    made.setLayout(vbox(label(lambda: part.name, "hint"), Row(*texts), spacing=0))
    return made


def _text(part: Part, head: str, which: str) -> QWidget:
    def words() -> str:
        return f"{_(head)}: {getattr(part, which) or '–'}"

    return label(words, "muted" if which == "before" else "text", name=f"change_{which}")


def _title(change: Change) -> str:
    title = words.title(change.new)
    if change.same:
        return _("{title}: as it is already").format(title=title)
    if change.old is None:
        return _("{title}: new, version {version}").format(title=title, version=change.new.version)
    return _("{title}: version {old}, now {new}").format(
        title=title, old=change.old.version, new=change.new.version
    )
