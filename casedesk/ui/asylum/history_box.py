"""Everything told of a procedure, with who wrote it down and what it said before."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from casedesk import i18n
from casedesk.domain.answers import Missing
from casedesk.i18n import N_, _
from casedesk.services.asylum.histories import Correction, Line
from casedesk.ui.asylum.words import label_of, look_of, source_of, state_words, when
from casedesk.ui.cases import names
from casedesk.ui.desk import Desk
from casedesk.ui.forms.wording import answer_text
from casedesk.ui.kit.buttons import button
from casedesk.ui.kit.chips import StatusChip
from casedesk.ui.kit.labels import h2, icon_label, muted, raw
from casedesk.ui.kit.layouts import add, clear, hbox, vbox
from casedesk.ui.kit.surfaces import line


class HistoryBox(QWidget):
    """The entries, latest first; each can be corrected, and none goes away."""

    correct = Signal(object)  # a Line

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.setObjectName("procedure_history")
        self.rows = vbox(spacing=0)
        self.setLayout(vbox(h2(N_("What happened")), self.rows, spacing=8))

    def show_lines(self, found: Sequence[Line]) -> None:
        """Show these entries."""
        clear(self.rows)
        if not found:
            self.rows.addWidget(muted(N_("Nothing of the procedure is written down yet.")))
        for each in found:
            self.rows.addWidget(self._row(each))
            self.rows.addWidget(line())

    def _row(self, told: Line) -> QWidget:
        entry = told.entry
        what = label_of(str(entry.what))
        icon, tone = look_of(entry)
        words = vbox(raw(what, "strong", name="entry_title"), spacing=2)
        words.addWidget(raw(self._more(told), "muted", name="entry_more"))
        if not isinstance(entry.note, Missing):
            words.addWidget(raw(names.text(entry.note, self._desk), "text", name="entry_note"))
        for correction in told.corrections:
            words.addWidget(raw(self._before(correction), "hint", name="correction"))
        row = hbox(icon_label(icon, tone), margin=(2, 10, 2, 10), spacing=12)
        row.addLayout(words, 1)
        for chip in self._chips(told):
            add(row, chip)
        change = button(N_("Correct"), "edit", name="correct")
        change.setAccessibleName(_("Correct {what}").format(what=f"{what}, {when(entry)}"))
        change.clicked.connect(lambda: self.correct.emit(told))
        add(row, change)
        made = QWidget()
        made.setObjectName(f"procedure_{entry.id}")
        made.setLayout(row)
        return made

    def _more(self, told: Line) -> str:
        by = ""
        if told.recorded_at is not None:
            at = told.recorded_at.astimezone(self._desk.clock.now().tzinfo)
            by = _("written down on {date} by {user}").format(
                date=i18n.medium_date(at.date()), user=told.recorded_by
            )
        return " · ".join(filter(None, (when(told.entry), source_of(told.entry), by)))

    def _chips(self, told: Line) -> list[StatusChip]:
        found = []
        if told.entry.mistaken is True:
            found.append(StatusChip("ban", N_("Recorded by mistake"), "muted"))
        if told.corrections:
            found.append(StatusChip("edit", N_("Corrected"), "info"))
        if told.unusual_after:
            found.append(StatusChip("alert-triangle", N_("Unusual"), "warn"))
            found[-1].setToolTip(
                _("It does not usually come after “{state}”.").format(
                    state=state_words(told.unusual_after)
                )
            )
        return found

    def _before(self, correction: Correction) -> str:
        at = correction.at.astimezone(self._desk.clock.now().tzinfo)
        said = "; ".join(
            f"{_(spec.label)}: {names.text(answer_text(spec, value), self._desk)}"
            if spec.name == "note"
            else f"{_(spec.label)}: {answer_text(spec, value)}"
            for spec, value in correction.before
        )
        text = _("Corrected on {date} by {user}. Before: {answers}")
        return text.format(date=i18n.medium_date(at.date()), user=correction.user, answers=said)
