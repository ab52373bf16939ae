"""Notes that one shift leaves for the next."""

from dataclasses import dataclass
from typing import ClassVar

from casedesk.domain import fields
from casedesk.domain.answers import Answer
from casedesk.domain.records import Record
from casedesk.i18n import N_


@dataclass(frozen=True, kw_only=True)
class Signature:
    """Who read a note, and when (ISO 8601 with offset)."""

    who: str
    at: str


@dataclass(frozen=True, kw_only=True)
class ShiftNote(Record):
    """Something the next shift must know; nobody's until somebody else signs it as read."""

    kind: ClassVar[str] = "shift_note"

    text: Answer[str] = fields.long_text(N_("Note for the next shift"), required=True)
    urgent: Answer[bool] = fields.yes_no(N_("Is it urgent?"))
    written_by: Answer[str] = fields.text(N_("Written by"))
    #: ISO 8601 with offset
    written_at: Answer[str] = fields.text(N_("Written at"))
    signatures: tuple[Signature, ...] = fields.parts(Signature, N_("Read by"))
