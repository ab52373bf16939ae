"""A month of one shelter by sex, nationality and age, as it would stand in a public report."""

import pytest

from casedesk.disclosure import TOTAL, RoundedTable, interval, printed, protect
from tests.disclosure.examples import one_way

TABLES = [
    one_way("by sex", "sex", m=1324, f=76),
    one_way("by nationality", "nation", HND=1269, GTM=74, SLV=29, NIC=22, CUB=1, MEX=5),
    one_way("by age", "age", minors=96, adults=1304),
]


@pytest.fixture(scope="module")
def month() -> tuple[RoundedTable, ...]:
    return protect(TABLES)


def test_no_count_but_a_multiple_of_five_is_printed(month: tuple[RoundedTable, ...]) -> None:
    shown = [printed(count) for table in month for count in table.counts.values()]
    assert all(text == "0–4" or int(text) % 5 == 0 for text in shown)
    assert "1" not in shown
    assert "0" not in shown


def test_the_month_is_rounded_as_worked_out_by_hand(month: tuple[RoundedTable, ...]) -> None:
    sexes, nations, ages = ({key[0]: n for key, n in table.counts.items()} for table in month)
    assert sexes == {"m": 1325, "f": 75, TOTAL: 1400}
    assert nations == {
        "HND": 1270,
        "GTM": 75,
        "SLV": 30,
        "NIC": 20,
        "CUB": 0,
        "MEX": 5,
        TOTAL: 1400,
    }
    assert ages == {"minors": 95, "adults": 1305, TOTAL: 1400}


def test_the_only_person_of_a_nationality_may_be_nobody_or_four(
    month: tuple[RoundedTable, ...],
) -> None:
    assert printed(month[1].counts["CUB",]) == "0–4"
    assert interval(month[1].counts["CUB",]) == (0, 4)


def test_an_exact_five_cannot_be_told_from_its_neighbours(
    month: tuple[RoundedTable, ...],
) -> None:
    assert interval(month[1].counts["MEX",]) == (1, 9)
