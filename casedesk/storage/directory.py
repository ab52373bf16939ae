"""The case list and its search: one line per case, kept in step within the same transaction."""

import dataclasses
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, bindparam, delete, select, text

from casedesk.domain.cases import Case
from casedesk.domain.ids import is_folio, plain_folio
from casedesk.storage import name_words
from casedesk.storage.standings import state_of
from casedesk.storage.tables import TABLES, directory

cases = TABLES[Case]
_WORD = re.compile(r"[^\W_]+")
#: SQLite takes 32,766 values in a statement
_BATCH = 10_000

# A stay that has not ended says that the person is here. Dates are EDTF text, which sorts by time.
_LINES = f"""
SELECT c.id AS case_id, p.id AS person_id, c.folio,
       replace(c.folio, '-', '')
         || coalesce((SELECT group_concat(' ' || replace(m.folio, '-', ''), '')
                      FROM cases m WHERE m.merged_into = c.id), '') AS folio_plain,
       trim(coalesce(p.given_names, '') || ' ' || coalesce(p.surnames, '')) AS name,
       coalesce(p.alias, '') AS alias, p.nationality, p.birth, p.age, p.age_on,
       coalesce((SELECT max(s.entered_on) FROM stays s WHERE s.case_id = c.id), c.opened_on, '')
         AS arrived,
       EXISTS (SELECT 1 FROM stays s WHERE s.case_id = c.id AND s.exited_on IS NULL
               AND coalesce(json_extract(s.missing, '$.exited_on'), '') = '') AS here,
       c.state,
       {state_of("c.id")} AS asylum,
       coalesce(cast(substr(p.birth, 1, 4) AS INTEGER),
                cast(substr(p.age_on, 1, 4) AS INTEGER) - p.age) AS born,
       coalesce((SELECT group_concat(trim(coalesce(q.given_names, '') || ' '
           || coalesce(q.surnames, '') || ' ' || coalesce(q.alias, '')), ' ')
         FROM people q WHERE q.merged_into = p.id), '') AS also
FROM cases c JOIN people p ON p.id = c.person_id
WHERE c.merged_into IS NULL
"""  # noqa: S608 - nothing from outside
_REFRESH = text(
    "INSERT INTO directory (case_id, person_id, folio, folio_plain, name, alias, nationality,"
    " birth, age, age_on, arrived, here, state, asylum, born, also)"
    + _LINES
    + """
AND c.id IN :ids
ON CONFLICT (case_id) DO UPDATE SET
  folio = excluded.folio, folio_plain = excluded.folio_plain, name = excluded.name,
  alias = excluded.alias, nationality = excluded.nationality, birth = excluded.birth,
  age = excluded.age, age_on = excluded.age_on, arrived = excluded.arrived,
  here = excluded.here, state = excluded.state, asylum = excluded.asylum,
  born = excluded.born, also = excluded.also
"""
).bindparams(bindparam("ids", expanding=True))
_NAMES = text(
    "SELECT name || ' ' || alias || ' ' || also FROM directory WHERE case_id IN :ids"
).bindparams(bindparam("ids", expanding=True))
_DROP_MERGED = text(
    "DELETE FROM directory WHERE case_id IN"
    " (SELECT id FROM cases WHERE id IN :ids AND merged_into IS NOT NULL)"
).bindparams(bindparam("ids", expanding=True))


#: the cases at which a coordinator is asked to look: few among many, found by their own index
_LOOKED_FOR = select(cases.c.id).where(
    cases.c.look_asked_on.is_not(None), cases.c.looked_on.is_(None)
)


@dataclass(frozen=True)
class CaseLine:
    """What the list shows of one case; dates are EDTF text, codes are codes."""

    number: int
    case_id: str
    person_id: str
    folio: str
    name: str
    alias: str
    nationality: str | None
    birth: str | None
    age: int | None
    age_on: str | None
    arrived: str
    here: bool
    state: str | None
    asylum: str | None
    #: the year of birth, or about it
    born: int | None = None
    #: names borne before a merge
    also: str = ""
    #: the letters of its folio, and of those merged into it
    folio_plain: str = ""
    #: whether a coordinator is asked to look at it
    look: bool = False


