"""Who has a key: adding, new passphrases, roles, taking keys away, the recovery sheet."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtWidgets import QWidget

from casedesk.errors import CasedeskError
from casedesk.i18n import N_, _
from casedesk.progress import Progress
from casedesk.services import users, vaults
from casedesk.services.vaults import COORDINATOR, VOLUNTEER, Slot, Vault
from casedesk.ui.access.sheet_box import SheetBox
from casedesk.ui.desk import Desk
from casedesk.ui.kit.banners import Banner
from casedesk.ui.kit.buttons import button
from casedesk.ui.kit.labels import h2, muted
from casedesk.ui.kit.layouts import FlowLayout, clear, hbox, vbox
from casedesk.ui.kit.surfaces import Card, line
from casedesk.ui.kit.theme import px, restyle
from casedesk.ui.settings.key_card import KeyCard, Wanted
from casedesk.ui.settings.removal_card import RemovalCard
from casedesk.ui.settings.section import Section
from casedesk.ui.settings.user_row import UserRow

T = TypeVar("T")
_CARD = 640


class UsersSection(Section):
    """The list of users, and above it the one thing being done."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "users_section")
        self.slots: tuple[Slot, ...] = ()
        self.refusal = Banner("error", "", closable=True)
        self.refusal.setObjectName("users_refusal")
        self.refusal.hide()
        self.key_card = KeyCard(desk)
        self.removal = RemovalCard()
        self.sheet = SheetBox()
        self.sheet_done = button(N_("Done"), "check", "primary", name="sheet_done")
        self.sheet_card = Card(
            h2(N_("The new recovery sheet")),
            muted(N_("The sheet before opens nothing any more: burn it.")),
            self.sheet,
            hbox(self.sheet_done, None),
            name="sheet_card",
        )
        self.add_button = button(N_("Add somebody"), "user-plus", "primary", name="add_user")
        self.sheet_button = button(N_("New recovery sheet"), "file-text", name="new_sheet")
        self.rows = vbox(spacing=0)
        ways = FlowLayout(10)
        ways.addWidget(self.add_button)
        ways.addWidget(self.sheet_button)
        self.list_card = Card(h2(N_("Who has a key")), ways, self.rows, name="users_list")
        doing = vbox(self.key_card, self.removal, self.sheet_card, spacing=0)
        for card in (self.key_card, self.removal, self.sheet_card):
            restyle(card, "setMaximumWidth", lambda: px(_CARD))
        # Beside a stretch: a column alone would reckon the height of texts at its whole width.
        beside = hbox(spacing=0)
        beside.addLayout(doing, 1000)
        beside.addStretch(1)
        for part in (self.refusal, beside, self.list_card):
            self.add(part)
        self._connect()
        self._only_list()

    def open(self) -> None:
        """Read who has a key."""
        path = self.desk.tasks.vault.path
        self.desk.tasks.call(lambda _vault, _progress: vaults.users(path), self._show, owner=self)

    def _connect(self) -> None:
        self.add_button.clicked.connect(lambda: self._ask(Wanted()))
        self.sheet_button.clicked.connect(self._new_sheet)
        self.sheet_done.clicked.connect(self._sheet_done)
        self.key_card.cancelled.connect(self._only_list)
        self.key_card.chosen.connect(self._give)
        self.removal.cancelled.connect(self._only_list)
        self.removal.confirmed.connect(self._remove)

    def _show(self, slots: tuple[Slot, ...]) -> None:
        self.slots = slots
        clear(self.rows)
        for slot in slots:
            row = UserRow(slot, own=slot.user == self.desk.session.user)
            row.passphrase_wanted.connect(lambda slot=slot: self._ask(Wanted(slot)))
            row.role_wanted.connect(lambda slot=slot: self._ask(Wanted(slot, _other(slot.role))))
            row.removal_wanted.connect(lambda slot=slot: self._ask_removal(slot))
            self.rows.addWidget(line())
            self.rows.addWidget(row)

    def _ask(self, wanted: Wanted) -> None:
        self._only(self.key_card)
        self.key_card.ask(wanted, [slot.user for slot in self.slots])

    def _ask_removal(self, slot: Slot) -> None:
        self._only(self.removal)
        self.removal.ask(slot.user)

    def _give(self, wanted: Wanted, passphrase: str) -> None:
        def work(vault: Vault, _progress: object) -> None:
            kdf = users.calibrated_kdf()
            if wanted.slot is None:
                users.add_user(vault, wanted.name, wanted.role, passphrase, kdf)
            elif wanted.role == wanted.slot.role:
                users.reset_passphrase(vault, wanted.slot.user, passphrase, kdf)
            else:
                users.change_role(vault, wanted.slot.user, wanted.role, passphrase, kdf)

        self._start(work, lambda _nothing: self._given(wanted))

    def _given(self, wanted: Wanted) -> None:
        self._only_list()
        self.open()
        words = (
            _("{user} can open the vault.") if wanted.slot is None else _("{user} has a new key.")
        )
        self.desk.say(words.format(user=wanted.name))

    def _remove(self, name: str) -> None:
        self._start(lambda vault, _progress: users.remove_user(vault, name), self._show_sheet)

    def _new_sheet(self) -> None:
        self._only_list()
        self._start(lambda vault, _progress: users.new_recovery_code(vault), self._show_sheet)

    def _show_sheet(self, code: str) -> None:
        self._only(self.sheet_card)
        self.sheet.show_code(self.desk.shelter, code)
        self.open()

    def _sheet_done(self) -> None:
        if self.sheet.proved():
            self.sheet.forget()
            self._only_list()

    def _start(self, work: Callable[[Vault, Progress], T], done: Callable[[T], None]) -> None:
        def ended(result: T) -> None:
            self.setEnabled(True)
            done(result)

        self.refusal.hide()
        self.setEnabled(False)
        self.desk.tasks.call(work, ended, owner=self, failed=self._refused)

    def _refused(self, error: CasedeskError) -> None:
        self.setEnabled(True)
        self.refusal.tell(lambda: str(error))

    def _only(self, card: QWidget) -> None:
        """Do one thing at a time; the list waits."""
        for each in (self.key_card, self.removal, self.sheet_card, self.list_card):
            each.setVisible(each is card)

    def _only_list(self) -> None:
        self.refusal.hide()
        self._only(self.list_card)
        self.add_button.setFocus()


def _other(role: str) -> str:
    return VOLUNTEER if role == COORDINATOR else COORDINATOR
