"""Choose a report, see what it would say and hide, publish it, save its files."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QPushButton

from casedesk import i18n
from casedesk.errors import CasedeskError, Invalid
from casedesk.i18n import N_, _
from casedesk.reports import exporting, own_reports, publishing
from casedesk.reports.advice import Proposal
from casedesk.reports.book import Book
from casedesk.reports.own_reports import Choice
from casedesk.reports.periods import Period
from casedesk.reports.refusals import ReportRefused
from casedesk.reports.releases import Release
from casedesk.reports.tables import RECORDS, SUM
from casedesk.services.vaults import Vault
from casedesk.ui.access.file_dialogs import ask_folder, documents
from casedesk.ui.desk import Desk
from casedesk.ui.kit.banners import Banner
from casedesk.ui.kit.buttons import button
from casedesk.ui.kit.code_box import CodeBox
from casedesk.ui.kit.columns import Columns
from casedesk.ui.kit.combos import Options
from casedesk.ui.kit.field import Field
from casedesk.ui.kit.layouts import hbox, vbox
from casedesk.ui.kit.surfaces import Card, holding
from casedesk.ui.kit.theme import px, restyle
from casedesk.ui.reports import looking
from casedesk.ui.reports.looking import NOT_YET, Asked, Found, Look
from casedesk.ui.reports.opening_card import OpeningCard
from casedesk.ui.reports.order_form import OrderForm
from casedesk.ui.reports.period_choice import PeriodChoice
from casedesk.ui.reports.preview import PAGE_WIDTH, Preview
from casedesk.ui.reports.publish_card import PublishCard
from casedesk.ui.reports.refusal_card import RefusalCard
from casedesk.ui.settings.section import Section
from casedesk.ui.tasks import Cancelled, Progress, Task

LANGUAGES = {"es": "Español", "en": "English"}
NOTHING = N_("No month has anybody in it yet. Take people in first; their month appears here.")
LOOKING = N_("Protecting and proving the report…")
PUBLISHING = N_("Proving the report together with everything published before…")
_WHOLE = "*"
#: milliseconds without a change before the report is worked out again
_PATIENCE = 400
_BASES = {
    RECORDS: N_("Count the records"),
    SUM: N_("Add up what was published"),
}


class PublishSection(Section):
    """The choice at the left, the report as printed at the right."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "publish_section")
        self._months: list[Period] = []
        self._own: dict[str, Choice] = {}
        self._book: Book | None = None
        self._task: Task | None = None
        self.look: Look | None = None
        self.empty = Banner("info", NOTHING)
        self.opening = OpeningCard()
        self.period = PeriodChoice(lambda: desk.clock.now().date())
        self.own = _list(N_("Report"), self._own_options, "own_report")
        self.language = _list(N_("Language of the files"), lambda: [*LANGUAGES.items()], "language")
        self.basis = _list(N_("Made of"), _bases, "basis")
        self.unfold = button(
            N_("Choose tables, filters and protection"), "filter", "link", name="unfold"
        )
        self.form = OrderForm()
        self.refusal = RefusalCard()
        self.card = PublishCard()
        self.preview = Preview()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PATIENCE)
        self._timer.timeout.connect(self.reload)
        self.language.control.set_value(i18n.language())
        self.own.control.set_value(_WHOLE)
        self._build()
        self._connect()

    def open(self) -> None:
        """Look for months, and show the latest that is over, or the one chosen before."""
        self.desk.tasks.call(looking.find, self._show_found, owner=self)
        self.period.period.go()

    def reload(self) -> None:
        """Work the report out, in place of what is being worked out."""
        self._timer.stop()
        self._stop()
        self.look = None
        self.card.show_look(None)
        self.refusal.hide()
        self.preview.show_pages([])
        asked = self._asked()
        if asked is None:
            return
        width = px(PAGE_WIDTH)
        self._start(
            lambda vault, progress: looking.look(vault, asked, width, progress),
            self._show,
            LOOKING,
        )

    def publish(self) -> None:
        """Publish what is shown."""
        look = self.look
        if look is None:
            return
        self._start(
            lambda vault, progress: looking.publish(vault, look.order, progress),
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
            self.form.leave_out(proposal.names)
        elif proposal.kind == "coarsen":
            self.form.show_policy(proposal.order.policy)
        else:
            self.basis.control.set_value(proposal.order.basis)
        self.reload()

    def changeEvent(self, event: QEvent) -> None:
        """Write the lists in the language switched to."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "_timer"):
            self.redraw()

    def redraw(self) -> None:
        """Write the lists in the current language."""
        self.period.redraw()
        self.form.redraw()
        for field in (self.own, self.basis):
            _reload(field)

    def _build(self) -> None:
        self.form.hide()
        self.empty.hide()
        choice = Card(
            self.period,
            self.basis,
            hbox(self.own, self.language, spacing=12),
            hbox(self.unfold, None),
            name="report_choice",
        )
        left = holding(
            vbox(self.opening, choice, self.refusal, self.card, self.form, None, spacing=12)
        )
        restyle(self.preview, "setMinimumHeight", lambda: px(560))
        self.add(self.empty)
        self.columns = Columns(left, self.preview, width=PAGE_WIDTH + 60, fill=True, narrow=1_000)
        self.add(self.columns)

    def _connect(self) -> None:
        self.period.chosen.connect(self._period_chosen)
        self.basis.control.edited.connect(self.reload)
        self.language.control.edited.connect(self.reload)
        self.own.control.edited.connect(self._own_chosen)
        self.unfold.clicked.connect(lambda: self.form.setVisible(self.form.isHidden()))
        self.form.edited.connect(self._timer.start)
        self.form.saving.connect(self._keep)
        self.form.removing.connect(self._forget)
        self.opening.begun.connect(self._begin)
        self.opening.carrying.connect(lambda: self.desk.go("reports", section="ledger"))
        self.refusal.followed.connect(self.follow)
        self.card.publishing.connect(self.publish)
        self.card.stopping.connect(self._stop)
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
            self.card.show_work("")
            done(result)

        self._task = self.desk.tasks.call(
            work, finished, owner=self, failed=self._failed, changes=changes
        )

    def _stop(self) -> None:
        if self._task is not None:
            self._task.cancel()
            self._task = None

    def _failed(self, error: CasedeskError) -> None:
        if isinstance(error, Cancelled):
            if self._task is None:  # nothing was begun in its place
                self.card.show_work("")
            return
        self.card.show_work("")
        if isinstance(error, ReportRefused):
            self._refuse(error)
        else:
            self.desk.refuse(error)

    def _show_found(self, found: Found) -> None:
        self._months, self._book, self._own = found.months, found.book, found.own
        self.empty.setVisible(not found.months)
        self.columns.setVisible(bool(found.months))
        if not found.months:
            self.empty.tell(NOTHING)
            return
        _reload(self.own)
        self.period.offer(found.months)
        self._offer_opening()
        self._period_chosen()

    def _period_chosen(self) -> None:
        period = self.period.content()
        self.basis.setVisible(period is not None and period.kind in ("quarter", "year"))
        self.basis.control.set_value(None)
        self._offer_opening()
        self.reload()

    def _offer_opening(self) -> None:
        period = self.period.content()
        if self._book is not None and period is not None and self._months:
            self.opening.ask(self._book, self._months, period)

    def _begin(self, first: Period, anew: bool) -> None:
        self.desk.tasks.call(
            lambda vault, _progress: publishing.begin(vault, first, anew=anew),
            lambda _none: self.open(),
            owner=self,
            changes=frozenset({"ledger"}),
        )

    def _asked(self) -> Asked | None:
        period, language = self.period.content(), self.language.control.content()
        choice = self.form.choice(language)
        if period is None or choice is None:
            return None
        return Asked(period, choice, self.basis.control.content() or "", language)

    def _show(self, look: Look) -> None:
        if look.asked != self._asked():
            return
        self.look = look
        self.form.settle(look.order.period.year, look.settled)
        if self.basis.isVisibleTo(self):
            self.basis.control.set_value(look.order.basis)
        self.preview.show_pages([*look.pages])
        self.card.show_look(look)
        if look.refusal is not None and not isinstance(look.refusal, NOT_YET):
            self._refuse(look.refusal)
        elif look.refusal is not None and not self.opening.isVisibleTo(self):
            self.refusal.show_refusal(look.refusal, looking=False)

    def _refuse(self, error: CasedeskError) -> None:
        looks = isinstance(error, ReportRefused)
        self.refusal.show_refusal(error, looking=looks)
        look = self.look
        if looks and look is not None:
            self._start(
                lambda vault, progress: looking.helping(vault, look.order, progress),
                self.refusal.offer,
                N_("Trying what would help…"),
            )

    def _published(self, _release: Release) -> None:
        self.desk.say(_("Published. It stands in the ledger."))
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

    def _own_chosen(self) -> None:
        name = self.own.control.content()
        choice = self._own.get(name or "", Choice())
        self.form.show_choice(choice, name if name in self._own else "")
        if choice.language:
            self.language.control.set_value(choice.language)
        self.reload()

    def _keep(self, name: str) -> None:
        choice = self.form.choice(self.language.control.content())
        if choice is None:
            return

        def failed(error: CasedeskError) -> None:
            if isinstance(error, Invalid):
                self.form.name.set_error(error.fields["name"])
                self.form.name.go()
            else:
                self.desk.refuse(error)

        self.desk.tasks.run(
            lambda uow: own_reports.save(uow, name, choice),
            lambda _none: self._kept(name, choice),
            owner=self,
            failed=failed,
        )

    def _kept(self, name: str, choice: Choice) -> None:
        self.form.name.set_error(None)
        self._own[name] = choice
        self._choose_own(name)
        self.desk.say(_("Kept: {name}").format(name=name))

    def _forget(self, name: str) -> None:
        def forgotten(_none: None) -> None:
            self._own.pop(name, None)
            self._choose_own(_WHOLE)
            self._own_chosen()

        self.desk.tasks.run(lambda uow: own_reports.remove(uow, name), forgotten, owner=self)

    def _choose_own(self, name: str) -> None:
        _reload(self.own)
        self.own.control.set_value(name)
        self.form.remove.setVisible(name in self._own)

    def _own_options(self) -> list[tuple[str, str]]:
        return [(_WHOLE, _("The whole catalogue")), *((name, name) for name in self._own)]


def _list(text: str, options: Options, name: str) -> Field:
    return Field(text, CodeBox(options, states=False, empty=False), name=name)


def _reload(field: Field) -> None:
    """Write a list anew."""
    if isinstance(field.control, CodeBox):
        field.control.combo.reload()


def _bases() -> list[tuple[str, str]]:
    return [(code, _(words)) for code, words in _BASES.items()]
