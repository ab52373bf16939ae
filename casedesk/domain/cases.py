"""Cases, and what a case holds besides incidents and journeys."""

from dataclasses import dataclass
from typing import ClassVar

from casedesk.domain import fields
from casedesk.domain.answers import Answer, Missing
from casedesk.domain.partial_dates import PartialDate
from casedesk.domain.records import Record
from casedesk.i18n import N_

OPEN = "open"
CLOSED = "closed"


@dataclass(frozen=True, kw_only=True)
class Case(Record):
    """The shelter's file on one person: intake to closure, can be reopened."""

    kind: ClassVar[str] = "case"

    person_id: str = fields.link("person")
    #: the only identifier people see; random, says nothing
    folio: Answer[str] = fields.text(N_("Folio"), required=True)
    state: Answer[str] = fields.code(N_("State of the case"), "case_states", required=True)
    opened_on: Answer[PartialDate] = fields.day(N_("Opened on"), required=True)
    closed_on: Answer[PartialDate] = fields.day(N_("Closed on"))
    close_reason: Answer[str] = fields.code(N_("Reason for closing"), "close_reasons")
    reopened_on: Answer[PartialDate] = fields.day(N_("Reopened on"))
    look_reason: Answer[str] = fields.long_text(
        N_("What a coordinator should look at"),
        N_("In a few words; it stands in the case and in its history"),
    )
    look_asked_by: Answer[str] = fields.user(N_("Asked for by"))
    look_asked_on: Answer[PartialDate] = fields.day(N_("Asked for on"))
    look_word: Answer[str] = fields.long_text(N_("What the coordinator says"))
    looked_by: Answer[str] = fields.user(N_("Looked at by"))
    looked_on: Answer[PartialDate] = fields.day(N_("Looked at on"))
    #: the case that holds its entries since two people turned out to be one
    merged_into: Answer[str] = fields.link("case", required=False)

    @property
    def needs_look(self) -> bool:
        """Whether somebody asked a coordinator to look at it, who has not yet."""
        asked = not isinstance(self.look_asked_on, Missing)
        return asked and isinstance(self.looked_on, Missing)


@dataclass(frozen=True, kw_only=True)
class Stay(Record):
    """An entry to and exit from this shelter; one person can have many."""

    kind: ClassVar[str] = "stay"

    case_id: str = fields.link("case")
    entered_on: Answer[PartialDate] = fields.day(N_("Entered on"), required=True)
    exited_on: Answer[PartialDate] = fields.day(N_("Left on"))
    slept_at: Answer[str] = fields.code(N_("Where they sleep"), "sleeping_places")
    room_id: Answer[str] = fields.link("room", N_("Room"), required=False)
    bed: Answer[int] = fields.number(N_("Bed"), lowest=1, highest=999)
    #: what the program warned of when the place was given all the same
    placed_despite: Answer[tuple[str, ...]] = fields.codes(
        N_("Given this place despite"), "placement_warnings"
    )
    place: Answer[str] = fields.code(
        N_("State of the reception point"), "states", N_("Only if it is not this shelter's")
    )
    travels_with: Answer[str] = fields.code(N_("Arrived with"), "travels_with")
    leaving_on: Answer[PartialDate] = fields.day(N_("Expected to leave on"), past=False)
    exit_reason: Answer[str] = fields.code(N_("Reason for leaving the shelter"), "exit_reasons")
    exit_to: Answer[str] = fields.code(N_("Where they are going"), "destinations")
    notes: Answer[str] = fields.long_text(N_("Notes about the stay"))


@dataclass(frozen=True, kw_only=True)
class Service(Record):
    """Something given to a person here."""

    kind: ClassVar[str] = "service"

    case_id: str = fields.link("case")
    what: Answer[str] = fields.code(N_("Service"), "service_kinds", required=True)
    given_on: Answer[PartialDate] = fields.day(N_("Given on"), required=True)
    meal: Answer[str] = fields.code(N_("Meal"), "meals", N_("Only for food"))
    notes: Answer[str] = fields.long_text(N_("Notes about the service"))


@dataclass(frozen=True, kw_only=True)
class Referral(Record):
    """To whom a person was sent, and what came of it."""

    kind: ClassVar[str] = "referral"

    case_id: str = fields.link("case")
    to: Answer[str] = fields.code(N_("Referred to"), "referral_organisations", required=True)
    referred_on: Answer[PartialDate] = fields.day(N_("Referred on"), required=True)
    recipient: Answer[str] = fields.text(
        N_("Name of the organisation or office"), N_("If the list does not say which one")
    )
    purpose: Answer[str] = fields.code(N_("What it is for"), "referral_purposes")
    shared: Answer[tuple[str, ...]] = fields.codes(
        N_("What they are told about the person"),
        "shared_fields",
        N_("Only what they need for it. The story never goes with it."),
    )
    without_consent: Answer[str] = fields.code(N_("Why it goes without consent"), "sharing_reasons")
    outcome: Answer[str] = fields.code(N_("Their answer, and what came of it"), "referral_outcomes")
    answered_on: Answer[PartialDate] = fields.day(N_("Answered on"))
    asked_again_on: Answer[PartialDate] = fields.day(N_("Asked again on"))
    notes: Answer[str] = fields.long_text(N_("Notes about the referral"))


@dataclass(frozen=True, kw_only=True)
class Consent(Record):
    """What the person allows, for one purpose."""

    kind: ClassVar[str] = "consent"

    case_id: str = fields.link("case")
    purpose: Answer[str] = fields.code(N_("Purpose"), "consent_purposes", required=True)
    given: Answer[bool] = fields.yes_no(N_("Does the person agree?"))
    given_on: Answer[PartialDate] = fields.day(N_("Asked on"))
    way: Answer[str] = fields.code(N_("How they agreed"), "consent_ways")
    withdrawn_on: Answer[PartialDate] = fields.day(N_("Withdrawn on"))
    recipient: Answer[str] = fields.text(N_("For whom"), N_("The organisation, if only one"))


@dataclass(frozen=True, kw_only=True)
class AsylumApplication(Record):
    """Where one person stands with COMAR, and with the United States."""

    kind: ClassVar[str] = "asylum"

    case_id: str = fields.link("case")
    state: Answer[str] = fields.code(
        N_("State of the application"),
        "asylum_states",
        N_("Ask; never conclude it from papers"),
    )
    state_since: Answer[PartialDate] = fields.day(N_("In this state since"))
    filed_on: Answer[PartialDate] = fields.day(N_("Filed on"))
    interview_on: Answer[PartialDate] = fields.day(N_("Interview on"), past=False)
    decided_on: Answer[PartialDate] = fields.day(N_("Decided on"))
    office: Answer[str] = fields.code(N_("COMAR office"), "comar_offices")
    file_number: Answer[str] = fields.text(
        N_("COMAR file number"), N_("Only if the person agrees to keep it here")
    )
    us_status: Answer[str] = fields.code(N_("Status with the United States"), "us_statuses")
    notes: Answer[str] = fields.long_text(N_("Notes about the application"))
