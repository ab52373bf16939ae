"""Noting that something about the people in the house was put on paper."""

from casedesk.storage.unit_of_work import UnitOfWork

_PRINT = "print"


def noted(uow: UnitOfWork, what: str, *, language: str, people: int) -> None:
    """Write into the record of use which list was made, and of how many people."""
    uow.note(_PRINT, "house", what=what, language=language, people=people)
