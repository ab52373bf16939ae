"""Choosing a period among those of which anything is on file."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from casedesk.i18n import N_, _, language
from casedesk.reports import on_screen
from casedesk.reports.periods import Period
from casedesk.reports.wording import Words
from casedesk.ui.kit.code_box import CodeBox
from casedesk.ui.kit.field import Field
from casedesk.ui.kit.layouts import hbox

KINDS = {
    "month": N_("Month"),
    "quarter": N_("Quarter"),
    "year": N_("Year"),
    "to_date": N_("Year to date"),
}


class PeriodChoice(QWidget):
    """What kind of period, and which; ``chosen`` when a person chooses another."""

    chosen = Signal()

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self._today = today
        self._months: list[Period] = []
        self.kind = Field(
            N_("Length"), CodeBox(_kinds, states=False, empty=False), name="period_kind"
        )
        self.period = Field(
            N_("Period"), CodeBox(self._options, states=False, empty=False), name="period"
        )
        self.kind.control.set_value("month")
        row = hbox(self.kind, self.period, spacing=12)
        row.setStretch(0, 2)
        row.setStretch(1, 3)
        self.setLayout(row)
        self.kind.control.edited.connect(self._kind_chosen)
        self.period.control.edited.connect(self._period_chosen)

    def offer(self, months: list[Period]) -> None:
        """Offer the periods around these months, and keep the one chosen."""
        self._months = months
        before = self.content()
        self._reload(before if before in self._found() else None)

    def content(self) -> Period | None:
        """The period chosen."""
        code = self.period.control.content()
        return Period.parse(code) if code else None

    def choose(self, period: Period) -> None:
        """Show a period, without a signal."""
        self.kind.control.set_value(period.kind)
        self._reload(period)

    def redraw(self) -> None:
        """Write the lists in the current language."""
        for field in (self.kind, self.period):
            if isinstance(field.control, CodeBox):
                field.control.combo.reload()

    def _kind_chosen(self) -> None:
        self._reload(None)
        self.chosen.emit()

    def _period_chosen(self) -> None:
        if self.content() is not None:
            self.chosen.emit()

    def _reload(self, period: Period | None) -> None:
        """Fill the list; the latest that is over, unless told."""
        found, today = self._found(), self._today()
        over = [each for each in found if each.ends_before <= today]
        wanted = period or next(iter(over or found), None)
        if isinstance(self.period.control, CodeBox):
            self.period.control.combo.reload()
        self.period.control.set_value(wanted.label if wanted else None)

    def _found(self) -> list[Period]:
        kind = self.kind.control.content() or "month"
        return on_screen.periods(self._months, kind, self._today())

    def _options(self) -> list[tuple[str, str]]:
        words = Words(language())
        return [(each.label, words.period(each)) for each in self._found()]


def _kinds() -> list[tuple[str, str]]:
    return [(code, _(words)) for code, words in KINDS.items()]
