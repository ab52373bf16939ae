"""What a dry run found: how many rows of what, and row by row what is wrong."""

from PySide6.QtCore import QStringListModel
from PySide6.QtWidgets import QListView, QWidget

from casedesk import i18n
from casedesk.exchange.outcomes import Plan
from casedesk.i18n import N_, _, ngettext
from casedesk.ui.kit.binding import bind
from casedesk.ui.kit.labels import h2, label
from casedesk.ui.kit.layouts import vbox
from casedesk.ui.kit.theme import px, restyle

_HEIGHT = 220


class Findings(QWidget):
    """Counts, and a list that may hold thousands of lines."""

    def __init__(self) -> None:
        super().__init__()
        self._plan: Plan | None = None
        self._done = False
        self.counts = label("", "text")
        self.counts.setObjectName("counts")
        self.heading = h2(N_("What is wrong"))
        self.lines = QStringListModel(self)
        self.list = QListView()
        self.list.setObjectName("problems")
        self.list.setModel(self.lines)
        self.list.setUniformItemSizes(True)
        self.list.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        bind(self.list, "setAccessibleName", N_("What is wrong"))
        restyle(self.list, "setMinimumHeight", lambda: px(_HEIGHT))
        self.setLayout(vbox(self.counts, self.heading, self.list, spacing=8))
        self.show_plan(None)

    def show_plan(self, plan: Plan | None, *, done: bool = False) -> None:
        """Show what was found, or what was ``done``; None hides it."""
        self._plan, self._done = plan, done
        bind(self.counts, "setText", self._words)
        problems = plan.problems if plan is not None else []
        lines = [str(problem) for problem in problems]
        if plan is not None and plan.problem_count > len(problems):
            more = plan.problem_count - len(problems)
            lines.append(_("And {count} more.").format(count=i18n.number(more)))
        self.lines.setStringList(lines)
        for part in (self.heading, self.list):
            part.setVisible(bool(lines))
        self.setVisible(plan is not None)

    def _words(self) -> str:
        plan = self._plan
        if plan is None:
            return ""
        new = N_("Brought in: {count}") if self._done else N_("New: {count}")
        parts = [
            _("Rows: {count}").format(count=i18n.number(plan.rows)),
            _(new).format(count=i18n.number(plan.new)),
            _("Brought in before: {count}").format(count=i18n.number(plan.known)),
            _("Wrong: {count}").format(count=i18n.number(plan.bad)),
        ]
        text = " · ".join(filter(None, (*parts, plan.likeness())))
        if plan.ignored:
            columns = ", ".join(plan.ignored)
            counted = ngettext("Column not used: ", "Columns not used: ", len(plan.ignored))
            text += "\n" + counted + columns
        return text
