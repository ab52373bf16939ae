"""Which clocks run in a case, from when to when, and what ends them."""

from datetime import date
from typing import NamedTuple

import pytest

from casedesk.domain.clocks import calendar_files, rule_files
from casedesk.domain.clocks.running import Running, running
from casedesk.domain.partial_dates import PartialDate


class Told(NamedTuple):
    """Something that happened."""

    id: str
    on: PartialDate
    entry_id: str


def clocks(*told: str, state: str = "", place: str = "") -> list[Running]:
    """The clocks after some events, each as ``id@day`` with the day in EDTF."""
    events = [
        Told(id, PartialDate.from_edtf(day), f"r{at}")
        for at, (id, day) in enumerate(one.split("@") for one in told)
    ]
    return running(events, rule_files.load(), calendar_files.load(), state=state, place=place)


def due(*told: str, state: str = "") -> dict[str, str]:
    """Rule -> day of those that nothing has ended."""
    found = [each for each in clocks(*told, state=state) if each.met is None]
    assert len({each.rule.id for each in found}) == len(found)
    return {each.rule.id: str(each.due_on) for each in found}


def test_the_person_is_reminded_of_the_safe_date_and_the_authority_of_the_nominal_one() -> None:
    assert due("entered_mexico@2026-11-23") == {"D1": "2027-01-06"}
    assert due("filed@2026-12-01") == {"D4": "2026-12-04", "D9": "2027-02-08"}


def test_a_month_reminds_from_its_first_day_and_blames_from_its_last() -> None:
    assert due("entered_mexico@2026-11") == {"D1": "2026-12-11"}
    assert due("filed@2026-12")["D9"] == "2027-03-09"


@pytest.mark.parametrize(
    ("told", "state", "left"),
    [
        (["entered_mexico@2026-10-01", "filed@2026-10-20"], "", {"D4", "D9"}),
        (["filed@2026-10-20", "entered_mexico@2026-11-01"], "", {"D1", "D4", "D9"}),
        (["entered_mexico@2026-10-01"], "A5", set()),
        (["entered_mexico@2026-10-01"], "AX", {"D1"}),
        (["filed@2026-10-20", "decision_notified@2027-01-10"], "", {"D11", "D13"}),
        (["decision_notified@2027-01-10", "state.A8@2027-01-10"], "", set()),
        (["decision_notified@2027-01-10", "state.A11@2027-01-20"], "A11", {"D13"}),
        (["filed@2026-10-20"], "A6", set()),
        (["registered@2026-10-20", "constancia_issued@2026-10-20"], "A5", {"D6"}),
        (["sign_in_set@2026-12-02", "sign_in_done@2026-12-02"], "A5", set()),
        (["sign_in_set@2026-12-02", "sign_in_missed@2026-12-02"], "A5", {"D8"}),
        (["act_known@2026-12-02"], "A8", {"D13"}),
    ],
)
def test_what_happens_since_ends_a_clock(told: list[str], state: str, left: set[str]) -> None:
    assert set(due(*told, state=state)) == left


def test_an_extension_counts_on_from_the_first_term() -> None:
    assert "D10" not in due("filed@2026-12-01")
    assert due("filed@2026-12-01", "overlay.extension@2027-02-01")["D10"] == "2027-04-15"


def test_the_curp_is_told_of_on_day_150_and_on_day_330() -> None:
    (first,) = clocks("curp_assigned@2026-12-01")
    assert (first.due_on, first.tell_on) == (date(2027, 5, 30), date(2027, 4, 30))
    (again,) = clocks("curp_assigned@2026-12-01", "document.curp_extended@2027-05-30")
    assert (again.due_on, again.tell_on) == (date(2027, 11, 26), date(2027, 10, 27))
    assert (again.tell_on - date(2026, 12, 1)).days == 330


def test_every_sign_in_is_a_day_that_comar_wrote_and_none_is_made_up() -> None:
    found = clocks("sign_in_set@2026-12-02", "sign_in_set@2026-12-11")
    assert [str(each.due_on) for each in found] == ["2026-12-02", "2026-12-11"]


def test_the_latest_entry_counts_and_the_most_exact_telling_of_it() -> None:
    found = clocks("entered_mexico@2024-03-01", "entered_mexico@2026-11-23")
    assert [str(each.started.on) for each in found] == ["2026-11-23"]
    found = clocks("violation_known@2026-11", "violation_known@2026-11-20")
    assert [str(each.started.on) for each in found] == ["2026-11-20"]


def test_clocks_that_hold_for_few_wait_to_be_asked_for() -> None:
    assert "D15" not in {each.rule.id for each in clocks("entered_mexico@2026-11-23")}


def test_a_conflict_of_laws_blames_from_the_later_day() -> None:
    (clock,) = clocks("regularisation_filed@2026-12-01")
    assert [str(each.safe_on) for each in clock.reckonings] == ["2026-12-31", "2026-12-30"]
    assert clock.due_on == date(2026, 12, 31)
    assert not clock.passed(date(2026, 12, 31))
    assert clock.passed(date(2027, 1, 1))


def test_nobody_is_sent_to_ask_again_before_every_day_it_can_be() -> None:
    assert due("regularisation_refused@2026-03") == {"D20": "2026-09-30"}


def test_a_term_that_was_extended_is_counted_as_the_longer_one_alone() -> None:
    found = due("filed@2026-12-01", "overlay.extension@2027-01-20", state="A5")
    assert found.keys() == {"D4", "D10"}
