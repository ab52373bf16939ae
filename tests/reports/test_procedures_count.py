"""Which procedures and decisions count in a month, and how long COMAR took."""

import itertools
from dataclasses import replace

import pytest

from casedesk.domain.cases import AsylumApplication, Case
from casedesk.domain.people import Person
from casedesk.domain.procedure_entries import ProcedureEntry
from casedesk.domain.records import Record
from casedesk.reports import counted_before, facts, snapshots
from casedesk.reports.facts import PERSON
from casedesk.reports.periods import Period
from casedesk.reports.published import Published
from casedesk.services.vaults import Vault
from casedesk.storage import ledger, month, records
from casedesk.storage.month_rows import StateRow
from tests.reports.test_what_counts import OCTOBER, arrival, counts, day

NOVEMBER = Period.parse("2026-11")


def procedure(*told: tuple[str, str], office: str = "tabasco") -> list[Record]:
    """Somebody who never entered here, and what is told of their procedure."""
    person, case = arrival(Person())
    assert isinstance(case, Case)
    entries = [ProcedureEntry(case_id=case.id, what=what, happened_on=day(on)) for what, on in told]
    return [person, case, AsylumApplication(case_id=case.id, office=office), *entries]


def closed(on: str, *told: tuple[str, str]) -> list[Record]:
    """The same, of a case that was closed on a day."""
    person, case, *others = procedure(*told)
    assert isinstance(case, Case)
    return [person, replace(case, state="closed", closed_on=day(on)), *others]


def test_every_state_that_began_in_the_month_counts(vault: Vault) -> None:
    found = [
        *procedure(("state.A2", "2026-10-02"), ("state.A5", "2026-10-05")),
        *procedure(("state.A5", "2026-10-05"), ("state.A2", "2026-10-02")),
        *procedure(("state.A0", "2026-09-30"), ("state.A8", "2026-11-01")),
        *procedure(("state.AX", "2026-10")),
        *procedure(("overlay.extension", "2026-10-02")),
    ]
    assert counts(vault, "procedures", found) == {("A2",): 2, ("A5",): 2, ("not_known",): 1}


def test_a_state_told_by_an_application_counts_like_any(vault: Vault) -> None:
    person, case = arrival(Person())
    state = AsylumApplication(case_id=case.id, state="A10", state_since=day("2026-10-06"))
    assert counts(vault, "procedures", [person, case, state]) == {("A10",): 1}
    assert counts(vault, "decisions", []) == {("A10",): 1}


def test_what_was_recorded_by_mistake_counts_nowhere(vault: Vault) -> None:
    found = procedure()
    wrong = ProcedureEntry(
        case_id=found[1].id, what="state.A8", happened_on=day("2026-10-06"), mistaken=True
    )
    assert counts(vault, "procedures", [*found, wrong]) == {}


def test_a_decision_counts_with_its_office_and_the_time_since_filing(vault: Vault) -> None:
    found = [
        *procedure(("state.A2", "2026-08-03"), ("state.A8", "2026-10-06")),
        *procedure(
            ("event.filed", "2025-10"), ("state.A10", "2026-10-06"), ("state.A11", "2026-10-20")
        ),
        *procedure(("state.A9", "2026-10-06"), office="cdmx"),
    ]
    assert counts(vault, "waited", found) == {
        ("tabasco", "3_months"): 1,
        ("tabasco", "not_known"): 1,
        ("cdmx", "not_known"): 1,
    }
    assert counts(vault, "decisions", []) == {("A8",): 1, ("A9",): 1, ("A10",): 1}
    steps = counts(vault, "procedures", [])
    assert steps == {("A8",): 1, ("A9",): 1, ("A10",): 1, ("A11",): 1}


@pytest.mark.parametrize(
    ("filed", "decided", "expected"),
    [
        ("2026-10-01", "2026-10-30", "3_months"),
        ("2026-07-02", "2026-09-30", "3_months"),
        ("2026-07-01", "2026-09-30", "6_months"),
        ("2026", "2026-12-31", None),
        ("2024", "2026-10", "longer"),
        ("2026-10-30", "2026-10-01", None),
        (None, "2026-10-01", None),
    ],
)
def test_a_time_is_counted_only_if_its_class_is_certain(
    filed: str | None, decided: str, expected: str | None
) -> None:
    row = StateRow("c", "A8", decided, "i", ("i",), "p", None, None)
    assert facts._waited(row, [filed] if filed else []) == expected