@dataclass(frozen=True)
class Filter:
    """Which cases to list; an empty one lists all."""

    words: str = ""
    here: bool = False
    open: bool = False
    look: bool = False
    asylum: frozenset[str] = frozenset()


def refresh(connection: Connection, case_ids: Iterable[str]) -> None:
    """Bring the lines of some cases up to date."""
    ids = sorted(case_ids)
    for at in range(0, len(ids), _BATCH):
        some = {"ids": ids[at : at + _BATCH]}
        connection.execute(_DROP_MERGED, some)
        connection.execute(_REFRESH, some)
        name_words.learn(connection, connection.execute(_NAMES, some).scalars())


def forget(connection: Connection, case_id: str) -> None:
    """Take the line of a case away, which is itself taken back."""
    connection.execute(delete(directory).where(directory.c.case_id == case_id))


def fresh(connection: Connection) -> Iterable[RowMapping]:
    """What the line of every case has to say, from the records."""
    return connection.execute(text(_LINES)).mappings()


def numbers(connection: Connection, wanted: Filter) -> list[int]:
    """The line numbers that match what was typed letter by letter, latest arrival first."""
    query = _filtered(select(directory.c.number), wanted)
    parameters: dict[str, Any] = {}
    match = _match(wanted.words)
    if match:
        query = query.where(
            text(
                # "+": walk the order and look each number up. The planner would fetch every line
                # that matches and sort them, which takes three times as long for short words.
                "+directory.number IN"
                " (SELECT rowid FROM directory_search WHERE directory_search MATCH :match)"
            )
        )
        parameters["match"] = match
    elif wanted.words.strip():
        return []
    query = query.order_by(directory.c.arrived.desc(), directory.c.number.desc())
    return list(connection.execute(query, parameters).scalars())


def among(connection: Connection, wanted: Filter, found: Iterable[int]) -> set[int]:
    """Those of some numbers that pass the filter, whatever its words."""
    query = _filtered(select(directory.c.number), wanted)
    return set(connection.execute(query.where(directory.c.number.in_(list(found)))).scalars())


def lines(connection: Connection, wanted: Sequence[int]) -> list[CaseLine]:
    """The lines of some numbers, in the order asked for."""
    names = (field.name for field in dataclasses.fields(CaseLine) if field.name != "look")
    look = directory.c.case_id.in_(_LOOKED_FOR).label("look")
    query = select(*(directory.c[name] for name in names), look).where(
        directory.c.number.in_(wanted)
    )
    found = {row["number"]: CaseLine(**row) for row in connection.execute(query).mappings()}
    return [found[number] for number in wanted if number in found]


def number_of_person(connection: Connection, person_id: str) -> int | None:
    """The line number of a person's latest case."""
    query = select(directory.c.number).where(directory.c.person_id == person_id)
    return connection.execute(query.order_by(directory.c.number.desc())).scalars().first()


def _filtered(query: Select[Any], wanted: Filter) -> Select[Any]:
    if wanted.here:
        query = query.where(directory.c.here)
    if wanted.open:
        query = query.where(directory.c.state == "open")
    if wanted.look:
        query = query.where(directory.c.case_id.in_(_LOOKED_FOR))
    if wanted.asylum:
        query = query.where(directory.c.asylum.in_(wanted.asylum))
    return query


def _match(words: str) -> str:
    """An FTS5 query: every word is the beginning of a word, in any order."""
    match = " AND ".join(f'"{word}"*' for word in _WORD.findall(words))
    if is_folio(words):
        # One name in twenty-three of the right length looks like a folio: search for both.
        return f'(folio_plain : "{plain_folio(words)}") OR ({match})'
    return match
