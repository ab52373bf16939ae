"""What is to be done: listed by day and by person, done, done again, and never lost."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from casedesk.domain.answers import NOT_ASKED
from casedesk.domain.follow_ups import FollowUp
from casedesk.domain.partial_dates import PartialDate
from casedesk.errors import Invalid
from casedesk.services import cases, follow_ups, history, timeline
from casedesk.services.vaults import UnitOfWork, Vault
from casedesk.storage import checks
from tests.conftest import COORDINATOR_NAME
from tests.services.test_history import taken_in

TODAY = PartialDate(2026, 11, 23)


@pytest.fixture
def case_id(vault: Vault) -> str:
    """The case of somebody invented."""
    return vault.run(taken_in)


def add(vault: Vault, case_id: str, **answers: Any) -> FollowUp:
    """Write one down."""
    new = replace(FollowUp(case_id=case_id, what="Call the clinic"), **answers)
    return vault.run(lambda uow: follow_ups.add(uow, new))


def due(vault: Vault, until: date, whom: str | None = None) -> list[str]:
    """What is due, in words."""
    found = vault.run(lambda uow: follow_ups.due(uow, until, whom))
    return [str(each.follow_up.what) for each in found]


def on_file(vault: Vault, case_id: str) -> tuple[FollowUp, ...]:
    """What the case holds."""
    return vault.run(lambda uow: cases.read(uow, case_id)).follow_ups


def test_what_is_due_comes_by_day_and_what_is_not_yet_stays_away(
    vault: Vault, case_id: str
) -> None:
    for what, day in {
        "month": PartialDate(2026, 11),
        "about today": PartialDate(2026, 11, 23, approximate=True),
        "tomorrow": PartialDate(2026, 11, 24),
        "year": PartialDate(2026),
        "next month": PartialDate(2026, 12),
        "some day": NOT_ASKED,
    }.items():
        add(vault, case_id, what=what, due_on=day)
    assert due(vault, date(2026, 11, 23)) == ["year", "month", "about today"]
    every = vault.run(follow_ups.pending)
    assert [each.follow_up.what for each in every][-2:] == ["next month", "some day"]
    assert every[0].name == "Luz"


def test_each_sees_their_own_and_what_nobody_has(vault: Vault, case_id: str) -> None:
    add(vault, case_id, what="hers", due_on=TODAY, whom="Ana Prueba")
    free = add(vault, case_id, what="free", due_on=TODAY)
    day = date(2026, 11, 23)
    assert due(vault, day, "Ana Prueba") == ["hers"]
    assert due(vault, day, follow_ups.NOBODY) == ["free"]
    vault.run(lambda uow: follow_ups.take(uow, free, "Ana Prueba"))
    assert due(vault, day, "Ana Prueba") == ["hers", "free"]
    vault.run(lambda uow: follow_ups.take(uow, free))
    assert due(vault, day, follow_ups.NOBODY) == ["free"]


def test_what_is_done_says_when_and_by_whom(vault: Vault, case_id: str) -> None:
    made = add(vault, case_id, due_on=TODAY)
    ended = vault.run(lambda uow: follow_ups.done(uow, made))
    assert (ended.ended, ended.ended_on, ended.ended_by) == ("done", TODAY, COORDINATOR_NAME)
    assert due(vault, date(2030, 1, 1)) == []
    assert on_file(vault, case_id) == (ended,)


def test_doing_twice_makes_one_next(vault: Vault, case_id: str) -> None:
    """Two volunteers, or two clicks."""
    made = add(vault, case_id, due_on=TODAY, repeat="weekly")
    for _time in range(2):
        vault.run(lambda uow: follow_ups.done(uow, made))
    assert [each.due_on for each in on_file(vault, case_id)] == [TODAY, PartialDate(2026, 11, 30)]


def test_what_is_reopened_takes_its_next_away(vault: Vault, case_id: str) -> None:
    made = add(vault, case_id, due_on=TODAY, repeat="daily")
    vault.run(lambda uow: follow_ups.done(uow, made))
    vault.run(lambda uow: follow_ups.reopen(uow, made))
    first, second = on_file(vault, case_id)
    assert first.open
    assert second.ended == "not_needed"
    assert due(vault, date(2026, 12, 1)) == ["Call the clinic"]


def test_doing_taken_back_from_the_history_takes_its_next_away_too(
    vault: Vault, case_id: str
) -> None:
    made = add(vault, case_id, due_on=TODAY, repeat="daily")
    vault.run(lambda uow: follow_ups.done(uow, made))

    def take_back(uow: UnitOfWork) -> None:
        entries = history.of_case(uow, cases.read(uow, case_id))
        wanted = next(
            each for each in entries if each.record_id == made.id and each.action == history.CHANGED
        )
        history.undo(uow, wanted)

    vault.run(take_back)
    assert [each.open for each in on_file(vault, case_id)] == [True, False]
    assert checks.check(vault) == []


def test_what_a_rule_asks_for_is_there_once_even_when_it_ended(vault: Vault, case_id: str) -> None:
    asked = FollowUp(case_id=case_id, what="Term over", origin="term", source="comar-45")
    first = vault.run(lambda uow: follow_ups.once(uow, asked))
    vault.run(lambda uow: follow_ups.not_needed(uow, first))
    again = replace(FollowUp(case_id=case_id, what="Term over"), origin="term", source="comar-45")
    assert vault.run(lambda uow: follow_ups.once(uow, again)).id == first.id
    assert len(on_file(vault, case_id)) == 1


def test_it_needs_words_and_nothing_else(vault: Vault, case_id: str) -> None:
    with pytest.raises(Invalid) as caught:
        vault.run(lambda uow: follow_ups.add(uow, FollowUp(case_id=case_id)))
    assert list(caught.value.fields) == ["what"]


def test_the_timeline_tells_what_is_to_be_done_and_what_was(vault: Vault, case_id: str) -> None:
    add(vault, case_id, what="later", due_on=PartialDate(2026, 12, 1))
    made = add(vault, case_id, what="now")
    vault.run(lambda uow: follow_ups.done(uow, made))
    found = timeline.events(vault.run(lambda uow: cases.read(uow, case_id)))
    told = [(each.title, each.detail) for each in found if each.kind == "follow_up"]
    assert told == [("To do", "later"), ("Done", "now")]
