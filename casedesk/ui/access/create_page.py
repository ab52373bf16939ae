"""Making a vault in three steps: the shelter, the passphrase, the recovery sheet."""

from pathlib import Path

from PySide6.QtCore import Signal

from casedesk import settings
from casedesk.i18n import N_, _
from casedesk.services import users, vaults
from casedesk.services.vaults import COORDINATOR, Clock, Vault
from casedesk.ui.access.file_dialogs import ask_folder
from casedesk.ui.access.file_names import in_a_name
from casedesk.ui.access.panel import Panel
from casedesk.ui.access.passphrase_box import PassphraseBox
from casedesk.ui.access.sheet_box import SheetBox
from casedesk.ui.access.steps import Steps
from casedesk.ui.access.typing_aids import line_of
from casedesk.ui.kit.binding import bind
from casedesk.ui.kit.buttons import button
from casedesk.ui.kit.field import Field
from casedesk.ui.kit.labels import hint, muted
from casedesk.ui.kit.layouts import hbox
from casedesk.ui.kit.text_boxes import TextBox

STEPS = (N_("The shelter"), N_("Your passphrase"), N_("The recovery sheet"))
WRITE_A_NAME = N_("Write a name.")


class CreatePage(Panel):
    """Asks, makes the vault, shows the sheet, and only then lets anybody in."""

    entered = Signal(object)  # the open Vault
    back_wanted = Signal()

    def __init__(self, clock: Clock) -> None:
        super().__init__(N_("Create a vault"), name="create_page")
        self._clock = clock
        self._vault: Vault | None = None
        self.folder = settings.data_folder()
        self.shelter = Field(
            N_("Name of the shelter"),
            TextBox(states=False),
            hint=N_("As it stands on reports"),
            name="shelter",
        )
        self.user = Field(
            N_("Your name"),
            TextBox(states=False),
            hint=N_("You will be coordinator: you can add the others later"),
            name="your_name",
        )
        self.where = muted()
        self.where.setObjectName("where")
        self.choose = button(N_("Choose another folder"), "folder", "link", name="choose_folder")
        self.choose.clicked.connect(self._choose_folder)
        self.box = PassphraseBox(lambda: COORDINATOR)
        self.sheet = SheetBox()
        self.step = hint()
        self.steps = Steps()
        self.steps.add(self.shelter, self.user, self.where, hbox(self.choose, None))
        self.steps.add(self.box)
        self.steps.add(self.sheet)
        self.next_button = button(N_("Continue"), "chevron-right", "primary", name="next")
        self.back_button = button(N_("Back"), "arrow-left", "link", name="back")
        self.next_button.clicked.connect(self.go_on)
        self.back_button.clicked.connect(self.go_back)
        self.ways += [self.next_button, self.back_button]
        row = hbox(self.next_button, self.back_button, spacing=12)
        row.addWidget(self.waiting, 1)
        for part in (self.step, self.steps, row):
            self.card.add(part)
        for field in (self.shelter, self.user, self.box.first, self.box.again, self.sheet.proof):
            line_of(field).returnPressed.connect(self.go_on)
        bind(self.where, "setText", lambda: _("Kept in: {folder}").format(folder=self.folder))
        self._show(0)

    def go_on(self) -> None:
        """Take the next step if this one is answered."""
        if self.background.busy:
            return
        (self._after_shelter, self._after_passphrase, self._after_sheet)[self.steps.at()]()

    def go_back(self) -> None:
        """Back to the step before, or to where one came from."""
        if self.steps.at() == 0:
            self.back_wanted.emit()
        else:
            self._show(self.steps.at() - 1)

    def path(self) -> Path:
        """Where the vault goes."""
        return vaults.with_suffix(self.folder / (in_a_name(_text(self.shelter)) or "casedesk"))

    def _after_shelter(self) -> None:
        empty = [field for field in (self.shelter, self.user) if not _text(field)]
        for field in (self.shelter, self.user):
            field.set_error(WRITE_A_NAME if field in empty else None)
        if empty:
            empty[0].go()
        elif self.path().exists():
            self.refuse(vaults.VaultExists(path=self.path()))
        else:
            self._show(1)

    def _after_passphrase(self) -> None:
        if self.box.problems((_text(self.shelter), _text(self.user))):
            self.box.go()
            return
        shelter, user, words = _text(self.shelter), _text(self.user), self.box.passphrase()
        path, clock = self.path(), self._clock
        self.quiet()
        self.background.run(
            lambda: vaults.create(
                path,
                shelter=shelter,
                user=user,
                role=COORDINATOR,
                passphrase=words,
                kdf=users.calibrated_kdf(),
                clock=clock,
            ),
            self._created,
            self.refuse,
        )

    def _after_sheet(self) -> None:
        if self._vault is not None and self.sheet.proved():
            vault, self._vault = self._vault, None
            self.sheet.forget()
            self.entered.emit(vault)

    def _created(self, made: tuple[Vault, str]) -> None:
        self._vault, code = made
        self._show(2)
        self.sheet.show_code(_text(self.shelter), code)

    def leave(self) -> None:
        """Close the vault if it was made and nobody went in."""
        if self._vault is not None:
            self._vault.close()
            self._vault = None

    def _show(self, at: int) -> None:
        self.quiet()
        self.steps.go(at)
        self.back_button.setVisible(at < 2)
        bind(
            self.step,
            "setText",
            lambda: _("Step {number} of {all}: {what}").format(
                number=at + 1, all=len(STEPS), what=_(STEPS[at])
            ),
        )
        (self.shelter.go, self.box.go, self.sheet.save_button.setFocus)[at]()

    def _choose_folder(self) -> None:
        ask_folder(self.choose, _("Choose another folder"), self.folder, self._folder_chosen)

    def _folder_chosen(self, folder: Path) -> None:
        self.folder = folder
        self.choose.setFocus()
        bind(self.where, "setText", lambda: _("Kept in: {folder}").format(folder=self.folder))


def _text(field: Field) -> str:
    return line_of(field).text().strip()
