"""A clock that cannot be right is seen before anything is recorded with it."""

from datetime import datetime

from casedesk.domain.people import Person
from casedesk.services.clock import BEHIND, TOO_EARLY, clock_warning
from casedesk.services.vaults import Vault
from casedesk.storage import records
from tests.conftest import MEXICO, FixedClock


def test_a_clock_that_goes_on_is_believed(vault: Vault, clock: FixedClock) -> None:
    assert clock_warning(vault) is None
    clock.advance(days=400)
    assert clock_warning(vault) is None


def test_a_clock_before_the_program_existed_is_wrong(vault: Vault, clock: FixedClock) -> None:
    clock.moment = datetime(2025, 12, 31, 23, 59, tzinfo=MEXICO)
    assert clock_warning(vault) == TOO_EARLY


def test_a_clock_behind_what_was_recorded_last_is_wrong(vault: Vault, clock: FixedClock) -> None:
    clock.advance(days=30)
    vault.run(lambda uow: records.add(uow, Person(given_names="Inventada")))
    clock.advance(days=-2)
    vault.run(lambda uow: uow.note("unlock", "vault"))  # what unlocking itself writes hides nothing
    assert clock_warning(vault) == BEHIND


def test_a_few_minutes_are_forgiven(vault: Vault, clock: FixedClock) -> None:
    vault.run(lambda uow: records.add(uow, Person(given_names="Inventada")))
    clock.advance(minutes=-4)
    assert clock_warning(vault) is None
