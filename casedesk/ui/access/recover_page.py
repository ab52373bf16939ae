"""Into the vault with the printed sheet, and a new passphrase for whoever forgot theirs."""

from pathlib import Path

from PySide6.QtCore import Signal

from casedesk.errors import CasedeskError
from casedesk.i18n import N_
from casedesk.services import users, vaults
from casedesk.services.vaults import Clock, Vault
from casedesk.ui.access.panel import Panel
from casedesk.ui.access.passphrase_box import PassphraseBox
from casedesk.ui.access.steps import Steps
from casedesk.ui.access.typing_aids import line_of
from casedesk.ui.kit.buttons import button
from casedesk.ui.kit.code_box import CodeBox
from casedesk.ui.kit.field import Field
from casedesk.ui.kit.labels import muted
from casedesk.ui.kit.layouts import hbox
from casedesk.ui.kit.text_boxes import TextBox


class RecoverPage(Panel):
    """The code first, then whose passphrase is to be made anew."""

    entered = Signal(object)  # the open Vault
    back_wanted = Signal()

    def __init__(self, path: Path, clock: Clock) -> None:
        super().__init__(N_("Use the recovery sheet"), name="recover_page")
        self._path, self._clock = path, clock
        self._vault: Vault | None = None
        self._roles: dict[str, str] = {}
        self._read_users()
        self.code = Field(
            N_("Recovery code"),
            TextBox(states=False),
            hint=N_("As printed; hyphens and capitals do not matter"),
            name="recovery_code",
        )
        self.user = Field(
            N_("Whose passphrase is made anew?"),
            CodeBox(lambda: [(name, name) for name in self._roles], states=False),
            name="user",
        )
        self.box = PassphraseBox(lambda: self._roles.get(self._chosen(), vaults.COORDINATOR))
        self.user.control.edited.connect(self.box.make)
        self.steps = Steps()
        self.steps.add(
            muted(N_("The code opens the vault; then you choose whose passphrase is made anew.")),
            self.code,
        )
        self.steps.add(self.user, self.box)
        self.next_button = button(N_("Continue"), "chevron-right", "primary", name="next")
        self.back_button = button(N_("Back"), "arrow-left", "link", name="back")
        self.next_button.clicked.connect(self.go_on)
        self.back_button.clicked.connect(self._go_back)
        self.ways += [self.next_button, self.back_button]
        row = hbox(self.next_button, self.back_button, spacing=12)
        row.addWidget(self.waiting, 1)
        self.card.add(self.steps)
        self.card.add(row)
        for field in (self.code, self.box.first, self.box.again):
            line_of(field).returnPressed.connect(self.go_on)

    def go_on(self) -> None:
        """Open with the code, or save the new passphrase."""
        if self.background.busy:
            return
        self.quiet()
        if self._vault is None:
            code = line_of(self.code).text()
            self.background.run(
                lambda: vaults.recover(self._path, code, clock=self._clock),
                self._opened,
                self.refuse,
            )
        elif not self._chosen():
            self.say(N_("Choose whose passphrase is made anew."))
        elif not self.box.problems((self._vault.shelter, self._chosen())):
            vault, name, words = self._vault, self._chosen(), self.box.passphrase()
            self.background.run(
                lambda: _renew(vault, name, words, self._path, self._clock),
                self._renewed,
                self.refuse,
            )
        else:
            self.box.go()

    def leave(self) -> None:
        """Close the vault if nobody went in."""
        if self._vault is not None:
            self._vault.close()
            self._vault = None

    def _opened(self, vault: Vault) -> None:
        self._vault = vault
        self.steps.go(1)
        self.user.go()

    def _renewed(self, vault: Vault) -> None:
        self._vault = None
        self.entered.emit(vault)

    def _go_back(self) -> None:
        self.leave()
        self.back_wanted.emit()

    def _read_users(self) -> None:
        try:
            self._roles = {slot.user: slot.role for slot in vaults.users(self._path)}
        except CasedeskError as error:
            self.refuse(error)

    def _chosen(self) -> str:
        return self.user.control.content() or ""


def _renew(vault: Vault, name: str, words: str, path: Path, clock: Clock) -> Vault:
    """Give the new passphrase, and come in with it, so that the log names a person."""
    users.reset_passphrase(vault, name, words, kdf=users.calibrated_kdf())
    vault.close()
    return vaults.unlock(path, name, words, clock=clock)
