"""The history of a procedure: every entry with who wrote it down, and what it said before."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from casedesk.domain.cases import AsylumApplication
from casedesk.domain.encoding import decode
from casedesk.domain.fields import Spec, specs
from casedesk.domain.procedure_entries import SAID_BY_APPLICATION, STATE, US, ProcedureEntry
from casedesk.services.asylum.standing import before, in_order, told, unusual
from casedesk.services.cases import CaseFile
from casedesk.storage import log
from casedesk.storage.log import Operation
from casedesk.storage.unit_of_work import UnitOfWork

_APPLICATION_FIELDS: Mapping[str, frozenset[str]] = {
    STATE: frozenset({"state", "state_since"}),
    US: frozenset({"us_status"}),
    **{what: frozenset({name}) for what, name in SAID_BY_APPLICATION},
}


@dataclass(frozen=True)
class Correction:
    """What an entry said before somebody corrected it."""

    at: datetime
    user: str
    before: tuple[tuple[Spec, Any], ...]


@dataclass(frozen=True)
class Line:
    """An entry, when and by whom it was written down, and its corrections, earliest first."""

    entry: ProcedureEntry
    recorded_at: datetime | None
    recorded_by: str
    corrections: tuple[Correction, ...]
    #: the state after which it does not usually come; empty if it does
    unusual_after: str

    @property
    def application(self) -> bool:
        """Whether an application says it itself, so that it is corrected there."""
        return self.entry.id == self.entry.application_id


def of_case(uow: UnitOfWork, file: CaseFile) -> list[Line]:
    """Everything told of the procedure of a case, mistakes included, latest first."""
    uow.log.flush()
    counted = told(file.applications, file.procedure)
    mistakes = [each for each in file.procedure if each.mistaken is True]
    written = sorted((*counted, *mistakes), key=lambda entry: entry.id)
    changes: dict[str, list[Operation]] = {each.id: [] for each in written}
    for operation in log.of_records(uow.connection, list(changes)):
        if operation.action in (log.CREATE, log.CHANGE):
            changes[operation.record_id].append(operation)
    return [_line(entry, changes[entry.id], counted) for entry in in_order(written)[::-1]]


def _line(
    entry: ProcedureEntry, changes: Sequence[Operation], counted: Sequence[ProcedureEntry]
) -> Line:
    cls = AsylumApplication if entry.id == entry.application_id else ProcedureEntry
    watched = _watched(entry) if cls is AsylumApplication else frozenset(specs(cls)) - {"until"}
    told_in = [each for each in changes if watched & set(each.content or ())]
    first = told_in[0] if told_in else None
    mistaken = entry.mistaken is True
    return Line(
        entry=entry,
        recorded_at=first.at if first else None,
        recorded_by=first.user if first else "",
        corrections=tuple(_corrections(specs(cls), told_in, watched)),
        unusual_after=before(counted, entry) if not mistaken and unusual(counted, entry) else "",
    )


def _watched(entry: ProcedureEntry) -> frozenset[str]:
    return _APPLICATION_FIELDS.get(str(entry.what)) or _APPLICATION_FIELDS[entry.track]


def _corrections(
    known: Mapping[str, Spec], changes: Iterable[Operation], watched: frozenset[str]
) -> Iterable[Correction]:
    said: dict[str, Any] = {}
    for at, operation in enumerate(changes):
        content = operation.content or {}
        changed = [name for name in known if name in watched and name in content]
        replaced = tuple((known[name], decode(known[name], said.get(name))) for name in changed)
        if at and any(said.get(name) is not None for name in changed):
            yield Correction(operation.at, operation.user, replaced)
        said.update(content)
