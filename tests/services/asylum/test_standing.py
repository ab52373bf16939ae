"""Where a procedure stands, and its history."""

from dataclasses import replace
from datetime import date

import pytest

from casedesk import i18n
from casedesk.domain import codelists, procedures
from casedesk.domain.answers import NOT_ASKED
from casedesk.domain.cases import AsylumApplication, Case
from casedesk.domain.partial_dates import PartialDate
from casedesk.domain.people import Person
from casedesk.domain.procedure_entries import TRACKS, ProcedureEntry
from casedesk.services import cases, entries, history
from casedesk.services.asylum import histories
from casedesk.services.asylum.standing import Standing, standing, told, unusual
from casedesk.storage import checks, records
from casedesk.storage.vault import Vault

TODAY = date(2026, 11, 23)
DAY = PartialDate(2026, 11, 3)


def entry(what: str, day: str = "", until: str = "", *, mistaken: bool = False) -> ProcedureEntry:
    """An entry of a case that does not matter."""
    return ProcedureEntry(
        case_id="",
        what=what,
        happened_on=PartialDate.from_edtf(day) if day else NOT_ASKED,
        until=PartialDate.from_edtf(until) if until else NOT_ASKED,
        mistaken=mistaken,
    )


def stands(*found: ProcedureEntry) -> Standing:
    """Where somebody stands after these."""
    return standing(told((), found), TODAY)


def codes(found: tuple[ProcedureEntry, ...]) -> list[str]:
    """The codes of entries."""
    return [each.code for each in found]


@pytest.mark.parametrize("track", TRACKS)
def test_every_fact_of_a_track_is_recorded_and_read_in_both_languages(
    vault: Vault, track: str
) -> None:
    person = vault.run(lambda uow: records.add(uow, Person()))
    case = vault.run(lambda uow: records.add(uow, Case(person_id=person.id, folio="K7MP-3XQT")))
    facts = [each for each in procedures.facts().values() if each.track == track]
    for fact in facts:
        new = ProcedureEntry(case_id=case.id, what=fact.key, happened_on=DAY, source="seen")
        vault.run(lambda uow, new=new: entries.save(uow, new))  # type: ignore[misc]
    file = vault.run(lambda uow: cases.read(uow, case.id))
    lines = vault.run(lambda uow: histories.of_case(uow, file))
    assert [each.entry.what for each in lines] == [each.key for each in reversed(facts)]
    for language in ("es", "en"):
        i18n.set_language(language)
        labels = {codelists.load("procedure_facts").label(str(each.entry.what)) for each in lines}
        assert labels == {each.words.in_language(language) for each in facts}
    assert {each.recorded_by for each in lines} == {"Ana Prueba"}
    assert len(vault.run(lambda uow: history.of_case(uow, file))) >= len(facts)
    assert checks.check(vault) == []


def test_the_latest_of_each_paper_says_where_it_stands() -> None:
    found = stands(
        entry("document.tvrh_requested", "2026-10-01"),
        entry("document.tvrh_oficio", "2026-11-01"),
        entry("document.curp_assigned", "2026-09"),
    )
    assert codes(found.documents) == ["tvrh_oficio", "curp_assigned"]


def test_what_goes_on_ends_by_its_day_by_what_replaces_it_and_by_a_decision() -> None:
    assert codes(stands(entry("overlay.terms_suspended", "2026-10", "2026-11-30")).overlays)
    assert not stands(entry("overlay.terms_suspended", "2026-10", "2026-11-20")).overlays
    planned = entry("overlay.interview_scheduled", "2026-11-20")
    done = entry("overlay.interview_done", "2026-11-20")
    assert codes(stands(planned, done).overlays) == ["interview_done"]
    held, decided = entry("overlay.detained_inm", "2026-11-01"), entry("state.A8", "2026-11-10")
    assert codes(stands(planned, held, decided).overlays) == ["detained_inm"]


def test_the_path_is_in_the_order_of_days_however_late_it_was_written_down() -> None:
    late = stands(entry("state.A5", "2026-11-10"), entry("state.A2", "2026-11-03"))
    assert (codes(late.path), late.code) == (["A2", "A5"], "A5")
    assert codes(stands(entry("state.A5", "2026-11"), entry("state.A2", "2026-10")).path) == [
        "A2",
        "A5",
    ]


def test_a_step_is_unusual_by_the_state_of_its_day_and_not_of_today() -> None:
    first, last = entry("state.A0", "2026-09"), entry("state.A8", "2026-11")
    found = told((), (first, last))
    assert not unusual(found, entry("state.A2", "2026-10"))
    assert unusual(found, entry("state.A10", "2026-10"))
    assert unusual(found, entry("state.A2", "2026-12"))
    assert not unusual(found, entry("overlay.detained_inm", "2026-12"))


def test_an_application_says_what_it_said_before_there_were_entries() -> None:
    application = AsylumApplication(
        case_id="", state="A5", state_since=DAY, filed_on=DAY, us_status="mpp"
    )
    found = told((application,), ())
    assert [each.what for each in found] == ["state.A5", "event.filed", "us.mpp"]
    assert {each.id for each in found} == {application.id}


def test_a_correction_of_an_application_is_in_the_history_too(vault: Vault) -> None:
    person = vault.run(lambda uow: records.add(uow, Person()))
    case = vault.run(lambda uow: records.add(uow, Case(person_id=person.id, folio="K7MP-3XQT")))
    first = AsylumApplication(case_id=case.id, state="A2", state_since=DAY)
    stored = vault.run(lambda uow: entries.save(uow, first))
    vault.run(lambda uow: entries.save(uow, replace(stored, state="A3", office="tabasco")))
    file = vault.run(lambda uow: cases.read(uow, case.id))
    (line,) = vault.run(lambda uow: histories.of_case(uow, file))
    assert line.entry.what == "state.A3"
    assert [value for _spec, value in line.corrections[0].before] == ["A2"]
