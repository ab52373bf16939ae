"""What one month holds, in plain rows for counting; nothing here names anybody."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import Any, NamedTuple, TypeAlias

from sqlalchemy import Connection, text

from casedesk.domain.encoding import decode
from casedesk.domain.extras import dimension
from casedesk.domain.fields import specs
from casedesk.domain.incidents import Act, Incident, Perpetrator
from casedesk.domain.packs.library import telling_of_asylum
from casedesk.domain.rights import told
from casedesk.storage.standings import state_of

# Dates are EDTF text: '2026-10', '2026-10~', '2026-10-03' and '2026-10-03~' lie between '2026-10'
# and '2026-10~', since '~' comes after '-'; '2026' and '2026~' lie in no month.
# Ids tell what was written down first: a stay goes with the journey noted last before it, else
# with the first one after it. A journey of a later stay says nothing about an earlier month.
_STAYS = f"""
SELECT s.id, s.entered_on, s.travels_with, s.place, p.id, p.sex, p.birth, p.age, p.age_on,
       p.nationality, p.household_id, p.relation, p.needs,
       (SELECT j.id FROM journeys j WHERE j.case_id = s.case_id
        ORDER BY j.id > s.id, CASE WHEN j.id > s.id THEN j.id END, j.id DESC LIMIT 1),
       {state_of("s.case_id")},
       (SELECT group_concat(k.answers) FROM checklists k JOIN cases d ON d.id = k.case_id
        WHERE d.person_id = p.id AND k.given_on <= :month || '~')
FROM stays s JOIN cases c ON c.id = s.case_id JOIN people p ON p.id = c.person_id
WHERE s.entered_on BETWEEN :month AND :month || '~' AND s.id > :after
ORDER BY s.entered_on, s.id
"""  # noqa: S608 - nothing from outside
_ENTRIES = """
SELECT c.person_id, s.id, s.entered_on FROM stays s JOIN cases c ON c.id = s.case_id
WHERE s.entered_on IS NOT NULL AND c.person_id IN (
  SELECT d.person_id FROM cases d JOIN stays t ON t.case_id = d.id
  WHERE t.entered_on BETWEEN :month AND :month || '~')
"""
_JOURNEYS = """
SELECT j.id, j.reasons, j.transport, j.legs, j.corridor, j.destination, j.travels_with,
       j.entry_point
FROM journeys j WHERE j.case_id IN (
  SELECT s.case_id FROM stays s WHERE s.entered_on BETWEEN :month AND :month || '~')
"""
_MEMBERS = """
SELECT p.household_id, p.id, p.relation, p.birth, p.age, p.age_on FROM people p
WHERE p.household_id IN (
  SELECT q.household_id FROM people q JOIN cases c ON c.person_id = q.id
  JOIN stays s ON s.case_id = c.id
  WHERE q.household_id IS NOT NULL AND s.entered_on BETWEEN :month AND :month || '~')
"""
# Never the narrative: what is not loaded cannot leave.
_INCIDENTS = """
SELECT i.state, i.country, i.zone, i.complaint, i.outcome, i.acts, i.perpetrators,
       i.victimisations, p.id, p.household_id
FROM incidents i JOIN cases c ON c.id = i.case_id JOIN people p ON p.id = c.person_id
WHERE i.reported_on BETWEEN :month AND :month || '~' AND i.id > :after
ORDER BY i.id
"""
_SERVICES = """
SELECT s.what, p.id, p.household_id
FROM services s JOIN cases c ON c.id = s.case_id JOIN people p ON p.id = c.person_id
WHERE s.given_on BETWEEN :month AND :month || '~' AND s.id > :after
ORDER BY s.id
"""
_REFERRALS = """
SELECT r."to", p.id, p.household_id
FROM referrals r JOIN cases c ON c.id = r.case_id JOIN people p ON p.id = c.person_id
WHERE r.referred_on BETWEEN :month AND :month || '~' AND r.id > :after
ORDER BY r.id
"""
_LISTS = """
SELECT k.list, k.language, p.id, p.household_id
FROM checklists k JOIN cases c ON c.id = k.case_id JOIN people p ON p.id = c.person_id
WHERE k.given_on BETWEEN :month AND :month || '~' AND k.id > :after
ORDER BY k.id
"""
# A state counts in the month in which it began, whoever tells of it.
_STATES = """
SELECT t.case_id, t.state, t.day, t.id, p.id, p.household_id,
       (SELECT a.office FROM asylum_applications a WHERE a.case_id = t.case_id
        AND a.office IS NOT NULL ORDER BY a.id DESC LIMIT 1)
