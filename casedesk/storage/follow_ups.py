"""Which follow-ups are to be done, over all cases."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from casedesk.domain.follow_ups import FollowUp
from casedesk.storage.rows import from_row
from casedesk.storage.tables import TABLES, directory
from casedesk.storage.unit_of_work import UnitOfWork

#: in place of a user: what nobody has taken on yet
NOBODY = ""


@dataclass(frozen=True)
class ToDo:
    """An open follow-up and whose it is."""

    follow_up: FollowUp
    person_id: str
    folio: str
    name: str
    alias: str


def open_ones(uow: UnitOfWork, until: date | None = None, whom: str | None = None) -> list[ToDo]:
    """What is open, the earliest first, what has no date last.

    ``until`` leaves out what begins to be due later and what has no date.
    """
    uow.flush()
    table = TABLES[FollowUp]
    query = (
        select(table, *(directory.c[name] for name in ("person_id", "folio", "name", "alias")))
        .join(directory, directory.c.case_id == table.c.case_id)
        .where(table.c.ended.is_(None))
        .order_by(table.c.due_on.is_(None), table.c.due_on, table.c.id)
    )
    if until is not None:  # EDTF without its mark sorts by the first day it can mean
        query = query.where(func.replace(table.c.due_on, "~", "") <= until.isoformat())
    if whom is not None:
        named = func.coalesce(table.c.whom, NOBODY)
        query = query.where(named == whom)
    return [
        ToDo(from_row(FollowUp, row), row["person_id"], row["folio"], row["name"], row["alias"])
        for row in uow.connection.execute(query).mappings()
    ]
