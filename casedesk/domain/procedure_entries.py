"""What happened in a person's procedure with COMAR, INM and the United States, entry by entry."""

from dataclasses import dataclass
from typing import ClassVar

from casedesk.domain import fields
from casedesk.domain.answers import Answer
from casedesk.domain.partial_dates import PartialDate
from casedesk.domain.records import Record
from casedesk.i18n import N_

#: the tracks of a procedure; a fact is ``track.code``
STATE, EVENT, OVERLAY, DOCUMENT, INM, US = "state", "event", "overlay", "document", "inm", "us"
TRACKS = (STATE, EVENT, OVERLAY, DOCUMENT, INM, US)
#: what an application says itself, besides its state: the fact, and the answer with its day
SAID_BY_APPLICATION = (
    (f"{EVENT}.filed", "filed_on"),
    (f"{OVERLAY}.interview_scheduled", "interview_on"),
    (f"{EVENT}.decided", "decided_on"),
)


@dataclass(frozen=True, kw_only=True)
class ProcedureEntry(Record):
    """One fact of a procedure; a correction changes it, and the log keeps what it said before."""

    kind: ClassVar[str] = "procedure"

    case_id: str = fields.link("case")
    application_id: Answer[str] = fields.link("asylum", required=False)
    what: Answer[str] = fields.code(N_("What happened"), "procedure_facts", required=True)
    happened_on: Answer[PartialDate] = fields.day(
        N_("When"), N_("The day it happened, not the day you write it down"), past=False
    )
    until: Answer[PartialDate] = fields.day(
        N_("Until"), N_("Only if it has ended, or a paper says until when"), past=False
    )
    source: Answer[str] = fields.code(N_("How it is known"), "procedure_sources")
    note: Answer[str] = fields.long_text(
        N_("Note"), N_("Never the story of the asylum claim: only what this step needs")
    )
    mistaken: Answer[bool] = fields.yes_no(
        N_("Was it recorded by mistake?"),
        N_("If yes, it stays in the history and no longer counts"),
    )

    @property
    def track(self) -> str:
        """The track it belongs to; empty if it says nothing."""
        return self.what.partition(".")[0] if isinstance(self.what, str) else ""

    @property
    def code(self) -> str:
        """The code within its track; empty if it says nothing."""
        return self.what.partition(".")[2] if isinstance(self.what, str) else ""
