"""One user in the list: name, role, and what can be done."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from casedesk.i18n import N_, _
from casedesk.services.vaults import COORDINATOR, Slot
from casedesk.ui.kit.binding import bind
from casedesk.ui.kit.buttons import button
from casedesk.ui.kit.chips import StatusChip
from casedesk.ui.kit.labels import hint, raw
from casedesk.ui.kit.layouts import FlowLayout, hbox, vbox
from casedesk.ui.roles import ROLES


class UserRow(QWidget):
    """Whoever is here changes their own passphrase elsewhere, and cannot lock themselves out."""

    passphrase_wanted = Signal()
    role_wanted = Signal()
    removal_wanted = Signal()

    def __init__(self, slot: Slot, *, own: bool) -> None:
        super().__init__()
        self.setObjectName(f"user_{slot.user}")
        coordinator = slot.role == COORDINATOR
        icon, tone = ("shield-check", "accent") if coordinator else ("user", "muted")
        chip = StatusChip(icon, ROLES[slot.role], "accent" if tone == "accent" else "muted")
        who = hbox(raw(slot.user, "strong", wrap=False), chip, None, spacing=10)
        left = vbox(who, spacing=4)
        if own:
            left.addWidget(hint(N_("This is you")))
        ways = FlowLayout(8)
        if not own:
            other = N_("Make a volunteer") if coordinator else N_("Make a coordinator")
            for text, sign, name, signal in (
                (N_("New passphrase"), "key", "reset", self.passphrase_wanted),
                (other, "users", "change_role", self.role_wanted),
                (N_("Take the key away"), "trash", "remove", self.removal_wanted),
            ):
                way = button(text, sign, "link", name=name)
                _name_fully(way, text, slot.user)
                way.clicked.connect(signal)
                ways.addWidget(way)
        left.addLayout(ways)
        left.setContentsMargins(2, 10, 2, 10)
        self.setLayout(left)


def _name_fully(way: QPushButton, text: str, user: str) -> None:
    """Three buttons of one name per person would all sound alike."""
    bind(way, "setAccessibleName", lambda: f"{_(text)}: {user}")
