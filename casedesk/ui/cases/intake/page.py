"""A new person, by keyboard alone, in short sections; only the day of entry is needed."""

import dataclasses
from collections.abc import Mapping
from typing import Any, TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from casedesk.domain.answers import Missing, value_or
from casedesk.domain.cases import Case, Stay
from casedesk.domain.fields import RecordClass
from casedesk.domain.journeys import Journey
from casedesk.domain.partial_dates import PartialDate
from casedesk.domain.people import Person
from casedesk.errors import CasedeskError, Invalid
from casedesk.i18n import N_, _
from casedesk.services import extras, families, likenesses, namesakes, people
from casedesk.services.cases import CaseLine
from casedesk.services.extras import Asked
from casedesk.services.likenesses import Likeness
from casedesk.services.people import Intake
from casedesk.services.validation import REQUIRED
from casedesk.services.vaults import UnitOfWork
from casedesk.ui.cases.intake import questions
from casedesk.ui.cases.intake.consents import ConsentsBox
from casedesk.ui.cases.intake.family import FamilyBox
from casedesk.ui.cases.intake.hint import NamesakeHint
from casedesk.ui.cases.intake.questions import JOURNEY, PARTS, PERSON, STAY
from casedesk.ui.cases.likeness_panel import LikenessPanel
from casedesk.ui.cases.placing import look_at_place
from casedesk.ui.desk import Desk
from casedesk.ui.forms import draft_names
from casedesk.ui.forms.autosave import Autosave
from casedesk.ui.forms.contents import Contents
from casedesk.ui.forms.extras_box import ExtrasBox, StoreExtras
from casedesk.ui.forms.record_fields import RecordFields
from casedesk.ui.forms.save_keys import NEXT_KEYS, NEXT_TOLD, save_with_keys, tell_keys
from casedesk.ui.forms.sections import placed, section
from casedesk.ui.kit.buttons import button
from casedesk.ui.kit.control import NO_ANSWER
from casedesk.ui.kit.field import Field
from casedesk.ui.kit.forms import Form
from casedesk.ui.kit.labels import hint
from casedesk.ui.kit.layouts import vbox
from casedesk.ui.kit.page import Page
from casedesk.ui.kit.surfaces import holding

FORM = draft_names.NEW_PERSON
_NAMES_MS = 400
#: before the prefix of a record, in a draft: what was written to the shelter's own fields
_EXTRAS = "extras:"
#: answers that tell one person from another
_COMPARED = frozenset(
    {"given_names", "surnames", "alias", "birth", "age", "nationality", "sex", "birth_place"}
)
R = TypeVar("R")


