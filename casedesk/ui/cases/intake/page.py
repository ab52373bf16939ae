"""A new person, by keyboard alone, in short sections; only the day of entry is needed."""

from collections.abc import Mapping
from typing import Any

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from casedesk.domain.answers import value_or
from casedesk.domain.cases import Case, Stay
from casedesk.domain.people import Person
from casedesk.errors import CasedeskError, Invalid
from casedesk.i18n import N_, _
from casedesk.services import families, likenesses, people
from casedesk.services.likenesses import Likeness
from casedesk.services.people import Intake
from casedesk.services.vaults import UnitOfWork
from casedesk.ui.cases.intake import questions, two_ages
from casedesk.ui.cases.intake.alike import Alike
from casedesk.ui.cases.intake.questions import PARTS, PERSON, STAY
from casedesk.ui.cases.intake.written import Written
from casedesk.ui.cases.placing import look_at_place
from casedesk.ui.desk import Desk
from casedesk.ui.forms import draft_names
from casedesk.ui.forms.autosave import Autosave, Held
from casedesk.ui.forms.contents import Contents
from casedesk.ui.forms.extras_box import StoreExtras
from casedesk.ui.forms.save_keys import NEXT_KEYS, NEXT_TOLD, save_with_keys, tell_keys
from casedesk.ui.forms.sections import placed, section
from casedesk.ui.kit.buttons import button
from casedesk.ui.kit.control import NO_ANSWER
from casedesk.ui.kit.forms import Form
from casedesk.ui.kit.labels import hint
from casedesk.ui.kit.layouts import vbox
from casedesk.ui.kit.page import Page
from casedesk.ui.kit.surfaces import holding

FORM = draft_names.NEW_PERSON


