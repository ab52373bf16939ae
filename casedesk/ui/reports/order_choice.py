"""Which report: of what period, made of what, in which language, and one's own or the whole."""

from PySide6.QtCore import QTimer, Signal

from casedesk import i18n
from casedesk.i18n import N_, _
from casedesk.reports.periods import Period
from casedesk.reports.tables import RECORDS, SUM
from casedesk.ui.desk import Desk
from casedesk.ui.kit.buttons import button
from casedesk.ui.kit.code_box import CodeBox
from casedesk.ui.kit.combos import Options
from casedesk.ui.kit.field import Field
from casedesk.ui.kit.layouts import hbox
from casedesk.ui.kit.surfaces import Card
from casedesk.ui.reports.looking import Asked, Found, Look
from casedesk.ui.reports.order_form import OrderForm
from casedesk.ui.reports.own_choice import OwnChoice
from casedesk.ui.reports.period_choice import PeriodChoice

LANGUAGES = {"es": "Español", "en": "English"}
#: milliseconds without a change before the report is worked out again
_PATIENCE = 400
_BASES = {
    RECORDS: N_("Count the records"),
    SUM: N_("Add up what was published"),
}


class OrderChoice(Card):
    """The questions; the form of tables, filters and protection stands where the page puts it."""

    period_chosen = Signal()
    changed = Signal()  # something else, and nothing more for a moment

    def __init__(self, desk: Desk) -> None:
        super().__init__(name="report_choice")
        self.period = PeriodChoice(lambda: desk.clock.now().date())
        self.basis = _list(N_("Made of"), _bases, "basis")
        self.language = _list(N_("Language of the files"), lambda: [*LANGUAGES.items()], "language")
        self.form = OrderForm()
        self.own = OwnChoice(desk, self.form, self.language)
        self.unfold = button(
            N_("Choose tables, filters and protection"), "filter", "link", name="unfold"
        )
        for part in (
            self.period,
            self.basis,
            hbox(self.own, self.language, spacing=12),
            hbox(self.unfold, None),
        ):
            self.add(part)
        self.form.hide()
        self.language.control.set_value(i18n.language())
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PATIENCE)
        self._connect()

    @property
    def waiting(self) -> bool:
        """Whether a change is about to be told."""
        return self._timer.isActive()

    def offer(self, found: Found) -> None:
        """Offer what there is to choose from."""
        self.form.offer(found.fields)
        self.own.offer(found.own)
        self.period.offer(found.months)

    def asked(self) -> Asked | None:
        """What is chosen; None if it is not whole."""
        period, language = self.period.content(), self.language.control.content()
        choice = self.form.choice(language)
        if period is None or choice is None:
            return None
        return Asked(period, choice, self.basis.control.content() or "", language)

    def heard(self) -> None:
        """What was changed is being worked out: nothing has to be told of it."""
        self._timer.stop()

    def settle(self, look: Look) -> None:
        """Show how the report is protected and what it is made of."""
        self.form.settle(look.order.period.year, look.settled)
        if self.basis.isVisibleTo(self):
            self.basis.control.set_value(look.order.basis)

    def take_period(self) -> Period | None:
        """The period chosen, asking what it is made of if that is a question."""
        period = self.period.content()
        self.basis.setVisible(period is not None and period.kind in ("quarter", "year"))
        self.basis.control.set_value(None)
        return period

    def redraw(self) -> None:
        """Write the lists in the current language."""
        self.period.redraw()
        self.form.redraw()
        self.own.redraw()
        if isinstance(self.basis.control, CodeBox):
            self.basis.control.combo.reload()

    def _connect(self) -> None:
        self.period.chosen.connect(self.period_chosen)
        for signal in (
            self.basis.control.edited,
            self.language.control.edited,
            self.own.chosen,
            self._timer.timeout,
        ):
            signal.connect(self.changed)
        self.form.edited.connect(self._timer.start)
        self.unfold.clicked.connect(lambda: self.form.setVisible(self.form.isHidden()))


def _list(text: str, options: Options, name: str) -> Field:
    return Field(text, CodeBox(options, states=False, empty=False), name=name)


def _bases() -> list[tuple[str, str]]:
    return [(code, _(words)) for code, words in _BASES.items()]
