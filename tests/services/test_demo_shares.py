"""Invented people in the shares that were published, within what chance allows."""

from collections import Counter
from collections.abc import Iterable

import pytest

from casedesk.domain import codelists
from casedesk.services.demo.chance import Chance, read

DRAWS = 5_000
#: table of weights -> the code list whose codes it draws
LISTS = {
    "nationality": "countries",
    "language_of_names": "countries",
    "sex_alone": "sexes",
    "sex_children": "sexes",
    "birth_state": "states",
    "civil_status": "civil_statuses",
    "schooling": "schooling",
    "literacy": "literacy",
    "documents": "documents",
    "needs": "needs",
    "diversity": "diversity",
    "further_languages": "languages",
    "corridors": "corridors",
    "entry_points_gulf": "entry_points",
    "entry_points_centre": "entry_points",
    "entry_points_pacific": "entry_points",
    "reasons": "reasons",
    "transport": "transport",
    "destinations": "destinations",
    "destination_state": "states",
    "contexts": "contexts",
    "guide_cost": "guide_cost_bands",
    "earlier_crossings": "times_before",
    "earlier_deportations": "times_before",
    "detained_at": "states",
    "exit_reasons": "exit_reasons",
    "close_reasons": "close_reasons",
    "services": "service_kinds",
    "referrals": "referral_organisations",
    "referral_outcomes": "referral_outcomes",
    "consent_ways": "consent_ways",
    "asylum_states": "asylum_states",
    "comar_offices": "comar_offices",
    "us_statuses": "us_statuses",
    "zones": "zones",
    "states_of_occurrence": "states",
    "perpetrators": "perpetrator_types",
    "bodies_police": "perpetrator_bodies",
    "bodies_migration_authority": "perpetrator_bodies",
    "bodies_military": "perpetrator_bodies",
    "bodies_other_authority": "perpetrator_bodies",
    "acts_of_officials": "acts",
    "acts_of_others": "acts",
    "roles_of_others": "roles",
    "currencies": "currencies",
    "property": "property",
    "documents_taken": "documents",
    "injuries": "injuries",
    "care": "care",
    "sources": "sources",
    "reliability": "reliability",
    "why_no_complaint": "complaint_reasons",
    "complaint_authorities": "complaint_authorities",
    "complaint_outcomes": "complaint_outcomes",
}
#: tables that hold no codes of a list
OTHERS = {
    *("shares", "consents", "parties", "children", "codes", "travels_with", "adult_ages"),
    *("child_ages", "ages_of_children_alone", "languages", "places", "length_of_stay"),
    *("dormitories", "asylum", "referral_purposes"),
}


def share(codes: Iterable[str], wanted: set[str]) -> float:
    """The share of draws that are one of the codes."""
    counts = Counter(codes)
    return sum(counts[code] for code in wanted) / counts.total()


@pytest.mark.parametrize(("table", "codelist"), LISTS.items())
def test_every_code_that_can_be_drawn_is_in_its_list(table: str, codelist: str) -> None:
    unknown = set(read("weights")[table]) - set(codelists.load(codelist).codes)
    assert unknown == set()


def test_every_table_of_weights_is_held_against_a_list() -> None:
    assert set(read("weights")) == set(LISTS) | OTHERS


def test_officials_did_between_a_sixth_and_two_fifths_of_it() -> None:
    chance = Chance(1)
    drawn = [chance.draw("perpetrators") for _each in range(DRAWS)]
    assert 0.174 < share(drawn, set(read("weights")["codes"]["officials"])) < 0.415


def test_most_people_come_from_northern_central_america() -> None:
    chance = Chance(2)
    drawn = [chance.draw("nationality") for _each in range(DRAWS)]
    assert 0.55 < share(drawn, {"HND", "SLV", "GTM"}) < 0.9
    assert Counter(drawn).most_common(1)[0][0] == "HND"


def test_chiapas_is_where_most_of_it_happens() -> None:
    chance = Chance(3)
    drawn = [chance.draw("states_of_occurrence") for _each in range(DRAWS)]
    assert 0.25 < share(drawn, {"07"}) < 0.5


def test_few_answers_are_missing_and_in_each_of_the_three_ways() -> None:
    chance = Chance(4)
    drawn = Counter(type(chance.said("yes")).__name__ for _each in range(DRAWS))
    assert 0.01 < drawn["Missing"] / DRAWS < 0.06
    assert len({chance.said("yes") for _each in range(DRAWS)}) == 4
