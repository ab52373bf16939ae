"""The evening count: who was found in the house, held against the stays."""

from dataclasses import dataclass
from typing import ClassVar

from casedesk.domain import fields
from casedesk.domain.answers import Answer
from casedesk.domain.partial_dates import PartialDate
from casedesk.domain.records import Record
from casedesk.i18n import N_

HERE = "here"
ABSENT = "absent"
LEFT = "left"


@dataclass(frozen=True, kw_only=True)
class Counted:
    """One stay and how it was found."""

    stay_id: str
    outcome: Answer[str] = fields.code(N_("Found"), "count_outcomes", required=True)


@dataclass(frozen=True, kw_only=True)
class NightCount(Record):
    """One per night; counting again changes it, and the history keeps both."""

    kind: ClassVar[str] = "night_count"

    night: Answer[PartialDate] = fields.day(N_("Night that begins on"), required=True)
    people: tuple[Counted, ...] = fields.parts(Counted, N_("People counted"))
    unregistered: Answer[int] = fields.number(N_("People found who are not on file"), highest=999)
    notes: Answer[str] = fields.long_text(N_("Notes about the count"))
