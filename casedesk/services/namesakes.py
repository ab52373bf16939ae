"""People on file with the very name that is being typed: a hint, never a verdict."""

from casedesk.domain.codelists import fold
from casedesk.services import cases
from casedesk.services.cases import CaseLine, Filter
from casedesk.storage.unit_of_work import UnitOfWork

_MOST = 5
#: how many hits of the search are looked at; a name has to be written out to be the same
_LOOKED_AT = 200


def of(uow: UnitOfWork, name: str) -> list[CaseLine]:
    """Those whose names are the same words in any order, whatever the accents and blanks."""
    words = sorted(fold(name).split())
    if len(words) < 2:  # one word is shared by too many to tell anything
        return []
    numbers = cases.numbers(uow, Filter(words=name))[:_LOOKED_AT]
    lines = cases.lines(uow, numbers)
    return [line for line in lines if sorted(fold(line.name).split()) == words][:_MOST]
