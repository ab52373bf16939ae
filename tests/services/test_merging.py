"""Two people who are one are merged whole, and parted again exactly."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from casedesk.domain.answers import NOT_ASKED
from casedesk.domain.cases import CLOSED, AsylumApplication, Case, Stay
from casedesk.domain.follow_ups import FollowUp
from casedesk.domain.incidents import Act, Incident, Victimisation
from casedesk.domain.partial_dates import PartialDate
from casedesk.domain.people import Household, Person
from casedesk.domain.procedure_entries import ProcedureEntry
from casedesk.services import (
    cases,
    drafts,
    families,
    finding,
    giving,
    history,
    likenesses,
    looks,
    merging,
    people,
    stays,
)
from casedesk.storage import month, records
from casedesk.storage.checks import check
from casedesk.storage.errors import CannotUndo, ChangedSince
from casedesk.storage.tables import RECORDS, TABLES
from casedesk.storage.tables import drafts as drafts_table
from casedesk.storage.unit_of_work import UnitOfWork
from casedesk.storage.vault import Vault
from tests.storage.people import DAY, take_in


class Two:
    """John and Jhon, who are one, in a household each; Jhon has a witness in another's case."""

    def __init__(self, vault: Vault) -> None:
        self.vault = vault
        with vault.begin() as uow:
            self.kept, self.kept_case = take_in(
                uow, given_names="John", surnames="Hernández", nationality="HND"
            )
            self.gone, self.gone_case = take_in(
                uow, given_names="Jhon", surnames="Hernandes", birth=PartialDate(1998, 4, 2)
            )
            household = records.add(uow, Household(name="Hernandes"))
            self.gone = people.join(uow, self.gone, household.id, "head")
            _other, other_case = take_in(uow, given_names="Otra")
            told = records.find(uow, Incident, case_id=other_case.id)[0]
            seen = Victimisation(person_id=self.gone.id, act="ROB", role="witness")
            records.change(uow, replace(told, victimisations=(*told.victimisations, seen)))
            records.add(uow, FollowUp(case_id=self.gone_case.id, what="Llamar"))
            drafts.save(uow, f"stay:new:{self.gone_case.id}", {"person": self.gone.id})

    def merge(self, **answers: Any) -> None:
        """Merge Jhon into John."""
        kept = replace(self.kept, **answers)
        self.vault.run(lambda uow: merging.merge(uow, kept, self.kept_case.id, self.gone.id))

    def part(self) -> list[str]:
        """Take the merge back from the history."""
        with self.vault.begin() as uow:
            entry = next(each for each in self.history(uow) if each.holds)
            return merging.part(uow, entry.id)

    def history(self, uow: Any) -> list[history.Entry]:
        """The history of the case that stayed."""
        return history.of_case(uow, cases.read(uow, self.kept_case.id))

    def content(self) -> dict[str, list[tuple[Any, ...]]]:
        """Every record, without the operation that changed it last; and the drafts."""
        with self.vault.begin() as uow:
            tables = [*(TABLES[cls] for cls in RECORDS), drafts_table]
            return {
                table.name: sorted(
                    tuple(str(value) for name, value in row.items() if name != "version")
                    for row in uow.connection.execute(select(table)).mappings()
                )
                for table in tables
            }


@pytest.fixture
def two(vault: Vault) -> Two:
    """Two people who are one."""
    return Two(vault)


def test_everything_stands_under_the_one_who_stays(two: Two) -> None:
    two.merge(birth=PartialDate(1998, 4, 2))
    with two.vault.begin() as uow:
        file = cases.read(uow, two.gone_case.id)
        assert file.case.id == two.kept_case.id
        assert file.person.birth == PartialDate(1998, 4, 2)
        for entries in (file.stays, file.journeys, file.incidents, file.applications):
            assert len(entries) == 2
        assert [each.what for each in file.follow_ups] == ["Llamar"]
        named = {
            each.person_id
            for incident in records.find(uow, Incident)
            for each in incident.victimisations
        }
        assert two.gone.id not in named
        assert records.get(uow, Person, two.gone.id).household_id is NOT_ASKED
        draft = drafts.load(uow, f"stay:new:{two.kept_case.id}")
        assert draft is not None and draft.content == {"person": two.kept.id}
    assert check(two.vault) == []


def test_the_folio_and_the_name_of_who_went_still_find_the_person(two: Two) -> None:
    two.merge()
    for words, reason in ((str(two.gone_case.folio), "former_folio"), ("Jhon", "former_name")):
        found = two.vault.run(lambda uow, words=words: finding.find(uow, words))  # type: ignore[misc]
        assert [each.line.person_id for each in found[:1]] == [two.kept.id]
        assert reason in {each.kind for each in found[0].match.reasons}
    with two.vault.begin() as uow:
        numbers = cases.numbers(uow, cases.Filter(words="hern"))
    assert len(numbers) == 1


