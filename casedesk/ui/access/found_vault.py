"""One vault or copy that can be chosen: its name, where it is, and whether it is there now."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from casedesk.i18n import N_, _
from casedesk.services import backups, vaults
from casedesk.ui.kit.binding import bind
from casedesk.ui.kit.buttons import button
from casedesk.ui.kit.labels import hint, raw
from casedesk.ui.kit.layouts import hbox, vbox

AWAY = N_("It is not there now. If it is on a USB stick, plug that in.")
COPY = N_("A copy: a vault is made of it first.")


class FoundVault(QWidget):
    """A button with the name, and the folder under it."""

    chosen = Signal(object)  # the Path

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path
        copy = backups.is_backup(path)
        name = path.name.removesuffix(vaults.SUFFIX)
        self.button = button(lambda: name, "copy" if copy else "lock", name="found_vault")
        bind(
            self.button,
            "setAccessibleName",
            lambda: _("Open {vault} in {folder}").format(vault=name, folder=path.parent),
        )
        self.button.clicked.connect(lambda: self.chosen.emit(path))
        self.button.setEnabled(vaults.is_vault(path))
        box = vbox(hbox(self.button, None), raw(str(path.parent), "hint"), spacing=2)
        if copy or not self.button.isEnabled():
            box.addWidget(hint(COPY if copy else AWAY))
        self.setLayout(box)
