"""The one way in which protection says no; words for people are added by the callers."""

from typing import Literal

from casedesk.disclosure.figures import Figure

#: there is no rounding, no time for it, no proof of it, or something small could be deduced
Reason = Literal["infeasible", "time", "unverified", "deducible"]


class CannotProtect(Exception):
    """No table may be printed."""

    def __init__(
        self, reason: Reason, tables: tuple[str, ...], figures: tuple[Figure, ...] = ()
    ) -> None:
        super().__init__(reason, tables, figures)
        self.reason = reason
        #: names of the tables that were to be protected together, sorted
        self.tables = tables
        #: the figures that could be deduced, as far as they are known
        self.figures = figures
