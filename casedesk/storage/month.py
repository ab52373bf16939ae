"""What one month holds, in plain rows for counting; nothing here names anybody."""

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import Connection, text

from casedesk.domain.encoding import decode
from casedesk.domain.extras import dimension
from casedesk.domain.fields import specs
from casedesk.domain.incidents import Incident
from casedesk.domain.packs.library import telling_of_asylum
from casedesk.domain.rights import told
from casedesk.storage import month_queries as queries
from casedesk.storage.month_rows import (
    Answers,
    GivenRow,
    IncidentRow,
    JourneyRow,
    ListRow,
    MemberRow,
    MonthRows,
    StateRow,
    StayRow,
)


def load(connection: Connection, month: date) -> MonthRows:
    """The rows of the month that begins on ``month``, without its terms."""

    def found(query: str) -> Sequence[Any]:
        asked = text(query)
        given = dict.fromkeys(asked.compile().params, f"{month:%Y-%m}")
        return connection.execute(asked, given).all()

    journeys = {row[0]: _journey(*row[1:]) for row in found(queries.JOURNEYS)}
    entries: dict[str, list[tuple[str, str]]] = {}
    for person, id, entered_on in found(queries.ENTRIES):
        entries.setdefault(person, []).append((id, entered_on))
    members: dict[str, list[MemberRow]] = {}
    for household, *member in found(queries.MEMBERS):
        members.setdefault(household, []).append(MemberRow(*member))
    answers: defaultdict[str, dict[str, str | tuple[str, ...]]] = defaultdict(dict)
    for about, field, choice, choices in found(queries.ANSWERS):
        answer = choice or _codes(choices)
        if answer is not None:
            answers[about][dimension(field)] = answer
    filings: dict[str, list[str]] = {}
    for case, day in found(queries.FILINGS):
        filings.setdefault(case, []).append(day)
    return MonthRows(
        stays=[_stay(row, journeys, answers) for row in found(queries.STAYS)],
        entries=entries,
        members=members,
        incidents=[_incident(*row) for row in found(queries.INCIDENTS)],
        services=[GivenRow(*row) for row in found(queries.SERVICES)],
        referrals=[GivenRow(*row) for row in found(queries.REFERRALS)],
        lists=[ListRow(*row) for row in found(queries.LISTS)],
        states=_once(
            StateRow._make((*row[:4], (row.mark,), *row[5:])) for row in found(queries.STATES)
        ),
        filings=filings,
        undated=connection.execute(text(queries.UNDATED), {"year": f"{month:%Y}"}).scalar_one(),
        own=[dimension(field) for (field,) in found(queries.OWN)],
    )


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


def entries_by_day(connection: Connection, first: date, last: date) -> list[tuple[date, int]]:
    """How many stays began on each day between two others, of those whose day is known."""
    query = text(
        "SELECT entered_on, count(*) FROM stays WHERE entered_on BETWEEN :first AND :last"
        " AND length(entered_on) = 10 GROUP BY entered_on"
    )
    found = connection.execute(query, {"first": f"{first}", "last": f"{last}"})
    return [(date.fromisoformat(day), number) for day, number in found]


def entries_without_day(connection: Connection, first: date, last: date) -> int:
    """How many stays began in the months between two days, nobody knows on which day."""
    query = text(
        "SELECT count(*) FROM stays WHERE entered_on BETWEEN :first AND :last"
        " AND length(entered_on) <> 10 AND length(entered_on) >= 7"
    )
    given = {"first": f"{first:%Y-%m}", "last": f"{last:%Y-%m}~"}
    return int(connection.execute(query, given).scalar_one())


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


def _once(states: Iterable[StateRow]) -> list[StateRow]:
    """Each state of a person once that several records say began on one day."""
    found: dict[str, StateRow] = {}
    for each in states:
        same = found.setdefault(each.twin, each)
        if same is not each:
            found[each.twin] = same._replace(told_by=(*same.told_by, *each.told_by))
    return list(found.values())


def _incident(id: str, reported_on: str, *row: Any) -> IncidentRow:
    state, country, zone, complaint, outcome, acts, perpetrators, victimisations, *whose = row
    return IncidentRow(
        *(
            id,
            reported_on,
            state,
            country,
            zone,
            None if complaint is None else bool(complaint),
            outcome,
        ),
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
