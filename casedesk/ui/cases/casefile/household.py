"""The household of a person: who is in it, joining one, leaving it."""

from casedesk.domain import codelists
from casedesk.domain.answers import Missing, value_or
from casedesk.domain.people import Person
from casedesk.i18n import N_, _
from casedesk.services import families, people
from casedesk.services.cases import CaseFile
from casedesk.ui.cases import ages, names
from casedesk.ui.cases.people_search import PeopleSearch
from casedesk.ui.desk import Desk
from casedesk.ui.forms.controls import Choices
from casedesk.ui.kit.buttons import button
from casedesk.ui.kit.chips import StatusChip
from casedesk.ui.kit.code_box import CodeBox
from casedesk.ui.kit.field import Field
from casedesk.ui.kit.labels import h2, icon_label, muted, raw
from casedesk.ui.kit.layouts import add, clear, hbox, vbox
from casedesk.ui.kit.surfaces import Card, holding


class HouseholdBox(Card):
    """Lists the others of the household; joins and leaves."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(name="household", margin=16)
        self.setProperty("kind", "quiet")
        self._desk = desk
        self._file: CaseFile | None = None
        self.title = h2(N_("Household"))
        self.members = vbox(spacing=4)
        self.join_button = button(N_("Join a household"), "users", name="join")
        self.leave_button = button(N_("Leave the household"), "logout", name="leave")
        self.add_button = button(N_("Take in a family member"), "user-plus", name="add_member")
        self.search = PeopleSearch(desk)
        self.relation = Field(
            N_("Relation to the head of the household"),
            CodeBox(Choices("household_relations", lambda: desk.clock.now().date())),
            name="join_relation",
        )
        self.confirm = button(N_("Join"), "check", name="join_confirm")
        self.cancel = button(N_("Cancel"), name="join_cancel")
        self.joining = holding(
            vbox(self.search, self.relation, hbox(self.confirm, self.cancel, None), spacing=10)
        )
        self.add(self.title)
        self.body.addLayout(self.members)
        self.add(self.joining)
        self.add(hbox(self.add_button, self.join_button, self.leave_button, None, spacing=10))
        self.join_button.clicked.connect(self._begin)
        self.cancel.clicked.connect(self._end)
        self.confirm.clicked.connect(self.join)
        self.leave_button.clicked.connect(self.leave)
        self.add_button.clicked.connect(self._take_in)
        self._end()

    def show_file(self, file: CaseFile) -> None:
        """Show the household of a case's person."""
        if self._file is None or self._file.case.id != file.case.id:
            self._end()
        self._file = file
        inside = file.household is not None
        self.leave_button.setVisible(inside)
        self.join_button.setVisible(not inside and not self.joining.isVisibleTo(self))
        clear(self.members)
        if not file.members:
            self.members.addWidget(muted(N_("Nobody else of this household is on file.")))
        for member in (file.person, *file.members) if inside else ():
            add(self.members, self._row(member, own=member.id == file.person.id))

    def join(self) -> None:
        """Put the person into the household of the one chosen."""
        file, relative = self._file, self.search.person_id
        if file is None or not relative:
            self.search.search.setFocus()
            return
        relation = self.relation.control.value()
        self._desk.keep(
            lambda uow: families.join_relative(uow, file.person, relative, relation),
            lambda: _("Saved"),
            owner=self,
            done=lambda _person: self._end(),
        )

    def leave(self) -> None:
        """Take the person out of the household; the history keeps it."""
        file = self._file
        if file is not None:
            self._desk.keep(
                lambda uow: people.leave_household(uow, file.person),
                lambda: _("Saved. The history can put it back."),
                owner=self,
                done=lambda _person: self._end(),
            )

    def _begin(self) -> None:
        self.joining.show()
        self.join_button.hide()
        self.add_button.hide()
        self.search.search.setFocus()

    def _end(self) -> None:
        self.search.choose(None)
        self.relation.control.set_value(Person().relation)
        self.joining.hide()
        self.add_button.show()
        self.join_button.setVisible(self._file is None or self._file.household is None)

    def _take_in(self) -> None:
        if self._file is not None:
            self._desk.go("person", relative=self._file.person.id)

    def _row(self, member: Person, *, own: bool) -> Card:
        made = Card(margin=(12, 6, 12, 6), name=f"member_{member.id}")
        relation = member.relation
        known = codelists.load("household_relations")
        today = self._desk.clock.now().date()
        words = " · ".join(
            filter(
                None,
                (
                    names.of_person(member, self._desk),
                    "" if isinstance(relation, Missing) else known.label(value_or(relation, "")),
                    ages.age_of(member, today),
                ),
            )
        )
        row = hbox(icon_label("user", "muted"), raw(words, "strong" if own else "text"), spacing=10)
        row.setStretch(1, 1)
        if ages.minor(member, today):
            add(row, StatusChip("shield", N_("Minor"), "warn"))
        if not own:
            opener = button(N_("Open case"), "chevron-right", "link", name="open_member")
            opener.clicked.connect(lambda: self._open(member))
            add(row, opener)
        made.body.addLayout(row)
        return made

    def _open(self, member: Person) -> None:
        self._desk.tasks.run(lambda uow: families.case_of(uow, member.id), self._opened, owner=self)

    def _opened(self, case_id: str | None) -> None:
        if case_id is not None:
            self._desk.go("case", case_id=case_id)