def test_a_report_counts_one_person(two: Two) -> None:
    def counted() -> int:
        with two.vault.begin() as uow:
            rows = month.load(uow.connection, DAY.first)
            return len({stay.person_id for stay in rows.stays})

    assert counted() == 3
    two.merge()
    assert counted() == 2


def test_a_draft_in_which_both_stand_names_both_again(two: Two) -> None:
    form = f"incident:new:{two.kept_case.id}"
    both = {"one": two.kept.id, "other": two.gone.id, "again": two.kept.id}
    two.vault.run(lambda uow: drafts.save(uow, form, both))
    two.merge()
    two.part()
    draft = two.vault.run(lambda uow: drafts.load(uow, form))
    assert draft is not None
    assert draft.content == both


def test_undoing_restores_exactly_and_both_are_found_again(two: Two) -> None:
    before = two.content()
    two.merge(surnames="Hernandes", alias="Jhonny")
    assert two.content() != before
    assert two.part() == []
    assert two.content() == before
    assert check(two.vault) == []
    with two.vault.begin() as uow:
        assert cases.read(uow, two.gone_case.id).case.id == two.gone_case.id
        assert len(cases.numbers(uow, cases.Filter(words="hern"))) == 2


def test_the_history_tells_of_the_merge_as_one_entry_and_of_its_undoing(two: Two) -> None:
    two.merge(alias="Jhonny")
    with two.vault.begin() as uow:
        told = two.history(uow)
        assert (told[0].action, told[0].folios) == (history.MERGED, (str(two.gone_case.folio),))
        names = {each.after for entry in told for each in entry.differences}
        assert {"John", "Jhon"} <= {each for each in names if isinstance(each, str)}
    two.part()
    with two.vault.begin() as uow:
        told = two.history(uow)
        assert [each.action for each in told[:2]] == [history.UNMERGED, history.MERGED]
        assert not told[1].holds


def test_a_merge_is_undone_once(two: Two) -> None:
    two.merge()
    with two.vault.begin() as uow:
        entry = two.history(uow)[0]
    two.vault.run(lambda uow: merging.part(uow, entry.id))
    with pytest.raises(CannotUndo):
        two.vault.run(lambda uow: merging.part(uow, entry.id))


def test_answers_changed_since_stay_and_are_told(two: Two) -> None:
    two.merge(alias="Jhonny", phone="1")
    with two.vault.begin() as uow:
        person = records.get(uow, Person, two.kept.id)
        people.correct(uow, replace(person, alias="Juanito"))
        stay = records.add(uow, Stay(case_id=two.kept_case.id, entered_on=DAY))
    assert two.part() == ["Alias"]
    with two.vault.begin() as uow:
        person = records.get(uow, Person, two.kept.id)
        assert (person.alias, person.phone) == ("Juanito", NOT_ASKED)
        assert records.get(uow, Stay, stay.id).case_id == two.kept_case.id
    assert check(two.vault) == []


def test_who_was_merged_on_is_parted_from_the_last_merge_first(two: Two) -> None:
    two.merge()
    with two.vault.begin() as uow:
        third, third_case = take_in(uow, given_names="Johnny")
        first = two.history(uow)[0]
        kept = records.get(uow, Person, two.kept.id)
        merging.merge(uow, third, third_case.id, kept.id)
    with pytest.raises(ChangedSince):
        two.vault.run(lambda uow: merging.part(uow, first.id))
    assert check(two.vault) == []
    with two.vault.begin() as uow:
        assert cases.read(uow, two.gone_case.id).case.id == third_case.id


def test_two_who_are_one_already_are_not_merged_again(two: Two) -> None:
    two.merge()
    with pytest.raises(merging.MergedAlready):
        two.merge()
    with pytest.raises(merging.MergedAlready):
        two.vault.run(lambda uow: merging.pair(uow, two.kept_case.id, two.gone_case.id))


def test_a_closed_case_is_open_again_if_the_other_was_open(two: Two) -> None:
    with two.vault.begin() as uow:
        cases.close(uow, two.kept_case, "moved_on")
    before = two.content()
    two.merge()
    with two.vault.begin() as uow:
        assert records.get(uow, Case, two.kept_case.id).state != CLOSED
    two.part()
    assert two.content() == before


