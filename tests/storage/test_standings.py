"""The state in which a procedure stands, from all that is told of it."""

import pytest

from casedesk.domain.answers import NOT_ASKED
from casedesk.domain.cases import AsylumApplication, Case
from casedesk.domain.partial_dates import PartialDate
from casedesk.domain.people import Person
from casedesk.domain.procedure_entries import ProcedureEntry
from casedesk.services.asylum.standing import standing
from casedesk.storage import checks, directory, records
from casedesk.storage.directory import Filter
from casedesk.storage.vault import Vault


@pytest.fixture
def case(vault: Vault) -> Case:
    """A case with nothing in it."""
    return new_case(vault, "K7MP-3XQT")


def new_case(vault: Vault, folio: str) -> Case:
    """A case of a new person."""
    person = vault.run(lambda uow: records.add(uow, Person()))
    return vault.run(lambda uow: records.add(uow, Case(person_id=person.id, folio=folio)))


def state(vault: Vault, case: Case) -> str | None:
    """The state that the list shows of a case."""
    with vault.begin() as uow:
        numbers = directory.numbers(uow.connection, Filter())
        lines = directory.lines(uow.connection, numbers)
        return next(each.asylum for each in lines if each.case_id == case.id)


#: states with their days, as they were written down -> the one that counts
TOLD: list[tuple[list[tuple[str, str]], str | None]] = [
    ([], None),
    ([("A2", "2026-11-03")], "A2"),
    ([("A5", "2026-11-10"), ("A2", "2026-11-03")], "A5"),
    ([("A5", "2026-11-10"), ("A8", "2026-11~")], "A8"),
    ([("A5", "2026-11-10"), ("A2", "2026-10")], "A5"),
    ([("A5", "2026-11-10"), ("A10", "")], "A10"),
    ([("A10", ""), ("A5", "2026-11-10")], "A5"),
    ([("A2", "2026"), ("A5", "2026-03-04"), ("A8", "2026-02")], "A5"),
    ([("A2", "2026-11-03"), ("A3", "2026-11-03")], "A3"),
]


def test_the_state_told_last_counts_unless_it_lies_wholly_before_another(vault: Vault) -> None:
    """The list says so in SQL, and the tab of the case in Python: both must agree."""
    found, computed = [], []
    for at, (states, _current) in enumerate(TOLD):
        case = new_case(vault, f"{at:04}-3XQT")
        told = [
            ProcedureEntry(
                case_id=case.id,
                what=f"state.{code}",
                happened_on=PartialDate.from_edtf(day) if day else NOT_ASKED,
            )
            for code, day in states
        ]
        vault.run(lambda uow, told=told: records.add_all(uow, told))  # type: ignore[misc]
        found.append(state(vault, case))
        computed.append(standing(told, vault.clock.now().date()).code or None)
    assert found == computed == [current for _states, current in TOLD]
    assert checks.check(vault) == []


def test_an_application_tells_a_state_like_any_entry(vault: Vault, case: Case) -> None:
    day = PartialDate(2026, 11, 3)
    first = AsylumApplication(case_id=case.id, state="A2", state_since=day)
    vault.run(lambda uow: records.add(uow, first))
    assert state(vault, case) == "A2"
    entry = ProcedureEntry(case_id=case.id, what="state.A5", happened_on=day)
    vault.run(lambda uow: records.add(uow, entry))
    assert state(vault, case) == "A5"


def test_a_mistake_and_what_is_no_state_count_for_nothing(vault: Vault, case: Case) -> None:
    vault.run(
        lambda uow: records.add_all(
            uow,
            [
                ProcedureEntry(case_id=case.id, what="state.A2"),
                ProcedureEntry(case_id=case.id, what="overlay.extension"),
                ProcedureEntry(case_id=case.id, what="state.A8", mistaken=True),
            ],
        )
    )
    assert state(vault, case) == "A2"
