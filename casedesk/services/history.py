"""Who changed what and when in a case, drawn from the log; and taking a change back."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from casedesk.domain.answers import NOT_ASKED
from casedesk.domain.cases import AsylumApplication, Consent, Referral, Service, Stay
from casedesk.domain.documents import Document
from casedesk.domain.encoding import decode
from casedesk.domain.extras import OWNERS, ExtraAnswer, ExtraField
from casedesk.domain.fields import Spec, specs
from casedesk.domain.follow_ups import FollowUp
from casedesk.domain.incidents import Incident
from casedesk.domain.journeys import Journey
from casedesk.domain.procedure_entries import ProcedureEntry
from casedesk.domain.records import Record
from casedesk.domain.rights import Checklist
from casedesk.services import documents, extras, follow_ups, incidents, validation
from casedesk.services.cases import CaseFile, surviving
from casedesk.storage import history, log, records
from casedesk.storage.errors import CannotUndo, ChangedSince, NotAllowed
from casedesk.storage.tables import BY_KIND
from casedesk.storage.unit_of_work import UnitOfWork

__all__ = [
    "CHANGED",
    "CREATED",
    "MERGED",
    "PUT_BACK",
    "TAKEN_BACK",
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
TAKEN_BACK = log.TAKE_BACK
#: a record that was taken back is written down again, as it was
PUT_BACK = "put_back"

#: what can be taken out again; documents have their own way, with their content
ADDED = frozenset(
    each.kind
    for each in (
        *(Stay, Journey, Incident, AsylumApplication, ProcedureEntry, Service, Referral),
        *(Consent, FollowUp, Checklist, ExtraField),
    )
)


@dataclass(frozen=True)
class Difference:
    """One answer before and after."""

    spec: Spec
    before: Any
    after: Any


@dataclass(frozen=True)
class Entry:
    """One operation on a record of the case; ``erased`` ones tell no differences.

    Of what was taken out, the differences tell what it was, before as after.
    """

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
    #: whether the record is as this and later changes made it, or out of the case by this
    stands: bool = False
    #: whether whoever asks may take it back
    allowed: bool = True


def of_case(uow: UnitOfWork, file: CaseFile) -> list[Entry]:
    """Every change to anything in the case, newest first; what was taken out of it as well."""
    found = _operations(uow, file)
    standing = _standing(found)
    asked = {each.id: file.extra_field(each) for each in file.extra_answers}
    states: dict[str, dict[str, Any]] = {}
    merges = [each for each in found if each.action in (MERGED, UNMERGED)]
    told = {id for each in merges for id in (each.content or {}).get("operations", ())}
    undone = {(each.content or {}).get("merge") for each in merges if each.action == UNMERGED}
    entries = []
    for operation in found:
        if operation in merges:
            entries.append(_merge(operation, holds=operation.id not in undone))
            continue
        state = states.setdefault(operation.record_id, {})
        entry = _entry(operation, state, asked.get(operation.record_id))
        if operation.id not in told:
            stands, allowed = operation.id in standing, _allowed(uow, operation)
            entries.append(replace(entry, stands=stands, allowed=allowed))
    return entries[::-1]


def of_field(uow: UnitOfWork, field_id: str) -> list[Entry]:
    """Every change to a field that the shelter added, newest first."""
    uow.log.flush()
    state: dict[str, Any] = {}
    found = log.of_records(uow.connection, [field_id])
    told = [each for each in found if each.action in (CREATED, CHANGED)]
    return [replace(_entry(each, state, None), stands=True) for each in told][::-1]


def can_undo(entry: Entry) -> bool:
    """Whether undoing is offered: of a change, a merge, and what came into a case or left it.

    What was added goes out again only by the hand of its writer, on the same day, or of a
    coordinator; putting it back is anybody's.
    """
    if entry.erased or not (entry.stands or entry.holds):
        return False
    if entry.action in (CREATED, PUT_BACK):
        return entry.kind in ADDED and entry.allowed
    return entry.action != TAKEN_BACK or entry.kind in ADDED


def undo(uow: UnitOfWork, entry: Entry) -> Record | None:
    """Put back what was there before, as a change of its own; what was added is taken out again.

    Raises CannotUndo, ChangedSince if one of the answers was changed again, Invalid, AnswerGiven
    of a field that the shelter added, or NotAllowed: such fields are for coordinators, and what
    somebody else added goes out only by their hand.
    """
    if entry.kind == ExtraField.kind:
        uow.require_coordinator()
    if entry.action in (CREATED, PUT_BACK):
        _take_out(uow, entry)
        return None
    if entry.action == TAKEN_BACK:
        return _put_back(uow, entry)
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


def _take_out(uow: UnitOfWork, entry: Entry) -> None:
    operation = log.by_id(uow.connection, entry.id)
    if operation is None or entry.kind not in ADDED:
        raise CannotUndo
    if not _allowed(uow, operation):
        raise NotAllowed
    history.take_back(uow, entry.id, along=list(_made_with(uow, entry)))


def _put_back(uow: UnitOfWork, entry: Entry) -> Record:
    made = log.of_records(uow.connection, [entry.record_id])[0]
    case = surviving(uow, (made.content or {}).get("case_id", ""))
    return history.restore(uow, entry.record_id, case.id)


def _made_with(uow: UnitOfWork, entry: Entry) -> Iterator[Record]:
    """What means nothing without a record: the follow-ups it made that are open, and answers."""
    made = records.find(uow, FollowUp, source=entry.record_id)
    yield from (each for each in made if each.open)
    if entry.kind in OWNERS:
        yield from records.find(uow, ExtraAnswer, **{f"{entry.kind}_id": entry.record_id})


def _allowed(uow: UnitOfWork, operation: log.Operation) -> bool:
    """Whether who has the vault open may take back what an operation wrote down."""
    on = operation.at.astimezone(uow.now.tzinfo).date()
    own = operation.user == uow.session.user and on == uow.today
    return own or uow.session.coordinator


def _operations(uow: UnitOfWork, file: CaseFile) -> list[log.Operation]:
    """What was done to the records of a case, and to those taken out of it, oldest first."""
    uow.log.flush()
    cases = [each.id for each in (file.case, *file.former_cases)]
    ids = {each.id for each in _records(file)} | set(log.taken_back(uow.connection, cases))
    actions = (CREATED, CHANGED, TAKEN_BACK, MERGED, UNMERGED)
    return [
        each
        for each in log.of_records(uow.connection, list(ids))
        if each.kind in BY_KIND and each.action in actions
    ]


def _standing(found: Sequence[log.Operation]) -> set[str]:
    """The ids of the operations that made each record what it is, or took it out."""
    standing: dict[str, list[str]] = {}
    for each in found:
        if each.action == CHANGED:
            standing.setdefault(each.record_id, []).append(each.id)
        elif each.action in (CREATED, TAKEN_BACK):
            standing[each.record_id] = [each.id]
    return {id for ids in standing.values() for id in ids}


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
    known = specs(BY_KIND[operation.kind])
    if asked is not None:
        known = {**known, asked.column: asked.spec(asked.column)}
    differences = []
    action = PUT_BACK if operation.action == CREATED and state else operation.action
    content = {} if action == TAKEN_BACK else operation.content or {}
    if action == TAKEN_BACK:  # what it was, so that one knows what can be put back
        answered = ((name, value) for name, value in state.items() if value not in (NOT_ASKED, ()))
        differences += [Difference(known[name], value, value) for name, value in answered]
    for name, value in content.items():
        after = decode(known[name], value)
        before = state.get(name, decode(known[name], None))
        state[name] = after
        if before != after:
            differences.append(Difference(known[name], before, after))
    return Entry(
        id=operation.id,
        at=operation.at,
        user=operation.user,
        action=action,
        kind=operation.kind,
        record_id=operation.record_id,
        differences=tuple(differences),
        erased=operation.content is None,
    )


def _records(file: CaseFile) -> Iterator[Record]:
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
