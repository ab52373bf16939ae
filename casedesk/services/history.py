"""Who changed what and when in a case, drawn from the log; and taking a change back."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias

from casedesk.domain.cases import AsylumApplication, Case, Consent, Referral, Service, Stay
from casedesk.domain.documents import Document
from casedesk.domain.encoding import decode
from casedesk.domain.extras import ExtraAnswer, ExtraField
from casedesk.domain.fields import Spec, specs
from casedesk.domain.follow_ups import FollowUp
from casedesk.domain.incidents import Incident
from casedesk.domain.journeys import Journey
from casedesk.domain.people import Household, Person
from casedesk.domain.procedure_entries import ProcedureEntry
from casedesk.domain.records import Record
from casedesk.domain.rights import Checklist
from casedesk.services import documents, extras, follow_ups, incidents, validation
from casedesk.services.cases import CaseFile
from casedesk.storage import history, log
from casedesk.storage.errors import CannotUndo, ChangedSince
from casedesk.storage.unit_of_work import UnitOfWork

__all__ = [
    "CHANGED",
    "CREATED",
    "MERGED",
    "UNMERGED",
    "CannotUndo",
    "ChangedSince",
    "Difference",
    "Entry",
    "can_undo",
    "of_case",
    "undo",
]

CREATED = log.CREATE
CHANGED = log.CHANGE
MERGED = log.MERGE
UNMERGED = log.UNMERGE

Kept: TypeAlias = (
    Household
    | Person
    | Case
    | Stay
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
    | ExtraAnswer
    | ExtraField
)
_CLASSES: dict[str, type[Kept]] = {
    cls.kind: cls
    for cls in (
        Household,
        Person,
        Case,
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
        ExtraAnswer,
        ExtraField,
    )
}

#: what can be taken out again; documents have their own way, with their content
ADDED = _CLASSES.keys() - {each.kind for each in (Household, Person, Case, Document, ExtraAnswer)}


@dataclass(frozen=True)
class Difference:
    """One answer before and after."""

    spec: Spec
    before: Any
    after: Any


@dataclass(frozen=True)
class Entry:
    """One operation on a record of the case; ``erased`` ones tell no differences."""

    id: str
    at: datetime
    user: str
    action: str
    kind: str
    record_id: str
    differences: tuple[Difference, ...]
    erased: bool = False
    #: the folios of a merge, and whether it still holds
    folios: tuple[str, ...] = ()
    holds: bool = False


def of_case(uow: UnitOfWork, file: CaseFile) -> list[Entry]:
    """Every change to anything in the case, newest first."""
    uow.log.flush()
    found = log.of_records(uow.connection, [record.id for record in _records(file)])
    asked = {each.id: file.extra_field(each) for each in file.extra_answers}
    states: dict[str, dict[str, Any]] = {}
    merges = [each for each in found if each.action in (MERGED, UNMERGED)]
    told = {id for each in merges for id in (each.content or {}).get("operations", ())}
    undone = {(each.content or {}).get("merge") for each in merges if each.action == UNMERGED}
    entries = []
    for operation in found:
        if operation.action in (CREATED, CHANGED):
            state = states.setdefault(operation.record_id, {})
            entry = _entry(operation, state, asked.get(operation.record_id))
            if operation.id not in told:
                entries.append(entry)
        elif operation in merges:
            entries.append(_merge(operation, holds=operation.id not in undone))
    return entries[::-1]


def of_field(uow: UnitOfWork, field_id: str) -> list[Entry]:
    """Every change to a field that the shelter added, newest first."""
    uow.log.flush()
    state: dict[str, Any] = {}
    found = log.of_records(uow.connection, [field_id])
    entries = [_entry(each, state, None) for each in found if each.action in (CREATED, CHANGED)]
    return entries[::-1]


def can_undo(entry: Entry) -> bool:
    """Whether undoing is offered: of a change, of a merge, and of what was added to a case."""
    if entry.erased:
        return False
    added = entry.action == CREATED and entry.kind in ADDED
    return entry.action == CHANGED or added or entry.holds


def undo(uow: UnitOfWork, entry: Entry) -> Record | None:
    """Put back what was there before, as a change of its own; what was added is taken out again.

    Raises CannotUndo, ChangedSince if one of the answers was changed again, Invalid, or of a
    field that the shelter added NotAllowed and AnswerGiven.
    """
    if entry.kind == ExtraField.kind:
        uow.require_coordinator()
    if entry.action == CREATED:
        history.take_back(uow, entry.id)
        return None
    restored = history.undo(uow, entry.id)
    if isinstance(restored, Incident):
        incidents.check(uow, restored)
    elif isinstance(restored, ExtraAnswer):
        extras.check(uow, restored)
    elif isinstance(restored, ExtraField):
        extras.check_field(uow, restored)
    else:
        validation.check(restored, today=uow.today)
    if isinstance(restored, Document) and not documents.whole(uow, restored):
        raise CannotUndo  # its content has been erased for good
    if isinstance(restored, FollowUp) and restored.open:
        follow_ups.end_next(uow, restored)
    return restored


def _merge(operation: log.Operation, *, holds: bool) -> Entry:
    """A merge, or its undoing, as one entry; the changes it consists of are not told one by one."""
    return Entry(
        id=operation.id,
        at=operation.at,
        user=operation.user,
        action=operation.action,
        kind=operation.kind,
        record_id=operation.record_id,
        differences=(),
        erased=operation.content is None,
        folios=tuple((operation.content or {}).get("folios", ())),
        holds=holds and operation.action == MERGED,
    )


def _entry(operation: log.Operation, state: dict[str, Any], asked: ExtraField | None) -> Entry:
    known = specs(_CLASSES[operation.kind])
    if asked is not None:
        known = {**known, asked.column: asked.spec(asked.column)}
    differences = []
    for name, value in (operation.content or {}).items():
        after = decode(known[name], value)
        before = state.get(name, decode(known[name], None))
        state[name] = after
        if before != after:
            differences.append(Difference(known[name], before, after))
    return Entry(
        id=operation.id,
        at=operation.at,
        user=operation.user,
        action=operation.action,
        kind=operation.kind,
        record_id=operation.record_id,
        differences=tuple(differences),
        erased=operation.content is None,
    )


def _records(file: CaseFile) -> Iterator[Kept]:
    yield file.case
    yield file.person
    yield from file.former
    yield from file.former_cases
    if file.household is not None:
        yield file.household
    yield from file.stays
    yield from file.journeys
    yield from file.incidents
    yield from file.applications
    yield from file.procedure
    yield from file.services
    yield from file.referrals
    yield from file.consents
    yield from file.follow_ups
    yield from file.documents
    yield from file.checklists
    yield from file.extra_answers
