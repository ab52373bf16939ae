"""The window before a vault is open."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QFrame, QMainWindow, QStackedWidget, QWidget

from casedesk.i18n import _
from casedesk.services.vaults import Clock, Vault
from casedesk.ui.access.create_page import CreatePage
from casedesk.ui.access.first_page import FirstPage
from casedesk.ui.access.lock_page import LockPage
from casedesk.ui.access.recover_page import RecoverPage
from casedesk.ui.access.remembered import Remembered
from casedesk.ui.kit.buttons import button
from casedesk.ui.kit.layouts import hbox, vbox
from casedesk.ui.kit.theme import dress
from casedesk.ui.shell import TITLE

_NOTHING = Remembered()


class AccessWindow(QMainWindow):
    """Shows the lock screen of a vault, or the first start if there is none."""

    entered = Signal(object)  # the open Vault
    language_wanted = Signal()
    theme_wanted = Signal()

    def __init__(self, clock: Clock, vault: Path | None, remembered: Remembered = _NOTHING) -> None:
        super().__init__()
        self.setObjectName("access")
        self.setWindowTitle(TITLE)
        self.resize(1100, 740)
        self._clock = clock
        self._vault = vault
        self._remembered = remembered
        #: whether the program shall begin with the vault entered
        self.first_wanted = False
        self.stack = QStackedWidget()
        self.language = button(lambda: "English / Español", "language", "link", name="language")
        self.theme = button(lambda: _("Colours"), "contrast", "link", name="theme")
        self.language.clicked.connect(self.language_wanted)
        self.theme.clicked.connect(self.theme_wanted)
        foot = QFrame()
        foot.setProperty("kind", "body")
        foot.setLayout(hbox(None, self.language, self.theme, margin=(16, 4, 16, 10), spacing=12))
        centre = QWidget()
        centre.setProperty("kind", "page")
        box = vbox(spacing=0)
        box.addWidget(self.stack, 1)
        box.addWidget(foot)
        centre.setLayout(box)
        self.setCentralWidget(centre)
        dress(self)
        if vault is None:
            self.show_first()
        else:
            self.show_lock(vault)

    def show_first(self) -> None:
        """The vaults there are, and making one."""
        page = FirstPage(self._remembered.vaults, back=self._vault is not None)
        page.create_wanted.connect(self.show_create)
        page.vault_wanted.connect(self.show_lock)
        page.back_wanted.connect(self._back_to_lock)
        self._show(page)
        page.go()

    def show_create(self) -> None:
        """Make a vault."""
        page = CreatePage(self._clock)
        page.back_wanted.connect(self.show_first)
        page.entered.connect(self._enter)
        self._show(page)
        page.shelter.go()

    def show_lock(self, vault: Path) -> None:
        """The lock screen of a vault."""
        self._vault = vault
        page = LockPage(vault, self._clock, self._remembered)
        page.entered.connect(self._enter)
        page.others_wanted.connect(self.show_first)
        page.recovery_wanted.connect(lambda: self.show_recover(vault))
        self._show(page)

    def show_recover(self, vault: Path) -> None:
        """In with the printed sheet."""
        page = RecoverPage(vault, self._clock)
        page.back_wanted.connect(self._back_to_lock)
        page.entered.connect(self._enter)
        self._show(page)
        page.code.go()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Leave nothing open behind."""
        _left(self.page())
        super().closeEvent(event)

    def page(self) -> QWidget | None:
        """The page shown."""
        return self.stack.currentWidget()

    def _show(self, page: QWidget) -> None:
        old = self.stack.currentWidget()
        self.stack.addWidget(page)
        self.stack.setCurrentWidget(page)
        if old is not None:
            _left(old)
            self.stack.removeWidget(old)
            old.deleteLater()

    def _back_to_lock(self) -> None:
        if self._vault is not None:
            self.show_lock(self._vault)

    def _enter(self, vault: Vault) -> None:
        page = self.page()
        self.first_wanted = (
            page.first.isChecked() if isinstance(page, LockPage) else isinstance(page, CreatePage)
        )
        self.entered.emit(vault)


def _left(page: QWidget | None) -> None:
    if isinstance(page, CreatePage | RecoverPage):
        page.leave()
