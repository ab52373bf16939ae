"""Unknown is a value: each answer is a value, or one of three ways of having none."""

from enum import Enum
from typing import Any, TypeAlias, TypeVar

from casedesk.i18n import N_


class Missing(Enum):
    """Why there is no value."""

    NOT_ASKED = "not_asked"
    UNKNOWN = "unknown"
    REFUSED = "refused"


NOT_ASKED = Missing.NOT_ASKED
UNKNOWN = Missing.UNKNOWN
REFUSED = Missing.REFUSED

T = TypeVar("T")
#: an answer to a question whose value is a ``T``
Answer: TypeAlias = T | Missing

LABELS = {
    NOT_ASKED: N_("Not asked"),
    UNKNOWN: N_("Does not know"),
    REFUSED: N_("Prefers not to say"),
}


def known(answer: Any) -> bool:
    """Whether the answer holds a value."""
    return not isinstance(answer, Missing)


def value_or(answer: Answer[T], default: T) -> T:
    """The value, or ``default`` if there is none."""
    return default if isinstance(answer, Missing) else answer
