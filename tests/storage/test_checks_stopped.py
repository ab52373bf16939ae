"""A check that is stopped says that it is not complete, and what it had found."""

import pytest

from casedesk.domain.people import Person
from casedesk.progress import Cancelled
from casedesk.storage import checks, engine, records
from casedesk.storage.checks import CheckStopped
from casedesk.storage.vault import Vault
from tests.storage.people import take_in


@pytest.fixture
def altered(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> Vault:
    """A vault in which the log was altered, of which few rows are looked at at once."""
    monkeypatch.setattr(engine, "_INSTRUCTIONS", 500)
    for _each in range(5):
        vault.run(lambda uow: take_in(uow, given_names="Zacarías"))
    vault.run(lambda uow: uow.connection.exec_driver_sql("UPDATE operations SET user = 'Otra'"))
    return vault


def stopped_at(vault: Vault, at: int) -> CheckStopped | None:
    """What is said of a check stopped at its Nth step; None if it has fewer."""
    steps = 0

    def progress(done: int, total: int) -> None:
        nonlocal steps
        assert 0 <= done <= total
        steps += 1
        if steps == at:
            raise Cancelled

    try:
        checks.check(vault, progress=progress)
    except CheckStopped as stopped:
        return stopped
    return None


def test_a_check_that_is_stopped_is_never_taken_for_a_whole_one(altered: Vault) -> None:
    whole = checks.check(altered)
    assert len(whole) > 5
    found: list[int] = []
    while stopped := stopped_at(altered, len(found) + 1):
        assert "not complete" in str(stopped)
        assert stopped.found == whole[: len(stopped.found)]
        found.append(len(stopped.found))
    assert len(found) > 10
    assert found == sorted(found)
    assert 0 in found
    assert found[-1] >= len(whole) - 1
    assert altered.run(lambda uow: len(records.find(uow, Person))) == 5


def test_how_far_a_check_is_grows_to_all_of_it(vault: Vault) -> None:
    told: list[tuple[int, int]] = []
    assert checks.check(vault, progress=lambda *far: told.append(far)) == []
    assert told == sorted(told)
    assert told[-1][0] == told[-1][1]
