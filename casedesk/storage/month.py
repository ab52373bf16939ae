"""What one month holds, in plain rows for counting; nothing here names anybody."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, text

from casedesk.domain.incidents import Incident
from casedesk.storage.rows import from_row

# Dates are EDTF text: '2026-10', '2026-10-03' and '2026-10~' all lie between '2026-10' and
# '2026-11', while '2026' lies before.
_STAYS = text(
    """
SELECT s.entered_on, s.travels_with, p.id AS person_id, p.sex, p.birth, p.age, p.age_on,
       p.nationality, p.needs, p.household_id, p.relation,
       EXISTS (SELECT 1 FROM stays e WHERE e.case_id = s.case_id
               AND (e.entered_on, e.id) < (s.entered_on, s.id)) AS "returning",
       (SELECT j.id FROM journeys j WHERE j.case_id = s.case_id
        ORDER BY j.id DESC LIMIT 1) AS journey,
       (SELECT a.state FROM asylum_applications a WHERE a.case_id = s.case_id
        ORDER BY a.state_since DESC, a.id DESC LIMIT 1) AS asylum
FROM stays s JOIN cases c ON c.id = s.case_id JOIN people p ON p.id = c.person_id
WHERE s.entered_on >= :first AND s.entered_on < :next
ORDER BY s.entered_on, s.id
"""
)
_JOURNEYS = text(
    """
SELECT DISTINCT j.id, j.reasons, j.transport, j.legs, j.corridor, j.destination, j.travels_with
FROM journeys j JOIN stays s ON s.case_id = j.case_id
WHERE s.entered_on >= :first AND s.entered_on < :next
"""
)
_MEMBERS = text(
    """
SELECT p.id, p.household_id, p.relation, p.birth, p.age, p.age_on FROM people p
WHERE p.household_id IN (
  SELECT q.household_id FROM people q JOIN cases c ON c.person_id = q.id
  JOIN stays s ON s.case_id = c.id
  WHERE q.household_id IS NOT NULL AND s.entered_on >= :first AND s.entered_on < :next)
"""
)
_UNDATED = text("SELECT count(*) FROM stays WHERE length(rtrim(entered_on, '~')) = 4")


@dataclass(frozen=True)
class JourneyRow:
    """What is counted of a journey."""

    reasons: tuple[str, ...] | None
    transport: tuple[str, ...] | None
    corridor: str | None
    destination: str | None
    travels_with: str | None


@dataclass(frozen=True)
class MemberRow:
    """A member of a household."""

    id: str
    relation: str | None
    birth: str | None
    age: int | None
    age_on: str | None


@dataclass(frozen=True)
class StayRow:
    """An entry and the person who entered."""

    entered_on: str
    travels_with: str | None
    person_id: str
    sex: str | None
    birth: str | None
    age: int | None
    age_on: str | None
    nationality: str | None
    needs: tuple[str, ...] | None
    household_id: str | None
    relation: str | None
    returning: bool
    asylum: str | None
    journey: JourneyRow | None


@dataclass(frozen=True)
class MonthRows:
    """All that is counted of a month."""

    stays: tuple[StayRow, ...]
    members: dict[str, tuple[MemberRow, ...]]  # by household
    incidents: tuple[Incident, ...]
    services: tuple[tuple[str, int], ...]  # kind and how many
    referrals: tuple[tuple[str, int], ...]
    #: stays of which only the year is known: in no month
    undated: int


def load(connection: Connection, month: date) -> MonthRows:
    """The rows of the month that begins on ``month``."""
    bounds = {"first": _label(month), "next": _label(_next(month))}
    journeys = {row["id"]: _journey(row) for row in _rows(connection, _JOURNEYS, bounds)}
    stays = tuple(_stay(row, journeys) for row in _rows(connection, _STAYS, bounds))
    members: dict[str, list[MemberRow]] = {}
    for row in _rows(connection, _MEMBERS, bounds):
        members.setdefault(row["household_id"], []).append(
            MemberRow(row["id"], row["relation"], row["birth"], row["age"], row["age_on"])
        )
    return MonthRows(
        stays=stays,
        members={household: tuple(rows) for household, rows in members.items()},
        incidents=tuple(_incidents(connection, bounds)),
        services=_counted(connection, "services", "what", "given_on", bounds),
        referrals=_counted(connection, "referrals", '"to"', "referred_on", bounds),
        undated=connection.execute(_UNDATED).scalar() or 0,
    )


def months(connection: Connection) -> list[date]:
    """The months in which anybody entered or told of an incident, latest first."""
    query = text(
        "SELECT substr(entered_on, 1, 7) AS month FROM stays WHERE length(entered_on) >= 7 "
        "UNION SELECT substr(reported_on, 1, 7) FROM incidents WHERE length(reported_on) >= 7 "
        "ORDER BY 1 DESC"
    )
    return [date.fromisoformat(f"{month}-01") for (month,) in connection.execute(query)]


def _incidents(connection: Connection, bounds: dict[str, str]) -> Iterator[Incident]:
    query = text("SELECT * FROM incidents WHERE reported_on >= :first AND reported_on < :next")
    for row in _rows(connection, query, bounds):
        yield from_row(Incident, row)


def _counted(
    connection: Connection, table: str, column: str, dated: str, bounds: dict[str, str]
) -> tuple[tuple[str, int], ...]:
    query = text(
        f"SELECT {column}, count(*) FROM {table} "  # noqa: S608 - names of ours, no input
        f"WHERE {dated} >= :first AND {dated} < :next GROUP BY 1 ORDER BY 1"
    )
    return tuple((code, count) for code, count in connection.execute(query, bounds))


def _rows(connection: Connection, query: Any, bounds: dict[str, str]) -> Iterator[Any]:
    yield from connection.execute(query, bounds).mappings()


def _journey(row: Any) -> JourneyRow:
    transport = _codes(row["transport"])
    if transport is None and row["legs"]:
        used = (leg.get("transport") for leg in json.loads(row["legs"]))
        transport = tuple(dict.fromkeys(each for each in used if isinstance(each, str))) or None
    return JourneyRow(
        _codes(row["reasons"]), transport, row["corridor"], row["destination"], row["travels_with"]
    )


def _stay(row: Any, journeys: dict[str, JourneyRow]) -> StayRow:
    content = {**row, "needs": _codes(row["needs"]), "returning": bool(row["returning"])}
    return StayRow(**{**content, "journey": journeys.get(row["journey"])})


def _codes(text: str | None) -> tuple[str, ...] | None:
    return None if text is None else tuple(json.loads(text))


def _label(month: date) -> str:
    return f"{month.year:04}-{month.month:02}"


def _next(month: date) -> date:
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def shelter(connection: Connection) -> str:
    """The shelter's name as printed on reports."""
    query = text("SELECT value FROM vault WHERE name = 'shelter'")
    return str(connection.execute(query).scalar_one())
