"""What was published: every release, what was told outside, and the ledger's way elsewhere."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from casedesk import i18n
from casedesk.errors import CasedeskError
from casedesk.i18n import N_, _
from casedesk.progress import Cancelled, Progress
from casedesk.reports import book, exporting, publishing
from casedesk.reports.book import Account, Book
from casedesk.reports.ledger_words import now_deducible, order_in_words
from casedesk.reports.published import Stated
from casedesk.reports.wording import Words
from casedesk.services.vaults import Vault
from casedesk.ui.access.file_dialogs import ask_folder, documents
from casedesk.ui.desk import Desk
from casedesk.ui.kit.banners import Banner
from casedesk.ui.kit.binding import bind
from casedesk.ui.kit.labels import h2, muted
from casedesk.ui.kit.surfaces import Card
from casedesk.ui.kit.theme import px, restyle
from casedesk.ui.reports import looking
from casedesk.ui.reports.carry_card import CarryCard
from casedesk.ui.reports.figures_view import FiguresView
from casedesk.ui.reports.looking import Found
from casedesk.ui.reports.opening_card import BEHIND
from casedesk.ui.reports.proving_card import ProvingCard
from casedesk.ui.reports.release_card import ReleaseCard
from casedesk.ui.reports.stated_card import StatedCard
from casedesk.ui.settings.section import Section
from casedesk.ui.work_bar import WorkBar

NONE_YET = N_("Nothing was published from this vault yet.")
BEGINS = N_("The ledger begins with {month}.")
LATE = N_(
    "Records came late for: {months}. What was published stays as it is; they are counted in the "
    "next period that is published."
)
_HEADS = (N_("No."), N_("Period"), N_("What"), N_("When"), N_("Who"))
_WIDTHS = (60, 190, 330, 130, 160)
_ROW, _ROWS = 36, 7
_LEDGER = frozenset({"ledger"})


class LedgerSection(Section):
    """The list above, the release chosen below it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "ledger_section")
        self._book: Book | None = None
        self.behind = Banner("error", "")
        self.late = Banner("info", "")
        self.told = Banner("warn", "", closable=True)
        self.done = Banner("ok", "", closable=True)
        for banner in (self.behind, self.late, self.told, self.done):
            banner.hide()
            self.add(banner)
        self.work = WorkBar("stating")
        self.begins = muted()
        self.list = _releases()
        self.release, self.figures = ReleaseCard(), FiguresView(desk)
        self.stated = StatedCard(lambda: desk.clock.now().date())
        self.proving = ProvingCard(desk)
        self.carry = CarryCard(lambda: (desk.shelter, desk.session.user))
        self.add(Card(h2(N_("What was published")), self.begins, self.list, name="releases"))
        for card in (self.release, self.figures, self.stated, self.work, self.proving, self.carry):
            self.add(card)
        self.add(None)
        self.list.currentCellChanged.connect(lambda row, *_rest: self._choose(row))
        self.release.saving.connect(self._ask_folder)
        self.stated.stated.connect(self.state)
        self.carry.carried.connect(self.carry_out)
        self.carry.brought.connect(self.bring_in)
        self._choose(-1)

    def open(self) -> None:
        """Read the ledger."""
        self.desk.tasks.call(looking.find, self._show, owner=self)

    def save_again(self, number: int, language: str, formats: tuple[str, ...], to: Path) -> None:
        """Write the files of a release into a folder."""

        def write(vault: Vault, _progress: Progress) -> list[Path]:
            return exporting.export(vault, number, language, formats, to)

        def saved(files: list[Path]) -> None:
            names = ", ".join(path.name for path in files)
            words = _("Saved in {folder}: {files}").format(folder=to, files=names)
            self.release.tell_saved(lambda: words)
            self.desk.say(_("Saved. It stands in the record of use."))

        self.desk.tasks.call(write, saved, owner=self, changes=_LEDGER)

    def state(self, stated: Stated) -> None:
        """Enter a count that was told outside."""

        def entered(tables: tuple[str, ...]) -> None:
            self.work.end()
            self.stated.clear()
            if tables:
                self.told.tell(lambda: now_deducible(tables))
            self.done.tell(N_("Entered. Every report from now on takes it into account."))
            self.open()

        self.work.begin(N_("Proving with it what was published…"))
        task = self.desk.tasks.call(
            lambda vault, progress: publishing.state(vault, stated, progress=progress),
            entered,
            owner=self,
            failed=self._not_entered,
            changes=_LEDGER,
        )
        self.work.follow(task)

    def _not_entered(self, error: CasedeskError) -> None:
        self.work.end()
        if isinstance(error, Cancelled):
            self.told.tell(lambda: str(error))
        else:
            self.desk.refuse(error)

    def carry_out(self, path: Path, words: str) -> None:
        """Save the whole ledger."""

        def carried(written: Path) -> None:
            self.carry.close_up()
            self.done.tell(lambda: _("Saved: {path}").format(path=written))

        self.desk.tasks.call(
            lambda vault, _progress: book.carry_out(vault, path, words), carried, owner=self
        )

    def bring_in(self, path: Path, words: str) -> None:
        """Add what a file holds."""

        def brought(added: int) -> None:
            self.carry.close_up()
            self.done.tell(lambda: _("Entries added: {count}").format(count=i18n.number(added)))
            self.open()

        self.desk.tasks.call(
            lambda vault, _progress: book.bring_in(vault, path, words),
            brought,
            owner=self,
            changes=_LEDGER,
        )

    def changeEvent(self, event: QEvent) -> None:
        """Write it in the language switched to."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "carry"):
            self.stated.redraw()
            self._draw()

    def _show(self, found: Found) -> None:
        chosen = self._chosen()
        self._book = found.book
        self.stated.show_stated(found.book.stated, found.months, found.fields)
        self._tell(
            self.behind,
            bool(found.book.behind),
            lambda: _(BEHIND).format(count=i18n.number(found.book.behind)),
        )
        self._tell(self.late, bool(found.book.late), self._late)
        bind(self.begins, "setText", self._begins)
        self._draw()
        numbers = [each.release.number for each in found.book.accounts]
        row = numbers.index(chosen) if chosen in numbers else 0 if numbers else -1
        self.list.setCurrentCell(row, 0)
        self._choose(row)

    def _tell(self, banner: Banner, needed: bool, words: Callable[[], str]) -> None:
        banner.setVisible(needed)
        if needed:
            banner.tell(words)

    def _choose(self, row: int) -> None:
        accounts = self._book.accounts if self._book else ()
        account: Account | None = accounts[row] if 0 <= row < len(accounts) else None
        self.release.show_account(account)
        self.figures.show_release(*((account.release, account.before) if account else (None, None)))

    def _chosen(self) -> int | None:
        accounts, row = (self._book.accounts if self._book else ()), self.list.currentRow()
        return accounts[row].release.number if 0 <= row < len(accounts) else None

    def _draw(self) -> None:
        accounts = self._book.accounts if self._book else ()
        words = Words(i18n.language())
        self.list.setHorizontalHeaderLabels([_(head) for head in _HEADS])
        self.list.setRowCount(len(accounts))
        for row, account in enumerate(accounts):
            release = account.release
            day = datetime.fromisoformat(release.at).astimezone().date()
            texts = (
                i18n.number(release.number),
                words.period(release.order.period),
                order_in_words(release.order, words),
                i18n.medium_date(day),
                release.by,
            )
            for column, text in enumerate(texts):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                self.list.setItem(row, column, item)
        self.list.setVisible(bool(accounts))

    def _begins(self) -> str:
        if self._book is None or self._book.first is None:
            return _(NONE_YET)
        text = _(BEGINS).format(month=Words(i18n.language()).period(self._book.first))
        return text if self._book.accounts else f"{text} {_(NONE_YET)}"

    def _late(self) -> str:
        words = Words(i18n.language())
        late = self._book.late if self._book else ()
        return _(LATE).format(months=", ".join(words.period(each) for each in late))

    def _ask_folder(self, number: int, language: str, formats: tuple[str, ...]) -> None:
        ask_folder(
            self.release.again,
            _("Where should the report go?"),
            documents(),
            lambda to: self.save_again(number, language, formats, to),
        )


def _releases() -> QTableWidget:
    """A row for each release."""
    table = QTableWidget(0, len(_HEADS))
    table.setObjectName("releases_list")
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setTabKeyNavigation(False)
    table.verticalHeader().hide()
    table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    table.horizontalHeader().setStretchLastSection(True)
    table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft)
    bind(table, "setAccessibleName", N_("What was published"))
    restyle(table, "setFixedHeight", lambda: px(_ROW * _ROWS))
    restyle(table.verticalHeader(), "setDefaultSectionSize", lambda: px(_ROW))

    def widths() -> str:
        for column, width in enumerate(_WIDTHS):
            table.setColumnWidth(column, px(width))
        return "releases_list"

    return restyle(table, "setObjectName", widths)
