"""The procedures of a household side by side: each person has one of their own."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from casedesk.domain.people import Person
from casedesk.i18n import N_, _
from casedesk.services.asylum.recording import Member
from casedesk.services.asylum.standing import Standing
from casedesk.ui.asylum.words import label_of, state_words, when
from casedesk.ui.cases import names
from casedesk.ui.cases.asylum import group_of
from casedesk.ui.desk import Desk
from casedesk.ui.kit.buttons import button
from casedesk.ui.kit.chips import StatusChip
from casedesk.ui.kit.labels import h2, muted, raw
from casedesk.ui.kit.layouts import clear, hbox, vbox
from casedesk.ui.kit.surfaces import line


class HouseholdBox(QWidget):
    """One row for each of them; hidden for somebody alone."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.setObjectName("household_procedures")
        self.rows = vbox(spacing=4)
        head = h2(N_("The household, side by side"))
        help = muted(N_("Each person has an application and a decision of their own."))
        self.setLayout(vbox(head, help, self.rows, spacing=6))
        self.hide()

    def show_members(self, person: Person, own: Standing, others: Sequence[Member]) -> None:
        """Show the person of the case and the others who have one."""
        clear(self.rows)
        self.setVisible(bool(others))
        if not others:
            return
        self.rows.addWidget(self._row(person, own, ""))
        for member in others:
            self.rows.addWidget(line())
            self.rows.addWidget(self._row(member.person, member.standing, member.case.id))

    def _row(self, person: Person, shown: Standing, case_id: str) -> QWidget:
        name = names.of_person(person, self._desk)
        group = group_of(shown.code or None)
        code = shown.code
        more = [when(shown.state)] if shown.state else []
        more += [label_of(str(each.what)) for each in (*shown.overlays, *shown.documents)]
        words = vbox(raw(name, "text" if case_id else "strong", name="member_name"), spacing=2)
        if more:
            words.addWidget(raw(" · ".join(more), "muted"))
        row = hbox(margin=(2, 6, 2, 6), spacing=12)
        row.addLayout(words, 1)
        row.addWidget(StatusChip(group.icon, lambda: state_words(code), group.tone))
        if case_id:
            opener = button(N_("Open"), "chevron-right", "link", name="open_member")
            opener.setAccessibleName(_("Open the case of {name}").format(name=name))
            opener.clicked.connect(lambda: self._desk.go("case", case_id=case_id, tab="asylum"))
            row.addWidget(opener)
        made = QWidget()
        made.setLayout(row)
        return made
