"""Two people on file who look like one and are not: said once, so that nobody is asked again."""

from dataclasses import dataclass
from typing import ClassVar

from casedesk.domain import fields
from casedesk.domain.answers import Answer
from casedesk.domain.partial_dates import PartialDate
from casedesk.domain.records import Record
from casedesk.i18n import N_


@dataclass(frozen=True, kw_only=True)
class Distinction(Record):
    """That one person is not another; holds in both directions."""

    kind: ClassVar[str] = "distinction"

    person_id: str = fields.link("person")
    other_id: str = fields.link("person")
    apart: Answer[bool] = fields.yes_no(N_("Not the same person as another on file"))
    said_on: Answer[PartialDate] = fields.day(N_("Said on"))