class NewPersonPage(Page):
    """Takes a person in, and then perhaps another of the same family."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(N_("New person"), name="new_person_page", scroll=False)
        self._desk = desk
        self._saving = False
        self._relative = ""
        self.records = {
            PERSON: self._fields(Person, PERSON),
            STAY: self._fields(Stay, STAY),
            JOURNEY: self._fields(Journey, JOURNEY),
        }
        self.extras = {prefix: ExtrasBox(self._today, prefix) for prefix in (PERSON, STAY)}
        self.consents = ConsentsBox(self._today)
        fields = {
            prefix + name: field
            for prefix, record in self.records.items()
            for name, field in record.fields.items()
        }
        self.family = FamilyBox(desk, fields["person.relation"])
        self.form = Form(fields, self)
        self.form.check = self._problems
        self.form.more = self._extra_fields
        self.hint = NamesakeHint(desk)
        self.likeness = LikenessPanel(desk)
        #: who was said not to be this person, and who was shown before saving
        self._apart: list[str] = []
        self._seen: set[str] = set()
        self.autosave = Autosave(desk, self.content, self.restore, self)
        self._names = QTimer(self)
        self._names.setSingleShot(True)
        self._names.setInterval(_NAMES_MS)
        self._build()
        self._connect()

    def open(self, relative: str = "", **_arguments: Any) -> None:
        """Begin with an empty page, or with the draft that was left."""
        self._empty()
        self.records[PERSON].cover(self._desk.names_hidden)
        self._relative = relative
        self.family.set_relative(relative)
        self._ask_extras()
        self.autosave.start(FORM)  # its draft comes after the questions
        self._first()

    def flush_draft(self) -> None:
        """The page is left: what was typed is saved."""
        self._names.stop()
        self.autosave.flush()

    def content(self) -> dict[str, Any]:
        """What was written, for a draft."""
        return {
            **{prefix: record.content() for prefix, record in self.records.items()},
            **{_EXTRAS + prefix: box.content() for prefix, box in self.extras.items()},
            "family": self.family.content(),
            "consents": self.consents.content(),
            **({"apart": self._apart} if self._apart else {}),
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
        self._apart = list(content.get("apart", ()))
        self.contents.refresh()

    def save(self) -> None:
        """Take the person in and show their case."""
        self._save(lambda case: self._desk.go("case", case_id=case.id))

    def save_and_add(self) -> None:
        """Take the person in and begin with the next of the family."""
        self._save(self._next)

    def hideEvent(self, event: QHideEvent) -> None:
        """Leaving saves the draft."""
        self.flush_draft()
        super().hideEvent(event)

    def _fields(self, cls: RecordClass, prefix: str) -> RecordFields:
        return RecordFields(
            cls, questions.names(prefix), today=self._today, prefix=prefix, parent=self
        )

    def _build(self) -> None:
        self.save_button = button(N_("Save"), "device-floppy", "primary", name="save")
        self.add_button = button(
            N_("Save and add a family member"), "user-plus", name="save_and_add"
        )
        self.action_row.addWidget(self.autosave.note)
        self.add_action(self.add_button)
        self.add_action(self.save_button)
        self.notices.addWidget(self.autosave.banner)
        above = holding(vbox(self.form.summary, hint(NO_ANSWER), spacing=12))
        self.contents = Contents([self._part(part) for part in PARTS], above=above)
        self.body.addWidget(self.contents, 1)

    def _part(self, part: questions.Part) -> tuple[str, str, QWidget, Any]:
        own: dict[str, QWidget] = {"family": self.family, "consent": self.consents}
        if part.own:
            widgets: list[QWidget] = [own[part.own]]
        else:
            widgets = placed(part.section.asked, self.records[part.prefix].fields)
        if part.extras:
            widgets.append(self.extras[part.prefix])
        if part.key == "who":
            widgets[1:1] = [self.hint, self.likeness]
        made = section(part.section.title, *widgets, help=part.section.hint, name=part.key)
        return part.key, part.section.title, made, lambda: self._answered(part)

    def _answered(self, part: questions.Part) -> bool:
        if part.own == "family":
            return bool(self.family.relative_id)
        if part.own == "consent":
            return self.consents.answered
        answered = self.records[part.prefix].answered(part.section.names)
        return answered or (part.extras and self.extras[part.prefix].answered())

    def _connect(self) -> None:
        for record in self.records.values():
            record.edited.connect(self._edited)
        for box in self.extras.values():
            box.edited.connect(self._extras_edited)
            self._desk.names_hidden_changed.connect(box.cover)
        self.records[PERSON].edited.connect(self._name_edited)
        self._desk.names_hidden_changed.connect(self.records[PERSON].cover)
        self.family.edited.connect(self._edited)
        self.consents.edited.connect(self._edited)
        self._names.timeout.connect(self._look_for_namesakes)
        self.autosave.discarded.connect(self._discarded)
        self.save_button.clicked.connect(self.save)
        self.add_button.clicked.connect(self.save_and_add)
        self.likeness.denied.connect(self._deny)
        self.likeness.opened.connect(lambda case_id: self._desk.go("case", case_id=case_id))
        self.hint.opened.connect(lambda case_id: self._desk.go("case", case_id=case_id))
        save_with_keys(self, self.save)
        save_with_keys(self, self.save_and_add, NEXT_KEYS)
        tell_keys(self.save_button)
        tell_keys(self.add_button, NEXT_TOLD)

    def _edited(self) -> None:
        self.autosave.touch()
        self.contents.refresh()

    def _extras_edited(self) -> None:
        self.form.look_again()
        self._edited()

    def _extra_fields(self) -> dict[str, Field]:
        return {name: each for box in self.extras.values() for name, each in box.fields().items()}

    def _ask_extras(self) -> None:
        kinds = {prefix: prefix.rstrip(".") for prefix in self.extras}
        self._desk.tasks.run(
            lambda uow: {prefix: extras.asked(uow, kind) for prefix, kind in kinds.items()},
            self._show_extras,
            owner=self,
        )

    def _show_extras(self, asked: Mapping[str, Asked]) -> None:
        for prefix, box in self.extras.items():
            box.show_asked(asked[prefix])
            box.cover(self._desk.names_hidden)

    def _name_edited(self, name: str) -> None:
        if name in _COMPARED:
            self._names.start()

    def _look_for_namesakes(self) -> None:
        person, apart = self._person(), tuple(self._apart)
        self._desk.tasks.run(
            lambda uow: (
                likenesses.of(uow, person, but=apart),
                namesakes.of(uow, person.full_name),
            ),
            lambda found: self._show_alike(person, *found),
            owner=self,
            latest="names",
        )

    def _person(self) -> Person:
        person = self.records[PERSON].value_or_none(Person()) or Person()
        if isinstance(person.age, Missing):
            return person
        return dataclasses.replace(person, age_on=PartialDate.of(self._today()))

    def _show_alike(self, person: Person, found: list[Likeness], lines: list[CaseLine]) -> None:
        """Whoever is likely the same is shown side by side; others of the name in a line."""
        now = dataclasses.replace(self._person(), id=person.id)
        if self._saving or now != person:
            return  # found for somebody else: the one saved meanwhile is on file by now
        self.likeness.show_found(person, found)
        shown = {*self.likeness.people, *self._apart}
        self.hint.show_lines([line for line in lines if line.person_id not in shown])

    def _deny(self, person_id: str) -> None:
        self._apart.append(person_id)
        self.autosave.touch()
        self._look_for_namesakes()
        self.records[PERSON].fields["given_names"].go()

    def _save(self, then: Any) -> None:
        if self._saving:
            return
        try:
            draft, answers = self._draft()
        except Invalid as error:
            self._failed(error)
            return
        relative = self.family.relative_id
        self._saving = True
        self._names.stop()
        self.autosave.pause()
        self._desk.tasks.run(
            lambda uow: self._store(uow, draft, relative, answers),
            lambda case: self._saved(case, then, draft.person),
            owner=self,
            failed=self._failed,
        )

    def _store(
        self, uow: UnitOfWork, draft: Intake, relative: str, answers: Mapping[str, StoreExtras]
    ) -> Case | list[Likeness]:
        """The case; or, the first time, whoever is likely the same person, and nothing is saved."""
        found = likenesses.of(uow, draft.person, but={*self._apart, *self._seen})
        if found:
            return found
        if relative:
            case = families.intake_beside(uow, draft, relative, draft.person.relation)
        else:
            case = people.intake(uow, draft)
        for other in self._apart:
            likenesses.keep_apart(uow, case.person_id, other)
        answers[PERSON](uow, Person.kind, draft.person.id)
        if draft.stay is not None:
            answers[STAY](uow, Stay.kind, draft.stay.id)
        self.autosave.settle(uow)
        return case

    def _draft(self) -> tuple[Intake, dict[str, StoreExtras]]:
        problems: dict[str, str] = {}
        person = self._value(PERSON, Person(), problems)
        stay = self._value(STAY, self._stay(), problems)
        journey = self._value(JOURNEY, Journey(case_id=""), problems)
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

    def _extra_answers(self, problems: dict[str, str]) -> dict[str, StoreExtras]:
        found = {}
        for prefix, box in self.extras.items():
            try:
                found[prefix] = box.written()
            except Invalid as error:
                problems.update(error.fields)
        return found

    def _problems(self) -> dict[str, str]:
        """What is wrong now, by the names of the fields."""
        bases = {PERSON: Person(), STAY: self._stay(), JOURNEY: Journey(case_id="")}
        found: dict[str, str] = {}
        for prefix, base in bases.items():
            found |= self.records[prefix].problems(base)
        for box in self.extras.values():
            found |= box.problems()
        return found

    def _value(self, prefix: str, base: R, problems: dict[str, str]) -> R:
        try:
            return self.records[prefix].value_of(base)
        except Invalid as error:
            problems.update(error.fields)
            return base

    def _look_first(self, person: Person, found: list[Likeness]) -> None:
        """Lead to who is on file already; saving once more saves a new person."""
        self._seen |= {each.person.id for each in found}
        self.autosave.touch()
        self.likeness.show_found(person, found)
        self.likeness.take_focus()
        self.contents.bring(self.likeness)

    def _saved(self, case: Case | list[Likeness], then: Any, person: Person) -> None:
        self._saving = False
        if isinstance(case, list):
            self._look_first(person, case)
            return
        self.autosave.settled()
        self.form.show_errors({})
        folio = value_or(case.folio, "")
        self._desk.say(_("Saved. Folio {folio}.").format(folio=folio))
        look_at_place(self._desk, case.id, folio, self)
        then(case)

    def _failed(self, error: CasedeskError) -> None:
        self._saving = False
        if isinstance(error, Invalid):
            self.form.show_errors(error.fields)
            self.autosave.touch()
        else:
            self._desk.refuse(error)
            self.autosave.touch()

    def _next(self, case: Case) -> None:
        shared = {
            prefix: record.content(only=questions.SHARED[prefix])
            for prefix, record in self.records.items()
        }
        self._empty()
        for prefix, content in shared.items():
            self.records[prefix].restore(content)
        self._relative = case.person_id
        self.family.set_relative(case.person_id)
        self._ask_extras()
        self.autosave.start(FORM)
        self.contents.refresh()
        self._first()

    def _empty(self) -> None:
        self.records[PERSON].show(Person())
        self.records[STAY].show(self._stay())
        self.records[JOURNEY].show(Journey(case_id=""))
        self.family.set_relative("")
        self.consents.restore({})
        self.hint.show_lines([])
        self.likeness.show_found(Person(), [])
        self._apart, self._seen = [], set()
        self.form.show_errors({})
        self.contents.refresh()

    def _discarded(self) -> None:
        self._empty()
        self.family.set_relative(self._relative)
        self._first()

    def _first(self) -> None:
        self.contents.to_top()
        self.records[PERSON].fields["given_names"].go()

    def _stay(self) -> Stay:
        return Stay(case_id="", entered_on=PartialDate.of(self._today()))

    def _today(self) -> Any:
        return self._desk.clock.now().date()