def test_the_steps_of_parts_of_months_stand_in_order(vault: Vault) -> None:
    found = procedure(("state.A2", "2026-10-02"), ("state.A8", "2026-11-05"))
    vault.run(lambda uow: records.add_all(uow, found))
    with vault.begin() as uow:
        parts = [month.load(uow.connection, each) for each in (OCTOBER.ends_before, OCTOBER.begins)]
    both = month.together(parts)
    days = [row.day for row in both.states]
    assert all(one <= other for one, other in itertools.pairwise(days))
    assert facts.facts(both, OCTOBER.begins)["steps"]["procedure_state"] == ["A2", "A8"]


def test_terms_count_when_they_are_met_in_time_or_late_by_whose_duty(vault: Vault) -> None:
    found = [
        # COMAR: the constancia eleven days after registration, and no decision yet.
        *procedure(
            ("event.registered", "2026-10-01"), ("document.constancia_issued", "2026-10-12")
        ),
        # The person: the warning answered at once; and somebody who filed within the month.
        *procedure(("state.A3", "2026-10-01"), ("event.prevention_answered", "2026-10-02")),
        *procedure(("event.entered_mexico", "2026-10-05"), ("event.filed", "2026-10-20")),
    ]
    assert counts(vault, "terms", found) == {("comar", "after"): 1, ("person", "in_time"): 2}


def test_a_term_whose_day_passed_unmet_counts_in_the_month_of_that_day(vault: Vault) -> None:
    found = [
        # Filed on 3 August: 45 working days without 1 and 16 September end on 7 October.
        *procedure(("event.filed", "2026-08-03")),
        # The same, and decided in November: in October its day passed, in November it is met late.
        *procedure(("event.filed", "2026-08-03"), ("state.A8", "2026-11-05")),
        # The warning of 22 October has its day on the 29th; that of 26 October in November.
        *procedure(("state.A3", "2026-10-22")),
        *procedure(("state.A3", "2026-10-26")),
    ]
    october = {("comar", "passed"): 2, ("person", "passed"): 1}
    november = {("comar", "after"): 1, ("person", "passed"): 1}
    assert counts(vault, "terms", found) == october
    assert counts(vault, "terms", [], NOVEMBER) == november
    assert counts(vault, "terms", [], Period.parse("2026-Q4")) == {
        key: october.get(key, 0) + november.get(key, 0) for key in october | november
    }


def test_what_nobody_can_know_is_not_called_missed(vault: Vault) -> None:
    found = [
        # Nobody told whether they want asylum; and terms that stand still.
        *procedure(("event.entered_mexico", "2026-09-01")),
        *procedure(("event.filed", "2026-08-03"), ("overlay.terms_suspended", "2026-09-01")),
        # Of a case that was closed before the day nothing more is heard; of the other it was.
        *closed("2026-10-07", ("event.filed", "2026-08-03")),
        *closed("2026-10-08", ("event.filed", "2026-08-03")),
        # Known by its month, and by its year alone: its day may be the last one it can be.
        *procedure(("event.registered", "2026-10"), ("document.constancia_issued", "2026-10")),
        *procedure(("event.registered", "2026-10-01"), ("document.constancia_issued", "2026-10")),
        *procedure(("event.filed", "2025")),
    ]
    assert counts(vault, "terms", found) == {
        ("comar", "passed"): 1,
        ("comar", "in_time"): 1,
        ("comar", "not_known"): 1,
    }


def test_a_term_that_passed_in_a_published_month_and_was_noted_late_counts_once_later(
    vault: Vault,
) -> None:
    before = procedure(("event.filed", "2026-08-03"))
    vault.run(lambda uow: records.add_all(uow, before))
    with vault.begin() as uow:
        published = counted_before.take(uow, Published(uow), OCTOBER)
        packed = snapshots.pack(published, month.secret(uow.connection))
        ledger.append(uow, ledger.SNAPSHOT, {"period": OCTOBER.label, "until": ""}, packed)
    late = procedure(("event.filed", "2026-08-03"))
    vault.run(lambda uow: records.add_all(uow, late))
    with vault.begin() as uow:
        november = counted_before.take(uow, Published(uow), NOVEMBER)
    assert published["terms"]["kept"] == november["terms"]["kept"] == ["passed"]
    assert published["terms"][PERSON] == [before[0].id]
    assert november["terms"][PERSON] == [late[0].id]
    assert counts(vault, "terms", []) == {("comar", "passed"): 2}


def test_an_extended_term_counts_once_by_its_extension(vault: Vault) -> None:
    told = (
        ("state.A2", "2026-05-04"),
        ("overlay.extension", "2026-06-20"),
        ("state.A8", "2026-10-01"),
    )
    terms = counts(vault, "terms", procedure(*told))
    assert terms == {("comar", "after"): 1}
