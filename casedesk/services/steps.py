"""A step that a person took: all that it changed, so that it can be taken back whole."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from casedesk.domain.answers import value_or
from casedesk.domain.cases import Case
from casedesk.domain.extras import ExtraField
from casedesk.domain.people import Person
from casedesk.services import extras
from casedesk.storage import history, records
from casedesk.storage.errors import CannotUndo, ChangedSince
from casedesk.storage.unit_of_work import UnitOfWork

__all__ = ["CannotUndo", "ChangedSince", "Step", "take_back", "taken"]

T = TypeVar("T")


@dataclass(frozen=True)
class Step(Generic[T]):
    """What came of it, and its operations in their order."""

    result: T
    operations: tuple[str, ...]
    #: whose case it was about, and the folio; None and empty if it was about no case or several
    person: Person | None = None
    folio: str = ""


def taken(uow: UnitOfWork, work: Callable[[UnitOfWork], T]) -> Step[T]:
    """Do some work and note what it changed."""
    before, touched = len(uow.log.changes), uow.touched
    result = work(uow)
    operations = tuple(uow.log.changes[before:])
    concerned = records.find_in(uow, Case, "id", uow.touched - touched)
    if len(concerned) != 1:
        return Step(result, operations)
    person = records.get(uow, Person, concerned[0].person_id)
    return Step(result, operations, person, value_or(concerned[0].folio, ""))


def take_back(uow: UnitOfWork, step: Step[T]) -> None:
    """Undo every operation of a step, the last first, or none.

    Raises ChangedSince if somebody changed the same answers since, CannotUndo, or AnswerGiven.
    """
    for operation in reversed(step.operations):
        history.take_back(uow, operation)
    if ExtraField.kind in uow.changed:
        for field in records.find(uow, ExtraField):
            extras.check_field(uow, field)
