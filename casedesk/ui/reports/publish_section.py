"""Choose a report, see what it would say and hide, publish it, save its files."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QPushButton

from casedesk.errors import CasedeskError
from casedesk.i18n import N_, _
from casedesk.progress import Cancelled, Progress
from casedesk.reports import exporting, publishing
from casedesk.reports.advice import Proposal
from casedesk.reports.advice_words import FEW, LACKS
from casedesk.reports.book import Book
from casedesk.reports.orders import Order
from casedesk.reports.periods import Period
from casedesk.reports.refusals import NoRoomLeft, ReportRefused
from casedesk.reports.releases import Release
from casedesk.reports.tables import EXACT
from casedesk.services.vaults import Vault
from casedesk.ui.access.file_dialogs import ask_folder, documents
from casedesk.ui.desk import Desk
from casedesk.ui.kit.banners import Banner
from casedesk.ui.kit.columns import Columns
from casedesk.ui.kit.in_sight import reveal_soon
from casedesk.ui.kit.layouts import vbox
from casedesk.ui.kit.surfaces import holding
from casedesk.ui.kit.theme import px, restyle
from casedesk.ui.reports import looking
from casedesk.ui.reports.looking import NOT_YET, Found, Look
from casedesk.ui.reports.nobody_yet import NobodyYet
from casedesk.ui.reports.opening_card import OpeningCard
from casedesk.ui.reports.order_choice import OrderChoice
from casedesk.ui.reports.preview import PAGE_WIDTH, Preview
from casedesk.ui.reports.publish_card import PublishCard
from casedesk.ui.reports.refusal_card import RefusalCard
from casedesk.ui.settings.section import Section
from casedesk.ui.tasks import Task

LOOKING = N_("Protecting and proving the report…")
LOOKING_LONG = N_(
    "Protecting the year, and proving it against each of its months. With exact numbers this can "
    "take many minutes, in which nothing else can be saved. Stop it whenever you like."
)
PUBLISHING = N_("Proving the report together with everything published before…")


class PublishSection(Section):
    """The choice at the left, the report as printed at the right."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "publish_section")
        self._months: list[Period] = []
        self._book: Book | None = None
        self._task: Task | None = None
        #: a report is being worked out, or was when the section was left
        self._looking = False
        self._just_published = False
        #: reports of one's own that somebody wanted to publish together with it
        self._beside: list[Order] = []
        self.look: Look | None = None
        self.nobody = NobodyYet(desk)
        self.opening = OpeningCard()
        self.choice = OrderChoice(desk)
        self.lacks = Banner("info", FEW)
        self.refusal = RefusalCard()
        self.card = PublishCard()
        self.preview = Preview()
        self._build()
        self._connect()

    def open(self) -> None:
        """Look for months, and show the latest that is over, or the one chosen before."""
        self.desk.tasks.call(looking.find, self._show_found, owner=self)
        self.choice.period.period.go()

    def reload(self) -> None:
        """Work the report out, in place of what is being worked out."""
        self.choice.heard()
        self._stop()
        self.look = None
        self.card.show_look(None)
        self.refusal.hide()
        self.lacks.hide()
        self.preview.show_pages([])
        asked = self.choice.asked()
        if asked is None:
            return
        width, words = px(PAGE_WIDTH), LOOKING
        if asked.choice.policy.mode == EXACT and asked.period.kind == "year":
            words = LOOKING_LONG
        self._looking, self._beside = True, []
        self._start(
            lambda vault, progress: looking.look(vault, asked, width, progress),
            self._show,
            words,
        )

    def publish(self, beside: Sequence[str] = ()) -> None:
        """Publish what is shown, rounded together with reports of one's own of the same period."""
        look = self.look
        if look is None:
            return
        own = looking.beside(look, self.choice.own.kept)
        self._beside = [own[name] for name in beside]
        orders = [look.order, *self._beside]
        self._start(
            lambda vault, progress: looking.publish(vault, orders, progress),
            self._published,
            PUBLISHING,
            changes=frozenset({"ledger"}),
        )

    def save_as(self, formats: Sequence[str], folder: Path) -> None:
        """Write the files of what is published into a folder; says where they went."""
        look = self.look
        if look is None or look.release is None:
            return
        number, language = look.release.number, look.asked.language

        def write(vault: Vault, _progress: Progress) -> list[Path]:
            return exporting.export(vault, number, language, formats, folder)

        self._start(write, self._saved, N_("Writing the files and reading them again…"))

    def follow(self, proposal: Proposal) -> None:
        """Change the report as proposed."""
        if proposal.kind == "leave_out":
            self.choice.form.leave_out(proposal.names)
        elif proposal.kind == "coarsen":
            self.choice.form.show_policy(proposal.order.policy)
        else:
            self.choice.basis.control.set_value(proposal.order.basis)
        self.reload()

    def changeEvent(self, event: QEvent) -> None:
        """Write the lists in the language switched to."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "choice"):
            self.choice.redraw()

    def hideEvent(self, event: QHideEvent) -> None:
        """Let other work on the vault go on: a look at a report can take minutes."""
        super().hideEvent(event)
        if not event.spontaneous() and self._looking:
            self._stop()

    def showEvent(self, event: QShowEvent) -> None:
        """Look again at what was left before it was there."""
        super().showEvent(event)
        if not event.spontaneous() and self._looking:
            self.reload()

    def _build(self) -> None:
        self.lacks.hide()
        left = holding(
            vbox(
                *(self.opening, self.choice, self.lacks, self.refusal, self.card, self.choice.form),
                None,
                spacing=12,
            )
        )
        restyle(self.preview, "setMinimumHeight", lambda: px(560))
        self.add(self.nobody)
        self.columns = Columns(left, self.preview, width=PAGE_WIDTH + 60, fill=True, narrow=1_000)
        self.add(self.columns)

    def _connect(self) -> None:
        self.choice.period_chosen.connect(self._period_chosen)
        self.choice.changed.connect(self.reload)
        self.opening.begun.connect(self._begin)
        self.opening.carrying.connect(lambda: self.desk.go("reports", section="ledger"))
        self.refusal.followed.connect(self.follow)
        self.card.publishing.connect(self.publish)
        self.card.looking_again.connect(self.reload)
        self.card.explaining.connect(lambda: self.desk.go("reports", section="ledger"))
        self.card.saving.connect(self._choose_folder)

    def _start(
        self,
        work: Callable[[Vault, Progress], object],
        done: Callable[..., None],
        words: str,
        *,
        changes: frozenset[str] = frozenset(),
    ) -> None:
        self.card.show_work(words)

        def finished(result: object) -> None:
            if task is self._task:
                self.card.show_work("")
                done(result)

        def failed(error: CasedeskError) -> None:
            if task is self._task:
                self._failed(error)
            elif not isinstance(error, Cancelled):  # another was begun in its place
                self.desk.refuse(error)

        task = self.desk.tasks.call(work, finished, owner=self, failed=failed, changes=changes)
        self._task = task
        self.card.work.follow(task)

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._task = None

    def _failed(self, error: CasedeskError) -> None:
        self._looking = False
        self.card.show_work("")
        if isinstance(error, Cancelled):
            self.card.show_stopped(error)
        elif isinstance(error, ReportRefused):
            self._refuse(error)
        else:
            self.desk.refuse(error)

    def _show_found(self, found: Found) -> None:
        self._months, self._book = found.months, found.book
        self.nobody.stand_for((self.columns,), nobody=not found.months)
        if found.months:
            self.choice.offer(found)
            self._period_chosen()

    def _period_chosen(self) -> None:
        period = self.choice.take_period()
        if self._book is not None and period is not None and self._months:
            self.opening.ask(self._book, self._months, period)
        self.reload()

    def _begin(self, first: Period, anew: bool) -> None:
        self.desk.tasks.call(
            lambda vault, _progress: publishing.begin(vault, first, anew=anew),
            lambda _none: self.open(),
            owner=self,
            changes=frozenset({"ledger"}),
        )

    def _show(self, look: Look) -> None:
        self._looking = False
        if look.asked != self.choice.asked():
            return
        self.look = look
        self.choice.settle(look)
        self.preview.show_pages([*look.pages])
        if look.lacks:
            self.lacks.tell(LACKS[look.lacks])
        else:
            self.lacks.hide()
        self.card.show_look(look)
        self.card.offer_beside(looking.beside(look, self.choice.own.kept))
        if self._just_published and look.release is not None:
            self.card.save_all.setFocus()
            reveal_soon(self.card)
        self._just_published = False
        if look.refusal is not None and not isinstance(look.refusal, NOT_YET):
            self._refuse(look.refusal)
        elif look.refusal is not None and not self.opening.isVisibleTo(self):
            self.refusal.show_refusal(look.refusal, looking=False)

    def _refuse(self, error: CasedeskError) -> None:
        looks = isinstance(error, ReportRefused) and not isinstance(error, NoRoomLeft)
        self.refusal.show_refusal(error, looking=looks)
        look = self.look
        if looks and look is not None:
            orders = [look.order, *self._beside]
            self._start(
                lambda vault, progress: looking.helping(vault, orders, progress),
                self.refusal.offer,
                N_("Trying what would help…"),
            )

    def _published(self, _releases: list[Release]) -> None:
        self.desk.say(_("Published. It stands in the ledger."))
        self._just_published = True
        self.reload()

    def _saved(self, files: list[Path]) -> None:
        names, folder = ", ".join(path.name for path in files), files[0].parent
        self.card.tell_saved(
            lambda: _("Saved in {folder}: {files}").format(folder=folder, files=names)
        )
        self.desk.say(_("Saved. It stands in the record of use."))

    def _choose_folder(self, formats: tuple[str, ...]) -> None:
        one = len(formats) == 1
        way: QPushButton = self.card.saves[formats[0]] if one else self.card.save_all
        title = _("Where should the report go?")
        ask_folder(way, title, documents(), lambda folder: self.save_as(formats, folder))
