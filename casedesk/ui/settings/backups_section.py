"""Copies of the vault: where they are, making one now, and making a vault of one again."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtWidgets import QPushButton, QWidget

from casedesk import i18n
from casedesk.errors import CasedeskError
from casedesk.i18n import N_, _
from casedesk.progress import Cancelled, Progress
from casedesk.services import backups
from casedesk.services.backups import Backup
from casedesk.services.vaults import Vault
from casedesk.ui.access import remembered
from casedesk.ui.access.file_dialogs import ask_folder, ask_new_file, documents
from casedesk.ui.desk import Desk
from casedesk.ui.kit.banners import Banner
from casedesk.ui.kit.binding import bind
from casedesk.ui.kit.buttons import button
from casedesk.ui.kit.labels import h2, label, muted, raw
from casedesk.ui.kit.layouts import clear, hbox, vbox
from casedesk.ui.kit.surfaces import Card, line
from casedesk.ui.settings.section import Section
from casedesk.ui.work_bar import WorkBar

T = TypeVar("T")


class BackupsSection(Section):
    """Copies taken on closing and locking, and those in the folder chosen last."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "backups_section")
        self.copies: list[Backup] = []
        self.notice = Banner("info", "", closable=True)
        self.notice.setObjectName("backups_notice")
        self.refusal = Banner("error", "", closable=True)
        self.refusal.setObjectName("backups_refusal")
        self.last = label("", "strong", name="last_copy")
        self.copy_button = button(
            N_("Copy to a folder now"), "database-export", "primary", name="copy_now"
        )
        self.copy_button.clicked.connect(self._choose_folder)
        self._way = self.copy_button  # the button that began what is under way
        self.work = WorkBar("copying")
        self.rows = vbox(spacing=0)
        for banner in (self.notice, self.refusal):
            banner.hide()
            self.add(banner)
        self.card = Card(
            h2(N_("Copies of the vault")),
            self.last,
            muted(
                N_(
                    "Each time you close or lock Casedesk it takes an encrypted copy into the "
                    "vault's own folder, if anything changed, and keeps the last three and one of "
                    "each of the last seven days. A disk that breaks takes them along: copy to a "
                    "USB stick every week, and keep it in another place."
                )
            ),
            hbox(self.copy_button, None),
            name="backups_card",
        )
        self.add(self.work)
        self.add(self.card)
        self.list_card = Card(
            h2(N_("The copies there are")),
            muted(
                N_(
                    "To go back to a copy, make a vault of it under another name and open that. "
                    "It opens with the passphrases of its day. This vault stays as it is, and "
                    "Casedesk goes on beginning with it."
                )
            ),
            self.rows,
            name="backups_list",
        )
        self.add(self.list_card)

    def open(self) -> None:
        """Look for copies."""
        folder = self._folder()

        def work(vault: Vault, _progress: object) -> list[Backup]:
            found = backups.own_backups(vault)
            if folder is not None:
                found += backups.list_backups(folder)
            return sorted(found, key=lambda copy: copy.made_at, reverse=True)

        self.desk.tasks.call(work, self._show, owner=self)

    def copy_to(self, folder: Path) -> None:
        """Write a copy into a folder and remember the folder."""
        if self.desk.preferences is not None:
            self.desk.preferences.change(backup_folder=str(folder))

        def copy(vault: Vault, progress: Progress) -> tuple[Backup, bool]:
            made = backups.backup_to(vault, folder, progress=progress)
            return made, backups.beside_vault(vault, folder)

        self._start(N_("Writing an encrypted copy…"), copy, self._copied)

    def restore(self, copy: Path, to: Path) -> None:
        """Make a vault of a copy."""
        self._start(
            N_("Making a vault of the copy…"),
            lambda _vault, progress: backups.restore(copy, to, progress=progress),
            self._restored,
        )

    def _start(
        self, words: str, work: Callable[[Vault, Progress], T], done: Callable[[T], None]
    ) -> None:
        self.refusal.hide()
        self.notice.hide()
        for card in (self.card, self.list_card):
            card.setEnabled(False)
        self.work.begin(words)
        task = self.desk.tasks.call(
            work, done, owner=self, failed=self._refused, progress=self.work.advance
        )
        self.work.follow(task)

    def _show(self, copies: list[Backup]) -> None:
        self.copies = copies
        bind(self.last, "setText", self._last_words)
        clear(self.rows)
        self.list_card.setVisible(bool(copies))
        for copy in copies:
            self.rows.addWidget(line())
            self.rows.addWidget(self._row(copy))

    def _row(self, copy: Backup) -> QWidget:
        made = QWidget()
        when = label(lambda: self._moment(copy), "strong", name="copy_moment")
        where = raw(str(copy.path), "hint")
        way = button(N_("Make a vault of it"), "rotate", "link", name="restore")
        bind(way, "setAccessibleName", lambda: f"{_('Make a vault of it')}: {self._moment(copy)}")
        way.clicked.connect(lambda: self._choose_target(copy, way))
        row = hbox(margin=(2, 8, 2, 8), spacing=12)
        row.addLayout(vbox(when, where, spacing=2), 1)
        row.addWidget(way)
        made.setLayout(row)
        return made

    def _last_words(self) -> str:
        if not self.copies:
            return _("There is no copy yet.")
        return _("Last copy: {moment}").format(moment=self._moment(self.copies[0]))

    def _moment(self, copy: Backup) -> str:
        at = copy.made_at.astimezone(self.desk.clock.now().tzinfo)
        return f"{i18n.medium_date(at.date())} {i18n.short_time(at)}"

    def _end(self) -> None:
        self.work.end()
        for card in (self.card, self.list_card):
            card.setEnabled(True)
        self._way.setFocus()  # which the disabled card had lost

    def _copied(self, made: tuple[Backup, bool]) -> None:
        copy, beside = made
        self._end()
        self.desk.say(_("The copy is saved."))
        self.notice.tell(lambda: _("Saved: {path}").format(path=copy.path))
        if beside:
            self.refusal.tell(backups.SAME_DISK)
        self.open()

    def _restored(self, path: Path) -> None:
        self._end()
        preferences = self.desk.preferences
        if preferences is not None:
            preferences.change_by(lambda now: remembered.known(now, path))
        self.notice.tell(
            lambda: _(
                "There is a vault now at {path}. Lock this one, then choose “Another vault”: it "
                "is in the list."
            ).format(path=path)
        )

    def _refused(self, error: CasedeskError) -> None:
        self._end()
        banner = self.notice if isinstance(error, Cancelled) else self.refusal
        banner.tell(lambda: str(error))

    def _folder(self) -> Path | None:
        preferences = self.desk.preferences
        chosen = preferences.now.backup_folder if preferences is not None else ""
        return Path(chosen) if chosen else None

    def _choose_folder(self) -> None:
        self._way = self.copy_button
        start = self._folder() or documents()
        ask_folder(self._way, _("Where should the copy go?"), start, self.copy_to)

    def _choose_target(self, copy: Backup, way: QPushButton) -> None:
        self._way = way
        proposed = self.desk.tasks.vault.path.parent / backups.proposed_name(copy.path)
        title = _("Where should the vault go?")
        ask_new_file(way, title, proposed, lambda to: self.restore(copy.path, to))