class NewPersonPage(Page):
    """Takes a person in, and then perhaps another of the same family."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(N_("New person"), name="new_person_page", scroll=False)
        self._desk = desk
        self._saving = False
        self._relative = ""
        self.written = Written(desk, self)
        self.alike = Alike(desk, self.written.person, self)
        self.form = Form(self.written.fields(), self)
        self.form.check = self.written.problems
        self.form.more = self.written.extra_fields
        self.autosave = Autosave(desk, self.content, self.restore, self)
        self.two_ages = two_ages.TwoAges()
        self._build()
        self._connect()

    def open(self, relative: str = "", **_arguments: Any) -> None:
        """Begin with an empty page, or with the draft that was left."""
        self.autosave.flush()
        self._empty()
        self.written.records[PERSON].cover(self._desk.names_hidden)
        self._begin(relative)

    def flush_draft(self) -> None:
        """The page is left: what was typed is saved."""
        self.alike.stop()
        self.autosave.flush()

    def content(self) -> dict[str, Any]:
        """What was written, for a draft."""
        return {**self.written.content(), **self.alike.content()}

    def restore(self, content: Mapping[str, Any]) -> None:
        """Put a draft back."""
        self.written.restore(content)
        self.alike.restore(content)
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
        self.autosave.parts = (self.contents,)
        self.body.addWidget(self.contents, 1)

    def _part(self, part: questions.Part) -> tuple[str, str, QWidget, Any]:
        written = self.written
        own: dict[str, QWidget] = {"family": written.family, "consent": written.consents}
        if part.own:
            widgets: list[QWidget] = [own[part.own]]
        else:
            widgets = placed(part.section.asked, written.records[part.prefix].fields)
        if part.extras:
            widgets.append(written.extras[part.prefix])
        if part.key == "who":
            widgets[1:1] = [self.alike.hint, self.alike.panel, self.two_ages]
        made = section(part.section.title, *widgets, help=part.section.hint, name=part.key)
        return part.key, part.section.title, made, lambda: written.answered(part)

    def _connect(self) -> None:
        self.written.edited.connect(self._edited)
        self.written.extras_edited.connect(self._extras_edited)
        self.written.person_edited.connect(self.alike.edited)
        self.written.person_edited.connect(self._look_at_ages)
        self.alike.denied.connect(self._denied)
        self.alike.opened.connect(lambda case_id: self._desk.go("case", case_id=case_id))
        self.autosave.discarded.connect(self._discarded)
        self.save_button.clicked.connect(self.save)
        self.add_button.clicked.connect(self.save_and_add)
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

    def _look_at_ages(self, name: str) -> None:
        if name in two_ages.NAMES:
            self.two_ages.look(self.written.person(), self._desk.clock.now().date())

    def _denied(self) -> None:
        self.autosave.touch()
        self.written.records[PERSON].fields["given_names"].go()

    def _save(self, then: Any) -> None:
        if self._saving or self.autosave.looking:
            return
        try:
            draft, answers = self.written.draft()
        except Invalid as error:
            self._failed(error)
            return
        relative = self.written.family.relative_id
        self._set_saving(True)
        self.alike.stop()
        held = self.autosave.hold()
        self._desk.tasks.run(
            lambda uow: self._store(uow, draft, relative, answers, held),
            lambda case: self._saved(case, then, draft.person, held),
            owner=self,
            failed=lambda error: self._failed(error, held),
        )

    def _store(
        self,
        uow: UnitOfWork,
        draft: Intake,
        relative: str,
        answers: Mapping[str, StoreExtras],
        held: Held,
    ) -> Case | list[Likeness]:
        """The case; or, the first time, whoever is likely the same person, and nothing is saved."""
        found = self.alike.unseen(uow, draft.person)
        if found:
            return found
        if relative:
            case = families.intake_beside(uow, draft, relative, draft.person.relation)
        else:
            case = people.intake(uow, draft)
        for other in self.alike.apart:
            likenesses.keep_apart(uow, case.person_id, other)
        answers[PERSON](uow, Person.kind, draft.person.id)
        if draft.stay is not None:
            answers[STAY](uow, Stay.kind, draft.stay.id)
        self.autosave.settle(uow, held)
        return case

    def _saved(self, case: Case | list[Likeness], then: Any, person: Person, held: Held) -> None:
        self._set_saving(False)
        if isinstance(case, list):
            self.autosave.resume(held)
            self.alike.show_first(person, case)
            self.contents.bring(self.alike.panel)
            return
        folio = value_or(case.folio, "")
        self._desk.say(_("Saved. Folio {folio}.").format(folio=folio))
        look_at_place(self._desk, case.id, folio, self)
        if self.autosave.settled(held):  # else somebody else is being taken in here by now
            self.form.show_errors({})
            then(case)

    def _failed(self, error: CasedeskError, held: Held | None = None) -> None:
        self._set_saving(False)
        if held is not None:
            self.autosave.resume(held)
        if isinstance(error, Invalid):
            self.form.show_errors(error.fields)
        else:
            self._desk.refuse(error)
        self.autosave.touch()

    def _set_saving(self, saving: bool) -> None:
        self._saving = self.alike.saving = saving

    def _next(self, case: Case) -> None:
        self._empty(shared=True)
        self._begin(case.person_id)

    def _begin(self, relative: str) -> None:
        self._relative = relative
        self.written.family.set_relative(relative)
        self.written.ask_extras()
        self.autosave.start(FORM)  # its draft comes after the questions
        self.contents.refresh()
        self._first()

    def _empty(self, *, shared: bool = False) -> None:
        self.written.clear(shared=shared)
        self.alike.clear()
        self.two_ages.hide()
        self.form.show_errors({})
        self.contents.refresh()
        self.autosave.untouched()

    def _discarded(self) -> None:
        self._empty()
        self.written.family.set_relative(self._relative)
        self._first()

    def _first(self) -> None:
        self.contents.to_top()
        self.autosave.once_known(self.written.records[PERSON].fields["given_names"].go)
