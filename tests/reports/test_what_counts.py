"""Which month a record counts in, and in which category."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from casedesk.disclosure import TOTAL
from casedesk.domain import codelists
from casedesk.domain.answers import NOT_ASKED, UNKNOWN
from casedesk.domain.cases import AsylumApplication, Case, Referral, Service, Stay
from casedesk.domain.ids import new_folio
from casedesk.domain.incidents import Act, Incident, Perpetrator, Victimisation
from casedesk.domain.journeys import Journey, Leg
from casedesk.domain.partial_dates import PartialDate
from casedesk.domain.people import Household, Person
from casedesk.domain.records import Record
from casedesk.reports import definition_files, on_screen
from casedesk.reports.periods import Period
from casedesk.services.vaults import Vault
from casedesk.storage import records

OCTOBER = Period.parse("2026-10")
DAY = PartialDate(2026, 10, 6)


def day(text: str) -> PartialDate:
    """A date as it is stored."""
    return PartialDate.from_edtf(text)


def case_of(person: Person) -> Case:
    """An invented case."""
    return Case(person_id=person.id, folio=new_folio(), state="open", opened_on=day("2025"))


def arrival(person: Person | None = None, *entered: str) -> list[Record]:
    """An invented person, their case, and their entries."""
    person = person or Person()
    case = case_of(person)
    return [person, case, *(Stay(case_id=case.id, entered_on=day(each)) for each in entered)]


def happened(**answers: object) -> list[Record]:
    """An incident told on the sixth of October, by somebody who never entered."""
    person, case = arrival()[:2]
    incident = Incident(case_id=case.id, reported_on=DAY)
    return [person, case, replace(incident, **answers)]  # type: ignore[arg-type]


def counts(
    vault: Vault, table: str, found: Sequence[Record], month: Period = OCTOBER
) -> dict[tuple[str, ...], int]:
    """The cells of a table that are not empty, after storing some records."""
    vault.run(lambda uow: records.add_all(uow, found))
    exact = vault.run(lambda uow: on_screen.exact_counts(uow, month)).table(table).counts
    return {key: number for key, number in exact.items() if number and TOTAL not in key}


@pytest.mark.parametrize(
    ("entered", "week"),
    [
        ("2026-10-01", "01-07"),
        ("2026-10-08", "08-14"),
        ("2026-10-31", "29-31"),
        ("2026-10-08~", "not_known"),
        ("2026-10", "not_known"),
        ("2026-10~", "not_known"),
    ],
)
def test_an_entry_counts_in_its_month_and_week(vault: Vault, entered: str, week: str) -> None:
    assert counts(vault, "entries", arrival(None, entered)) == {(week, "new"): 1}


@pytest.mark.parametrize("entered", ["2026-09-30", "2026-11-01", "2026", "2026~", "2025-10-06"])
def test_an_entry_of_another_time_does_not_count(vault: Vault, entered: str) -> None:
    assert counts(vault, "entries", arrival(None, entered)) == {}


@pytest.mark.parametrize("entered", ["2025", "2025~"])
def test_an_entry_of_a_year_is_in_no_month_and_is_told(vault: Vault, entered: str) -> None:
    vault.run(lambda uow: records.add_all(uow, arrival(None, entered)))
    for number in range(1, 13):
        with vault.begin() as uow:
            seen = on_screen.exact_counts(uow, Period(2025, number, number))
        assert (seen.persons, seen.undated) == (0, 1)


def test_a_person_counts_once_and_their_entries_all(vault: Vault) -> None:
    found = arrival(Person(sex="woman"), "2026-10-03", "2026-10-20")
    assert counts(vault, "entries", found) == {("01-07", "new"): 1, ("15-21", "returning"): 1}
    assert counts(vault, "sex_age", []) == {("not_known", "woman"): 1}


def test_who_comes_back_under_another_case_returns(vault: Vault) -> None:
    person = Person()
    second = case_of(person)
    found = [
        *arrival(person, "2026-02-03"),
        second,
        Stay(case_id=second.id, entered_on=day("2026-10-20")),
    ]
    assert counts(vault, "entries", found) == {("15-21", "returning"): 1}


def test_who_was_here_in_a_month_without_a_day_may_be_new(vault: Vault) -> None:
    found = arrival(None, "2026-10", "2026-10-20")
    assert counts(vault, "entries", found) == {
        ("15-21", "not_known"): 1,
        ("not_known", "not_known"): 1,
    }


def test_ages_are_those_on_entering(vault: Vault) -> None:
    found = arrival(Person(birth=day("2008-10-10")), "2026-10-09", "2026-10-11")
    assert counts(vault, "sex_age", found) == {("12_17", "not_known"): 1}


def test_a_nationality_that_is_not_named_is_another_one(vault: Vault) -> None:
    found = arrival(Person(nationality="NPL", sex="intersex"), "2026-10-09")
    assert counts(vault, "nationality_sex", found) == {("other", "other"): 1}


def test_a_child_with_its_mother_is_accompanied(vault: Vault) -> None:
    family = Household()
    mother = Person(age=30, household_id=family.id, relation="head")
    child = Person(age=7, household_id=family.id, relation="child")
    found = [family, *arrival(mother), *arrival(child, "2026-10-09")]
    assert counts(vault, "minors", found) == {("6_11", "accompanied"): 1}


def test_a_child_that_said_it_came_alone_is_unaccompanied(vault: Vault) -> None:
    person, case, stay = arrival(Person(birth=day("2014")), "2026-10-09")
    assert isinstance(stay, Stay)
    found = [person, case, replace(stay, travels_with="alone")]
    assert counts(vault, "minors", found) == {("not_known", "unaccompanied"): 1}


def test_who_may_be_of_age_is_not_counted_as_a_child(vault: Vault) -> None:
    found = arrival(Person(birth=day("2008")), "2026-10-09")
    assert counts(vault, "minors", found) == {}
    assert counts(vault, "sex_age", []) == {("not_known", "not_known"): 1}


def test_several_answers_count_each_and_the_person_once(vault: Vault) -> None:
    person, case, stay = arrival(Person(needs=()), "2026-10-09")
    assert isinstance(case, Case)
    journey = Journey(
        case_id=case.id,
        reasons=("violence", "work"),
        legs=(Leg(transport="train"), Leg(transport="train"), Leg(transport="bus")),
        destination="us",
    )
    assert counts(vault, "reasons", [person, case, stay, journey]) == {
        ("violence",): 1,
        ("work",): 1,
    }
    assert counts(vault, "transport", []) == {("bus",): 1, ("train",): 1}
    assert counts(vault, "needs", []) == {("none",): 1}
    assert counts(vault, "destination", []) == {("us",): 1}
    assert counts(vault, "corridor", []) == {("not_known",): 1}


def test_an_entry_point_counts_in_its_state(vault: Vault) -> None:
    found: list[Record] = []
    for point in ("talisman", "tapachula", "tenosique", "airport", UNKNOWN, NOT_ASKED):
        person, case, stay = arrival(None, "2026-10-09")
        assert isinstance(case, Case)
        found += (person, case, stay, Journey(case_id=case.id, entry_point=point))
    assert counts(vault, "entry_states", found) == {
        ("07",): 2,
        ("27",): 1,
        ("other",): 1,
        ("not_known",): 2,
    }


def test_every_state_with_an_entry_point_is_told_apart() -> None:
    points = codelists.load("entry_points").codes.values()
    states = {str(each.attributes["state"]) for each in points if "state" in each.attributes}
    values = set(definition_files.load().table("entry_states").dimensions[0].values)
    assert values == {*states, "other", "not_known"}


def test_the_latest_application_counts_by_its_group(vault: Vault) -> None:
    person, case, stay = arrival(None, "2026-10-09")
    assert isinstance(case, Case)
    applications = [
        AsylumApplication(case_id=case.id, state="A10", state_since=day("2026-08-01")),
        AsylumApplication(case_id=case.id, state="A8", state_since=day("2026-09-01")),
    ]
    found = [person, case, stay, *applications]
    assert counts(vault, "asylum", found) == {("positive",): 1}


def test_an_incident_counts_when_it_was_told_and_not_when_it_happened(vault: Vault) -> None:
    found = happened(occurred=day("2026-03"), state="30")
    assert counts(vault, "state", found) == {("30",): 1}
    assert counts(vault, "state", [], Period(2026, 3, 3)) == {}


@pytest.mark.parametrize(
    ("answers", "place"),
    [
        ({"zone": "before_mexico"}, "abroad"),
        ({"country": "GTM"}, "abroad"),
        ({"country": "MEX"}, "not_known"),
        ({"zone": "border"}, "not_known"),
        ({"zone": "in_mexico", "state": "07"}, "07"),
    ],
)
def test_an_incident_without_a_state_is_abroad_or_not_known(
    vault: Vault, answers: dict[str, object], place: str
) -> None:
    assert counts(vault, "state", happened(**answers)) == {(place,): 1}


def test_a_complaint_of_unknown_outcome_is_a_complaint(vault: Vault) -> None:
    assert counts(vault, "complaints", happened(complaint=True, outcome=UNKNOWN)) == {("filed",): 1}
    assert counts(vault, "outcomes", happened(complaint=True, outcome="dismissed")) == {
        ("not_known",): 1,
        ("dismissed",): 1,
    }
    assert counts(vault, "complaints", [*happened(complaint=False), *happened()]) == {
        ("filed",): 2,
        ("not_filed",): 1,
        ("not_known",): 1,
    }


def test_acts_are_crimes_or_violations_by_who_did_them(vault: Vault) -> None:
    acts = (Act(code="ROB", by=("a",)), Act(code="AME", by=("a", "b")), Act(code="NE"))
    by = (Perpetrator(key="a", type="gang"), Perpetrator(key="b", type="police"))
    found = happened(acts=acts, perpetrators=by)
    assert counts(vault, "acts", found) == {
        ("ROB", "crime"): 1,
        ("AME", "violation"): 1,
        ("not_known", "violation"): 1,
    }
    assert counts(vault, "act_perpetrator", []) == {
        ("ROB", "gang"): 1,
        ("AME", "several"): 1,
        ("not_known", "several"): 1,
    }
    assert counts(vault, "officials", []) == {("yes",): 1}


@pytest.mark.parametrize("kind", [NOT_ASKED, UNKNOWN, "unknown"])
def test_an_unknown_perpetrator_is_not_another_one(vault: Vault, kind: str) -> None:
    found = happened(acts=(Act(code="ROB"),), perpetrators=(Perpetrator(key="a", type=kind),))
    assert counts(vault, "act_perpetrator", found) == {("ROB", "not_known"): 1}
    assert counts(vault, "officials", []) == {("not_known",): 1}


def test_each_person_and_act_is_a_victimisation(vault: Vault) -> None:
    found = happened(acts=(Act(code="ROB"),))
    person, incident = found[0], found[2]
    assert isinstance(incident, Incident)
    roles = [
        Victimisation(person_id=person.id, act="ROB", role=role)
        for role in ("victim", "witness", UNKNOWN)
    ]
    found[2] = replace(incident, victimisations=tuple(roles))
    assert counts(vault, "victims", found) == {
        ("ROB", "victim"): 1,
        ("ROB", "witness"): 1,
        ("ROB", "not_known"): 1,
    }


def test_services_and_referrals_count_in_the_month_they_were_given(vault: Vault) -> None:
    person, case = arrival()
    assert isinstance(case, Case)
    found: list[Record] = [
        person,
        case,
        Service(case_id=case.id, what="food", given_on=DAY),
        Service(case_id=case.id, what="food", given_on=day("2026-10")),
        Service(case_id=case.id, what="legal", given_on=day("2026-09-30")),
        Referral(case_id=case.id, to="unhcr", referred_on=DAY),
    ]
    assert counts(vault, "services", found) == {("food",): 2}
    assert counts(vault, "referrals", []) == {("unhcr",): 1}
