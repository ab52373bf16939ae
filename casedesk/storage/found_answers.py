"""Cases found by what was answered to the shelter's own fields."""

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, RowMapping, and_, or_, select, text

from casedesk.domain.cases import Stay
from casedesk.domain.extras import ExtraAnswer, ExtraField
from casedesk.domain.incidents import Incident
from casedesk.domain.journeys import Journey
from casedesk.storage.tables import TABLES, directory

#: how many answers are looked at
_MOST = 5_000
_MATCH = text(
    "SELECT id FROM directory_search_answers"
    " WHERE directory_search_answers MATCH :match LIMIT :most"
)
_answers = TABLES[ExtraAnswer].c
_OF_A_CASE = {f"{cls.kind}_id": TABLES[cls] for cls in (Stay, Journey, Incident)}


def any_field(connection: Connection) -> bool:
    """Whether the shelter added any field."""
    return connection.execute(select(TABLES[ExtraField].c.id).limit(1)).first() is not None


def numbers(
    connection: Connection, words: Sequence[str], choices: Iterable[tuple[str, str]]
) -> list[int]:
    """The lines of cases with an answer in which every word begins one, the latest first.

    ``choices`` are fields and codes that the words may mean. Answers set aside count for nothing.
    """
    match = " AND ".join(f'"{word}"*' for word in words)
    found = connection.execute(_MATCH, {"match": match, "most": _MOST}).scalars()
    meant = [
        and_(
            _answers.field_id == field,
            or_(_answers.choice == code, _answers.choices.contains(f'"{code}"')),
        )
        for field, code in choices
    ]
    rows = select(TABLES[ExtraAnswer]).where(
        or_(_answers.id.in_(list(found)), *meant), _answers.aside.is_not(True)
    )
    return _lines(connection, list(connection.execute(rows.limit(_MOST)).mappings()))


def _lines(connection: Connection, rows: Sequence[RowMapping]) -> list[int]:
    people = _ids(rows, "person_id")
    cases: set[str] = set()
    for name, table in _OF_A_CASE.items():
        ids = _ids(rows, name)
        if ids:
            query = select(table.c.case_id).where(table.c.id.in_(ids))
            cases.update(connection.execute(query).scalars())
    query = select(directory.c.number).where(
        or_(directory.c.person_id.in_(people), directory.c.case_id.in_(cases))
    )
    order = query.order_by(directory.c.arrived.desc(), directory.c.number.desc())
    return list(connection.execute(order).scalars())


def _ids(rows: Sequence[RowMapping], name: str) -> set[str]:
    return {row[name] for row in rows if row[name]}
