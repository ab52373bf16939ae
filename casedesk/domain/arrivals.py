"""People somebody told us will come."""

from dataclasses import dataclass
from typing import ClassVar

from casedesk.domain import fields
from casedesk.domain.answers import Answer
from casedesk.domain.partial_dates import PartialDate
from casedesk.domain.records import Record
from casedesk.i18n import N_

ARRIVED = "arrived"
NO_SHOW = "no_show"


@dataclass(frozen=True, kw_only=True)
class ExpectedArrival(Record):
    """A person or a group announced for a day; ends as arrived, no-show or cancelled."""

    kind: ClassVar[str] = "expected_arrival"

    who: Answer[str] = fields.text(N_("Name or group"), required=True)
    people: Answer[int] = fields.number(N_("How many people"), lowest=1, highest=500)
    expected_on: Answer[PartialDate] = fields.day(N_("Expected on"), past=False, required=True)
    hour: Answer[str] = fields.text(N_("About what time"))
    told_by: Answer[str] = fields.text(N_("Who told us"))
    needs: Answer[str] = fields.long_text(N_("What to have ready"))
    outcome: Answer[str] = fields.code(N_("What came of it"), "arrival_outcomes")
