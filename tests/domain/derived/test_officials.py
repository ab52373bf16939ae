"""Crime or violation follows from who did it, never from the act."""

import pytest

from casedesk.domain import codelists
from casedesk.domain.answers import NOT_ASKED, REFUSED, UNKNOWN, Answer
from casedesk.domain.derived.officials import (
    CRIME,
    VIOLATION,
    involves_officials,
    level_of_government,
    nature,
    state_agent,
)
from casedesk.domain.incidents import Act, Perpetrator

POLICE = Perpetrator(key="a", type="police", body="policia_municipal")
GANG = Perpetrator(key="b", type="gang")
STRANGER = Perpetrator(key="c", type="unknown")


def test_the_body_says_more_than_the_kind() -> None:
    assert state_agent(Perpetrator(key="a", type="other", body="inm")) is True
    assert state_agent(Perpetrator(key="a", type="police", body="private_security")) is False


def test_an_unknown_body_leaves_it_to_the_kind() -> None:
    assert state_agent(Perpetrator(key="a", type="military", body="unknown")) is True


@pytest.mark.parametrize("kind", ["unknown", "other", NOT_ASKED, UNKNOWN])
def test_who_is_not_known_is_neither(kind: Answer[str]) -> None:
    assert state_agent(Perpetrator(key="a", type=kind)) is None


@pytest.mark.parametrize(
    ("body", "level"),
    [
        ("inm", "federal"),
        ("policia_estatal", "state"),
        ("policia_municipal", "municipal"),
        ("us_cbp", "foreign"),
        ("private_security", None),
        (NOT_ASKED, None),
    ],
)
def test_the_level_of_government_is_that_of_the_body(body: Answer[str], level: str | None) -> None:
    assert level_of_government(Perpetrator(key="a", body=body)) == level


def test_one_official_among_several_is_enough() -> None:
    assert involves_officials([GANG, STRANGER, POLICE]) is True


@pytest.mark.parametrize(
    ("answer", "involved"),
    [(True, True), (False, False), (NOT_ASKED, False), (UNKNOWN, None), (REFUSED, None)],
)
def test_officials_who_allow_it_have_a_part(answer: Answer[bool], involved: bool | None) -> None:
    gang = Perpetrator(key="b", type="gang", acquiescence=answer)
    assert involves_officials([gang]) is involved


def test_nobody_known_leaves_it_open() -> None:
    assert involves_officials([]) is None
    assert involves_officials([GANG, STRANGER]) is None


@pytest.mark.parametrize("act", list(codelists.load("acts").codes))
def test_every_act_is_a_crime_or_a_violation_by_who_did_it(act: str) -> None:
    done = [POLICE, GANG]
    assert nature(Act(code=act, by=("a",)), done) == VIOLATION
    assert nature(Act(code=act, by=("b",)), done) == CRIME
    assert nature(Act(code=act), [STRANGER]) is None


def test_an_act_that_names_nobody_was_done_by_all() -> None:
    assert nature(Act(code="ROB"), [POLICE, GANG]) == VIOLATION
