"""Where the procedure of a case stands and which days are told of it, as SQL for many cases."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, text

from casedesk.domain.procedure_entries import SAID_BY_APPLICATION

#: SQLite takes 32,766 values in a statement
_BATCH = 10_000


class DayRow(NamedTuple):
    """A fact with its day, as ``track.code`` and EDTF text, and the record that tells of it."""

    case_id: str
    what: str
    day: str
    record_id: str


class Whose(NamedTuple):
    """Whose case it is, where their procedure stands, and when the case was closed, as EDTF."""

    case_id: str
    person_id: str
    household_id: str | None
    #: empty if not known
    state: str
    closed: bool
    closed_on: str | None


class Span(NamedTuple):
    """A fact from a first to a last day, as ISO text."""

    what: str
    first: str
    last: str


def state_of(case: str) -> str:
    """A subquery for the state in which the case named by a column stands; NULL if none is told.

    Of all states told, by applications and by entries, those that lie wholly before another are
    past; of the others the one written down last counts. Dates are EDTF text: without its mark,
    one of them sorts as its first day, and with "~" after it behind its last.
    """
    told = f"""
      SELECT a.state, coalesce(rtrim(a.state_since, '~'), '') AS since, a.id
      FROM asylum_applications a WHERE a.case_id = {case} AND a.state IS NOT NULL
      UNION ALL
      SELECT substr(e.what, 7), coalesce(rtrim(e.happened_on, '~'), ''), e.id
      FROM procedure_entries e
      WHERE e.case_id = {case} AND e.what GLOB 'state.*' AND e.mistaken IS NOT 1
    """  # noqa: S608 - a column named in the program
    return f"""(
      WITH told(state, since, id) AS ({told})
      SELECT state FROM told WHERE since || '~' >= (SELECT max(since) FROM told)
      ORDER BY id DESC LIMIT 1)"""  # noqa: S608


def days(connection: Connection, case_ids: Sequence[str] | None = None) -> list[DayRow]:
    """Every fact of some cases, or of all, that has a day and was not recorded by mistake."""
    if case_ids is None:
        return [DayRow(*row) for row in connection.execute(text(_DAYS))]
    query = text(f"SELECT * FROM ({_DAYS}) WHERE case_id IN :ids").bindparams(  # noqa: S608
        bindparam("ids", expanding=True)
    )
    batches = (case_ids[at : at + _BATCH] for at in range(0, len(case_ids), _BATCH))
    return [DayRow(*row) for ids in batches for row in connection.execute(query, {"ids": ids})]


def told_in(connection: Connection, month: str) -> list[Whose]:
    """Cases of which a fact has a day in a month."""
    return _whose(connection, "d.day BETWEEN :month AND :month || '~'", {"month": month})


def told_between(connection: Connection, spans: Sequence[Span]) -> list[Whose]:
    """Cases of which a fact has a day in its span.

    Of what is known only by its year, the last day counts; of a month, one in the midst of it.
    """
    where = " OR ".join(
        f"(d.what = :what{at} AND {_ROUGHLY} BETWEEN :first{at} AND :last{at})"
        for at in range(len(spans))
    )
    given = {
        f"{name}{at}": value
        for at, span in enumerate(spans)
        for name, value in span._asdict().items()
    }
    return _whose(connection, where, given)


def _whose(connection: Connection, where: str, given: Mapping[str, str]) -> list[Whose]:
    query = f"""
      SELECT DISTINCT c.id, p.id, p.household_id, coalesce(l.asylum, ''),
        c.state IS 'closed', c.closed_on
      FROM ({_DAYS}) d JOIN cases c ON c.id = d.case_id JOIN people p ON p.id = c.person_id
      LEFT JOIN directory l ON l.case_id = c.id
      WHERE {where}
      ORDER BY c.id"""  # noqa: S608 - conditions named in the program
    found = connection.execute(text(query), given)
    return [Whose(*row) for row in found]


_ROUGHLY = "substr(rtrim(d.day, '~') || '-12-31', 1, 10)"
_DAYS = " UNION ALL ".join(
    (
        "SELECT case_id, what, happened_on AS day, id FROM procedure_entries"
        " WHERE mistaken IS NOT 1 AND what IS NOT NULL AND happened_on IS NOT NULL",
        "SELECT case_id, 'state.' || state, state_since, id FROM asylum_applications"
        " WHERE state IS NOT NULL AND state_since IS NOT NULL",
        *(
            f"SELECT case_id, '{what}', {day}, id FROM asylum_applications"  # noqa: S608
            f" WHERE {day} IS NOT NULL"
            for what, day in SAID_BY_APPLICATION
        ),
        "SELECT case_id, 'event.entered_mexico', entered_mexico_on, id FROM journeys"
        " WHERE entered_mexico_on IS NOT NULL",
    )
)
