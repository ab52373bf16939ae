"""Who the person is, and the household they belong to."""

import dataclasses

from casedesk.domain.answers import Missing
from casedesk.domain.partial_dates import PartialDate
from casedesk.domain.people import Person
from casedesk.i18n import N_
from casedesk.services import entries, people
from casedesk.services.cases import CaseFile
from casedesk.services.vaults import UnitOfWork
from casedesk.ui.cases.casefile.household import HouseholdBox
from casedesk.ui.cases.casefile.tab import Tab
from casedesk.ui.desk import Desk
from casedesk.ui.forms.editor import Editor
from casedesk.ui.forms.sections import Section
from casedesk.ui.kit.buttons import button
from casedesk.ui.kit.layouts import hbox
from casedesk.ui.kit.surfaces import line

SECTIONS = (
    Section(
        N_("Person"),
        (
            ("given_names", "surnames"),
            "alias",
            "sex",
            "diversity",
            ("birth", "age"),
            "age_on",
        ),
    ),
    Section(
        N_("Origin"),
        ("nationality", ("birth_country", "birth_place"), "birth_state"),
    ),
    Section(N_("Languages"), ("languages", "interpreter", ("schooling", "literacy"))),
    Section(
        N_("Situation"),
        ("civil_status", "documents", "needs", ("phone", "emergency_contact"), "notes"),
    ),
)


class PersonTab(Tab):
    """The person's own answers; the household has its own buttons."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.household = HouseholdBox(desk)
        self.editor = Editor(desk, Person, SECTIONS, save=_correct, fresh=entries.again)
        twice = button(N_("Is this person on file twice?"), "users", "link", name="twice")
        twice.clicked.connect(self._compare)
        self.add(self.household)
        self.add(line())
        self.add(self.editor)
        self.add(hbox(twice, None))
        self.add(None)

    def draw(self, file: CaseFile) -> None:
        """Show the person, unless somebody is writing about this very one."""
        self.household.show_file(file)
        if self.same_case:
            self.editor.refresh(file.person)
        else:
            self.editor.edit(file.person, f"person:{file.person.id}")

    def _compare(self) -> None:
        """Look for the other case of this person."""
        if self.file is not None:
            self.desk.go("merge", case_id=self.file.case.id)

    def save(self) -> None:
        """Save the answers."""
        self.editor.save()


def _correct(uow: UnitOfWork, person: Person) -> Person:
    """Save; an age without the day it was told on would be wrong a year later."""
    if not isinstance(person.age, Missing) and isinstance(person.age_on, Missing):
        person = dataclasses.replace(person, age_on=PartialDate.of(uow.today))
    return people.correct(uow, person)
