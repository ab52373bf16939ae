"""The days from which clocks start, drawn from what is told of a procedure."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from casedesk.domain import procedures
from casedesk.domain.cases import Case
from casedesk.domain.partial_dates import PartialDate
from casedesk.storage import standings
from casedesk.storage.unit_of_work import UnitOfWork


class Event(NamedTuple):
    """Something on a day; ``id`` is a code of ``procedure_events``, or a fact as ``track.code``.

    ``entry_id`` is the record that tells of it: an entry, an application, or a journey.
    """

    id: str
    on: PartialDate
    entry_id: str


def events(uow: UnitOfWork, case: Case) -> tuple[Event, ...]:
    """The events of a case, earliest first; what has no day, or was a mistake, is not in it."""
    return events_of(uow, [case.id]).get(case.id, ())


def events_of(
    uow: UnitOfWork, case_ids: Sequence[str] | None = None, *, every: bool = False
) -> Mapping[str, tuple[Event, ...]]:
    """The events of some cases, or of all, by case; cases without any are left out.

    With ``every``, each fact of a procedure is in it too, under its own name.
    """
    found: dict[str, list[Event]] = {}
    facts = procedures.facts()
    for case_id, what, day, record_id in standings.days(uow.connection, case_ids):
        for event in facts[what].events if what in facts else ():
            found.setdefault(case_id, []).append(Event(event, _day(day), record_id))
        if every:
            found.setdefault(case_id, []).append(Event(what, _day(day), record_id))
    return {case_id: tuple(sorted(each, key=_order)) for case_id, each in found.items()}


def _order(event: Event) -> tuple[PartialDate, str, str]:
    return event.on, event.entry_id, event.id


@lru_cache(maxsize=20_000)
def _day(edtf: str) -> PartialDate:
    return PartialDate.from_edtf(edtf)
