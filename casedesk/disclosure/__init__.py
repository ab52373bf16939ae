"""Protection of tables of counts: knows numbers and margins, and nothing of where they come from.

    from casedesk.disclosure import Table, printed, protect

    sexes = Table("by sex", "persons", ("sex",), {("f",): 76, ("m",): 1324}, (("f", "m"),))
    (protected,) = protect([sexes])
    printed(protected.counts["f",])  # "75"

Every count is rounded up or down to a multiple of the base, all tables in one programme, so that
sums hold and linked tables agree.
"""

from casedesk.disclosure.printing import HIDDEN, interval, printed
from casedesk.disclosure.refusals import CannotProtect
from casedesk.disclosure.rounding import protect
from casedesk.disclosure.tables import TOTAL, Key, Link, ProtectedTable, RoundedTable, Table
from casedesk.disclosure.verification import verify

__all__ = [
    "HIDDEN",
    "TOTAL",
    "CannotProtect",
    "Key",
    "Link",
    "ProtectedTable",
    "RoundedTable",
    "Table",
    "interval",
    "printed",
    "protect",
    "verify",
]
