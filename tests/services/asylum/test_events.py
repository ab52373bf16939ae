"""The days from which clocks start."""

import pytest

from casedesk.domain import codelists
from casedesk.domain.cases import AsylumApplication, Case
from casedesk.domain.journeys import Journey
from casedesk.domain.partial_dates import PartialDate
from casedesk.domain.people import Person
from casedesk.domain.procedure_entries import ProcedureEntry
from casedesk.domain.records import Record
from casedesk.services import entries
from casedesk.services.asylum.events import events, events_of
from casedesk.storage import records
from casedesk.storage.vault import Vault

#: ids agreed with those who count days
AGREED = {
    *("entered_mexico", "filing_became_possible", "facts_known", "filed", "filed_by_other"),
    *("prevention_notified", "registered", "constancia_issued", "sign_in_set", "sign_in_missed"),
    *("decision_due", "decision_notified", "notification_effect", "act_known", "curp_assigned"),
    *("status_ceased", "stay_expired", "regularisation_filed", "regularisation_refused"),
    "violation_known",
}
DAY = PartialDate(2026, 11, 3)


@pytest.fixture
def case(vault: Vault) -> Case:
    """A case with nothing in it."""
    return new_case(vault)


def new_case(vault: Vault, folio: str = "K7MP-3XQT") -> Case:
    """A case of a new person."""
    person = vault.run(lambda uow: records.add(uow, Person()))
    return vault.run(lambda uow: records.add(uow, Case(person_id=person.id, folio=folio)))


def told(vault: Vault, case: Case) -> list[tuple[str, PartialDate]]:
    """The events of a case without the records that tell of them."""
    return [(each.id, each.on) for each in vault.run(lambda uow: events(uow, case))]


def add(vault: Vault, *new: Record) -> None:
    """Store records without asking whether they can be."""
    vault.run(lambda uow: records.add_all(uow, list(new)))


def test_every_agreed_event_can_be_recorded_and_comes_out_under_its_own_id(
    vault: Vault, case: Case
) -> None:
    assert set(codelists.load("procedure_events").codes) >= AGREED
    for code in sorted(AGREED):
        entry = ProcedureEntry(case_id=case.id, what=f"event.{code}", happened_on=DAY)
        vault.run(lambda uow, entry=entry: entries.save(uow, entry))  # type: ignore[misc]
    assert sorted(told(vault, case)) == [(code, DAY) for code in sorted(AGREED)]


#: fact -> the events that happen on its day
STARTS = {
    "state.A2": {"filed"},
    "state.A3": {"prevention_notified"},
    "state.A5": {"registered", "constancia_issued"},
    "state.A10": {"decision_notified"},
    "document.constancia_renewed": {"constancia_issued"},
    "document.curp_assigned": {"curp_assigned"},
    "inm.stay_expired": {"stay_expired"},
    "inm.regularisation_vulnerability": {"regularisation_filed"},
    "state.A1": set[str](),
    "us.mpp": set[str](),
}


def test_a_fact_starts_the_clocks_that_run_from_it(vault: Vault, case: Case) -> None:
    new = {what: ProcedureEntry(case_id=case.id, what=what, happened_on=DAY) for what in STARTS}
    add(vault, *new.values())
    found = vault.run(lambda uow: events(uow, case))
    started = {
        what: {each.id for each in found if each.entry_id == entry.id}
        for what, entry in new.items()
    }
    assert started == STARTS


def test_journeys_and_applications_of_before_tell_of_days_too(vault: Vault, case: Case) -> None:
    entered, filed = PartialDate(2026, 10), PartialDate(2026, 11, 2, approximate=True)
    journey = Journey(case_id=case.id, entered_mexico_on=entered)
    application = AsylumApplication(case_id=case.id, state="A5", state_since=DAY, filed_on=filed)
    add(vault, journey, application)
    assert told(vault, case) == [
        ("entered_mexico", entered),
        ("filed", filed),
        ("constancia_issued", DAY),
        ("registered", DAY),
    ]
    assert vault.run(lambda uow: events(uow, case))[0].entry_id == journey.id


def test_what_has_no_day_or_was_a_mistake_starts_nothing(vault: Vault, case: Case) -> None:
    add(
        vault,
        ProcedureEntry(case_id=case.id, what="state.A2"),
        ProcedureEntry(case_id=case.id, what="state.A5", happened_on=DAY, mistaken=True),
    )
    assert told(vault, case) == []


def test_events_of_all_cases_are_kept_apart(vault: Vault, case: Case) -> None:
    other = new_case(vault, "H4FC-9WD3")
    add(vault, ProcedureEntry(case_id=other.id, what="state.A2", happened_on=DAY))
    assert set(vault.run(events_of)) == {other.id}
    assert told(vault, case) == []
    assert told(vault, other) == [("filed", DAY)]
