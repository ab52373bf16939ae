"""Incidents: what happened, who did it, and whether anybody answered for it."""

from dataclasses import dataclass
from typing import ClassVar

from casedesk.domain import fields
from casedesk.domain.answers import Answer
from casedesk.domain.partial_dates import PartialDate
from casedesk.domain.records import Record
from casedesk.i18n import N_


@dataclass(frozen=True, kw_only=True)
class Perpetrator:
    """Who did it, as the person describes them; ``key`` names them within the incident."""

    key: str
    type: Answer[str] = fields.code(N_("Kind of perpetrator"), "perpetrator_types")
    body: Answer[str] = fields.code(N_("Body or corporation"), "perpetrator_bodies")
    number: Answer[int] = fields.number(N_("How many"), lowest=1, highest=10_000)
    acquiescence: Answer[bool] = fields.yes_no(
        N_("Officials allowed it or took part"), N_("Acquiescence or collusion")
    )


@dataclass(frozen=True, kw_only=True)
class Act:
    """One category of harm; done by the perpetrators whose keys it names, or by all if none."""

    code: Answer[str] = fields.code(N_("What happened"), "acts", required=True)
    by: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Victimisation:
    """One person as victim or witness of one act (``act`` is the act's code)."""

    person_id: str = fields.link("person")
    act: str
    role: Answer[str] = fields.code(N_("Role"), "roles")


@dataclass(frozen=True, kw_only=True)
class Incident(Record):
    """Something that happened at a time and place; both may be approximate."""

    kind: ClassVar[str] = "incident"

    case_id: str = fields.link("case")
    reported_on: Answer[PartialDate] = fields.day(N_("Told to us on"), required=True)
    occurred: Answer[PartialDate] = fields.day(
        N_("When did it happen?"), N_("Day, month or only the year: 27/11/2026, 11/2026 or 2026")
    )
    zone: Answer[str] = fields.code(N_("Where on the way?"), "zones")
    country: Answer[str] = fields.code(N_("Country"), "countries")
    state: Answer[str] = fields.code(N_("State"), "states")
    municipality: Answer[str] = fields.code(N_("Municipality"), "municipalities")
    place: Answer[str] = fields.text(N_("Place"), N_("As the person names it"))
    corridor: Answer[str] = fields.code(N_("Corridor"), "corridors")
    segment: Answer[str] = fields.code(N_("Stretch of the route"), "segments")
    acts: tuple[Act, ...] = fields.parts(Act, N_("Acts"))
    perpetrators: tuple[Perpetrator, ...] = fields.parts(Perpetrator, N_("Perpetrators"))
    victimisations: tuple[Victimisation, ...] = fields.parts(
        Victimisation, N_("Victims and witnesses")
    )
    amount: Answer[int] = fields.number(N_("Money taken or demanded"))
    currency: Answer[str] = fields.code(N_("Currency"), "currencies")
    property: Answer[tuple[str, ...]] = fields.codes(N_("Property taken"), "property")
    documents: Answer[tuple[str, ...]] = fields.codes(
        N_("Documents taken or destroyed"), "documents"
    )
    injuries: Answer[str] = fields.code(N_("Injuries"), "injuries")
    care: Answer[str] = fields.code(N_("Medical care"), "care")
    source: Answer[str] = fields.code(N_("Who tells it"), "sources")
    reliability: Answer[str] = fields.code(N_("How reliable"), "reliability")
    complaint: Answer[bool] = fields.yes_no(
        N_("Was a complaint filed?"), N_("Filing one is the person's decision")
    )
    why_no_complaint: Answer[str] = fields.code(N_("Why not"), "complaint_reasons")
    authority: Answer[str] = fields.code(N_("Complaint filed with"), "complaint_authorities")
    complaint_number: Answer[str] = fields.text(N_("Number of the complaint"))
    outcome: Answer[str] = fields.code(N_("What came of the complaint"), "complaint_outcomes")
    narrative: Answer[str] = fields.long_text(
        N_("In the person's words"),
        N_("Never goes into a report. Only counts leave this computer."),
    )
