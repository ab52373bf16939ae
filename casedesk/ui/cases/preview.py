"""The selected person at a glance, beside the list.

What the list itself knows is shown at once. Incidents and other events are read only when the
selection has rested on a person: that reading is logged, as it must be, and rows passed on the
way are not read at all.
"""

from collections.abc import Callable
from typing import TypeAlias

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from casedesk.domain import codelists
from casedesk.domain.cases import CLOSED
from casedesk.i18n import N_, _
from casedesk.services import cases
from casedesk.services.cases import CaseFile, CaseLine
from casedesk.ui.cases import events, names
from casedesk.ui.cases.ages import age_text, minor_line
from casedesk.ui.cases.asylum import group_of
from casedesk.ui.cases.columns import COLUMNS, PLACES
from casedesk.ui.desk import Desk
from casedesk.ui.forms.wording import edtf_text
from casedesk.ui.kit.buttons import button
from casedesk.ui.kit.chips import StatusChip
from casedesk.ui.kit.labels import h2, hint, label, muted
from casedesk.ui.kit.layouts import FlowLayout, clear, scrolling, vbox
from casedesk.ui.kit.surfaces import Card
from casedesk.ui.kit.theme import px, restyle
from casedesk.ui.kit.timelines import Timeline

#: says why somebody was found, in the language now; empty if nothing was looked for
Why: TypeAlias = Callable[[], str]
_REST_MS = 250
_EVENTS = 4


class Preview(Card):
    """Shows one line of the list, or nobody; never anybody else."""

    opened = Signal(str)  # the case's id

    def __init__(self, desk: Desk) -> None:
        super().__init__(margin=14, name="preview")
        self._desk = desk
        self._line: CaseLine | None = None
        self._file: CaseFile | None = None
        self.name = h2()
        self.name.setObjectName("preview_name")
        self.facts = muted()
        self._chips = FlowLayout(6)
        self.why = muted()
        self.why.setObjectName("preview_why")
        self._why: Why = lambda: ""
        self.when = muted()
        self.heading = hint(N_("Latest events"))
        self.timeline = Timeline()
        self.open_button = button(N_("Open case"), "chevron-right", "primary", name="open_case")
        self.open_button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.open_button.clicked.connect(self._open)
        self.nobody = label(N_("Choose a person to see a summary. Enter opens the case."), "muted")
        self.somebody = QWidget()
        inner = vbox(
            self.name, self.facts, self._chips, self.why, self.when, self.heading, self.timeline
        )
        inner.addStretch(1)
        self.somebody.setLayout(inner)
        area = scrolling(self.somebody)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area = area
        self.add(self.nobody)
        self.body.addWidget(area, 1)
        self.body.addStretch(0)
        self.add(self.open_button)
        restyle(self, "setFixedWidth", lambda: px(276))
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._read)
        self.show_line(None)

    @property
    def case_id(self) -> str:
        """The id of the case shown; empty if there is none."""
        return self._line.case_id if self._line else ""

    def show_line(self, line: CaseLine | None, why: Why = lambda: "") -> None:
        """Show somebody else, or nobody: whatever was shown is gone at once.

        ``why`` says why they were found.
        """
        self._rest.stop()
        self._why = why
        same = self._file is not None and line is not None and line.case_id == self.case_id
        self._line = line
        if not same:
            self._file = None
        self._draw()
        if line is not None:
            self._rest.start()

    def redraw(self) -> None:
        """Say everything again: language, or names covered."""
        self._draw()

    def _read(self) -> None:
        line = self._line
        if line is None or not self.isVisible():
            return
        self._desk.tasks.run(
            lambda uow: cases.read(uow, line.case_id),
            lambda file: self._arrived(file),
            owner=self,
            latest="preview",
        )

    def _arrived(self, file: CaseFile) -> None:
        if file.case.id != self.case_id:
            return  # an answer about somebody who is selected no longer
        self._file = file
        self._draw()

    def _open(self) -> None:
        if self._line is not None:
            self.opened.emit(self._line.case_id)

    def _draw(self) -> None:
        line = self._line
        self._area.setVisible(line is not None)
        self.nobody.setVisible(line is None)
        self.open_button.setVisible(line is not None)
        clear(self._chips)
        if line is None:
            self.name.clear()
            self.timeline.show_events([])
            return
        self.name.setText(names.of_line(line, self._desk))
        country = COLUMNS[PLACES["country"]].text(line, self._desk)
        self.facts.setText(" · ".join((line.folio, country, self._age(line))))
        self._draw_chips(line)
        why = self._why()
        self.why.setText(_("Found by: {reasons}").format(reasons=why))
        self.why.setVisible(bool(why))
        self.when.setText(_("Last arrival: {date}").format(date=edtf_text(line.arrived)))
        self.heading.setVisible(self._file is not None)
        self.timeline.show_events(
            events.latest(self._file, self._desk, _EVENTS) if self._file else []
        )

    def _draw_chips(self, line: CaseLine) -> None:
        if minor_line(line, self._desk):
            self._chips.addWidget(StatusChip("shield", N_("Minor"), "warn"))
        if line.look:
            self._chips.addWidget(StatusChip("flag", N_("Needs a look"), "warn"))
        if line.here:
            self._chips.addWidget(StatusChip("bed", N_("Here now"), "ok"))
        if line.state == CLOSED:
            self._chips.addWidget(StatusChip("lock", N_("Case closed"), "muted"))
        if line.asylum is not None:
            state, group = line.asylum, group_of(line.asylum)
            words = codelists.load("asylum_states")
            self._chips.addWidget(StatusChip(group.icon, lambda: words.label(state), group.tone))

    def _age(self, line: CaseLine) -> str:
        return age_text(line, self._desk)
