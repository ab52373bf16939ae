"""Content that has a date: what is used, installing newer packs, going back."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QWidget

from casedesk.domain.packs.pack import CALENDAR
from casedesk.errors import CasedeskError
from casedesk.exchange import content_files
from casedesk.exchange.content_files import SUFFIX, Update
from casedesk.i18n import N_, _
from casedesk.services import contents
from casedesk.services.contents import Change, InUse, Trusted
from casedesk.services.vaults import UnitOfWork, Vault
from casedesk.ui.access.file_dialogs import ask_file, documents
from casedesk.ui.desk import Desk
from casedesk.ui.kit.banners import Banner
from casedesk.ui.kit.binding import bind
from casedesk.ui.kit.buttons import button
from casedesk.ui.kit.chips import StatusChip
from casedesk.ui.kit.choices import WrappingCheck
from casedesk.ui.kit.labels import h2, label, muted
from casedesk.ui.kit.layouts import clear, hbox, vbox
from casedesk.ui.kit.surfaces import Card, line
from casedesk.ui.rights import words
from casedesk.ui.settings.section import Section
from casedesk.ui.settings.signers_card import SignersCard
from casedesk.ui.settings.update_card import UpdateCard


@dataclass(frozen=True)
class _Now:
    """What is so now."""

    in_use: list[InUse]
    keys: list[Trusted]
    unconfirmed: bool


class ContentSection(Section):
    """Everybody sees the versions; a coordinator changes them."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "content_section")
        self._update: Update | None = None
        self._names: dict[str, str] = {}
        self.refusal = Banner("error", "", closable=True)
        self.refusal.setObjectName("content_refusal")
        self.refusal.hide()
        self.install_button = button(
            N_("Install from a file…"), "file-import", "primary", name="choose_content"
        )
        self.install_button.clicked.connect(self._choose)
        self.update_card = UpdateCard()
        self.update_card.confirmed.connect(self.install)
        self.update_card.cancelled.connect(self._end)
        self.update_card.hide()
        self.unconfirmed = WrappingCheck(N_("Print items that a lawyer has yet to confirm"))
        self.unconfirmed.setObjectName("print_unconfirmed")
        self.unconfirmed.clicked.connect(self._print_unconfirmed)
        self.rows = vbox(spacing=0)
        self.signers = SignersCard()
        self.signers.trusted.connect(
            lambda key, name: self._do(lambda uow: contents.trust(uow, key, name))
        )
        self.signers.distrusted.connect(
            lambda key: self._do(lambda uow: contents.distrust(uow, key))
        )
        self.signers.refused.connect(self._refused)
        intro = N_(
            "Rights, telephone numbers and calendars change. An update is one signed file, on a "
            "USB stick or in a folder. What was used before is kept."
        )
        self.add(self.refusal)
        self.add(
            Card(
                h2(N_("Content in use")),
                muted(intro),
                hbox(self.install_button, None),
                self.unconfirmed,
                name="content_card",
            )
        )
        self.add(self.update_card)
        self.add(Card(self.rows, name="content_rows"))
        self.add(self.signers)
        for part in (self.install_button, self.unconfirmed, self.signers):
            part.setVisible(desk.session.coordinator)

    def open(self) -> None:
        """Read what is used."""
        self.desk.tasks.run(_read, self._show, owner=self, latest="content")

    def look(self, path: Path) -> None:
        """Show what an update would change; nothing is changed yet."""
        self._end()

        def work(vault: Vault, _progress: object) -> tuple[Update, list[Change]]:
            update = content_files.read(path)
            return update, vault.run(lambda uow: content_files.look(uow, update))

        self.desk.tasks.call(work, self._looked, owner=self, failed=self._refused)

    def install(self) -> None:
        """Use what the update holds."""
        update = self._update
        if update is not None:
            self._do(
                lambda uow: content_files.install(uow, update),
                lambda: self.desk.say(_("Installed. What was used before is kept.")),
            )

    def _show(self, now: _Now) -> None:
        self._names = {each.key: each.name for each in now.keys}
        self.unconfirmed.setChecked(now.unconfirmed)
        self.signers.show_keys(now.keys)
        clear(self.rows)
        for at, each in enumerate(now.in_use):
            if at:
                self.rows.addWidget(line())
            self.rows.addWidget(self._row(each))

    def _row(self, used: InUse) -> QWidget:
        made = QWidget()
        made.setObjectName(f"used_{used.pack.id}")
        texts = vbox(
            label(lambda: words.title(used.pack), "strong", name="pack_title"),
            label(lambda: self._more(used), "hint", name="pack_more"),
            spacing=2,
        )
        row = hbox(margin=(2, 8, 2, 8), spacing=12)
        row.addLayout(texts, 1)
        if words.age(used.pack, self.desk.clock.now().date()) is not None:
            row.addWidget(StatusChip("clock", N_("Old"), "warn"))
        if used.before is not None and self.desk.session.coordinator:
            row.addWidget(self._way_back(used, used.before.version))
        made.setLayout(row)
        return made

    def _way_back(self, used: InUse, version: str) -> QWidget:
        def text() -> str:
            return _("Go back to version {version}").format(version=version)

        way = button(text, "history", "link", name="go_back")
        bind(way, "setAccessibleName", lambda: f"{words.title(used.pack)}: {text()}")
        way.clicked.connect(
            lambda: self._do(
                lambda uow: contents.go_back(uow, used.pack.id),
                lambda: self.desk.say(_("The earlier version is used again.")),
            )
        )
        return way

    def _more(self, used: InUse) -> str:
        if used.pack.kind == CALENDAR and not used.signer:
            return words.edition(used.pack)
        signer = self._names.get(used.signer, used.signer and _("a key no longer trusted"))
        origin = _("signed by {name}").format(name=signer) if signer else _("came with the program")
        return f"{words.edition(used.pack)} · {origin}"

    def _looked(self, found: tuple[Update, list[Change]]) -> None:
        self._update, changes = found
        name, letters = self._names.get(self._update.key, ""), self._update.key

        def signer() -> str:
            words_ = _("Signed by {name}: {letters}")
            return words_.format(name=name, letters=content_files.fingerprint(letters))

        self.update_card.show_changes(changes, signer)

    def _do(
        self, work: Callable[[UnitOfWork], object], done: Callable[[], None] = lambda: None
    ) -> None:
        def after(_result: object) -> None:
            self._end()
            done()
            self.open()

        self.refusal.hide()
        self.desk.tasks.run(work, after, owner=self, failed=self._refused)

    def _end(self) -> None:
        self._update = None
        self.refusal.hide()
        self.update_card.hide()
        self.install_button.setFocus()

    def _refused(self, error: CasedeskError) -> None:
        self.refusal.tell(lambda: str(error))

    def _print_unconfirmed(self, wanted: bool) -> None:
        self._do(lambda uow: contents.print_unconfirmed(uow, wanted))

    def _choose(self) -> None:
        endings = _("Content (*{ending})").format(ending=SUFFIX)
        ask_file(self.install_button, _("Which file?"), documents(), endings, self.look)


def _read(uow: UnitOfWork) -> _Now:
    return _Now(contents.in_use(uow), contents.trusted(uow), contents.unconfirmed_printed(uow))
