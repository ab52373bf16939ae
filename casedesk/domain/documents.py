"""Documents and photographs kept inside the vault."""

from dataclasses import dataclass
from typing import ClassVar

from casedesk.domain import fields
from casedesk.domain.answers import Answer, Missing
from casedesk.domain.partial_dates import PartialDate
from casedesk.domain.records import Record
from casedesk.i18n import N_

#: bytes; a page scanned in colour takes about one million
LARGEST_TAKEN = 25_000_000
LARGEST_KEPT = 10_000_000

JPEG, PNG, PDF, TEXT = "image/jpeg", "image/png", "application/pdf", "text/plain"
ENDINGS = {JPEG: ".jpg", PNG: ".png", PDF: ".pdf", TEXT: ".txt"}


@dataclass(frozen=True, kw_only=True)
class Document(Record):
    """What is known of a stored file; its bytes lie apart, under their own digest."""

    kind: ClassVar[str] = "document"

    case_id: str = fields.link("case")
    title: Answer[str] = fields.text(N_("Title of the document"), required=True)
    what: Answer[str] = fields.code(N_("What document it is"), "stored_kinds")
    dated_on: Answer[PartialDate] = fields.day(N_("Date on the document"))
    notes: Answer[str] = fields.long_text(N_("Notes about the document"))
    media: Answer[str] = fields.text(N_("Form of the file"))
    size: Answer[int] = fields.number(N_("Size in bytes"))
    #: SHA-256 of the bytes kept, in hex
    digest: Answer[str] = fields.text(N_("Digest of the file"))
    removed_on: Answer[PartialDate] = fields.day(N_("Taken out on"))
    erased_on: Answer[PartialDate] = fields.day(N_("Content erased on"))

    @property
    def kept(self) -> bool:
        """Whether it is listed: neither taken out nor erased."""
        return isinstance(self.removed_on, Missing) and isinstance(self.erased_on, Missing)
