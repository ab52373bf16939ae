"""The clocks of a case: what comes next, whose duty it is, and why that day."""

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QWidget

from casedesk.domain.clocks.running import Running
from casedesk.errors import CasedeskError
from casedesk.i18n import N_, _, ngettext
from casedesk.services.clocks import counting, lapsed
from casedesk.ui.clocks.clock_panel import ClockPanel, not_advice
from casedesk.ui.desk import Desk
from casedesk.ui.kit.banners import Banner
from casedesk.ui.kit.buttons import button
from casedesk.ui.kit.labels import h2, muted
from casedesk.ui.kit.layouts import clear, vbox
from casedesk.ui.kit.surfaces import line


class ClocksBox(QWidget):
    """Reads the clocks of a case by itself; those that are met come last, when asked for."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._case_id = ""
        self._found: list[Running] = []
        self.setObjectName("clocks_box")
        self.problem = Banner("warn", "")
        self.problem.hide()
        self.nothing = muted(N_("No time limit runs that is known here."))
        self.rows = vbox(spacing=12)
        self.met_button = button(self._met_words, "chevron-down", "link", name="met_clocks")
        self.met_button.setCheckable(True)
        self.met_button.toggled.connect(lambda _on: self._draw())
        self.setLayout(
            vbox(
                h2(N_("Time limits")),
                self.problem,
                self.nothing,
                self.rows,
                self.met_button,
                not_advice(),
                spacing=8,
            )
        )
        self.nothing.hide()
        self.met_button.hide()

    def show_case(self, case_id: str) -> None:
        """Count the clocks of a case and show them."""
        if case_id != self._case_id:
            self._case_id, self._found = case_id, []
            self.met_button.setChecked(False)
            self._draw()
        self._desk.tasks.run(
            lambda uow: counting.of_case(uow, case_id),
            lambda found: self._arrived(case_id, found),
            failed=self._refused,
            owner=self,
            latest="clocks",
        )

    def panels(self) -> list[ClockPanel]:
        """The clocks shown, in order."""
        items = (self.rows.itemAt(at) for at in range(self.rows.count()))
        parts = (item.widget() for item in items if item is not None)
        return [part for part in parts if isinstance(part, ClockPanel)]

    def changeEvent(self, event: QEvent) -> None:
        """Say everything again in another language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and hasattr(self, "met_button"):
            self._draw()

    def _arrived(self, case_id: str, found: list[Running]) -> None:
        if case_id == self._case_id:
            self.problem.hide()
            self._found = found
            self._draw()

    def _refused(self, error: CasedeskError) -> None:
        self._found = []
        self._draw()
        self.nothing.hide()
        self.problem.tell(lambda: str(error))

    def _draw(self) -> None:
        clear(self.rows)
        due = [each for each in self._found if each.met is None]
        met = [each for each in self._found if each.met is not None]
        for at, clock in enumerate([*due, *(met if self.met_button.isChecked() else ())]):
            if at:
                self.rows.addWidget(line())
            self.rows.addWidget(self._panel(clock))
        self.nothing.setVisible(not due)
        self.met_button.setVisible(bool(met))
        self.met_button.setText(self._met_words())

    def _panel(self, clock: Running) -> ClockPanel:
        today = self._desk.clock.now().date()
        panel = ClockPanel(clock, today)
        if clock.rule.advocacy and clock.passed(today):
            ask = button(N_("Open a follow-up"), "bell", name="follow_term")
            ask.clicked.connect(lambda: self._follow(clock))
            panel.action_row.addWidget(ask)
            panel.action_row.addStretch(1)
        return panel

    def _follow(self, clock: Running) -> None:
        case_id = self._case_id
        self._desk.tasks.run(
            lambda uow: lapsed.follow_one(uow, case_id, clock),
            lambda _made: self._desk.say(_("It is among the follow-ups.")),
            owner=self,
        )

    def _met_words(self) -> str:
        count = sum(1 for each in self._found if each.met is not None)
        return ngettext("{count} that is done", "{count} that are done", count).format(count=count)
