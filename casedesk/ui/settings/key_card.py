"""Giving somebody a key: a new user, a new passphrase, another role."""

from dataclasses import dataclass, replace

from PySide6.QtCore import Signal

from casedesk.i18n import N_, _
from casedesk.services.vaults import COORDINATOR, VOLUNTEER, Slot
from casedesk.ui.access.passphrase_box import PassphraseBox
from casedesk.ui.access.typing_aids import line_of
from casedesk.ui.desk import Desk
from casedesk.ui.kit.binding import bind
from casedesk.ui.kit.buttons import button
from casedesk.ui.kit.code_box import CodeBox
from casedesk.ui.kit.field import Field
from casedesk.ui.kit.labels import h2, muted
from casedesk.ui.kit.layouts import hbox
from casedesk.ui.kit.surfaces import Card
from casedesk.ui.kit.text_boxes import TextBox
from casedesk.ui.roles import ROLES

WRITE_A_NAME = N_("Write a name.")
NAME_TAKEN = N_("Somebody of this name has a key already.")


@dataclass(frozen=True)
class Wanted:
    """Whose key is made; without a slot it is somebody new's."""

    slot: Slot | None = None
    role: str = ""
    name: str = ""


class KeyCard(Card):
    """Name and role if they are new, and the passphrase that the person takes away on paper."""

    chosen = Signal(object, str)  # Wanted, the passphrase
    cancelled = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(spacing=12, name="key_card")
        self._desk = desk
        self._wanted = Wanted()
        self._taken: list[str] = []
        self.title = h2()
        self.title.setObjectName("key_title")
        self.note = muted()
        self.user = Field(N_("Name"), TextBox(states=False), name="user_name")
        self.role = Field(
            N_("Role"),
            CodeBox(_roles, states=False, empty=False),
            hint=N_("Coordinators look after users, bring files in and save reports"),
            name="role",
        )
        self.box = PassphraseBox(self._chosen_role)
        self.role.control.edited.connect(self.box.make)
        self.save_button = button(N_("Save"), "check", "primary", name="save_key")
        self.cancel_button = button(N_("Cancel"), "x", "link", name="cancel_key")
        self.save_button.clicked.connect(self.save)
        self.cancel_button.clicked.connect(self.cancelled)
        row = hbox(self.save_button, self.cancel_button, None, spacing=12)
        for part in (self.title, self.note, self.user, self.role, self.box, row):
            self.add(part)
        for field in (self.user, self.box.first, self.box.again):
            line_of(field).returnPressed.connect(self.save)

    def ask(self, wanted: Wanted, taken: list[str]) -> None:
        """Begin anew."""
        self._wanted, self._taken = wanted, [name.casefold() for name in taken]
        slot = wanted.slot
        for field in (self.user, self.role):
            field.setVisible(slot is None)
            field.set_error(None)
        self.user.control.set_value("")
        self.role.control.set_value(wanted.role or (slot.role if slot is not None else VOLUNTEER))
        self.box.clear()
        bind(self.title, "setText", self._title)
        bind(self.note, "setText", self._note)
        if slot is None:
            self.user.go()
        else:
            self.box.go()

    def save(self) -> None:
        """Hand over what was chosen if it is all there."""
        slot = self._wanted.slot
        name = slot.user if slot is not None else line_of(self.user).text().strip()
        wrong = self._wrong_name(name) if slot is None else ""
        self.user.set_error(wrong or None)
        problems = self.box.problems((self._desk.shelter, name))
        if wrong:
            self.user.go()
        elif problems:
            self.box.go()
        else:
            wanted = replace(self._wanted, name=name, role=self._chosen_role())
            self.chosen.emit(wanted, self.box.passphrase())

    def _wrong_name(self, name: str) -> str:
        if not name:
            return WRITE_A_NAME
        return NAME_TAKEN if name.casefold() in self._taken else ""

    def _chosen_role(self) -> str:
        return self.role.control.content() or COORDINATOR

    def _title(self) -> str:
        slot = self._wanted.slot
        if slot is None:
            return _("Somebody new")
        if not self._wanted.role:
            return _("New passphrase for {user}").format(user=slot.user)
        role = _(ROLES[self._wanted.role])
        return _("{user} becomes: {role}").format(user=slot.user, role=role)

    def _note(self) -> str:
        if self._wanted.role:
            return _("The role is sealed with the passphrase, so there is a new passphrase too.")
        return _("Let them take it away on paper. They can change it themselves, here in Settings.")


def _roles() -> list[tuple[str, str]]:
    return [(VOLUNTEER, _(ROLES[VOLUNTEER])), (COORDINATOR, _(ROLES[COORDINATOR]))]
