"""The record of use: who opened, read, changed and exported what; and whether it is whole."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias

from casedesk.domain.answers import value_or
from casedesk.domain.cases import AsylumApplication, Case, Consent, Referral, Service, Stay
from casedesk.domain.documents import Document
from casedesk.domain.follow_ups import FollowUp
from casedesk.domain.incidents import Incident
from casedesk.domain.journeys import Journey
from casedesk.domain.procedure_entries import ProcedureEntry
from casedesk.domain.rights import Checklist
from casedesk.storage import log, records
from casedesk.storage.checks import CheckStopped, Finding, check
from casedesk.storage.unit_of_work import UnitOfWork
from casedesk.storage.vault import RECOVERY_USER

__all__ = [
    "CHANGED",
    "CREATED",
    "RECOVERY_USER",
    "TAKEN_BACK",
    "CheckStopped",
    "Finding",
    "Line",
    "check",
    "latest",
]

CREATED, CHANGED, TAKEN_BACK = log.CREATE, log.CHANGE, log.TAKE_BACK
_Part: TypeAlias = (
    Stay
    | Journey
    | Incident
    | AsylumApplication
    | ProcedureEntry
    | Service
    | Referral
    | Consent
    | FollowUp
    | Document
    | Checklist
)
_PARTS: tuple[type[_Part], ...] = (
    Stay,
    Journey,
    Incident,
    AsylumApplication,
    ProcedureEntry,
    Service,
    Referral,
    Consent,
    FollowUp,
    Document,
    Checklist,
)


@dataclass(frozen=True)
class Line:
    """One operation; ``folio`` is that of the case it belongs to, empty if it has none."""

    at: datetime
    user: str
    action: str
    kind: str
    folio: str
    #: what the operation says of itself; of a record nothing: its answers stay in the case
    about: Mapping[str, Any]


def latest(uow: UnitOfWork, count: int = 200) -> list[Line]:
    """The last operations, newest first. Raises NotAllowed unless a coordinator asks."""
    uow.require_coordinator()
    uow.log.flush()
    found = log.latest(uow.connection, count)
    folios = _folios(uow, found)
    return [
        Line(
            at=each.at,
            user=each.user,
            action=each.action,
            kind=each.kind,
            folio=folios.get(each.record_id, ""),
            about={} if each.action in (CREATED, CHANGED, TAKEN_BACK) else each.content or {},
        )
        for each in found
    ]


def _folios(uow: UnitOfWork, found: Sequence[log.Operation]) -> dict[str, str]:
    """The folio of the case to which each record belongs, by the record's id."""
    ids = {each.record_id for each in found if each.record_id}
    case_of = {record_id: record_id for record_id in ids}
    for cls in _PARTS:
        wanted = {each.record_id for each in found if each.kind == cls.kind}
        parts: Sequence[_Part] = records.find_in(uow, cls, "id", wanted)
        case_of |= {part.id: part.case_id for part in parts}
    for each in found:
        if each.action == TAKEN_BACK:  # it has left its table
            case_of[each.record_id] = (each.content or {}).get("case_id", each.record_id)
    cases = records.find_in(uow, Case, "id", set(case_of.values()))
    folio_of = {case.id: str(value_or(case.folio, "")) for case in cases}
    folios = {each: folio_of[case] for each, case in case_of.items() if case in folio_of}
    for case in records.find_in(uow, Case, "person_id", ids):
        folios[case.person_id] = str(value_or(case.folio, ""))
    return folios
