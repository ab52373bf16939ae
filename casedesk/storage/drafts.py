"""What somebody is typing and has not saved yet; their own, never in the log."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete as sql_delete
from sqlalchemy import select
from sqlalchemy.dialects.sqlite import insert

from casedesk.storage.tables import drafts
from casedesk.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class Draft:
    """One unfinished form; ``form`` is the name the form gave it."""

    form: str
    saved_at: datetime
    content: Mapping[str, Any]


def save(uow: UnitOfWork, form: str, content: Mapping[str, Any]) -> None:
    """Keep what the current user has typed, in place of what they had typed before."""
    row = {
        "user": uow.session.user,
        "form": form,
        "saved_at": uow.now.isoformat(),
        # Escaped: half a character, as a field cut in the middle of one may hold, must not fail.
        "content": json.dumps(content),
    }
    uow.connection.execute(
        insert(drafts)
        .values(row)
        .on_conflict_do_update(
            index_elements=["user", "form"],
            set_={"saved_at": row["saved_at"], "content": row["content"]},
        )
    )


def load(uow: UnitOfWork, form: str) -> Draft | None:
    """The current user's draft of a form, if there is one."""
    return next((draft for draft in all_drafts(uow) if draft.form == form), None)


def delete(uow: UnitOfWork, form: str) -> None:
    """Forget the current user's draft of a form."""
    query = sql_delete(drafts).where(drafts.c.user == uow.session.user, drafts.c.form == form)
    uow.connection.execute(query)


def all_drafts(uow: UnitOfWork) -> list[Draft]:
    """The current user's drafts, the one saved last first."""
    query = select(drafts).where(drafts.c.user == uow.session.user)
    rows = uow.connection.execute(query.order_by(drafts.c.saved_at.desc())).mappings()
    return [
        Draft(row["form"], datetime.fromisoformat(row["saved_at"]), json.loads(row["content"]))
        for row in rows
    ]
