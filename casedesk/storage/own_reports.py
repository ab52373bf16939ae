"""Reports that coordinators put together themselves, by name; what they hold is told by them."""

import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.dialects.sqlite import insert

from casedesk.storage.tables import own_reports
from casedesk.storage.unit_of_work import UnitOfWork

KIND = "own_report"
SAVE, REMOVE = "save", "remove"


def save(uow: UnitOfWork, name: str, content: Mapping[str, Any]) -> None:
    """Keep a report under a name, in place of what had it before. Raises NotAllowed."""
    uow.require_coordinator()
    row = {"name": name, "content": json.dumps(content, ensure_ascii=False)}
    added = insert(own_reports).values(row)
    uow.connection.execute(
        added.on_conflict_do_update(index_elements=["name"], set_={"content": row["content"]})
    )
    uow.note(SAVE, KIND, name=name, **content)
    uow.changed.add(KIND)


def remove(uow: UnitOfWork, name: str) -> None:
    """Forget the report of a name; the log keeps what it was. Raises NotAllowed."""
    uow.require_coordinator()
    uow.connection.execute(delete(own_reports).where(own_reports.c.name == name))
    uow.note(REMOVE, KIND, name=name)
    uow.changed.add(KIND)


def load(uow: UnitOfWork) -> dict[str, Mapping[str, Any]]:
    """Every report by its name, in alphabetical order. Raises NotAllowed."""
    uow.require_coordinator()
    rows = uow.connection.execute(select(own_reports).order_by(own_reports.c.name))
    return {row.name: json.loads(row.content) for row in rows}
