"""The one way in which protection says no; words for people are added by the callers."""

from typing import Literal

Reason = Literal["infeasible", "time", "unverified"]


class CannotProtect(Exception):
    """No table may be printed: there is no rounding, no time for it, or no proof of it."""

    def __init__(self, reason: Reason, tables: tuple[str, ...]) -> None:
        super().__init__(reason, tables)
        self.reason = reason
        #: names of the tables that were to be protected together, sorted
        self.tables = tables
