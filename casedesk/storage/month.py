"""What one month holds, in plain rows for counting; nothing here names anybody."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, RowMapping, text

from casedesk.domain.encoding import decode
from casedesk.domain.fields import specs
from casedesk.domain.incidents import Act, Incident, Perpetrator, Victimisation

# Dates are EDTF text: '2026-10', '2026-10~', '2026-10-03' and '2026-10-03~' lie between '2026-10'
# and '2026-10~', since '~' comes after '-'; '2026' and '2026~' lie in no month.
_STAYS = """
SELECT s.id, s.entered_on, s.travels_with, p.id AS person_id, p.sex, p.birth, p.age, p.age_on,
       p.nationality, p.needs, p.household_id, p.relation,
       (SELECT j.id FROM journeys j WHERE j.case_id = s.case_id
        ORDER BY j.id DESC LIMIT 1) AS journey,
       (SELECT a.state FROM asylum_applications a WHERE a.case_id = s.case_id
        ORDER BY a.state_since DESC, a.id DESC LIMIT 1) AS asylum
FROM stays s JOIN cases c ON c.id = s.case_id JOIN people p ON p.id = c.person_id
WHERE s.entered_on BETWEEN :month AND :month || '~'
ORDER BY s.entered_on, s.id
"""
_ENTRIES = """
SELECT c.person_id, s.id, s.entered_on FROM stays s JOIN cases c ON c.id = s.case_id
WHERE s.entered_on IS NOT NULL AND c.person_id IN (
  SELECT d.person_id FROM cases d JOIN stays t ON t.case_id = d.id
  WHERE t.entered_on BETWEEN :month AND :month || '~')
"""
_JOURNEYS = """
SELECT j.id, j.reasons, j.transport, j.legs, j.corridor, j.destination, j.travels_with
FROM journeys j WHERE j.case_id IN (
  SELECT s.case_id FROM stays s WHERE s.entered_on BETWEEN :month AND :month || '~')
"""
_MEMBERS = """
SELECT p.id, p.household_id, p.relation, p.birth, p.age, p.age_on FROM people p
WHERE p.household_id IN (
  SELECT q.household_id FROM people q JOIN cases c ON c.person_id = q.id
  JOIN stays s ON s.case_id = c.id
  WHERE q.household_id IS NOT NULL AND s.entered_on BETWEEN :month AND :month || '~')
"""
# Never the narrative: what is not loaded cannot leave.
_INCIDENTS = """
SELECT i.state, i.country, i.zone, i.complaint, i.outcome, i.acts, i.perpetrators,
       i.victimisations
FROM incidents i WHERE i.reported_on BETWEEN :month AND :month || '~'
"""
_SERVICES = """
SELECT what AS code, count(*) AS number FROM services
WHERE given_on BETWEEN :month AND :month || '~' GROUP BY 1 ORDER BY 1
"""
_REFERRALS = """
SELECT "to" AS code, count(*) AS number FROM referrals
WHERE referred_on BETWEEN :month AND :month || '~' GROUP BY 1 ORDER BY 1
"""
_UNDATED = "SELECT count(*) FROM stays WHERE entered_on IN (:year, :year || '~')"


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

    id: str
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
    asylum: str | None
    journey: JourneyRow | None


@dataclass(frozen=True)
class IncidentRow:
    """What is counted of an incident."""

    state: str | None
    country: str | None
    zone: str | None
    complaint: bool | None
    outcome: str | None
    acts: tuple[Act, ...]
    perpetrators: tuple[Perpetrator, ...]
    victimisations: tuple[Victimisation, ...]


@dataclass(frozen=True)
class MonthRows:
    """All that is counted of a month."""

    stays: tuple[StayRow, ...]
    #: person -> id and day of every entry, in any month
    entries: dict[str, list[tuple[str, str]]]
    #: household -> everybody in it
    members: dict[str, list[MemberRow]]
    incidents: tuple[IncidentRow, ...]
    #: kind and how many
    services: tuple[tuple[str | None, int], ...]
    referrals: tuple[tuple[str | None, int], ...]
    #: stays of which only the year is known, this one: in no month
    undated: int


def load(connection: Connection, month: date) -> MonthRows:
    """The rows of the month that begins on ``month``."""

    def found(query: str) -> Sequence[RowMapping]:
        return connection.execute(text(query), {"month": f"{month:%Y-%m}"}).mappings().all()

    def counted(query: str) -> tuple[tuple[str | None, int], ...]:
        return tuple((row["code"], row["number"]) for row in found(query))

    journeys = {row["id"]: _journey(row) for row in found(_JOURNEYS)}
    entries: dict[str, list[tuple[str, str]]] = {}
    for row in found(_ENTRIES):
        entries.setdefault(row["person_id"], []).append((row["id"], row["entered_on"]))
    members: dict[str, list[MemberRow]] = {}
    for row in found(_MEMBERS):
        content = dict(row)
        members.setdefault(content.pop("household_id"), []).append(MemberRow(**content))
    return MonthRows(
        stays=tuple(_stay(row, journeys) for row in found(_STAYS)),
        entries=entries,
        members=members,
        incidents=tuple(map(_incident, found(_INCIDENTS))),
        services=counted(_SERVICES),
        referrals=counted(_REFERRALS),
        undated=connection.execute(text(_UNDATED), {"year": f"{month:%Y}"}).scalar_one(),
    )


def months(connection: Connection) -> list[date]:
    """The months in which anybody entered or told of an incident, latest first."""
    query = text(
        "SELECT substr(entered_on, 1, 7) AS month FROM stays WHERE length(entered_on) >= 7 "
        "UNION SELECT substr(reported_on, 1, 7) FROM incidents WHERE length(reported_on) >= 7 "
        "ORDER BY 1 DESC"
    )
    return [date.fromisoformat(f"{month}-01") for (month,) in connection.execute(query)]


def _journey(row: RowMapping) -> JourneyRow:
    transport = _codes(row["transport"])
    if transport is None and row["legs"]:
        used = (leg.get("transport") for leg in json.loads(row["legs"]))
        transport = tuple(dict.fromkeys(each for each in used if isinstance(each, str))) or None
    return JourneyRow(
        _codes(row["reasons"]), transport, row["corridor"], row["destination"], row["travels_with"]
    )


def _stay(row: RowMapping, journeys: Mapping[str, JourneyRow]) -> StayRow:
    journey = journeys.get(row["journey"])
    return StayRow(**{**row, "needs": _codes(row["needs"]), "journey": journey})


def _incident(row: RowMapping) -> IncidentRow:
    complaint = row["complaint"]
    return IncidentRow(
        state=row["state"],
        country=row["country"],
        zone=row["zone"],
        complaint=None if complaint is None else bool(complaint),
        outcome=row["outcome"],
        acts=_parts("acts", row),
        perpetrators=_parts("perpetrators", row),
        victimisations=_parts("victimisations", row),
    )


def _parts(name: str, row: RowMapping) -> Any:
    return decode(specs(Incident)[name], json.loads(row[name]) if row[name] else None)


def _codes(text: str | None) -> tuple[str, ...] | None:
    return None if text is None else tuple(json.loads(text))


def shelter(connection: Connection) -> str:
    """The shelter's name as printed on reports."""
    query = text("SELECT value FROM vault WHERE name = 'shelter'")
    return str(connection.execute(query).scalar_one())
