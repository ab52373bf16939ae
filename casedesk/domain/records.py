"""What all records share: an identifier, and the operation that changed them last."""

from dataclasses import dataclass, field
from typing import ClassVar

from casedesk.domain.ids import new_id


@dataclass(frozen=True, kw_only=True)
class Record:
    """One stored thing with a history of its own."""

    #: the word of the program for it, singular, as in the operation log
    kind: ClassVar[str]

    id: str = field(default_factory=new_id)
    #: id of the operation that changed it last; empty while it has not been stored
    version: str = ""
