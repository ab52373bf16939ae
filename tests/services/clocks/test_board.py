"""What is due over all cases follows the records, the day and the rules."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

import pytest

from casedesk.domain.cases import OPEN, AsylumApplication, Case
from casedesk.domain.clocks.content import LaptopDateTooEarly
from casedesk.domain.clocks.running import Running
from casedesk.domain.follow_ups import TERM, FollowUp
from casedesk.domain.ids import new_folio
from casedesk.domain.journeys import Journey
from casedesk.domain.partial_dates import PartialDate
from casedesk.domain.people import Person
from casedesk.domain.procedure_entries import ProcedureEntry
from casedesk.domain.records import Record
from casedesk.services import cases, contents, follow_ups
from casedesk.services.clocks import board, counting, lapsed
from casedesk.services.clocks.board import Wanted
from casedesk.storage import checks, records
from casedesk.storage.unit_of_work import UnitOfWork
from casedesk.storage.vault import Vault
from tests.conftest import FixedClock
from tests.domain.packs.made import altered

CLOSURE = """[[rows]]
authority = "comar"
places = []
from = {first}
to = {last}
es = "COMAR cerrada"
en = "COMAR closed"
source = "DOF"
mark = "V"

[[rows]]"""


def day(text: str) -> PartialDate:
    """A partial date."""
    return PartialDate.from_edtf(text)


def new_case(vault: Vault, *more: Record, alias: str = "") -> Case:
    """The case of somebody invented, with more records of theirs."""
    person = Person(alias=alias or "La Güera")
    case = Case(person_id=person.id, folio=new_folio(), state=OPEN, opened_on=day("2026-11-01"))
    vault.run(lambda uow: records.add_all(uow, [person, case]))
    add(vault, case, *more)
    return vault.run(lambda uow: records.get(uow, Case, case.id))


def add(vault: Vault, case: Case, *more: Record) -> None:
    """Store more records of a case."""
    own = [replace(each, case_id=case.id) for each in more]  # type: ignore[call-arg]
    vault.run(lambda uow: records.add_all(uow, own))


def told(what: str, on: str, until: str | None = None) -> ProcedureEntry:
    """An entry of a procedure."""
    entry = ProcedureEntry(case_id="", what=what, happened_on=day(on))
    return replace(entry, until=day(until)) if until else entry


def due(vault: Vault, **wanted: object) -> list[tuple[str, str]]:
    """What the board lists: rule and day."""
    found = vault.run(lambda uow: board.lines(uow, Wanted(**wanted)))  # type: ignore[arg-type]
    return [(each.dates.rule, each.dates.due_on) for each in found]


def entered() -> Journey:
    """An entry on 23 November 2026."""
    return Journey(case_id="", entered_mexico_on=day("2026-11-23"))


def test_the_board_follows_what_is_written_down(vault: Vault) -> None:
    case = new_case(vault, entered())
    assert due(vault) == [("D1", "2027-01-06")]
    add(vault, case, told("state.A2", "2026-12-01"))
    assert due(vault) == [("D9", "2027-02-08")]
    add(vault, case, told("overlay.extension", "2027-01-20"))
    assert due(vault) == [("D10", "2027-04-15")]
    add(vault, case, told("state.A8", "2027-01-25"))
    assert due(vault) == []
    assert checks.check(vault) == []


def test_an_installed_calendar_is_counted_by_and_gone_back_from(vault: Vault) -> None:
    new_case(vault, told("state.A2", "2026-12-01"))
    assert due(vault) == [("D9", "2027-02-08")]
    row = CLOSURE.format(first="2026-12-21", last="2027-01-04")
    vault.run(lambda uow: contents.install(uow, [altered("closures", ("[[rows]]", row))], "a key"))
    assert due(vault) == [("D9", "2027-02-19")]
    vault.run(lambda uow: contents.go_back(uow, "closures"))
    assert due(vault) == [("D9", "2027-02-08")]


def test_no_date_is_calculated_before_an_installed_calendar_was_published(vault: Vault) -> None:
    new_case(vault, entered())
    later = altered("closures", ("published = 2026-11-22", "published = 2028-01-01"))
    vault.run(lambda uow: contents.install(uow, [later], "a key"))
    with pytest.raises(LaptopDateTooEarly):
        due(vault)


def test_a_calendar_that_nothing_can_be_counted_by_is_not_installed(vault: Vault) -> None:
    upside_down = altered("closures", ("to = 2026-01-05", "to = 2025-01-05"))
    unknown = altered("closures", ('id = "closures"', 'id = "closures_2031"'))
    other_kind = altered("sources", ('id = "sources"', 'id = "closures"'))
    for wrong in (upside_down, unknown, other_kind):
        with vault.begin() as uow, pytest.raises(contents.BadContent):
            contents.install(uow, [wrong], "a key")


def test_a_closed_case_is_off_the_board_and_back_when_it_is_reopened(vault: Vault) -> None:
    case = new_case(vault, entered())
    assert due(vault) == [("D1", "2027-01-06")]
    closed = vault.run(lambda uow: cases.close(uow, case, "moved_on"))
    # Before anything is counted anew, too: what has a number has a line.
    listed = vault.run(lambda uow: board.listed(uow, Wanted(), None, lambda _row: slice(9)))
    assert (listed.numbers, listed.lines) == ([], [])
    assert due(vault) == []
    vault.run(lambda uow: cases.reopen(uow, closed))
    assert due(vault) == [("D1", "2027-01-06")]


def test_the_board_is_filtered_by_day_duty_and_office(vault: Vault) -> None:
    new_case(vault, entered())
    here = AsylumApplication(case_id="", office="tabasco", filed_on=day("2026-12-01"))
    new_case(vault, here)
    assert due(vault, until=date(2027, 1, 6)) == [("D1", "2027-01-06")]
    assert due(vault, since=date(2027, 1, 7)) == [("D9", "2027-02-08")]
    assert due(vault, duties=frozenset({"comar"})) == [("D9", "2027-02-08")]
    assert due(vault, office="tabasco") == [("D9", "2027-02-08")]
    assert due(vault, office="cdmx") == []


def test_a_warning_comes_up_on_its_day_before_the_end(vault: Vault) -> None:
    new_case(vault, told("document.curp_assigned", "2026-12-01"))
    assert due(vault, until=date(2027, 4, 29)) == []
    assert due(vault, until=date(2027, 4, 30)) == [("D14", "2027-05-30")]


def test_only_what_changed_is_counted_anew(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = new_case(vault, entered()), new_case(vault, entered())
    assert len(due(vault)) == 2
    counted: list[str] = []
    count = counting.of_cases

    def of_cases(uow: UnitOfWork, ids: Sequence[str]) -> Mapping[str, list[Running]]:
        counted.extend(ids)
        return count(uow, ids)

    monkeypatch.setattr(counting, "of_cases", of_cases)
    assert len(due(vault)) == 2
    assert counted == []
    add(vault, other, told("state.A2", "2026-12-01"))
    assert sorted(due(vault)) == [("D1", "2027-01-06"), ("D9", "2027-02-08")]
    assert counted == [other.id]
    monkeypatch.setattr(counting, "edition", lambda _uow: "another edition")
    due(vault)
    assert sorted(counted[1:]) == sorted([one.id, other.id])


def test_terms_that_stand_still_are_counted_anew_every_day(vault: Vault, clock: FixedClock) -> None:
    case = new_case(vault, told("state.A2", "2026-11-02"))
    assert due(vault) == [("D9", "2027-01-08")]
    add(vault, case, told("overlay.terms_suspended", "2026-11-16"))
    assert due(vault) == [("D9", "2027-01-14")]
    clock.advance(days=1)
    assert due(vault) == [("D9", "2027-01-15")]
    clock.advance(days=120)
    (line,) = vault.run(lambda uow: board.lines(uow, Wanted()))
    assert not board.passed(line.dates, clock.now().date())
    (entry,) = vault.run(
        lambda uow: records.find(uow, ProcedureEntry, what="overlay.terms_suspended")
    )
    vault.run(lambda uow: records.change(uow, replace(entry, until=day("2026-11-20"))))
    assert due(vault) == [("D9", "2027-01-13")]


def test_an_authoritys_term_that_passed_opens_one_follow_up_and_closes_nothing(
    vault: Vault, clock: FixedClock
) -> None:
    case = new_case(
        vault, told("state.A2", "2026-12-01"), told("event.curp_assigned", "2026-08-01")
    )
    clock.advance(days=77)  # 8 February 2027
    assert vault.run(lapsed.follow) == 0
    clock.advance(days=1)
    assert vault.run(lapsed.follow) == 1
    assert vault.run(lapsed.follow) == 0
    (made,) = vault.run(lambda uow: follow_ups.of_case(uow, case.id))
    assert made.origin == TERM
    assert made.what == (
        "COMAR decides on the application: its day, Feb 8, 2027, has passed. "
        "Ask for it in writing, and ask a lawyer."
    )
    vault.run(lambda uow: follow_ups.not_needed(uow, made))
    assert vault.run(lapsed.follow) == 0
    assert vault.run(lambda uow: records.get(uow, Case, case.id)).state == OPEN
    assert ("D9", "2027-02-08") in due(vault)


def test_what_passed_long_ago_opens_nothing_until_it_is_asked_for(
    vault: Vault, clock: FixedClock
) -> None:
    new_case(vault, told("state.A2", "2026-01-05"))
    assert vault.run(lapsed.follow) == 0
    (line,) = vault.run(lambda uow: board.lines(uow, Wanted()))
    assert lapsed.can_follow(line.dates, clock.now().date())
    (clock_,) = (
        each
        for each in vault.run(lambda uow: counting.of_case(uow, line.dates.case_id))
        if each.rule.id == "D9"
    )
    for _twice in range(2):
        vault.run(lambda uow: lapsed.follow_one(uow, line.dates.case_id, clock_))
    assert lapsed.source(line.dates) == clock_.id
    assert len(vault.run(lambda uow: records.find(uow, FollowUp))) == 1


def test_a_laptop_before_its_content_shows_no_date(vault: Vault, clock: FixedClock) -> None:
    case = new_case(vault, entered())
    clock.advance(days=-2)
    for ask in (
        lambda uow: board.lines(uow, Wanted()),
        lambda uow: counting.of_case(uow, case.id),
        lapsed.follow,
    ):
        with pytest.raises(LaptopDateTooEarly):
            vault.run(ask)


def test_a_case_tells_its_clocks_with_those_that_are_met(vault: Vault) -> None:
    case = new_case(vault, entered(), told("state.A2", "2026-12-01"))
    found = vault.run(lambda uow: counting.of_case(uow, case.id))
    assert [(each.rule.id, each.met is not None) for each in found] == [
        ("D4", False),
        ("D1", True),
        ("D9", False),
    ]
    assert vault.run(lambda uow: counting.of_case(uow, "nobody")) == []
