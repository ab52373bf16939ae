"""The lock screen: who you are, your passphrase, and clear words when it does not open."""

from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QLineEdit

from casedesk.errors import CasedeskError
from casedesk.i18n import N_, _
from casedesk.services import demo, vaults
from casedesk.services.vaults import Clock, TooManyTries, Vault
from casedesk.ui.access.panel import Panel
from casedesk.ui.access.remembered import Remembered
from casedesk.ui.access.typing_aids import CapsLockHint, ShowButton, line_of
from casedesk.ui.kit.banners import Banner
from casedesk.ui.kit.binding import bind
from casedesk.ui.kit.buttons import button
from casedesk.ui.kit.choices import WrappingCheck
from casedesk.ui.kit.code_box import CodeBox
from casedesk.ui.kit.combos import Options
from casedesk.ui.kit.field import Field
from casedesk.ui.kit.layouts import FlowLayout, hbox
from casedesk.ui.kit.surfaces import line
from casedesk.ui.kit.text_boxes import TextBox

_NOTHING = Remembered()
UNCOPIED = N_(
    "When this vault was closed last, everything was saved, but no copy could be made. Open it "
    "and make one: Settings, Backups."
)


class LockPage(Panel):
    """Opens one vault."""

    entered = Signal(object)  # the open Vault
    recovery_wanted = Signal()
    others_wanted = Signal()

    def __init__(self, path: Path, clock: Clock, remembered: Remembered = _NOTHING) -> None:
        super().__init__(lambda: path.name.removesuffix(vaults.SUFFIX), name="lock_page")
        self._path, self._clock = path, clock
        self._names: list[str] = []
        self._read_users()
        self._wait = 0
        self._countdown = QTimer(self, interval=1000)
        self._countdown.timeout.connect(self._count_down)
        self.user = Field(N_("Who are you?"), CodeBox(self._users(), states=False), name="user")
        self.passphrase = Field(
            N_("Passphrase"), TextBox(states=False, secret=True), name="passphrase"
        )
        self.show_words = ShowButton([self.passphrase])
        self.caps_lock = CapsLockHint([self.passphrase])
        self.open_button = button(N_("Open the vault"), "lock-open", "primary", name="open")
        self.open_button.setDefault(True)
        self.open_button.clicked.connect(self.try_it)
        self.ways.append(self.open_button)
        self._line().returnPressed.connect(self.try_it)
        self.elsewhere = button(N_("Another vault"), "folders", "link", name="others")
        self.elsewhere.clicked.connect(self.others_wanted)
        self.first = WrappingCheck(N_("Begin with this vault from now on"))
        self.first.setObjectName("begin_with")
        if remembered.uncopied == path:
            self.card.add(Banner("warn", UNCOPIED))
        self._build(another=remembered.begins_with_another(path))
        if len(self._names) == 1:
            self.user.control.set_value(self._names[0])

    def showEvent(self, event: QShowEvent) -> None:
        """Begin with the first thing that is missing."""
        super().showEvent(event)
        if not self._names:
            self.elsewhere.setFocus()
            return
        (self.passphrase if self.user.control.content() else self.user).go()

    def try_it(self) -> None:
        """Try to open the vault with what is written."""
        if self.background.busy or self._wait:
            return
        user, words = self.user.control.content(), self._line().text()
        if not user or not words:
            self.say(N_("Choose who you are and type your passphrase."))
            return
        self.quiet()
        self.background.run(
            lambda: vaults.unlock(self._path, user, words, clock=self._clock),
            self._entered,
            self._failed,
        )

    def _build(self, *, another: bool) -> None:
        login = demo.login(self._path)
        if login is not None:
            self.card.add(
                Banner(
                    "info",
                    lambda: _(
                        "Everybody in this vault is invented. User: {user}. Passphrase: {words}"
                    ).format(user=login.user, words=login.passphrase),
                )
            )
        self.card.add(self.user)
        self.card.add(self.passphrase)
        self.card.add(self.caps_lock)
        self.card.add(hbox(self.show_words.button, None))
        self.card.add(self.first)
        row = hbox(self.open_button, spacing=12)
        row.addWidget(self.waiting, 1)
        self.card.add(row)
        self.card.add(line())
        others = FlowLayout(4)
        recover = button(N_("Use the recovery sheet"), "file-text", "link", name="recover")
        recover.clicked.connect(self.recovery_wanted)
        others.addWidget(recover)
        others.addWidget(self.elsewhere)
        self.card.add(others)
        for part in (self.user, self.passphrase, self.show_words.button, self.open_button, recover):
            part.setVisible(bool(self._names))  # nothing can be tried where nobody has a key
        self.first.setVisible(bool(self._names) and another and login is None)

    def _read_users(self) -> None:
        try:
            self._names = [slot.user for slot in vaults.users(self._path)]
        except CasedeskError as error:
            self.refuse(error)

    def _users(self) -> Options:
        return lambda: [(name, name) for name in self._names]

    def _line(self) -> QLineEdit:
        return line_of(self.passphrase)

    def _entered(self, vault: Vault) -> None:
        self._line().clear()
        self.entered.emit(vault)

    def _failed(self, error: CasedeskError) -> None:
        self._line().selectAll()
        self.passphrase.go()
        if isinstance(error, TooManyTries):
            self._wait = max(int(str(error.details["seconds"])), 1)
            self.open_button.setEnabled(False)
            self._countdown.start()
            self._tell_wait()
        else:
            self.refuse(error)

    def _count_down(self) -> None:
        self._wait -= 1
        if self._wait > 0:
            self._tell_wait()
        else:
            self._wait = 0
            self._countdown.stop()
            self.open_button.setEnabled(True)
            self.quiet()

    def _tell_wait(self) -> None:
        error = TooManyTries(seconds=self._wait)
        self.notice.show()
        bind(self.notice.label, "setText", lambda: str(error))
