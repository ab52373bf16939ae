"""The tabs that are lists of entries: stays, services and referrals, consent."""

import dataclasses
from datetime import date

from casedesk.domain.answers import Missing, value_or
from casedesk.domain.cases import Consent, Service, Stay
from casedesk.domain.partial_dates import PartialDate
from casedesk.i18n import N_, _
from casedesk.services import entries
from casedesk.services.cases import CaseFile
from casedesk.ui.cases.casefile import kinds
from casedesk.ui.cases.casefile.entries import EntriesBox, Step
from casedesk.ui.cases.casefile.referrals_box import ReferralsBox
from casedesk.ui.cases.casefile.tab import Tab
from casedesk.ui.cases.facts import open_stay
from casedesk.ui.cases.placing import look_at_place
from casedesk.ui.desk import Desk
from casedesk.ui.forms.controls import Choices
from casedesk.ui.forms.sections import section
from casedesk.ui.forms.ticks import TicksBox
from casedesk.ui.kit.buttons import button
from casedesk.ui.kit.labels import h2, muted
from casedesk.ui.kit.layouts import hbox, vbox
from casedesk.ui.kit.surfaces import line
from casedesk.ui.papers.own_sheet import open_sheet


def _today(desk: Desk) -> date:
    return desk.clock.now().date()


class StaysTab(Tab):
    """Entries and exits; checking out is one step."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.box = EntriesBox(desk, kinds.stays())
        self.check_out_button = button(N_("Check out"), "door-exit", "primary", name="check_out")
        self.check_out_button.clicked.connect(self.check_out)
        self.box.editing.connect(self._offer)
        self.box.saved.connect(self._look_at_place)
        self.add(hbox(self.check_out_button, None))
        self.add(self.box)
        self.add(None)

    def draw(self, file: CaseFile) -> None:
        """List the stays."""
        self.box.show_entries(file.case.id, file.stays)
        self._offer()

    def _offer(self, _editing: bool = False) -> None:
        """Offer to check out, unless there is a Save to press already."""
        here = self.file is not None and open_stay(self.file) is not None
        self.check_out_button.setVisible(here and not self.box.busy)

    def _look_at_place(self, stay: Stay) -> None:
        folio = value_or(self.file.case.folio, "") if self.file is not None else ""
        look_at_place(self.desk, stay.case_id, folio, self)

    def check_out(self) -> None:
        """End the open stay today; the person may write another day."""
        stay = open_stay(self.file) if self.file else None
        if stay is None:
            return
        self.box.begin(stay, "exited_on")
        self.box.editor.form.questions.suggest("exited_on", PartialDate.of(_today(self.desk)))
        self.box.editor.first("exit_reason")

    def save(self) -> None:
        """Save the stay being written."""
        self.box.save()


class ServicesTab(Tab):
    """Services and referrals; what was given today is ticked and saved at once."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        today = PartialDate.of(_today(desk))
        self.ticks = TicksBox(Choices("service_kinds", lambda: _today(desk)))
        self.quick = vbox(h2(N_("Given today")), self.ticks, spacing=8)
        self.quick_button = button(N_("Save what was given"), "check", "primary", name="give")
        self.quick_button.clicked.connect(self.give)
        self.services = EntriesBox(desk, kinds.services(today))
        self.referrals = ReferralsBox(desk, today)
        self.add(section("", self.quick, hbox(self.quick_button, None)))
        for box in (self.services, self.referrals):
            self.add(line())
            self.add(box)
        self.add(None)

    def draw(self, file: CaseFile) -> None:
        """List services and referrals."""
        if not self.same_case:
            self.ticks.clear()
        self.services.show_entries(file.case.id, file.services)
        self.referrals.show_file(file)

    def give(self) -> None:
        """Store one service of today for each box ticked."""
        chosen = self.ticks.codes()
        if self.file is None or not chosen:
            return
        day, case_id = PartialDate.of(_today(self.desk)), self.file.case.id
        new = [Service(case_id=case_id, what=what, given_on=day) for what in chosen]
        self.desk.keep(
            lambda uow: entries.add_all(uow, new),
            lambda: _("Saved"),
            owner=self,
            done=lambda _stored: self.ticks.clear(),
        )

    def save(self) -> None:
        """Save what is being written, or what was ticked."""
        self.give()
        self.services.save()
        self.referrals.save()


class ConsentTab(Tab):
    """Consent per purpose; withdrawing is one step."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.box = EntriesBox(
            desk,
            kinds.consents(PartialDate.of(_today(desk))),
            Step(N_("Withdraw"), "ban", can_withdraw, self.withdraw),
        )
        self.sheet_button = button(
            N_("Print what we hold about the person"), "printer", name="own_sheet"
        )
        self.sheet_button.clicked.connect(self.show_sheet)
        self.add(self.box)
        self.add(line())
        self.add(
            muted(N_("Whoever asks is given everything we hold about them, and nobody else is."))
        )
        self.add(hbox(self.sheet_button, None))
        self.add(None)

    def draw(self, file: CaseFile) -> None:
        """List the consents."""
        self.box.show_entries(file.case.id, file.consents)

    def show_sheet(self) -> None:
        """Show the person's own sheet as it would be printed."""
        if self.file is not None:
            open_sheet(self.desk, self.file, self)

    def withdraw(self, consent: Consent) -> None:
        """The person agrees no longer, as of today."""
        day = PartialDate.of(_today(self.desk))
        withdrawn = dataclasses.replace(consent, withdrawn_on=day)
        self.desk.keep(
            lambda uow: entries.save(uow, withdrawn),
            lambda: _("Withdrawn. It stays in the history."),
            owner=self,
        )

    def save(self) -> None:
        """Save the consent being written."""
        self.box.save()


def can_withdraw(consent: Consent) -> bool:
    """Whether there is an agreement that has not been withdrawn."""
    return consent.given is True and isinstance(consent.withdrawn_on, Missing)