def test_the_likely_same_person_is_told_with_reasons_until_somebody_says_no(two: Two) -> None:
    new = Person(given_names="Jhon", surnames="Hernandez", birth=PartialDate(1998, 2, 4))
    with two.vault.begin() as uow:
        found = likenesses.of(uow, new)
        assert found[0].person.id == two.gone.id
        assert found[0].probability > 0.5
        assert "birth_swapped" in {each.kind for each in found[0].evidence}
        assert likenesses.of(uow, new, but={two.gone.id, two.kept.id}) == []
        stored = records.add(uow, new)
        assert two.gone.id in _alike(uow, stored)
        likenesses.keep_apart(uow, stored.id, two.gone.id)
        assert two.gone.id not in _alike(uow, stored)


def _alike(uow: UnitOfWork, person: Person) -> set[str]:
    return {each.person.id for each in likenesses.of(uow, person)}


def test_somebody_of_the_same_family_is_not_the_same_person(two: Two) -> None:
    sister = Person(given_names="Wendy", surnames="Hernandes", birth=PartialDate(1999, 8, 9))
    with two.vault.begin() as uow:
        assert likenesses.of(uow, sister) == []


def test_a_look_that_was_asked_for_is_not_lost(two: Two) -> None:
    two.vault.run(lambda uow: looks.ask(uow, two.gone_case, "Two ages"))
    two.merge()
    stays = two.vault.run(lambda uow: cases.read(uow, two.kept_case.id)).case
    assert (stays.needs_look, stays.look_reason) == (True, "Two ages")
    two.part()
    stays = two.vault.run(lambda uow: cases.read(uow, two.kept_case.id)).case
    assert not stays.needs_look
    assert check(two.vault) == []


def test_whoever_comes_back_after_a_merge_is_checked_into_the_case_that_stayed(two: Two) -> None:
    assert two.gone_case.id > two.kept_case.id  # the later of the two went
    two.merge()
    with two.vault.begin() as uow:
        for stay in records.find(uow, Stay, case_id=two.kept_case.id):
            records.change(uow, replace(stay, exited_on=DAY))
        person = records.get(uow, Person, two.kept.id)
        (stay,) = stays.check_in(uow, [person], stays.Place(area="men"))
        assert stay.case_id == two.kept_case.id
        assert families.case_of(uow, two.gone.id) == two.kept_case.id
    assert check(two.vault) == []


def test_what_both_cases_told_is_counted_for_people_to_judge(two: Two) -> None:
    with two.vault.begin() as uow:
        for case in (two.kept_case, two.gone_case):
            records.add(uow, AsylumApplication(case_id=case.id, state="A2", state_since=DAY))
            records.add(uow, ProcedureEntry(case_id=case.id, what="state.A8", happened_on=DAY))
            giving.give(uow, [case.id], giving.FOOD, "lunch")
        giving.give(uow, [two.gone_case.id], giving.FOOD, "dinner")
        assert merging.doubled(uow, two.kept_case.id) == merging.Doubled(0, 0)
    two.merge()
    with two.vault.begin() as uow:
        found = merging.doubled(uow, two.kept_case.id)
        rows = month.load(uow.connection, date(DAY.year, DAY.month or 1, 1))
    assert found == merging.Doubled(stays=2, incidents=1, steps=3, services=2)
    states = [each.state for each in rows.states if each.person_id == two.kept.id]
    assert sorted(states) == ["A2", "A8", "filed"]


def test_what_somebody_else_changed_before_a_merge_stays_when_it_is_taken_back(two: Two) -> None:
    with two.vault.begin() as uow:
        people.correct(uow, replace(two.kept, alias="Juancho"))
    two.merge()
    two.part()
    with two.vault.begin() as uow:
        assert records.get(uow, Person, two.kept.id).alias == "Juancho"


def test_what_is_written_down_for_who_went_stands_with_who_stayed(two: Two) -> None:
    two.merge()
    gone, kept = two.gone, two.kept
    seen = Victimisation(person_id=gone.id, act="ROB", role="witness")
    case = Case(person_id=gone.id, folio="A000001", state="open", opened_on=DAY)
    late = [
        case,
        Stay(case_id=two.gone_case.id, entered_on=DAY),
        Incident(
            case_id=two.gone_case.id,
            reported_on=DAY,
            acts=(Act(code="ROB"),),
            victimisations=(seen, replace(seen, person_id=kept.id)),
        ),
    ]
    with two.vault.begin() as uow:
        before = cases.read(uow, two.kept_case.id)
        stored = records.add_all(uow, late)
        assert [records.get(uow, type(each), each.id) for each in stored] == stored
        file = cases.read(uow, two.kept_case.id)
        assert len(file.stays) == len(before.stays) + 1
        (told,) = [each for each in file.incidents if each.id == late[2].id]
        assert told.victimisations == (replace(seen, person_id=kept.id),)
        assert records.get(uow, Case, case.id).person_id == kept.id
    assert check(two.vault) == []
