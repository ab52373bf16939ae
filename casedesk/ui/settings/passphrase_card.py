"""Changing one's own passphrase."""

from casedesk.errors import CasedeskError
from casedesk.i18n import N_, _
from casedesk.services import users
from casedesk.services.vaults import Vault
from casedesk.ui.access.passphrase_box import PassphraseBox
from casedesk.ui.access.typing_aids import line_of
from casedesk.ui.desk import Desk
from casedesk.ui.kit.banners import Banner
from casedesk.ui.kit.buttons import button
from casedesk.ui.kit.field import Field
from casedesk.ui.kit.labels import h2
from casedesk.ui.kit.layouts import hbox
from casedesk.ui.kit.surfaces import Card
from casedesk.ui.kit.text_boxes import TextBox

NEEDS_PRESENT = N_("Type the passphrase you use now.")


class PassphraseCard(Card):
    """The present passphrase, and a new one twice."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(h2(N_("Your passphrase")), spacing=12, name="passphrase_card")
        self._desk = desk
        self.present = Field(
            N_("The passphrase you use now"),
            TextBox(states=False, secret=True),
            name="present_passphrase",
        )
        self.box = PassphraseBox(lambda: desk.session.role)
        self.save_button = button(N_("Change the passphrase"), "key", name="change_passphrase")
        self.save_button.clicked.connect(self.save)
        self.refusal = Banner("error", "")
        self.refusal.setObjectName("passphrase_refusal")
        self.refusal.hide()
        for part in (self.refusal, self.present, self.box, hbox(self.save_button, None), None):
            self.add(part)
        for field in (self.present, self.box.first, self.box.again):
            line_of(field).returnPressed.connect(self.save)

    def save(self) -> None:
        """Change it if everything is answered."""
        self.refusal.hide()
        present = line_of(self.present).text()
        self.present.set_error(None if present else NEEDS_PRESENT)
        wrong = self.box.problems((self._desk.shelter, self._desk.session.user))
        if not present:
            self.present.go()
        elif wrong:
            self.box.go()
        else:
            self._change(present, self.box.passphrase())

    def _change(self, present: str, new: str) -> None:
        def work(vault: Vault, _progress: object) -> None:
            name = vault.session.user
            users.change_passphrase(vault, name, present, new, kdf=users.calibrated_kdf())

        self.save_button.setEnabled(False)
        self._desk.tasks.call(work, self._changed, owner=self, failed=self._refused)

    def _changed(self, _nothing: None) -> None:
        self.save_button.setEnabled(True)
        self.present.control.set_value("")
        self.box.clear()
        self._desk.say(_("Your passphrase is changed. The old one opens nothing from now on."))

    def _refused(self, error: CasedeskError) -> None:
        self.save_button.setEnabled(True)
        self.refusal.tell(lambda: str(error))
        self.present.go()
