"""What somebody is typing and has not saved yet, kept in the vault under the form's name."""

from collections.abc import Mapping
from typing import Any

from casedesk.storage import drafts
from casedesk.storage.drafts import Draft
from casedesk.storage.unit_of_work import UnitOfWork

__all__ = ["Draft", "all_of_user", "discard", "load", "save"]


def save(uow: UnitOfWork, form: str, content: Mapping[str, Any]) -> None:
    """Keep what the current user has typed, in place of what they had typed before."""
    drafts.save(uow, form, content)


def load(uow: UnitOfWork, form: str) -> Draft | None:
    """The current user's draft of a form, if there is one."""
    return drafts.load(uow, form)


def all_of_user(uow: UnitOfWork) -> list[Draft]:
    """The current user's drafts, the one saved last first."""
    return drafts.all_drafts(uow)


def discard(uow: UnitOfWork, form: str) -> None:
    """Forget the current user's draft of a form."""
    drafts.delete(uow, form)
