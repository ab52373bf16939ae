"""The page on which an incident is recorded or corrected."""

from collections.abc import Mapping

from casedesk.domain.incidents import Incident
from casedesk.domain.partial_dates import PartialDate
from casedesk.domain.people import Person
from casedesk.errors import CasedeskError, Invalid
from casedesk.i18n import N_, _
from casedesk.services import cases, extras, incidents
from casedesk.services.cases import CaseFile
from casedesk.services.extras import Asked
from casedesk.services.vaults import UnitOfWork
from casedesk.ui.cases.names import COVER
from casedesk.ui.desk import Desk
from casedesk.ui.forms import draft_names
from casedesk.ui.forms.autosave import Autosave, Held
from casedesk.ui.forms.extras_box import StoreExtras
from casedesk.ui.forms.save_keys import save_with_keys, tell_keys
from casedesk.ui.incidents.incident_form import IncidentForm
from casedesk.ui.kit.banners import Banner
from casedesk.ui.kit.binding import bind
from casedesk.ui.kit.buttons import button
from casedesk.ui.kit.page import Page
from casedesk.ui.kit.surfaces import Card

NEW = N_("New incident")
CORRECTED = N_("Incident")
CARE = N_(
    "Stop if telling it again is hurting the person. "
    "You can save with only the first question answered."
)
NO_NAME = N_("Person without a name")


class IncidentPage(Page):
    """One incident of one case; what is typed is kept as a draft until it is saved."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(NEW, name="incident_page")
        self._desk = desk
        self._file: CaseFile | None = None
        self._incident: Incident | None = None
        self._asked = Asked()
        self._known: tuple[Person, ...] = ()  # first the person whose case it is
        self.form = IncidentForm(today=lambda: desk.clock.now().date())
        self.autosave = Autosave(desk, self.form.content, self._restore, self)
        self.autosave.parts = (self.form,)
        self.back = self.add_back(N_("Back to the case"))
        self.save_button = button(N_("&Save incident"), "device-floppy", "primary", name="save")
        self.action_row.addWidget(self.autosave.note)
        self.add_action(self.save_button)
        self.notices.addWidget(Banner("info", CARE))
        self.notices.addWidget(self.autosave.banner)
        self.add(Card(self.form, margin=22))
        self.back.clicked.connect(self._go_back)
        self.save_button.clicked.connect(self.save)
        save_with_keys(self, self.save)
        tell_keys(self.save_button)
        self.form.edited.connect(self.autosave.touch)
        self.autosave.discarded.connect(self._show)
        desk.names_hidden_changed.connect(self.form.cover)
        desk.names_hidden_changed.connect(lambda _hidden: self._cover())

    def open(self, *, case_id: str, incident_id: str | None = None) -> None:
        """Show a new incident of a case, or one that is on file."""
        self.autosave.expect()
        self._file = self._incident = None
        self.save_button.setEnabled(False)
        today = PartialDate.of(self._desk.clock.now().date())

        def read(uow: UnitOfWork) -> tuple[CaseFile, Incident, list[Person], Asked]:
            file = cases.read(uow, case_id)
            new = Incident(case_id=file.case.id, reported_on=today)
            incident = next((each for each in file.incidents if each.id == incident_id), new)
            asked = extras.asked(uow, incident.kind, incident.id)
            return file, incident, incidents.people_in(uow, incident), asked

        self._desk.tasks.run(
            read, lambda found: self._opened(*found), owner=self, latest="incident"
        )

    def flush_draft(self) -> None:
        """Save at once what is being typed: the page is being left."""
        self.autosave.flush()

    def save(self) -> None:
        """Record the incident, or show what keeps it from being recorded."""
        ready = self.save_button.isEnabled() and not self.autosave.looking
        if self._incident is None or not ready:
            return
        try:
            incident, store_extras = self._written(self._incident)
        except Invalid as error:
            self.form.show_errors(error.fields)
            return
        held = self.autosave.hold()
        self.save_button.setEnabled(False)

        def record(uow: UnitOfWork) -> Incident:
            stored = incidents.record(uow, incident)
            store_extras(uow, stored.kind, stored.id)
            self.autosave.settle(uow, held)
            return stored

        self._desk.keep(
            record,
            lambda: _("Incident saved"),
            owner=self,
            done=lambda _stored: self._saved(held),
            failed=lambda error: self._failed(held, error),
        )

    def _written(self, base: Incident) -> tuple[Incident, StoreExtras]:
        """The incident, and how to store the shelter's own answers. Raises Invalid."""
        problems: dict[str, str] = {}
        try:
            store = self.form.extras.written()
        except Invalid as error:
            problems = error.fields
        try:
            incident = self.form.incident(base)
        except Invalid as error:
            raise Invalid({**error.fields, **problems}) from None
        if problems:
            raise Invalid(problems)
        return incident, store

    def _opened(
        self, file: CaseFile, incident: Incident, others: list[Person], asked: Asked
    ) -> None:
        self._file, self._incident, self._asked = file, incident, asked
        named = {each.id: each for each in (file.person, *file.members, *others)}
        self._known = tuple(named.values())
        self._show()
        draft = draft_names.of_incident(file.case.id, incident.id if incident.version else "")
        self.autosave.start(draft, incident.version)

    def _show(self) -> None:
        if self._incident is None:
            return
        self._name()
        self.form.extras.show_asked(self._asked)
        self.form.show_incident(self._incident, self._people())
        self.save_button.setEnabled(True)
        self.form.cover(self._desk.names_hidden)
        self.autosave.once_known(self.form.acts.first.go)
        if self.scroll_area is not None:
            self.scroll_area.verticalScrollBar().setValue(0)

    def _restore(self, content: Mapping[str, object]) -> None:
        self.form.restore(content, self._people())

    def _name(self) -> None:
        if self._file is None or self._incident is None:
            return
        new = not self._incident.version
        bind(self.title, "setText", NEW if new else CORRECTED)
        person, folio = self._file.person, self._file.case.folio
        self.set_subtitle(lambda: f"{folio} · {self._shown(person)}")

    def _cover(self) -> None:
        if self._incident is not None:
            self._name()
            self.form.whom.rename(self._people())

    def _people(self) -> dict[str, str]:
        """What each is called; while names are hidden, told apart by a number."""
        known = enumerate(self._known, start=1)
        hidden = self._desk.names_hidden
        return {
            person.id: f"{COVER} {place}" if hidden else self._shown(person)
            for place, person in known
        }

    def _shown(self, person: Person) -> str:
        return COVER if self._desk.names_hidden else person.called or _(NO_NAME)

    def _saved(self, held: Held) -> None:
        if self.autosave.settled(held):
            self._go_back()

    def _failed(self, held: Held, error: CasedeskError) -> None:
        here = self.autosave.resume(held)
        if here:
            self.save_button.setEnabled(True)
        if here and isinstance(error, Invalid):
            self.form.show_errors(error.fields)
        else:
            self._desk.refuse(error)

    def _go_back(self) -> None:
        self.autosave.flush()
        if self._file is not None:
            self._desk.go("case", case_id=self._file.case.id, tab="incidents")