FROM (
  SELECT case_id, substr(what, 7) AS state, happened_on AS day, id FROM procedure_entries
  WHERE what GLOB 'state.*' AND mistaken IS NOT 1
  UNION ALL
  SELECT case_id, state, state_since, id FROM asylum_applications WHERE state IS NOT NULL
) t JOIN cases c ON c.id = t.case_id JOIN people p ON p.id = c.person_id
WHERE t.day BETWEEN :month AND :month || '~' AND t.id > :after
ORDER BY rtrim(t.day, '~'), t.id
"""
_FILINGS = """
SELECT case_id, day FROM (
  SELECT case_id, happened_on AS day FROM procedure_entries
  WHERE what IN ('state.A2', 'event.filed', 'event.filed_by_other') AND mistaken IS NOT 1
  UNION ALL
  SELECT case_id, filed_on FROM asylum_applications
  UNION ALL
  SELECT case_id, state_since FROM asylum_applications WHERE state = 'A2'
) WHERE day IS NOT NULL AND case_id IN (
  SELECT case_id FROM procedure_entries
  WHERE what GLOB 'state.*' AND happened_on BETWEEN :month AND :month || '~'
  UNION SELECT case_id FROM asylum_applications
  WHERE state_since BETWEEN :month AND :month || '~')
"""
# The shelter's own fields by which persons can be counted, and what was answered to them.
_OWN = """
SELECT f.id FROM extra_fields f
WHERE f.type IN ('choice', 'choices') AND f.about IN ('person', 'stay', 'journey') ORDER BY f.id
"""
_ANSWERS = """
SELECT coalesce(a.person_id, a.stay_id, a.journey_id), a.field_id, a.choice, a.choices
FROM extra_answers a WHERE a.aside IS NOT 1 AND (
  a.person_id IN (SELECT c.person_id FROM cases c JOIN stays s ON s.case_id = c.id
                  WHERE s.entered_on BETWEEN :month AND :month || '~')
  OR a.stay_id IN (SELECT s.id FROM stays s WHERE s.entered_on BETWEEN :month AND :month || '~')
  OR a.journey_id IN (SELECT j.id FROM journeys j JOIN stays s ON s.case_id = j.case_id
                      WHERE s.entered_on BETWEEN :month AND :month || '~'))
