"""What is on file of months that were published: to be held against what was counted of them."""

import json
from collections.abc import Iterator
from typing import NamedTuple

from sqlalchemy import Connection, text

from casedesk.domain.cases import AsylumApplication, Case
from casedesk.domain.journeys import Journey
from casedesk.domain.procedure_entries import ProcedureEntry
from casedesk.storage.tables import TABLES


class Dated(NamedTuple):
    """Something with a month, as 2026-03, in which it counts."""

    month: str
    id: str
    #: as that of the row it is counted by
    mark: str


_DAYS = {
    "stays": "entered_on",
    "incidents": "reported_on",
    "services": "given_on",
    "referrals": "referred_on",
    "checklists": "given_on",
}
_TABLES = (*_DAYS, "procedure_entries", "asylum_applications")
_DATED = " UNION ALL ".join(
    (
        *(
            f"SELECT substr({day}, 1, 7) AS month, id, id AS mark FROM {table}"  # noqa: S608
            for table, day in _DAYS.items()
        ),
        "SELECT substr(happened_on, 1, 7), id, id FROM procedure_entries"
        " WHERE what GLOB 'state.*' AND mistaken IS NOT 1",
        "SELECT substr(state_since, 1, 7), id, id || ' ' || state FROM asylum_applications"
        " WHERE state IS NOT NULL",
    )
)
#: what terms are counted from
_OF_TERMS = (Case, ProcedureEntry, AsylumApplication, Journey)


def dated(connection: Connection) -> Iterator[Dated]:
    """Everything that counts in a month, but for terms, which are counted from several records."""
    query = text(f"SELECT month, id, mark FROM ({_DATED}) WHERE length(month) = 7")  # noqa: S608
    return (Dated(*row) for row in connection.execute(query))


def changed_cases(connection: Connection, after: int) -> set[str]:
    """The cases in which anything was written down, since a place in the log, that terms tell."""
    queries = []
    for cls in _OF_TERMS:
        case = "id" if cls is Case else "case_id"
        queries.append(
            f"SELECT {case} FROM {TABLES[cls].name} WHERE id IN ("  # noqa: S608 - names above
            f"SELECT record_id FROM operations WHERE seq > :after AND kind = '{cls.kind}')"
        )
    found = connection.execute(text(" UNION ".join(queries)), {"after": after})
    return {case_id for (case_id,) in found}


def taken_back(connection: Connection) -> list[str]:
    """The ids of records that were taken out and not put back."""
    there = " UNION ALL ".join(f"SELECT id FROM {table}" for table in _TABLES)  # noqa: S608
    # Spelled out, as the index on it is.
    gone = f"action = 'take_back' AND record_id NOT IN ({there})"
    query = text(f"SELECT DISTINCT record_id FROM operations WHERE {gone}")  # noqa: S608
    return list(connection.execute(query).scalars())


def places_in_log(connection: Connection) -> dict[int, int]:
    """Where in the log each entry of the ledger was made; none that was made on another computer.

    What is on file here may have been so, or not, when an entry was made there.
    """
    query = text(
        "SELECT seq, content FROM operations WHERE record_id = 'ledger' AND action = 'append'"
    )
    return {json.loads(row.content)["entry"]: row.seq for row in connection.execute(query)}
