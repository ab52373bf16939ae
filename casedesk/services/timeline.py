"""What happened to a person, in order: drawn from the records, newest first."""

from collections.abc import Iterator
from dataclasses import dataclass

from casedesk.domain import codelists
from casedesk.domain.answers import Answer, Missing
from casedesk.domain.cases import AsylumApplication, Consent, Referral, Service, Stay
from casedesk.domain.clocks.running import Running
from casedesk.domain.documents import Document
from casedesk.domain.follow_ups import DONE, FollowUp
from casedesk.domain.incidents import Incident
from casedesk.domain.partial_dates import PartialDate
from casedesk.domain.procedure_entries import (
    DOCUMENT,
    EVENT,
    INM,
    OVERLAY,
    STATE,
    US,
    ProcedureEntry,
)
from casedesk.i18n import N_
from casedesk.services.cases import CaseFile

_TRACKS = {
    **dict.fromkeys((STATE, EVENT, OVERLAY), N_("Asylum")),
    DOCUMENT: N_("Paper"),
    INM: N_("INM"),
    US: N_("United States"),
}


@dataclass(frozen=True)
class Event:
    """One line of the timeline; ``title`` is a message id, ``detail`` is in the language now."""

    on: PartialDate
    kind: str
    title: str
    detail: str
    record_id: str


def events(file: CaseFile) -> list[Event]:
    """Everything of the case that has a date, newest first."""
    found = [event for record in _records(file) for event in _of(record)]
    return sorted(found, key=lambda event: (event.on.last, event.record_id), reverse=True)


def _records(file: CaseFile) -> Iterator[object]:
    yield from file.stays
    yield from file.incidents
    yield from file.applications
    yield from file.procedure
    yield from file.services
    yield from file.referrals
    yield from file.consents
    yield from file.follow_ups
    yield from (each for each in file.documents if each.kept)
    yield from (each for each in file.clocks if each.met is None and not each.rule.quiet)


def _of(record: object) -> Iterator[Event]:
    match record:
        case Stay():
            yield from _event(record.entered_on, record, N_("Arrived at the shelter"))
            yield from _event(
                record.exited_on, record, N_("Left the shelter"), "exit_reasons", record.exit_reason
            )
        case Running():
            # The day to be reminded of: days to come stand above what has happened.
            day = PartialDate.of(record.due_on)
            yield Event(day, "clock", N_("Time limit"), str(record.rule.words), record.id)
        case Incident():
            acts = ", ".join(
                codelists.load("acts").label(act.code)
                for act in record.acts
                if not isinstance(act.code, Missing)
            )
            when = record.reported_on if isinstance(record.occurred, Missing) else record.occurred
            yield from _event(when, record, N_("Incident"), "", acts)
        case AsylumApplication():
            yield from _event(
                record.state_since, record, N_("Asylum"), "asylum_states", record.state
            )
            yield from _event(record.interview_on, record, N_("COMAR interview"))
        case ProcedureEntry():
            if record.mistaken is not True:
                yield from _event(
                    record.happened_on,
                    record,
                    _TRACKS.get(record.track, ""),
                    "procedure_facts",
                    record.what,
                )
        case Service():
            yield from _event(record.given_on, record, N_("Service"), "service_kinds", record.what)
        case Referral():
            yield from _event(
                record.referred_on,
                record,
                N_("Referral"),
                "referral_organisations",
                record.to,
            )
        case Consent():
            yield from _event(
                record.given_on, record, N_("Consent"), "consent_purposes", record.purpose
            )
        case Document():
            yield from _event(record.dated_on, record, N_("Document"), "stored_kinds", record.what)
        case FollowUp():
            if record.open:
                yield from _event(record.due_on, record, N_("To do"), "", record.what)
            else:
                title = N_("Done") if record.ended == DONE else N_("No longer needed")
                yield from _event(record.ended_on, record, title, "", record.what)


def _event(
    on: Answer[PartialDate],
    record: Stay
    | Incident
    | AsylumApplication
    | ProcedureEntry
    | Service
    | Referral
    | Consent
    | FollowUp
    | Document,
    title: str,
    codes: str = "",
    detail: Answer[str] = "",
) -> Iterator[Event]:
    if isinstance(on, Missing):
        return
    text = "" if isinstance(detail, Missing) else detail
    if codes and text:
        text = codelists.load(codes).label(text)
    yield Event(on, record.kind, title, text, record.id)
