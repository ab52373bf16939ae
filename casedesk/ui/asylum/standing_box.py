"""Where a person stands: state, what goes on besides, papers, INM and the United States."""

from collections.abc import Iterator

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from casedesk.domain import procedures
from casedesk.domain.procedure_entries import ProcedureEntry
from casedesk.domain.procedures import Transition
from casedesk.i18n import N_, _
from casedesk.services.asylum.standing import Standing
from casedesk.ui.asylum.picture import ICONS, MEANINGS, Picture
from casedesk.ui.asylum.words import (
    NOT_ADVICE,
    basis_words,
    in_words,
    label_of,
    look_of,
    next_words,
    us_status,
    when,
)
from casedesk.ui.desk import Desk
from casedesk.ui.kit.binding import bind
from casedesk.ui.kit.buttons import button
from casedesk.ui.kit.chips import StatusChip
from casedesk.ui.kit.labels import h2, hint, icon_label, label, muted, raw
from casedesk.ui.kit.layouts import FlowLayout, clear, hbox, spaced, vbox
from casedesk.ui.kit.surfaces import holding


class StandingBox(QWidget):
    """The picture, what is true now, and what usually comes next."""

    ended = Signal(object)  # the entry that is over
    wanted = Signal(str)  # a fact to record, as track.code

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.now = vbox(spacing=8)
        self.picture = Picture()
        self.legend = holding(self._legend())
        self.words = muted()
        self.words.setObjectName("picture_in_words")
        self.next_title = h2(N_("What usually comes next"))
        self.next_steps = vbox(spacing=6)
        box = vbox(self.now, self.picture, self.legend, self.words, spacing=12)
        box.addWidget(self.next_title)
        box.addLayout(self.next_steps)
        box.addWidget(hint(NOT_ADVICE))
        self.setLayout(box)

    def show_standing(self, shown: Standing) -> None:
        """Show where somebody stands."""
        clear(self.now)
        grid = QGridLayout()
        spaced(grid, 0, 8)
        for at, (question, entries) in enumerate(self._rows(shown)):
            grid.addWidget(label(question, "muted"), at, 0)
            grid.addWidget(self._answers(entries), at, 1)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 4)
        self.now.addLayout(grid)
        self._explain(shown)
        self.picture.show_standing(shown)
        self.words.setText(in_words(shown))
        self._show_next(shown)

    def _rows(self, shown: Standing) -> Iterator[tuple[str, tuple[ProcedureEntry, ...]]]:
        yield N_("State of the application"), (shown.state,) if shown.state else ()
        yield N_("Besides"), shown.overlays
        yield N_("Papers"), shown.documents
        yield N_("With INM"), (shown.inm,) if shown.inm else ()
        yield N_("With the United States"), (shown.us,) if shown.us else ()

    def _answers(self, entries: tuple[ProcedureEntry, ...]) -> QWidget:
        flow = FlowLayout(10)
        for entry in entries:
            flow.addWidget(self._answer(entry))
        if not entries:
            flow.addWidget(label(N_("Nothing written down yet"), "muted", wrap=False))
        return holding(flow)

    def _answer(self, entry: ProcedureEntry) -> QWidget:
        icon, tone = look_of(entry)
        what = str(entry.what)
        row = hbox(
            StatusChip(icon, lambda: label_of(what), tone), raw(when(entry), "hint", wrap=False)
        )
        if entry.track == "overlay" and entry.id != entry.application_id:
            over = button(N_("It is over"), "check", "link", name="over")
            words = _("It is over: {what}").format(what=label_of(what))
            over.setAccessibleName(words)
            over.clicked.connect(lambda: self.ended.emit(entry))
            row.addWidget(over)
        return holding(row)

    def _explain(self, shown: Standing) -> None:
        for entry in (shown.state, *shown.overlays, shown.inm):
            if entry is not None:
                fact = procedures.facts()[str(entry.what)]
                text = f"{label_of(fact.key)}: {fact.meaning}"
                basis = basis_words(fact.basis)
                self.now.addWidget(raw(f"{text} [{basis}]" if basis else text, "text"))
        if shown.us is not None:
            stale = procedures.content("us").stale(self._desk.clock.now().date())
            text = us_status(procedures.facts()[str(shown.us.what)], stale=stale)
            if text:
                self.now.addWidget(raw(text, "text", name="us_status"))

    def _show_next(self, shown: Standing) -> None:
        clear(self.next_steps)
        steps = shown.following
        self.next_title.setVisible(bool(steps))
        for step in steps:
            self.next_steps.addLayout(self._next(step))

    def _next(self, step: Transition) -> QHBoxLayout:
        record = button(N_("Record this"), "plus", "link", name="record_next")
        bind(record, "setAccessibleName", lambda: f"{_('Record this')}: {label_of(step.to)}")
        record.clicked.connect(lambda: self.wanted.emit(step.to))
        row = hbox(raw(next_words(step)), record, spacing=10)
        row.setStretch(0, 1)
        return row

    @staticmethod
    def _legend() -> FlowLayout:
        flow = FlowLayout(18)
        for name, words in MEANINGS.items():
            flow.addWidget(holding(hbox(icon_label(ICONS[name], "text", 16), label(words, "hint"))))
        return flow
