"""Notes between shifts: written, read and signed by somebody else, and kept."""

from dataclasses import replace

from casedesk.domain.answers import NOT_ASKED
from casedesk.domain.handover import ShiftNote, Signature
from casedesk.services import validation
from casedesk.storage import records
from casedesk.storage.unit_of_work import UnitOfWork


def write(uow: UnitOfWork, text: str, *, urgent: bool = False) -> ShiftNote:
    """Leave some words for the next shift. Raises Invalid."""
    return leave(
        uow, ShiftNote(text=text.strip() or NOT_ASKED, urgent=True if urgent else NOT_ASKED)
    )


def leave(uow: UnitOfWork, note: ShiftNote) -> ShiftNote:
    """Leave a note for the next shift, from now and from whoever is here. Raises Invalid."""
    note = replace(note, written_by=uow.session.user, written_at=_now(uow))
    validation.check(note, today=uow.today)
    return records.add(uow, note)


def sign(uow: UnitOfWork, note: ShiftNote) -> ShiftNote:
    """Sign a note as read by whoever has the vault open; signing twice is once."""
    stored = records.get(uow, ShiftNote, note.id)
    if any(each.who == uow.session.user for each in stored.signatures):
        return stored
    signature = Signature(who=uow.session.user, at=_now(uow))
    return records.change(uow, replace(stored, signatures=(*stored.signatures, signature)))


def unread(uow: UnitOfWork) -> list[ShiftNote]:
    """Notes that nobody but their writer has read, the urgent first, then the latest."""
    found = [note for note in records.find(uow, ShiftNote)[::-1] if not taken_over(note)]
    return sorted(found, key=lambda note: note.urgent is not True)


def notes(uow: UnitOfWork, most: int = 200) -> list[ShiftNote]:
    """All notes, the latest first."""
    return records.find(uow, ShiftNote)[::-1][:most]


def taken_over(note: ShiftNote) -> bool:
    """Whether somebody else than the writer has signed it."""
    return any(each.who != note.written_by for each in note.signatures)


def _now(uow: UnitOfWork) -> str:
    return uow.now.isoformat(timespec="minutes")
