"""What an update of content would change, before it is installed."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from casedesk import i18n
from casedesk.domain.packs.pack import said
from casedesk.i18n import N_, _
from casedesk.services.contents import Change
from casedesk.ui.kit.binding import bind
from casedesk.ui.kit.buttons import button
from casedesk.ui.kit.labels import h2, label, muted
from casedesk.ui.kit.layouts import clear, hbox, vbox
from casedesk.ui.kit.surfaces import Card
from casedesk.ui.rights import words

_IDS = (
    ("added", N_("New: {ids}")),
    ("changed", N_("Changed: {ids}")),
    ("withdrawn", N_("Withdrawn: {ids}")),
)


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
    box = vbox(label(lambda: _title(change), "strong", name="change_title"), spacing=2)
    if not change.same:
        box.addWidget(label(lambda: said(change.new.changes, i18n.language()), "muted"))
        for name, text in _IDS:
            ids = ", ".join(getattr(change, name))
            if ids:
                box.addWidget(label(_filled(text, ids), "hint", name="change_ids"))
    made.setLayout(box)
    return made


def _filled(text: str, ids: str) -> Callable[[], str]:
    return lambda: _(text).format(ids=ids)


def _title(change: Change) -> str:
    title = words.title(change.new)
    if change.same:
        return _("{title}: as it is already").format(title=title)
    if change.old is None:
        return _("{title}: new, version {version}").format(title=title, version=change.new.version)
    return _("{title}: version {old}, now {new}").format(
        title=title, old=change.old.version, new=change.new.version
    )
