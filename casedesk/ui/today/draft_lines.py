"""What was begun and not saved, as lines that lead back to it."""

from collections.abc import Callable
from dataclasses import dataclass

from casedesk import i18n
from casedesk.i18n import N_
from casedesk.services import arrivals, families, incidents
from casedesk.services.drafts import Draft
from casedesk.ui.cases.history_rows import KINDS
from casedesk.ui.desk import Desk
from casedesk.ui.today.lines import Line

#: kind of a record in a draft's name -> the tab of the case where it is written
_TABS = {
    "person": "person",
    "household": "person",
    "stay": "stays",
    "asylum": "asylum",
    "procedure": "asylum",
    "service": "services",
    "referral": "services",
    "consent": "consent",
    "follow_up": "follow_ups",
    "document": "documents",
}


@dataclass(frozen=True)
class _Way:
    """What a draft is, and how one comes back to it."""

    title: str
    go: Callable[[Desk], None]


def line(draft: Draft, desk: Desk) -> Line | None:
    """A draft as a line; None if nobody knows any more where it belongs."""
    way = _way(draft.form)
    if way is None:
        return None
    at = draft.saved_at.astimezone(desk.clock.now().tzinfo)
    return Line(
        text=way.title,
        more=lambda: f"{i18n.medium_date(at.date())} {i18n.short_time(at)}",
        icon="edit",
        about=draft.form,
        open=lambda: way.go(desk),
    )


def _way(form: str) -> _Way | None:
    parts = form.split(":")
    match parts:
        case ["person", "new"]:
            return _Way(N_("New person"), lambda desk: desk.go("person"))
        case ["shift_note", "new"]:
            return _Way(N_("Note for the next shift"), lambda desk: desk.go("handover"))
        case ["night_count", night]:
            return _Way(
                N_("Evening count"), lambda desk: desk.go("house", way="count", night=night)
            )
        case ["expected_arrival", "new"]:
            return _Way(KINDS["expected_arrival"], lambda desk: desk.go("today", expect=True))
        case ["check_in", arrival_id]:
            return _Way(N_("Check in"), lambda desk: _check_in(desk, arrival_id))
        case ["person", person_id]:
            return _Way(KINDS["person"], lambda desk: _person(desk, person_id))
        case ["journey", case_id]:
            return _Way(
                KINDS["journey"], lambda desk: desk.go("case", case_id=case_id, tab="journey")
            )
        case ["incident", "new", case_id]:
            return _Way(KINDS["incident"], lambda desk: _incident(desk, case_id))
        case ["incident", incident_id]:
            return _Way(KINDS["incident"], lambda desk: _told_incident(desk, incident_id))
        case [kind, _entry, case_id] if kind in _TABS and kind in KINDS:
            tab = _TABS[kind]
            return _Way(KINDS[kind], lambda desk: desk.go("case", case_id=case_id, tab=tab))
    return None


def _incident(desk: Desk, case_id: str, incident_id: str | None = None) -> None:
    desk.go("incident", case_id=case_id, incident_id=incident_id)


def _told_incident(desk: Desk, incident_id: str) -> None:
    desk.tasks.run(
        lambda uow: incidents.case_of(uow, incident_id),
        lambda case_id: _incident(desk, case_id, incident_id),
        owner=desk,
    )


def _person(desk: Desk, person_id: str) -> None:
    desk.tasks.run(
        lambda uow: families.case_of(uow, person_id),
        lambda case_id: desk.go("case", case_id=case_id, tab="person") if case_id else None,
        owner=desk,
    )


def _check_in(desk: Desk, arrival_id: str) -> None:
    desk.tasks.run(
        lambda uow: arrivals.one(uow, arrival_id),
        lambda arrival: desk.go("check_in", expected=arrival),
        owner=desk,
    )
