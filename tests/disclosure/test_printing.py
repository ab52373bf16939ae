"""How rounded counts are printed and read."""

from hypothesis import given
from hypothesis import strategies as st

from casedesk.disclosure import interval, printed
from tests.disclosure.examples import may_stand_for


def test_zero_is_printed_as_the_range_that_it_stands_for() -> None:
    assert printed(0) == "0–4"
    assert printed(0, base=3) == "0–2"


def test_other_counts_are_printed_as_they_are() -> None:
    assert [printed(count) for count in (5, 10, 1400)] == ["5", "10", "1400"]


@given(st.integers(0, 60), st.sampled_from([3, 5, 10]))
def test_the_interval_holds_exactly_the_true_counts_that_fit(multiple: int, base: int) -> None:
    rounded = multiple * base
    low, high = interval(rounded, base)
    fitting = [n for n in range(rounded + 2 * base) if may_stand_for(rounded, n, base)]
    assert list(range(low, high + 1)) == fitting
