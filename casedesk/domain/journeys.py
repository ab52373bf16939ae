"""Journeys: where a person left, entered Mexico and passed, and why."""

from dataclasses import dataclass
from typing import ClassVar

from casedesk.domain import fields
from casedesk.domain.answers import Answer
from casedesk.domain.partial_dates import PartialDate
from casedesk.domain.records import Record
from casedesk.i18n import N_


@dataclass(frozen=True, kw_only=True)
class Leg:
    """One stretch of a journey."""

    origin: Answer[str] = fields.text(N_("From"))
    destination: Answer[str] = fields.text(N_("To"))
    started_on: Answer[PartialDate] = fields.day(N_("Started on"))
    transport: Answer[str] = fields.code(N_("Transport"), "transport")
    corridor: Answer[str] = fields.code(N_("Corridor"), "corridors")


@dataclass(frozen=True, kw_only=True)
class Journey(Record):
    """A person's way here and where it is meant to lead."""

    kind: ClassVar[str] = "journey"

    case_id: str = fields.link("case")
    origin_country: Answer[str] = fields.code(N_("Country where the journey began"), "countries")
    origin_place: Answer[str] = fields.text(N_("Department or town where it began"))
    departed_on: Answer[PartialDate] = fields.day(N_("Left on"))
    reasons: Answer[tuple[str, ...]] = fields.codes(N_("Reasons for leaving"), "reasons")
    contexts: Answer[tuple[str, ...]] = fields.codes(N_("Situation"), "contexts")
    entered_mexico_on: Answer[PartialDate] = fields.day(N_("Entered Mexico on"))
    entry_point: Answer[str] = fields.code(N_("Entered Mexico at"), "entry_points")
    travels_with: Answer[str] = fields.code(N_("Travels with"), "travels_with")
    corridor: Answer[str] = fields.code(N_("Corridor"), "corridors")
    transport: Answer[tuple[str, ...]] = fields.codes(N_("Transport used"), "transport")
    guide: Answer[bool] = fields.yes_no(N_("Travelled with a paid guide"))
    guide_cost: Answer[str] = fields.code(N_("What the guide cost"), "guide_cost_bands")
    earlier_crossings: Answer[str] = fields.code(
        N_("Earlier journeys to the United States"), "times_before"
    )
    earlier_deportations: Answer[str] = fields.code(N_("Earlier deportations"), "times_before")
    detained: Answer[bool] = fields.yes_no(N_("Was held in a migration station"))
    detained_at: Answer[str] = fields.code(N_("Held in the state of"), "states")
    us_time: Answer[str] = fields.code(N_("Time spent in the United States"), "us_time")
    us_state: Answer[str] = fields.code(N_("State where the US detained them"), "us_states")
    us_authority: Answer[str] = fields.code(N_("US authority that returned them"), "us_authorities")
    destination: Answer[str] = fields.code(N_("Destination"), "destinations")
    destination_state: Answer[str] = fields.code(N_("Mexican state of destination"), "states")
    legs: tuple[Leg, ...] = fields.parts(Leg, N_("Legs of the journey"))
    notes: Answer[str] = fields.long_text(N_("Notes about the journey"))