"""
_UNDATED = "SELECT count(*) FROM stays WHERE entered_on IN (:year, :year || '~')"


#: dimension of a field of the shelter's own -> the code answered, or several
Answers: TypeAlias = Mapping[str, str | tuple[str, ...]]
_NO_ANSWERS: Answers = MappingProxyType({})


class JourneyRow(NamedTuple):
    """What is counted of a journey."""

    reasons: tuple[str, ...] | None
    transport: tuple[str, ...] | None
    corridor: str | None
    destination: str | None
    travels_with: str | None
    entry_point: str | None = None


class MemberRow(NamedTuple):
    """A member of a household."""

    id: str
    relation: str | None
    birth: str | None
    age: int | None
    age_on: str | None


class StayRow(NamedTuple):
    """An entry and the person who entered."""

    id: str
    entered_on: str
    travels_with: str | None
    #: where they were received, if it was not here
    place: str | None
    person_id: str
    sex: str | None
    birth: str | None
    age: int | None
    age_on: str | None
    nationality: str | None
    household_id: str | None
    relation: str | None
    needs: tuple[str, ...] | None
    journey: JourneyRow | None
    asylum: str | None
    #: whether the person was told of the right to ask for asylum, by the end of the month
    told: str | None
    #: to the shelter's own fields about the person, the stay and the journey
    answers: Answers = _NO_ANSWERS


class IncidentRow(NamedTuple):
    """What is counted of an incident."""

    state: str | None
    country: str | None
    zone: str | None
    complaint: bool | None
    outcome: str | None
    acts: tuple[Act, ...]
    perpetrators: tuple[Perpetrator, ...]
    #: act, role and person of each victimisation
    victimisations: tuple[tuple[str, str | None, str], ...]
    #: who told of it
    person_id: str
    household_id: str | None


class GivenRow(NamedTuple):
    """A service given, or a referral made."""

    code: str | None
    person_id: str
    household_id: str | None


class ListRow(NamedTuple):
    """A rights list explained to somebody."""

    code: str | None
    language: str | None
    person_id: str
    household_id: str | None


class StateRow(NamedTuple):
    """A state of a procedure that began in the month."""

    case_id: str
    state: str
    day: str
    id: str
    person_id: str
    household_id: str | None
    #: the COMAR office of the latest application
    office: str | None


class TermRow(NamedTuple):
    """A term that something in the month ended."""

    duty: str
    #: ``in_time``, ``after`` its day, or None if its days leave that open
    kept: str | None
    person_id: str
    household_id: str | None


class MonthRows(NamedTuple):
    """All that is counted of a month."""

    stays: list[StayRow]
    #: person -> id and day of every entry, in any month
    entries: dict[str, list[tuple[str, str]]]
    #: household -> everybody in it
    members: dict[str, list[MemberRow]]
    incidents: list[IncidentRow]
    services: list[GivenRow]
    referrals: list[GivenRow]
    lists: list[ListRow]
    #: states that began, in the order of their days
    states: list[StateRow]
    #: case -> every day on which an application is said to have been filed
    filings: dict[str, list[str]]
    #: stays of which only the year is known, this one: in no month
    undated: int
    #: terms that something ended, which have to be counted by rules and calendars
    terms: Sequence[TermRow] = ()
    #: dimensions of the shelter's own fields: those that nobody answered too
    own: Sequence[str] = ()


def load(connection: Connection, month: date, *, after: str = "") -> MonthRows:
    """The rows of the month that begins on ``month``; only those noted after an id, if given."""

    def found(query: str) -> Sequence[Any]:
        given = {"month": f"{month:%Y-%m}", "after": after}
        query_ = text(query)
        return connection.execute(
            query_, {name: given[name] for name in query_.compile().params}
        ).all()

    journeys = {row[0]: _journey(*row[1:]) for row in found(_JOURNEYS)}
    entries: dict[str, list[tuple[str, str]]] = {}
    for person, id, entered_on in found(_ENTRIES):
        entries.setdefault(person, []).append((id, entered_on))
    members: dict[str, list[MemberRow]] = {}
    for household, *member in found(_MEMBERS):
        members.setdefault(household, []).append(MemberRow(*member))
    answers: defaultdict[str, dict[str, str | tuple[str, ...]]] = defaultdict(dict)
    for about, field, choice, choices in found(_ANSWERS):
        answer = choice or _codes(choices)
        if answer is not None:
            answers[about][dimension(field)] = answer
    filings: dict[str, list[str]] = {}
    for case, day in found(_FILINGS):
        filings.setdefault(case, []).append(day)
    return MonthRows(
        stays=[_stay(row, journeys, answers) for row in found(_STAYS)],
        entries=entries,
        members=members,
        incidents=[_incident(*row) for row in found(_INCIDENTS)],
        services=[GivenRow(*row) for row in found(_SERVICES)],
        referrals=[GivenRow(*row) for row in found(_REFERRALS)],
        lists=[ListRow(*row) for row in found(_LISTS)],
        states=[StateRow(*row) for row in found(_STATES)],
        filings=filings,
        undated=connection.execute(text(_UNDATED), {"year": f"{month:%Y}"}).scalar_one(),
        own=[dimension(field) for (field,) in found(_OWN)],
    )


def noted_since(connection: Connection, after: str) -> set[str]:
    """The months, as ``2026-03``, of which anything that counts was noted after an id."""
    days = {"stays": "entered_on", "incidents": "reported_on"}
    days |= {"services": "given_on", "referrals": "referred_on"}
    days |= {"checklists": "given_on"}
    days |= {"procedure_entries": "happened_on", "asylum_applications": "state_since"}
    query = " UNION ".join(
        f"SELECT substr({day}, 1, 7) FROM {table} WHERE id > :after"  # noqa: S608 - names above
        for table, day in days.items()
    )
    return {month for (month,) in connection.execute(text(query), {"after": after}) if month}


def together(parts: Sequence[MonthRows]) -> MonthRows:
    """The rows of several months, or of parts of months, as one; in order of entry."""
    stays = [stay for part in parts for stay in part.stays]
    return MonthRows(
        stays=sorted(stays, key=lambda stay: (stay.entered_on, stay.id)),
        entries={key: found for part in parts for key, found in part.entries.items()},
        members={key: found for part in parts for key, found in part.members.items()},
        incidents=[row for part in parts for row in part.incidents],
        services=[row for part in parts for row in part.services],
        referrals=[row for part in parts for row in part.referrals],
        lists=[row for part in parts for row in part.lists],
        states=sorted(
            (row for part in parts for row in part.states),
            key=lambda row: (row.day.rstrip("~"), row.id),
        ),
        filings={key: found for part in parts for key, found in part.filings.items()},
        undated=max((part.undated for part in parts), default=0),
        terms=[row for part in parts for row in part.terms],
        own=list(dict.fromkeys(name for part in parts for name in part.own)),
    )


def months(connection: Connection) -> list[date]:
    """The months in which anybody entered or told of an incident, latest first."""
    query = text(
        "SELECT substr(entered_on, 1, 7) AS month FROM stays WHERE length(entered_on) >= 7 "
        "UNION SELECT substr(reported_on, 1, 7) FROM incidents WHERE length(reported_on) >= 7 "
        "ORDER BY 1 DESC"
    )
    return [date.fromisoformat(f"{month}-01") for (month,) in connection.execute(query)]


def _stay(
    row: Sequence[Any], journeys: Mapping[str, JourneyRow], answers: Mapping[str, Answers]
) -> StayRow:
    *plain, needs, journey, asylum, told_of = row
    stay, person = plain[0], plain[4]
    said = {k: v for about in (person, stay, journey) for k, v in answers.get(about, {}).items()}
    known = (_codes(needs), journeys.get(journey), asylum, _told(told_of), said)
    return StayRow._make((*plain, *known))


def _journey(
    reasons: str | None, transport: str | None, legs: str | None, *rest: str | None
) -> JourneyRow:
    used = _codes(transport) if transport is not None else _transport_of(legs)
    return JourneyRow(_codes(reasons), used, *rest)


def _transport_of(legs: str | None) -> tuple[str, ...] | None:
    used = [leg.get("transport") for leg in json.loads(legs)] if legs else []
    return tuple(dict.fromkeys(each for each in used if isinstance(each, str))) or None


def _incident(*row: Any) -> IncidentRow:
    state, country, zone, complaint, outcome, acts, perpetrators, victimisations, *whose = row
    return IncidentRow(
        *(state, country, zone, None if complaint is None else bool(complaint), outcome),
        acts=_parts("acts", acts),
        perpetrators=_parts("perpetrators", perpetrators),
        victimisations=tuple(
            (
                each["act"],
                role if isinstance(role := each.get("role"), str) else None,
                each["person_id"],
            )
            for each in json.loads(victimisations or "[]")
        ),
        person_id=whose[0],
        household_id=whose[1],
    )


@lru_cache(maxsize=10_000)
def _parts(name: str, text: str | None) -> Any:
    return decode(specs(Incident)[name], json.loads(text) if text else None)


def _told(answers: str | None) -> str | None:
    """``answers`` are those of all lists of a person, JSON arrays with commas between."""
    lists = json.loads(f"[{answers}]") if answers else []
    given = ((each.get("item"), each.get("answer")) for parts in lists for each in parts)
    return told(given, telling_of_asylum())


@lru_cache(maxsize=10_000)
def _codes(text: str | None) -> tuple[str, ...] | None:
    return None if text is None else tuple(json.loads(text))


def shelter(connection: Connection) -> str:
    """The shelter's name as printed on reports."""
    return _known(connection, "shelter")


def secret(connection: Connection) -> str:
    """The key of digests that only this vault can make."""
    return _known(connection, "secret")


def _known(connection: Connection, name: str) -> str:
    query = text("SELECT value FROM vault WHERE name = :name")
    return str(connection.execute(query, {"name": name}).scalar_one())
