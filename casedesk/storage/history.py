"""The history of a record, drawn from the one log; and taking an operation back."""

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from casedesk.domain.encoding import decode
from casedesk.domain.fields import Spec, Type, specs
from casedesk.domain.records import Record
from casedesk.i18n import N_, _
from casedesk.storage import log, records
from casedesk.storage.errors import CannotUndo, ChangedSince
from casedesk.storage.log import Operation
from casedesk.storage.tables import BY_KIND, operations
from casedesk.storage.unit_of_work import UnitOfWork

#: what an answer without words is: where a record belongs
MERGED_AGAIN = N_("where it belongs")


@dataclass(frozen=True)
class Change:
    """One answer that changed; on creation, ``before`` is what a field holds unasked."""

    operation: str
    at: datetime
    user: str
    action: str
    kind: str
    field: Spec
    before: Any
    after: Any


def history(uow: UnitOfWork, record_id: str) -> list[Change]:
    """Every change of a record, oldest first; what was erased is not in it."""
    changes: list[Change] = []
    state: dict[str, Any] = {}
    for operation in _operations(uow, record_id):
        known = specs(BY_KIND[operation.kind])
        for name, value in (operation.content or {}).items():
            if name in known:
                changes.append(_change(operation, known[name], state.get(name), value))
        state.update(operation.content or {})
    return changes


def take_back(uow: UnitOfWork, operation_id: str, along: Sequence[Record] = ()) -> None:
    """Undo one operation, be it a change or the writing down of a new record.

    ``along`` are records that leave with a new one. Raises CannotUndo if others hang on it, and
    ChangedSince if it was changed since.
    """
    uow.log.flush()
    query = select(operations.c.action, operations.c.kind, operations.c.record_id)
    row = uow.connection.execute(query.where(operations.c.id == operation_id)).first()
    if row is None:
        raise CannotUndo
    if row.action == log.CHANGE:
        undo(uow, operation_id)
    elif row.action == log.CREATE:
        _take_back_new(uow, BY_KIND[row.kind], row.record_id, operation_id, along)
    else:
        raise CannotUndo


def _take_back_new(
    uow: UnitOfWork,
    cls: type[Record],
    record_id: str,
    operation_id: str,
    along: Sequence[Record],
) -> None:
    record = records.get(uow, cls, record_id)
    past = _operations(uow, record_id)
    first, now = _given(past[:1]), _given(past)
    moved = {name for name in {*first, *now} if first.get(name) != now.get(name)}
    if past[0].id != operation_id or moved:
        known = specs(cls)
        raise ChangedSince(fields=", ".join(known[name].label for name in known if name in moved))
    for each in along:
        records.take_back(uow, each)
    records.take_back(uow, record, [each.id for each in along])


def restore(uow: UnitOfWork, record_id: str, case_id: str) -> Record:
    """Put a record that was taken out back into a case, and what left with it, as it was.

    Raises CannotUndo if it is there, if content was erased, or if what it links to is gone.
    """
    uow.log.flush()
    past = log.of_records(uow.connection, [record_id])
    if not past or past[-1].action != log.TAKE_BACK or None in [each.content for each in past]:
        raise CannotUndo
    cls = BY_KIND[past[-1].kind]
    state = dict(_state(_standing(past[:-1])))
    if "case_id" in state:
        state["case_id"] = case_id
    answers = {name: decode(spec, state.get(name)) for name, spec in specs(cls).items()}
    try:
        restored = records.add(uow, cls(id=record_id, **answers))
    except IntegrityError:
        raise CannotUndo from None
    for other in (past[-1].content or {}).get("along", ()):
        uow.log.flush()
        if log.of_records(uow.connection, [other])[-1].action == log.TAKE_BACK:
            restore(uow, other, case_id)  # unless it was put back on its own
    return restored


