"""A step that a person took: all that it changed, so that it can be taken back whole."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from casedesk.domain.extras import ExtraField
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


def taken(uow: UnitOfWork, work: Callable[[UnitOfWork], T]) -> Step[T]:
    """Do some work and note what it changed."""
    before = len(uow.log.changes)
    result = work(uow)
    return Step(result, tuple(uow.log.changes[before:]))


def take_back(uow: UnitOfWork, step: Step[T]) -> None:
    """Undo every operation of a step, the last first, or none.

    Raises ChangedSince if somebody changed the same answers since, CannotUndo, or AnswerGiven.
    """
    for operation in reversed(step.operations):
        history.take_back(uow, operation)
    if ExtraField.kind in uow.changed:
        for field in records.find(uow, ExtraField):
            extras.check_field(uow, field)
