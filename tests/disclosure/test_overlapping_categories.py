"""Tables in which a person stands in several categories, as reasons for leaving."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casedesk.disclosure import TOTAL, Key, RoundedTable, Table, protect
from tests.disclosure.examples import may_stand_for, one_way

REASONS, SEXES = ("violence", "work", "family"), ("f", "m")
groups = st.dictionaries(
    st.tuples(st.sampled_from(SEXES), st.frozensets(st.sampled_from(REASONS))),
    st.integers(1, 12),
    max_size=16,
)
Groups = dict[tuple[str, frozenset[str]], int]


def reasons_by_sex(people: Groups) -> Table:
    """Return the table of reasons by sex; somebody with two reasons stands in two rows."""
    cells: dict[Key, int] = {
        (reason, sex): sum(n for (s, rs), n in people.items() if s == sex and reason in rs)
        for reason, sex in product(REASONS, SEXES)
    }
    total = sum(people.values())
    return Table("reasons", "persons", ("reason", "sex"), cells, (REASONS, SEXES), True, total)


def everybody_by_sex(people: Groups) -> Table:
    """Return the table of everybody by sex."""
    women, men = (sum(n for (s, _), n in people.items() if s == sex) for sex in SEXES)
    return one_way("by sex", "sex", f=women, m=men)


def of(table: RoundedTable, *key: str) -> int:
    return table.counts[key]


@given(groups)
def test_those_outside_a_category_are_rounded_like_a_cell(people: Groups) -> None:
    tables = [reasons_by_sex(people), everybody_by_sex(people)]
    reasons, sexes = protect(tables)
    true_sexes = {**{s: tables[1].cells[s,] for s in SEXES}, TOTAL: sum(people.values())}
    for reason, sex in product(REASONS, (*SEXES, TOTAL)):
        inside = sum(n for (s, rs), n in people.items() if sex in (s, TOTAL) and reason in rs)
        assert may_stand_for(of(reasons, reason, sex), inside)
        outside = of(sexes, sex) - of(reasons, reason, sex)
        assert may_stand_for(outside, true_sexes[sex] - inside)


@given(groups)
def test_each_category_is_the_sum_over_the_other_dimension(people: Groups) -> None:
    reasons, sexes = protect([reasons_by_sex(people), everybody_by_sex(people)])
    for reason in REASONS:
        assert of(reasons, reason, TOTAL) == sum(of(reasons, reason, sex) for sex in SEXES)
    assert [of(reasons, TOTAL, s) for s in (*SEXES, TOTAL)] == [
        of(sexes, s) for s in (*SEXES, TOTAL)
    ]


def test_all_but_one_in_a_category_does_not_show_the_one_left_out() -> None:
    (result,) = protect([_one_reason(39, of=40)])
    assert (of(result, "violence"), of(result, TOTAL)) == (40, 40)


def test_a_category_that_everybody_stands_in_is_rounded_as_everybody_is() -> None:
    # Alone the 3 would become 5, more than the 0 into which 1 + 1 + 1 have to be added up.
    reasons, _ = protect([_one_reason(3, of=3), one_way("by sex", "sex", f=1, m=1, x=1)])
    assert (of(reasons, "violence"), of(reasons, TOTAL)) == (0, 0)


def test_a_base_that_no_table_shows_is_an_error() -> None:
    with pytest.raises(ValueError, match="needs another table"):
        protect([reasons_by_sex({("f", frozenset(["work"])): 3})])


def test_more_persons_in_a_category_than_there_are_is_an_error() -> None:
    with pytest.raises(ValueError, match="counts more"):
        protect([_one_reason(8, of=7)])


def test_a_dimension_that_overlaps_in_one_table_only_is_an_error() -> None:
    with pytest.raises(ValueError, match="categorises 'reason'"):
        protect([_one_reason(3, of=3), one_way("again", "reason", violence=3)])


def _one_reason(count: int, *, of: int) -> Table:
    """Return a table of one category that so many persons of all stand in."""
    cells: dict[Key, int] = {("violence",): count}
    return Table("reasons", "persons", ("reason",), cells, (("violence",),), True, of)
