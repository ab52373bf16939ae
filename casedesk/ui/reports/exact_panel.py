"""The exact counts of a month, as bars, for a coordinator's eyes only."""

from PySide6.QtWidgets import QFrame, QWidget

from casedesk import i18n
from casedesk.i18n import N_, _
from casedesk.reports.advice_words import FEW
from casedesk.reports.layout import row_totals
from casedesk.reports.tables import PeriodCounts
from casedesk.reports.wording import Words
from casedesk.ui.kit.banners import Banner
from casedesk.ui.kit.charts import Bar, BarChart
from casedesk.ui.kit.labels import muted, raw
from casedesk.ui.kit.layouts import clear, scrolling, vbox

INTERNAL = N_("Internal: exact counts, for coordinators' eyes. No file holds them.")
UNDATED = N_("Left out, because only the year is known: {count}.")


class ExactPanel(QFrame):
    """A chart for each table."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._column = vbox(spacing=10, margin=14)
        inner = QWidget()
        inner.setLayout(self._column)
        self.setLayout(vbox(scrolling(inner), margin=2))
        self._counts: PeriodCounts | None = None

    def show_counts(self, counts: PeriodCounts | None) -> None:
        """Show a month's counts; None empties the panel."""
        self._counts = counts
        self.redraw()

    def redraw(self) -> None:
        """Draw everything in the current language."""
        clear(self._column)
        if self._counts is None:
            return
        self._column.addWidget(Banner("warn", INTERNAL))
        if self._counts.few:
            self._column.addWidget(Banner("info", FEW))
        if undated := self._counts.undated:
            self._column.addWidget(muted(lambda: _(UNDATED).format(count=i18n.number(undated))))
        words = Words(i18n.language())
        for table in self._counts.tables:
            rows = [(label, count) for label, count in row_totals(table, words) if count]
            if not rows:
                continue
            most = max(count for _label, count in rows)
            bars = [Bar(label, i18n.number(count), count / most) for label, count in rows]
            title = table.definition.words.in_language(words.language)
            unit = table.definition.unit.words.in_language(words.language)
            chart = BarChart()
            chart.show_bars(bars, title)
            self._column.addWidget(raw(title, "h2"))
            self._column.addWidget(raw(f"{i18n.number(table.total)} {unit}", "muted"))
            self._column.addWidget(chart)
        self._column.addStretch(1)
