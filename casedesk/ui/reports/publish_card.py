"""Whether a report is published, what protection does to it, and what can be done with it now."""

from collections.abc import Iterable
from datetime import datetime

from PySide6.QtCore import Signal

from casedesk import i18n
from casedesk.i18n import N_, _
from casedesk.progress import Cancelled
from casedesk.reports import advice_words
from casedesk.reports.exporting import FORMATS
from casedesk.reports.releases import Release
from casedesk.reports.tables import RECORDS, ROUNDING, SUM
from casedesk.reports.wording import Words
from casedesk.ui.kit.binding import Text, bind
from casedesk.ui.kit.buttons import button
from casedesk.ui.kit.labels import hint, label, muted
from casedesk.ui.kit.layouts import FlowLayout, hbox
from casedesk.ui.kit.surfaces import Card, holding
from casedesk.ui.reports.beside import Beside
from casedesk.ui.reports.looking import Look
from casedesk.ui.work_bar import WorkBar

NOT_PUBLISHED = N_("{period} is not published in this form.")
PUBLISHED = N_("Report no. {number}, published on {day} by {who}.")
FROZEN = N_(
    "Once published, {period} stays as it is: records that come late are counted in a later "
    "report, and how the reports of {year} are protected is settled. Nothing is sent anywhere; "
    "you save the files yourself."
)


class PublishCard(Card):
    """The state of a report, with its buttons."""

    publishing = Signal(tuple)  # names of reports of one's own to be published with it
    saving = Signal(tuple)  # formats
    looking_again = Signal()
    explaining = Signal()

    def __init__(self) -> None:
        super().__init__(name="publish_card")
        self._look: Look | None = None
        self._own: tuple[str, ...] = ()
        self.beside = Beside()
        self.state = label("", "strong", name="report_state")
        self.effect = muted()
        self.by_table = hint()
        self.more = button(N_("Table by table"), "list-check", "link", name="by_table")
        self.publish = button(N_("Publish"), "file-check", "primary", name="publish")
        self.question = label("", "text", name="question")
        self.sure = button(N_("Yes, publish it"), "check", "primary", name="publish_sure")
        self.not_yet = button(N_("Not yet"), name="publish_not_yet")
        self.save_all = button(N_("Save the files"), "download", "primary", name="save_all")
        self.saves = {
            form: button(form.upper(), "file-text", name=f"save_{form}") for form in FORMATS
        }
        self.explain = button(N_("Why is a number so?"), "help", "link", name="explain")
        self.saved = hint()
        self.saved.setObjectName("saved")
        self.work = WorkBar("report")
        self.stopped = label("", "text", name="stopped")
        self.again = button(N_("Work it out again"), "rotate", name="look_again")
        self._build()
        self.show_look(None)

    def show_look(self, look: Look | None) -> None:
        """Show a report; None while there is none."""
        self._look = look
        release = look.release if look else None
        bind(self.state, "setText", self._state)
        bind(self.saved, "setText", lambda: "")
        self._show_effects(look)
        self.confirm.hide()
        self.publish.setVisible(look is not None and release is None)
        self.publish.setEnabled(look is not None and look.refusal is None)
        for part in (self.files, self.explain):
            part.setVisible(release is not None)
        self.show_work("")

    def offer_beside(self, names: Iterable[str]) -> None:
        """Offer reports of one's own to be published with the one shown, once it is asked."""
        self._own = tuple(names)

    def show_work(self, words: Text) -> None:
        """Show that something is under way; empty when it has ended."""
        busy = bool(words)
        self.stopped.hide()
        self.again.hide()
        if busy:
            self.work.begin(words)
        else:
            self.work.end()
        for each in (self.publish, self.sure, self.save_all, *self.saves.values()):
            each.setEnabled(not busy)
        if not busy and self._look is not None:
            self.publish.setEnabled(self._look.refusal is None)

    def show_stopped(self, error: Cancelled) -> None:
        """Say that it was stopped; what was not worked out to its end can be begun again."""
        bind(self.stopped, "setText", lambda: str(error))
        self.stopped.show()
        self.again.setVisible(self._look is None)
        for way in (self.again, self.not_yet, self.publish):
            if way.isVisible() and way.isEnabled():
                way.setFocus()  # the button that stopped it is gone
                break

    def tell_saved(self, text: Text) -> None:
        """Say where the files went."""
        bind(self.saved, "setText", text)

    def ask(self) -> None:
        """Ask once, in place, whether it is to be published."""
        look = self._look
        if look is None:
            return
        self.publish.hide()
        together = look.order.basis == RECORDS and look.order.policy.mode == ROUNDING
        self.beside.offer(self._own if together else ())
        self.confirm.show()
        bind(self.question, "setText", self._question)
        self.not_yet.setFocus()  # pressing Enter twice publishes nothing

    def _build(self) -> None:
        self.confirm = Card(
            self.question, self.beside, hbox(self.sure, self.not_yet, None, spacing=10), margin=12
        )
        self.confirm.setProperty("kind", "quiet")
        files = FlowLayout(8)
        for each in (self.save_all, *self.saves.values()):
            files.addWidget(each)
        self.files = holding(files)
        for part in (
            self.state,
            self.effect,
            hbox(self.more, None),
            self.by_table,
            self.work,
            self.stopped,
            hbox(self.again, None),
            hbox(self.publish, None),
            self.confirm,
            self.files,
            hbox(self.explain, None),
            self.saved,
        ):
            self.add(part)
        self.more.clicked.connect(lambda: self.by_table.setVisible(self.by_table.isHidden()))
        self.publish.clicked.connect(self.ask)
        self.sure.clicked.connect(lambda: self.publishing.emit(self.beside.chosen()))
        self.not_yet.clicked.connect(self._leave)
        self.again.clicked.connect(self.looking_again)
        self.explain.clicked.connect(self.explaining)
        self.save_all.clicked.connect(lambda: self.saving.emit(FORMATS))
        for form, pressed in self.saves.items():
            pressed.clicked.connect(lambda _checked=False, each=form: self.saving.emit((each,)))

    def _leave(self) -> None:
        self.confirm.hide()
        self.publish.show()
        self.publish.setFocus()

    def _show_effects(self, look: Look | None) -> None:
        shown = look is not None and look.release is None and bool(look.pages)
        summed = look is not None and look.order.basis == SUM
        self.effect.setVisible(shown)
        self.more.setVisible(shown and not summed)
        self.by_table.hide()
        if look is not None and shown:
            bind(self.effect, "setText", lambda: advice_words.of_all(look.effects, look.order))
            bind(
                self.by_table,
                "setText",
                lambda: "\n".join(advice_words.by_table(look.effects, look.order)),
            )

    def _state(self) -> str:
        if self._look is None:
            return ""
        if self._look.release is not None:
            return published_words(self._look.release)
        period = Words(i18n.language()).period(self._look.order.period)
        return _(NOT_PUBLISHED).format(period=period)

    def _question(self) -> str:
        if self._look is None:
            return ""
        period = self._look.order.period
        words = Words(i18n.language()).period(period)
        return _(FROZEN).format(period=words, year=period.year)


def published_words(release: Release) -> str:
    """When it was published, and by whom."""
    day = datetime.fromisoformat(release.at).astimezone().date()
    return _(PUBLISHED).format(
        number=i18n.number(release.number), day=i18n.medium_date(day), who=release.by
    )
