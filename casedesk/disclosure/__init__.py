"""Protection of tables of counts: knows numbers and margins, and nothing of where they come from.

    from casedesk.disclosure import Table, World, certify, deduce, printed, protect

    sexes = Table("by sex", "persons", ("sex",), {("f",): 76, ("m",): 1324}, (("f", "m"),))
    (rounded,) = protect([sexes])
    printed(rounded.counts["f",])  # "75"
    proof = certify(World((rounded,)))  # or CannotProtect
    deduce(World((rounded,)))  # []: nothing small follows from it

``protect`` rounds every count up or down to a multiple of the base, all tables in one programme,
so that sums hold and linked tables agree; ``suppress`` shows exact counts and hides what could
give away a small one. A world is everything ever published of some populations; ``certify`` and
``check`` prove that no small count follows from it, ``deduce`` and ``bounds`` attack it. Inside
``stoppable`` somebody can stop all this.
"""

from casedesk.disclosure.attack import Contradiction, Deduction, bounds, deduce, possible
from casedesk.disclosure.blocks import Ints
from casedesk.disclosure.certificates import Certificate, certify, check
from casedesk.disclosure.figures import Figure, figure
from casedesk.disclosure.printing import HIDDEN, interval, printed
from casedesk.disclosure.refusals import CannotProtect
from casedesk.disclosure.rounding import least_beside, protect
from casedesk.disclosure.stopping import stop_here, stoppable
from casedesk.disclosure.suppression import Suppressed, suppress
from casedesk.disclosure.tables import (
    TOTAL,
    Key,
    Link,
    ProtectedTable,
    RoundedTable,
    Table,
    every_key,
)
from casedesk.disclosure.verification import verify
from casedesk.disclosure.worlds import Fact, Nested, World, components

__all__ = [
    "HIDDEN",
    "TOTAL",
    "CannotProtect",
    "Certificate",
    "Contradiction",
    "Deduction",
    "Fact",
    "Figure",
    "Ints",
    "Key",
    "Link",
    "Nested",
    "ProtectedTable",
    "RoundedTable",
    "Suppressed",
    "Table",
    "World",
    "bounds",
    "certify",
    "check",
    "components",
    "deduce",
    "every_key",
    "figure",
    "interval",
    "least_beside",
    "possible",
    "printed",
    "protect",
    "stop_here",
    "stoppable",
    "suppress",
    "verify",
]
