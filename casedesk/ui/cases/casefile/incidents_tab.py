"""The incidents of a case; each is recorded and changed on its own page."""

from PySide6.QtWidgets import QWidget

from casedesk.domain.answers import Missing
from casedesk.domain.fields import specs
from casedesk.domain.incidents import Incident
from casedesk.i18n import N_, _
from casedesk.services.cases import CaseFile
from casedesk.ui.cases.casefile.kinds import incident_title
from casedesk.ui.cases.casefile.tab import Tab
from casedesk.ui.desk import Desk
from casedesk.ui.forms import draft_names
from casedesk.ui.forms.draft_signs import DraftSign, look_for_drafts
from casedesk.ui.forms.wording import answer_text, date_text
from casedesk.ui.kit.binding import bind
from casedesk.ui.kit.buttons import button
from casedesk.ui.kit.labels import h2, icon_label, label, muted
from casedesk.ui.kit.layouts import add, clear, hbox, vbox
from casedesk.ui.kit.surfaces import line

_PLACES = ("zone", "country", "state", "municipality", "place")


class IncidentsTab(Tab):
    """Lists incidents, the latest first."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.record_button = button(
            N_("Record an incident"), "plus", "primary", name="record_incident"
        )
        self.record_button.clicked.connect(lambda: self._go(None))
        self._sign = DraftSign(self.record_button)
        self._signs: list[DraftSign] = []
        head = hbox(h2(N_("Incidents")), None, self._sign, self.record_button)
        head.setStretch(0, 1)
        self.rows = vbox(spacing=0)
        self.body.addLayout(head)
        self.body.addLayout(self.rows)
        self.add(None)

    def draw(self, file: CaseFile) -> None:
        """List the incidents."""
        clear(self.rows)
        self._sign.form = draft_names.of_incident(file.case.id)
        self._signs = [self._sign]
        if not file.incidents:
            self.rows.addWidget(muted(N_("No incident is on file.")))
        for incident in file.incidents[::-1]:
            self.rows.addWidget(self._row(incident))
            self.rows.addWidget(line())
        look_for_drafts(self.desk, self._signs, self)

    def _row(self, incident: Incident) -> QWidget:
        made = QWidget()
        made.setObjectName(f"incident_{incident.id}")
        title, more = _title(incident), _more(incident)
        words = vbox(label(lambda: title, "strong", name="entry_title"), spacing=2)
        words.addWidget(label(lambda: more, "muted", name="entry_more"))
        row = hbox(icon_label("alert-triangle", "danger"), margin=(2, 10, 2, 10), spacing=12)
        row.addLayout(words, 1)
        opener = button(N_("Open incident"), "chevron-right", name="open_incident")
        bind(opener, "setAccessibleName", lambda: _("Open {what}").format(what=title))
        opener.clicked.connect(lambda: self._go(incident.id))
        sign = DraftSign(opener, draft_names.of_incident(incident.case_id, incident.id))
        self._signs.append(sign)
        add(row, sign)
        add(row, opener)
        made.setLayout(row)
        return made

    def _go(self, incident_id: str | None) -> None:
        if self.file is not None:
            self.desk.go("incident", case_id=self.file.case.id, incident_id=incident_id)


def _title(incident: Incident) -> str:
    return incident_title([act.code for act in incident.acts if not isinstance(act.code, Missing)])


def _more(incident: Incident) -> str:
    known = specs(Incident)
    when = incident.occurred
    parts = [_("date not known") if isinstance(when, Missing) else date_text(when)]
    parts += [
        answer_text(known[name], value)
        for name in _PLACES
        if not isinstance(value := getattr(incident, name), Missing)
    ]
    if incident.complaint is True:
        parts.append(_("complaint filed"))
    return " · ".join(parts)
