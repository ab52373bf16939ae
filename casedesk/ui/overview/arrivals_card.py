"""Entries week by week over some months."""

from collections.abc import Callable

from PySide6.QtCore import Signal

from casedesk import i18n
from casedesk.i18n import N_, _
from casedesk.reports.arrivals import Arrivals
from casedesk.reports.wording import Words
from casedesk.ui.kit.binding import bind
from casedesk.ui.kit.buttons import button
from casedesk.ui.kit.labels import h2, hint, muted
from casedesk.ui.kit.layouts import hbox
from casedesk.ui.kit.lists import WhenChips
from casedesk.ui.kit.surfaces import Card
from casedesk.ui.overview.weeks_chart import WeeksChart, in_words

_MONTHS = {"3": N_("3 months"), "6": N_("6 months"), "12": N_("12 months")}
TITLE = N_("Entries week by week")
MONDAYS = N_("Stays by the week in which they began, from Monday to Sunday; this week is not over.")
OF_MONTHS = N_(
    "As published of each month: its days 1 to 7, 8 to 14, 15 to 21, 22 to 28, and the rest. "
    "Nothing is counted for this chart."
)
NONE_OF_MONTHS = N_("No report of these months says how many entries there were in each week.")


class ArrivalsCard(Card):
    """How many months, the chart, and the same in numbers."""

    #: another number of months
    changed = Signal()

    def __init__(self) -> None:
        super().__init__(name="arrivals")
        self._told: Callable[[Words], Arrivals] | None = None
        self.months_choice = WhenChips(_MONTHS, "3")
        self.chart = WeeksChart()
        self.base, self.undated, self.numbers = hint(), muted(), muted()
        self.numbers.setObjectName("arrivals_numbers")
        self.numbers_button = button(
            N_("Week by week in numbers"), "list-check", "link", name="in_numbers"
        )
        for part in (
            h2(TITLE),
            self.months_choice,
            self.base,
            self.chart,
            self.undated,
            hbox(self.numbers_button, None),
            self.numbers,
        ):
            self.add(part)
        self.numbers.hide()
        self.months_choice.changed.connect(self.changed)
        self.numbers_button.clicked.connect(
            lambda: self.numbers.setVisible(self.numbers.isHidden())
        )

    @property
    def months(self) -> int:
        """How many months back."""
        return int(self.months_choice.chosen())

    def show_arrivals(self, told: Callable[[Words], Arrivals]) -> None:
        """Show the weeks, in the current language now and after it is switched."""
        self._told = told
        self.redraw()

    def redraw(self) -> None:
        """Write it in the language of now."""
        if self._told is None:
            return
        found = self._told(Words(i18n.language()))
        bind(self.base, "setText", _base(found))
        bind(self.undated, "setText", lambda: _undated(found))
        self.undated.setVisible(bool(found.undated))
        self.chart.show_weeks(found.weeks, _(TITLE))
        self.numbers.setText(in_words(found.weeks))
        for part in (self.chart, self.numbers_button):
            part.setVisible(bool(found.weeks))
        self.numbers.setVisible(bool(found.weeks) and self.numbers.isVisibleTo(self))


def _base(found: Arrivals) -> str:
    if found.exact:
        return MONDAYS
    return OF_MONTHS if found.weeks else NONE_OF_MONTHS


def _undated(found: Arrivals) -> str:
    words = _("In no week, because the day is not known: {count}.")
    return words.format(count=i18n.number(found.undated))
