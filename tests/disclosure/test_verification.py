"""Nothing leaves unchecked: a rounding altered in any place is refused."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casedesk.disclosure import (
    TOTAL,
    CannotProtect,
    Key,
    Link,
    RoundedTable,
    Table,
    protect,
    rounding,
    verify,
)
from casedesk.disclosure.programme import least_error_rounding
from tests.disclosure.examples import Crowd, crowds, linked_tables, one_way


def altered(table: RoundedTable, counts: Mapping[Key, int]) -> RoundedTable:
    """Return a protected table with other counts in some places."""
    return replace(table, counts={**table.counts, **counts})


def refused(
    tables: Sequence[Table], protected: Sequence[RoundedTable], links: Sequence[Link] = ()
) -> bool:
    """Tell whether the check refuses the protected tables."""
    try:
        verify(tables, protected, links=links)
    except CannotProtect as refusal:
        return refusal.reason == "unverified"
    return False


@given(crowds, st.data())
def test_one_altered_count_is_refused(crowd: Crowd, data: st.DataObject) -> None:
    tables = linked_tables(crowd)
    protected = list(protect(tables))
    assert not refused(tables, protected)
    place = data.draw(st.sampled_from(range(len(protected))))
    key = data.draw(st.sampled_from(sorted(protected[place].counts)))
    change = data.draw(st.sampled_from([-5, -1, 1, 5]))
    count = protected[place].counts[key]
    protected[place] = altered(protected[place], {key: count + change})
    assert refused(tables, protected)


def test_a_table_rounded_alone_is_refused_beside_its_linked_table() -> None:
    # Alone 1 + 1 + 1 become 0, and 3 + 0 become 5.
    tables = [one_way("one", "sex", f=1, m=1, x=1), one_way("two", "age", young=3, old=0)]
    alone = [protect([table])[0] for table in tables]
    assert (alone[0].counts[TOTAL,], alone[1].counts[TOTAL,]) == (0, 5)
    assert refused(tables, alone)


def test_a_count_that_is_shown_as_it_is_is_refused() -> None:
    tables = [one_way("one", "sex", f=1, m=9)]
    (table,) = protect(tables)
    assert refused(tables, [altered(table, {("f",): 1, ("m",): 9})])


def test_a_pair_of_counts_too_far_from_the_truth_is_refused_though_sums_hold() -> None:
    tables = [one_way("one", "sex", f=1, m=9)]
    (table,) = protect(tables)
    assert dict(table.counts) == {("f",): 0, ("m",): 10, (TOTAL,): 10}
    assert not refused(tables, [altered(table, {("f",): 5, ("m",): 5})])
    assert refused(tables, [altered(table, {("f",): 10, ("m",): 0})])


def test_an_exact_multiple_moved_by_one_base_is_refused_though_sums_hold() -> None:
    tables = [one_way("one", "sex", f=5, m=9)]
    (table,) = protect(tables)
    assert refused(tables, [altered(table, {("f",): 10, ("m",): 5, (TOTAL,): 15})])


def test_a_complement_too_far_from_the_truth_is_refused_though_each_count_is_near() -> None:
    tables = [Table("reasons", "persons", ("reason",), {("work",): 3}, (("work",),), True, 7)]
    (table,) = protect(tables)
    assert not refused(tables, [altered(table, {("work",): 5, (TOTAL,): 10})])
    assert refused(tables, [altered(table, {("work",): 0, (TOTAL,): 10})])


def test_a_difference_of_linked_populations_too_far_from_the_truth_is_refused() -> None:
    tables = [Table("all", "all", (), {(): 7}, ()), Table("some", "some", (), {(): 3}, ())]
    links = [Link(("some", {}), ("all", {}))]
    protected = list(protect(tables, links=links))
    wrong = [altered(protected[0], {(): 10}), altered(protected[1], {(): 0})]
    assert not refused(tables, protected, links)
    assert not refused(tables, wrong)
    assert refused(tables, wrong, links)


def test_missing_surplus_or_renamed_parts_are_refused() -> None:
    tables = [one_way("one", "sex", f=1, m=9)]
    (table,) = protect(tables)
    assert refused(tables, [])
    assert refused(tables, [table, table])
    assert refused(tables, [replace(table, counts={("f",): 0, ("m",): 10})])
    assert refused(tables, [altered(table, {("x",): 0})])
    assert refused(tables, [replace(table, name="two")])
    assert refused(tables, [replace(table, population="others")])
    assert refused(tables, [replace(table, base=10)])


def test_a_solver_that_errs_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    honest = least_error_rounding

    def err(*arguments: object, **options: object) -> object:
        """Answer as the solver would, but with the first figure one base higher."""
        answer = honest(*arguments, **options)  # type: ignore[arg-type]
        assert isinstance(answer, dict)
        first = min(answer)
        return {**answer, first: answer[first] + 5}

    monkeypatch.setattr(rounding, "least_error_rounding", err)
    with pytest.raises(CannotProtect) as refusal:
        protect([one_way("one", "sex", f=1, m=9)])
    assert refusal.value.reason == "unverified"
    assert refusal.value.tables == ("one",)