def undo(uow: UnitOfWork, operation_id: str) -> Record:
    """Put back what one change replaced, as a new operation; returns the record.

    Raises CannotUndo if the operation is no change or was erased, and ChangedSince if later
    operations touched the same answers.
    """
    uow.log.flush()
    query = select(operations.c.record_id).where(operations.c.id == operation_id)
    record_id = uow.connection.execute(query).scalar()
    past = _operations(uow, record_id) if record_id else []
    place = next((n for n, each in enumerate(past) if each.id == operation_id), None)
    if place is None or past[place].action != log.CHANGE or not past[place].content:
        raise CannotUndo
    if any(each.content is None for each in past[:place]):
        raise CannotUndo  # what was there before has been erased
    undone = past[place]
    cls, fields = BY_KIND[undone.kind], set(undone.content or ())
    known = specs(cls)
    later = {name for each in past[place + 1 :] for name in each.content or () if name in fields}
    if later:
        raise ChangedSince(fields=", ".join(known[name].label for name in known if name in later))
    before = _state(past[:place])
    stored = records.get(uow, cls, undone.record_id)
    answers = {name: decode(known[name], before.get(name)) for name in fields}
    return records.change(uow, dataclasses.replace(stored, **answers))


def put_back(uow: UnitOfWork, operation_ids: Sequence[str]) -> list[str]:
    """Put back what several changes made together replaced, the last first.

    Answers that were changed again afterwards stay, and their labels are returned. Raises
    ChangedSince if something points elsewhere by now, and CannotUndo if content was erased.
    """
    uow.log.flush()
    kept: list[str] = []
    for operation_id in reversed(operation_ids):
        kept += _put_back(uow, operation_id, set(operation_ids))
    return list(dict.fromkeys(kept))


def _put_back(uow: UnitOfWork, operation_id: str, together: set[str]) -> list[str]:
    query = select(operations.c.record_id).where(operations.c.id == operation_id)
    past = _operations(uow, uow.connection.execute(query).scalar_one())
    place = next(n for n, each in enumerate(past) if each.id == operation_id)
    undone = past[place]
    if any(each.content is None for each in past[: place + 1]):
        raise CannotUndo
    known = specs(BY_KIND[undone.kind])
    since = [each for each in past[place + 1 :] if each.id not in together]
    fields = set(undone.content or ())
    later = {name for each in since for name in each.content or () if name in fields}
    moved = [known[name] for name in later if known[name].type in (Type.LINK, Type.PARTS)]
    if moved:
        raise ChangedSince(fields=", ".join(_(each.label) or _(MERGED_AGAIN) for each in moved))
    before, stored = _state(past[:place]), records.get(uow, BY_KIND[undone.kind], undone.record_id)
    answers = {name: decode(known[name], before.get(name)) for name in fields - later}
    records.change(uow, dataclasses.replace(stored, **answers))
    return [known[name].label for name in later]


def _operations(uow: UnitOfWork, record_id: str) -> list[Operation]:
    uow.log.flush()
    return _standing(log.of_records(uow.connection, [record_id]))


def _standing(past: list[Operation]) -> list[Operation]:
    """What made a record as it is, since it was last written down or put back."""
    made = [each for each in past if each.action in (log.CREATE, log.CHANGE)]
    begun = [at for at, each in enumerate(made) if each.action == log.CREATE]
    return made[begun[-1] :] if begun else made


def _state(past: list[Operation]) -> Mapping[str, Any]:
    state: dict[str, Any] = {}
    for operation in past:
        state.update(operation.content or {})
    return state


def _given(past: list[Operation]) -> dict[str, Any]:
    """The answers there are after some operations; those put back to "not asked" are none."""
    return {name: value for name, value in _state(past).items() if value is not None}


def _change(operation: Operation, spec: Spec, before: Any, after: Any) -> Change:
    return Change(
        operation=operation.id,
        at=operation.at,
        user=operation.user,
        action=operation.action,
        kind=operation.kind,
        field=spec,
        before=decode(spec, before),
        after=decode(spec, after),
    )
