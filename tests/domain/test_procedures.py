"""The procedures as data: whole, marked, in both languages, and with words that harm nobody."""

import itertools
import re
from datetime import timedelta

import pytest

from casedesk.domain import codelists, procedures
from casedesk.domain.marks import Mark
from casedesk.domain.procedures import Fact

STATES = {"AX", *(f"A{number}" for number in range(16))}
#: words that must never be said of a person or of a right
HARMFUL = re.compile(r"vencid|ilegal|\balien|illegal|elegible|probabilidad|likel", re.IGNORECASE)
#: where a proclamation of a government is called unlawful
_ALLOWED = "la declaró ilegal"


def test_every_state_of_the_procedure_is_there() -> None:
    found = {each.code for each in procedures.facts().values() if each.track == "state"}
    assert found == STATES
    assert set(codelists.load("asylum_states").codes) == STATES


def test_every_fact_can_be_chosen_under_its_track_and_only_those() -> None:
    listed = codelists.load("procedure_facts").codes
    assert set(listed) == set(procedures.facts())
    assert {each.parent for each in listed.values()} == set(
        codelists.load("procedure_tracks").codes
    )


@pytest.mark.parametrize("fact", procedures.facts().values(), ids=lambda fact: fact.key)
def test_every_fact_says_what_it_means_and_how_well_that_is_known(fact: Fact) -> None:
    assert fact.words.es and fact.words.en and fact.meaning.es and fact.meaning.en
    assert all(fact.basis.read_in)
    assert fact.basis.sources or fact.basis.mark not in (Mark.V, Mark.V2)
    assert codelists.load("procedure_facts").codes[fact.key].verified == (
        fact.basis.mark is not Mark.B
    )
    assert set(fact.events) <= set(codelists.load("procedure_events").codes)
    assert not fact.programme or fact.programme in procedures.programmes()


def test_every_transition_leads_from_states_to_facts_and_says_who_and_why() -> None:
    for each in procedures.transitions():
        assert set(each.origins) <= STATES | {procedures.ANY}
        assert each.to in procedures.facts()
        assert each.trigger.es and each.trigger.en and each.who.es
        assert each.basis.sources or each.basis.mark not in (Mark.V, Mark.V2)


def test_every_programme_has_a_status_to_show_and_steps_in_order() -> None:
    assert len(procedures.programmes()) == 13
    for each in procedures.programmes().values():
        assert each.shown.es and each.shown.en and each.history
        days = [step.on for step in each.history]
        assert days == sorted(days)


def test_no_word_harms_anybody() -> None:
    texts = [
        text
        for each in procedures.facts().values()
        for words in (each.words, each.meaning)
        for text in (words.es, words.en)
    ]
    texts += [
        text for each in procedures.transitions() for text in (each.trigger.es, each.trigger.en)
    ]
    assert [text for text in texts if HARMFUL.search(text.replace(_ALLOWED, ""))] == []


def test_the_picture_has_one_place_for_each_state() -> None:
    places = [
        (each.stage, each.row) for each in procedures.facts().values() if each.track == "state"
    ]
    assert len(set(places)) == len(STATES)
    assert {stage for stage, _row in places} == set(procedures.stages())


@pytest.mark.parametrize(
    ("state", "to", "usual"),
    [
        ("A0", "A1", True),
        ("A0", "A2", True),
        ("A2", "A2", True),
        ("A2", "A8", False),
        ("A0", "A10", False),
        ("A8", "A5", False),
        ("A11", "A5", True),
        ("AX", "A8", True),
        ("", "A12", True),
        ("A5", "AX", True),
        *((state, "A15", True) for state in ("A0", "A5", "A10")),
    ],
)
def test_what_is_not_in_the_table_is_unusual(state: str, to: str, usual: bool) -> None:
    assert procedures.usual(state, f"state.{to}") is usual


def test_overlays_and_papers_come_with_any_state() -> None:
    others = [key for key in procedures.facts() if not key.startswith("state.")]
    assert all(procedures.usual(state, key) for state, key in itertools.product(STATES, others))


def test_words_about_the_united_states_are_old_after_thirty_days() -> None:
    us, asylum = procedures.content("us"), procedures.content("state")
    assert not us.stale(us.reviewed + timedelta(days=30))
    assert us.stale(us.reviewed + timedelta(days=31))
    assert us.stale(us.reviewed - timedelta(days=1))
    assert not asylum.stale(asylum.reviewed + timedelta(days=31))
    assert us.safe.es and us.safe.en
