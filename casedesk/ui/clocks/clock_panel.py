"""One clock in full: its dates, whose duty it is, what comes next, and the count day by day."""

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from casedesk.domain.clocks import wording
from casedesk.domain.clocks.rules import Kind
from casedesk.domain.clocks.running import Running
from casedesk.i18n import N_, _
from casedesk.ui.clocks import words
from casedesk.ui.kit.buttons import button
from casedesk.ui.kit.chips import StatusChip
from casedesk.ui.kit.in_sight import reveal_soon
from casedesk.ui.kit.labels import muted, raw
from casedesk.ui.kit.layouts import hbox, vbox

_HINTS = (wording.SAFE_HINT, wording.NOMINAL_HINT)


class ClockPanel(QWidget):
    """Built anew for each clock and each language."""

    def __init__(self, clock: Running, today: date) -> None:
        super().__init__()
        rule = clock.rule
        self.clock = clock
        self.setObjectName(f"clock_{rule.id}")
        icon, text, tone = (
            words.look(rule, clock.due_on, today, stopped=clock.stopped)
            if clock.met is None
            else words.MET
        )
        self.title = raw(str(rule.words), "strong", name="clock_title")
        head = hbox(self.title, spacing=10)
        head.setStretch(0, 1)
        head.addWidget(StatusChip(icon, text, tone))
        box = vbox(head, spacing=4)
        who = _("Whose duty: {who}").format(who=words.duty(rule))
        box.addWidget(raw(f"{who} · {words.distance(clock.due_on, today)}", name="clock_duty"))
        for one in clock.reckonings:
            for line in words.dates(rule, one):
                box.addWidget(raw(line))
        box.addWidget(raw(words.since(clock), "muted"))
        box.addWidget(raw(_("Mark: {mark}").format(mark=rule.mark), "muted", name="clock_mark"))
        box.addWidget(raw(str(rule.next), name="clock_next"))
        if rule.notes:
            box.addWidget(raw(str(rule.notes), "muted"))
        self.why = button(N_("Why this date?"), "help", "link", name="why")
        self.why.setCheckable(True)
        self.days = raw("", "muted", name="clock_days")
        self.days.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # to be read where it opens
        self.days.hide()
        self.why.toggled.connect(self.explain)
        if any(one.nominal.days for one in clock.reckonings):
            box.addWidget(self.why)
        box.addWidget(self.days)
        self.action_row = hbox(spacing=10)
        box.addLayout(self.action_row)
        self.setLayout(box)

    def explain(self, shown: bool) -> None:
        """Show the count day by day, or put it away."""
        if shown:
            act_before = self.clock.rule.kind is not Kind.WAIT
            said = "\n".join(_(hint) for hint in _HINTS if act_before)
            self.days.setText(f"{said}\n\n{words.day_by_day(self.clock)}".strip())
        self.days.setVisible(shown)
        if shown:
            self.days.setFocus()
            reveal_soon(self.days)


def not_advice() -> QWidget:
    """The sentence that stands under every list of clocks."""
    return muted(wording.NOT_ADVICE)
