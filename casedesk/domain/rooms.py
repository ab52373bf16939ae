"""The rooms of the shelter and how many beds each has."""

from dataclasses import dataclass
from typing import ClassVar

from casedesk.domain import fields
from casedesk.domain.answers import Answer
from casedesk.domain.records import Record
from casedesk.i18n import N_


@dataclass(frozen=True, kw_only=True)
class Room(Record):
    """A room in one of the areas (list ``sleeping_places``); its beds are numbered from one."""

    kind: ClassVar[str] = "room"

    name: Answer[str] = fields.text(
        N_("Name of the room"), N_("For example, Room 2"), required=True
    )
    area: Answer[str] = fields.code(N_("Area"), "sleeping_places", required=True)
    beds: Answer[int] = fields.number(N_("Number of beds"), highest=999)
    closed: Answer[bool] = fields.yes_no(N_("Is it out of use?"))
    notes: Answer[str] = fields.long_text(N_("Notes about the room"))
