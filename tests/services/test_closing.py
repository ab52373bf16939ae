"""Closing with what is open, and asking a coordinator to look."""

import pytest

from casedesk.domain.answers import NOT_ASKED
from casedesk.domain.follow_ups import FollowUp
from casedesk.domain.partial_dates import PartialDate
from casedesk.errors import Invalid
from casedesk.services import cases, closing, follow_ups, looks
from casedesk.services.cases import CaseFile, Filter
from casedesk.services.closing import Closing
from casedesk.services.vaults import UnitOfWork, Vault
from casedesk.storage import checks
from casedesk.storage.errors import NotAllowed
from tests.conftest import COORDINATOR_NAME
from tests.services.test_history import taken_in

TODAY = PartialDate(2026, 11, 23)


@pytest.fixture
def case_id(vault: Vault) -> str:
    """A case with a stay and a follow-up that are open."""

    def work(uow: UnitOfWork) -> str:
        case_id = taken_in(uow)
        follow_ups.add(uow, FollowUp(case_id=case_id, what="Call"))
        return case_id

    return vault.run(work)


def file(vault: Vault, case_id: str) -> CaseFile:
    """What is on file."""
    return vault.run(lambda uow: cases.read(uow, case_id))


def close(vault: Vault, case_id: str, **how: bool | str) -> CaseFile:
    """Close the case."""
    case = file(vault, case_id).case
    vault.run(lambda uow: closing.close(uow, case, Closing(reason="settled", **how)))  # type: ignore[arg-type]
    return file(vault, case_id)


def test_what_is_open_ends_with_the_case_if_that_is_wanted(vault: Vault, case_id: str) -> None:
    closed = close(vault, case_id, end_stay=True, exit_reason="moved_on", drop_follow_ups=True)
    assert closed.case.close_reason == "settled"
    assert (closed.stays[0].exited_on, closed.stays[0].exit_reason) == (TODAY, "moved_on")
    assert closed.follow_ups[0].ended == "not_needed"
    assert vault.run(lambda uow: cases.numbers(uow, Filter(here=True))) == []


def test_what_does_not_end_stays_in_the_lists(vault: Vault, case_id: str) -> None:
    closed = close(vault, case_id)
    assert closed.stays[0].exited_on is NOT_ASKED
    assert len(vault.run(lambda uow: cases.numbers(uow, Filter(here=True)))) == 1
    assert len(vault.run(follow_ups.pending)) == 1


def test_a_reason_that_does_not_exist_closes_nothing(vault: Vault, case_id: str) -> None:
    case = file(vault, case_id).case
    with pytest.raises(Invalid):
        vault.run(lambda uow: closing.close(uow, case, Closing(reason="x", end_stay=True)))
    assert file(vault, case_id).stays[0].exited_on is NOT_ASKED


def looked_for(vault: Vault) -> list[bool]:
    """Which lines the filter finds, and whether they say so."""

    def work(uow: UnitOfWork) -> list[bool]:
        found = cases.numbers(uow, Filter(look=True))
        return [line.look for line in cases.lines(uow, found)]

    return vault.run(work)


def test_a_look_is_asked_for_found_and_ended_with_a_word(vault: Vault, case_id: str) -> None:
    assert looked_for(vault) == []
    case = file(vault, case_id).case
    asked = vault.run(lambda uow: looks.ask(uow, case, "Age does not fit"))
    assert asked.needs_look
    assert (asked.look_asked_by, asked.look_asked_on) == (COORDINATOR_NAME, TODAY)
    assert looked_for(vault) == [True]
    looked = vault.run(lambda uow: looks.done(uow, asked, "Asked again: 17"))
    assert not looked.needs_look
    assert looked_for(vault) == []
    again = vault.run(lambda uow: looks.ask(uow, looked, "Once more"))
    assert again.needs_look
    assert again.look_word is NOT_ASKED
    assert checks.check(vault) == []


def test_asking_needs_a_reason_and_ending_a_word_and_a_coordinator(
    volunteer: Vault, case_id: str
) -> None:
    case = file(volunteer, case_id).case
    with pytest.raises(Invalid):
        volunteer.run(lambda uow: looks.ask(uow, case, "  "))
    asked = volunteer.run(lambda uow: looks.ask(uow, case, "Please"))
    with pytest.raises(NotAllowed):
        volunteer.run(lambda uow: looks.done(uow, asked, "Fine"))
