"""The exact counts of a period, on this screen only."""

from PySide6.QtCore import QEvent

from casedesk.reports import on_screen
from casedesk.reports.periods import Period
from casedesk.reports.tables import PeriodCounts
from casedesk.ui.desk import Desk
from casedesk.ui.kit.surfaces import Card
from casedesk.ui.reports.exact_panel import ExactPanel
from casedesk.ui.reports.nobody_yet import NobodyYet
from casedesk.ui.reports.period_choice import PeriodChoice
from casedesk.ui.settings.section import Section


class ExactSection(Section):
    """A chart for each table, as counted."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "exact_section")
        self.period = PeriodChoice(lambda: desk.clock.now().date())
        self.panel = ExactPanel()
        self.shown: PeriodCounts | None = None
        self.nobody = NobodyYet(desk)
        self.add(self.nobody)
        self.choice = Card(self.period)
        self.add(self.choice)
        self.add(self.panel)
        self.period.chosen.connect(self._count)

    def open(self) -> None:
        """Count the latest month that is over, or what was chosen before."""
        self.desk.tasks.run(on_screen.available, self._offer, owner=self, latest="months")
        self.period.period.go()

    def changeEvent(self, event: QEvent) -> None:
        """Draw the counts in the language switched to."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "nobody"):
            self.period.redraw()
            self.panel.redraw()

    def _offer(self, months: list[Period]) -> None:
        self.nobody.stand_for((self.choice, self.panel), nobody=not months)
        self.period.offer(months)
        self._count()

    def _count(self) -> None:
        period = self.period.content()
        if period is not None:
            self.desk.tasks.run(
                lambda uow: on_screen.exact_counts(uow, period),
                self._show,
                owner=self,
                latest="exact",
            )

    def _show(self, counts: PeriodCounts) -> None:
        self.shown = counts
        self.panel.show_counts(counts)
