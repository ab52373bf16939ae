"""The first start: make a vault, or open one that exists."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton

from casedesk import settings
from casedesk.errors import CasedeskError
from casedesk.i18n import N_, _
from casedesk.services import backups, vaults
from casedesk.ui.access.file_dialogs import ask_folder, ask_new_file, documents
from casedesk.ui.access.found_vault import FoundVault
from casedesk.ui.access.panel import Panel
from casedesk.ui.kit.binding import bind
from casedesk.ui.kit.buttons import button
from casedesk.ui.kit.labels import label, muted
from casedesk.ui.kit.layouts import clear, hbox, vbox
from casedesk.ui.kit.surfaces import line
from casedesk.ui.kit.tab_order import follow_layouts
from casedesk.ui.work_bar import WorkBar


class FirstPage(Panel):
    """The vaults this computer knows, others that can be looked for, and making one."""

    create_wanted = Signal()
    vault_wanted = Signal(object)  # the Path
    back_wanted = Signal()

    def __init__(self, known: Sequence[Path] = (), *, back: bool) -> None:
        super().__init__(
            N_("Welcome"),
            N_(
                "Casedesk keeps your shelter's cases in a vault: an encrypted folder on this "
                "computer. Nothing leaves it unless you export it."
            ),
            name="first_page",
        )
        self.known = [FoundVault(path) for path in known]
        self.create_button = button(
            N_("Create a vault"), "plus", "secondary" if self.known else "primary", name="create"
        )
        self.open_button = button(N_("Look in…"), "folder", name="open_existing")
        self.work = WorkBar("restoring")
        self.work.stopping.connect(self.background.stop)
        self.background.advanced.connect(self.work.advance)
        self.found_title = label("", "label")
        self.found = vbox(spacing=10)
        self.create_button.clicked.connect(self.create_wanted)
        self.open_button.clicked.connect(self._ask_where)
        self.ways += [self.create_button, self.open_button]
        if self.known:
            self.card.add(label(N_("Made or opened on this computer before"), "label"))
        for vault in self.known:
            self._offer(vault)
            self.card.add(vault)
        self._build_others()
        if back:
            self.card.add(line())
            way_back = button(N_("Back"), "arrow-left", "link", name="back")
            way_back.clicked.connect(self.back_wanted)
            self.card.add(hbox(way_back, None))

    def go(self) -> None:
        """Bring the person to the vault opened last, or to making one."""
        there = [vault.button for vault in self.known if vault.button.isEnabled()]
        (there[0] if there else self.create_button).setFocus()

    def look_in(self, folder: Path) -> None:
        """Open the vault that a folder is, or show those in it."""
        self.quiet()
        if vaults.is_vault(folder):
            self._choose(folder, self.open_button)
            return
        self.background.run(
            lambda: vaults.found_in(folder),
            lambda found: self._show_found(folder, found),
            self.refuse,
        )

    def _build_others(self) -> None:
        self.found_title.hide()
        if self.known:
            self.card.add(line())
        self.card.add(label(N_("There is a vault on this computer or on a USB stick"), "label"))
        self.card.add(muted(N_("Choose its folder, whose name ends in .casedesk, or where it is.")))
        row = hbox(self.open_button, spacing=12)
        row.addWidget(self.waiting, 1)
        self.card.add(row)
        self.card.add(self.work)
        self.card.add(self.found_title)
        self.card.add(self.found)
        self.card.add(line())
        self.card.add(label(N_("The first time in this shelter"), "label"))
        self.card.add(muted(N_("You choose who coordinates, a passphrase, and print one sheet.")))
        self.card.add(hbox(self.create_button, None))

    def _ask_where(self) -> None:
        ask_folder(self.open_button, _("Look in…"), Path.home(), self.look_in)

    def _show_found(self, folder: Path, found: list[Path]) -> None:
        clear(self.found)
        self.found_title.setVisible(bool(found))
        bind(self.found_title, "setText", lambda: _("Found in {folder}").format(folder=folder))
        if not found:
            self.say(lambda: _("There is no vault in {folder}.").format(folder=folder))
        copies = [path for path in found if backups.is_backup(path)]
        own = [path for path in found if path not in copies]
        rows = [FoundVault(path) for path in [*own, *reversed(copies)]]  # the newest copy first
        for row in rows:
            self._offer(row)
            self.found.addWidget(row)
        follow_layouts(self)
        (rows[0].button if rows else self.open_button).setFocus()

    def _offer(self, row: FoundVault) -> None:
        row.chosen.connect(lambda path: self._choose(path, row.button))

    def _choose(self, path: Path, way: QPushButton) -> None:
        if not backups.is_backup(path):
            self.vault_wanted.emit(path)
            return
        # Never opened itself: what is written into a copy is missing where it belongs.
        folder = settings.data_folder() if settings.data_folder().is_dir() else documents()
        proposed = folder / backups.proposed_name(path)
        ask_new_file(
            way, _("Where should the vault go?"), proposed, lambda to: self._restore(path, to)
        )

    def _restore(self, copy: Path, to: Path) -> None:
        self.quiet()
        self.work.begin(N_("Making a vault of the copy…"))
        self.background.watch(
            lambda progress: backups.restore(copy, to, progress=progress),
            self._restored,
            self._not_restored,
        )

    def _restored(self, path: Path) -> None:
        self.work.end()
        self.vault_wanted.emit(path)

    def _not_restored(self, error: CasedeskError) -> None:
        self.work.end()
        self.refuse(error)
        self.open_button.setFocus()
