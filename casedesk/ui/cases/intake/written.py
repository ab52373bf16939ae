"""What is written about a new person: three records, the shelter's own fields, family, consents."""

import dataclasses
from collections.abc import Mapping
from datetime import date
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal

from casedesk.domain.answers import Missing
from casedesk.domain.cases import Stay
from casedesk.domain.fields import RecordClass
from casedesk.domain.journeys import Journey
from casedesk.domain.partial_dates import PartialDate
from casedesk.domain.people import Person
from casedesk.errors import Invalid
from casedesk.services import extras
from casedesk.services.extras import Asked
from casedesk.services.people import Intake
from casedesk.services.validation import REQUIRED
from casedesk.ui.cases.intake import questions
from casedesk.ui.cases.intake.consents import ConsentsBox
from casedesk.ui.cases.intake.family import FamilyBox
from casedesk.ui.cases.intake.questions import JOURNEY, PERSON, STAY, Part
from casedesk.ui.desk import Desk
from casedesk.ui.forms.extras_box import ExtrasBox, StoreExtras
from casedesk.ui.forms.record_fields import RecordFields
from casedesk.ui.kit.field import Field

#: before the prefix of a record, in a draft: what was written to the shelter's own fields
_EXTRAS = "extras:"
R = TypeVar("R")


class Written(QObject):
    """The questions and what stands in them; the page lays them out."""

    edited = Signal()
    person_edited = Signal(str)  # the question
    extras_edited = Signal()

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self.records = {
            PERSON: self._fields(Person, PERSON),
            STAY: self._fields(Stay, STAY),
            JOURNEY: self._fields(Journey, JOURNEY),
        }
        self.extras = {prefix: ExtrasBox(self._today, prefix) for prefix in (PERSON, STAY)}
        self.consents = ConsentsBox(self._today)
        self.family = FamilyBox(desk, self.fields()["person.relation"])
        for record in self.records.values():
            record.edited.connect(lambda _name: self.edited.emit())
        self.records[PERSON].edited.connect(self.person_edited)
        for box in self.extras.values():
            box.edited.connect(self.extras_edited)
            desk.names_hidden_changed.connect(box.cover)
        desk.names_hidden_changed.connect(self.records[PERSON].cover)
        self.family.edited.connect(self.edited)
        self.consents.edited.connect(self.edited)

    def fields(self) -> dict[str, Field]:
        """The questions of the records, by the names that errors have."""
        return {
            prefix + name: field
            for prefix, record in self.records.items()
            for name, field in record.fields.items()
        }

    def extra_fields(self) -> dict[str, Field]:
        """The shelter's own fields, by the names that errors have."""
        return {name: each for box in self.extras.values() for name, each in box.fields().items()}

    def ask_extras(self) -> None:
        """Look up what the shelter asks by fields of its own."""
        kinds = {prefix: prefix.rstrip(".") for prefix in self.extras}
        self._desk.tasks.run(
            lambda uow: {prefix: extras.asked(uow, kind) for prefix, kind in kinds.items()},
            self._show_extras,
            owner=self,
        )

    def answered(self, part: Part) -> bool:
        """Whether anything stands in a section of the page."""
        if part.own == "family":
            return bool(self.family.relative_id)
        if part.own == "consent":
            return self.consents.answered
        answered = self.records[part.prefix].answered(part.section.names)
        return answered or (part.extras and self.extras[part.prefix].answered())

    def content(self) -> dict[str, Any]:
        """What was written, for a draft."""
        return {
            **{prefix: record.content() for prefix, record in self.records.items()},
            **{_EXTRAS + prefix: box.content() for prefix, box in self.extras.items()},
            "family": self.family.content(),
            "consents": self.consents.content(),
        }

    def restore(self, content: Mapping[str, Any]) -> None:
        """Put a draft back."""
        for prefix, record in self.records.items():
            record.restore(content.get(prefix, {}))
        for prefix, box in self.extras.items():
            box.restore(content.get(_EXTRAS + prefix, {}))
        # A draft about somebody else never joins the household this page was opened for.
        self.family.set_relative("")
        self.family.restore(content.get("family", {}))
        self.consents.restore(content.get("consents", {}))

    def clear(self, *, shared: bool = False) -> None:
        """Empty everything; what a family has in common stays if ``shared``."""
        kept = {
            prefix: record.content(only=questions.SHARED[prefix])
            for prefix, record in self.records.items()
        }
        for prefix, base in self._bases().items():
            self.records[prefix].show(base)
        self.family.set_relative("")
        self.consents.restore({})
        for prefix, content in kept.items() if shared else ():
            self.records[prefix].restore(content)

    def person(self) -> Person:
        """The person as far as it can be understood."""
        person = self.records[PERSON].value_or_none(Person()) or Person()
        if isinstance(person.age, Missing):
            return person
        return dataclasses.replace(person, age_on=PartialDate.of(self._today()))

    def draft(self) -> tuple[Intake, dict[str, StoreExtras]]:
        """Whom to take in, and how to store the own fields of each record. Raises Invalid."""
        problems: dict[str, str] = {}
        bases = self._bases()
        person = self._value(PERSON, Person(), problems)
        stay = self._value(STAY, bases[STAY], problems)
        journey = self._value(JOURNEY, bases[JOURNEY], problems)
        answers = self._extra_answers(problems)
        if isinstance(stay.entered_on, Missing):
            problems.setdefault("stay.entered_on", REQUIRED)
        if problems or isinstance(stay.entered_on, Missing):
            raise Invalid(problems)
        if not self.family.relative_id:
            person = dataclasses.replace(person, relation=Person().relation)
        if not isinstance(person.age, Missing):
            person = dataclasses.replace(person, age_on=stay.entered_on)
        draft = Intake(
            person=person,
            entered_on=stay.entered_on,
            stay=stay,
            journey=journey if self.records[JOURNEY].touched else None,
            consents=self.consents.consents(),
        )
        return draft, answers

    def problems(self) -> dict[str, str]:
        """What is wrong now, by the names of the fields."""
        found: dict[str, str] = {}
        for prefix, base in self._bases().items():
            found |= self.records[prefix].problems(base)
        for box in self.extras.values():
            found |= box.problems()
        return found

    def _fields(self, cls: RecordClass, prefix: str) -> RecordFields:
        return RecordFields(
            cls, questions.names(prefix), today=self._today, prefix=prefix, parent=self
        )

    def _show_extras(self, asked: Mapping[str, Asked]) -> None:
        for prefix, box in self.extras.items():
            box.show_asked(asked[prefix])
            box.cover(self._desk.names_hidden)

    def _extra_answers(self, problems: dict[str, str]) -> dict[str, StoreExtras]:
        found = {}
        for prefix, box in self.extras.items():
            try:
                found[prefix] = box.written()
            except Invalid as error:
                problems.update(error.fields)
        return found

    def _value(self, prefix: str, base: R, problems: dict[str, str]) -> R:
        try:
            return self.records[prefix].value_of(base)
        except Invalid as error:
            problems.update(error.fields)
            return base

    def _bases(self) -> dict[str, Any]:
        """What each record is before anything is written."""
        stay = Stay(case_id="", entered_on=PartialDate.of(self._today()))
        return {PERSON: Person(), STAY: stay, JOURNEY: Journey(case_id="")}

    def _today(self) -> date:
        return self._desk.clock.now().date()
