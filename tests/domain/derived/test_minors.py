"""Whether a child has company that answers for it."""

import pytest

from casedesk.domain import codelists
from casedesk.domain.answers import NOT_ASKED, REFUSED, UNKNOWN, Answer
from casedesk.domain.derived.minors import accompanied

ADULT, CHILD, AGELESS = False, True, None


def test_the_mother_in_the_household_is_company() -> None:
    assert accompanied("child", [("head", ADULT)], []) is True


def test_one_recorded_relation_is_enough() -> None:
    assert accompanied("child", [(NOT_ASKED, ADULT)], []) is True
    assert accompanied(UNKNOWN, [("grandparent", ADULT)], []) is True


def test_an_adult_of_the_household_without_any_relation_says_nothing() -> None:
    assert accompanied(NOT_ASKED, [(NOT_ASKED, ADULT)], []) is None


def test_who_is_not_related_is_no_company() -> None:
    assert accompanied("child", [("not_related", ADULT)], ["friends"]) is False
    assert accompanied("not_related", [("head", ADULT)], ["group"]) is False
    assert accompanied("not_related", [("head", ADULT)], []) is None


def test_a_brother_under_age_is_no_company() -> None:
    assert accompanied("sibling", [("head", CHILD)], []) is False


def test_a_member_of_unknown_age_leaves_it_open() -> None:
    assert accompanied("sibling", [("head", AGELESS)], []) is None


def test_family_on_arrival_is_company() -> None:
    assert accompanied(NOT_ASKED, [], [NOT_ASKED, "family"]) is True


@pytest.mark.parametrize(
    "answer", [code for code in codelists.load("travels_with").codes if code != "family"]
)
def test_any_other_company_on_arrival_is_none(answer: str) -> None:
    assert accompanied(NOT_ASKED, [], [answer]) is False


@pytest.mark.parametrize("answer", [NOT_ASKED, UNKNOWN, REFUSED])
def test_no_answer_and_no_household_says_nothing(answer: Answer[str]) -> None:
    assert accompanied(NOT_ASKED, [], [answer]) is None
