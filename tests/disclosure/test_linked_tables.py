"""Tables and populations that share figures, and callers who contradict themselves."""

import pytest
from hypothesis import given

from casedesk.disclosure import TOTAL, Link, Table, protect
from tests.disclosure.examples import CATEGORIES, Crowd, crowds, may_stand_for, one_way, table_of


def only_minors(crowd: Crowd) -> Table:
    """Return the table by sex of the minors of a crowd, as a population of its own."""
    minors = {person: count * (person[2] == "0-17") for person, count in crowd.items()}
    return table_of(minors, "sex", population="minors")


@given(crowds)
def test_the_same_persons_in_two_populations_get_the_same_count(crowd: Crowd) -> None:
    link = Link(("minors", {}), ("persons", {"age": "0-17"}), "equal")
    minors, ages = protect([only_minors(crowd), table_of(crowd, "age")], links=[link])
    assert minors.counts[TOTAL,] == ages.counts["0-17",]


@given(crowds)
def test_the_rest_of_a_whole_is_rounded_like_a_cell(crowd: Crowd) -> None:
    tables = [only_minors(crowd), table_of(crowd, "sex")]
    links = [Link(("minors", {"sex": sex}), ("persons", {"sex": sex})) for sex in ("f", "m")]
    minors, sexes = protect(tables, links=links)
    for key in (("f",), ("m",)):
        rest = sexes.counts[key] - minors.counts[key]
        assert may_stand_for(rest, tables[1].cells[key] - tables[0].cells[key])


def test_a_part_does_not_outgrow_its_whole() -> None:
    # Alone the acts would stay 0, as 1 + 1 + 1, and the official ones become 5.
    tables = [
        one_way("acts", "kind", "acts", a=1, b=1, c=1),
        Table("official acts", "official", (), {(): 3}, ()),
    ]
    apart = protect(tables)
    assert (apart[0].counts[TOTAL,], apart[1].counts[()]) == (0, 5)
    acts, official = protect(tables, links=[Link(("official", {}), ("acts", {}))])
    assert official.counts[()] <= acts.counts[TOTAL,]


def test_tables_that_differ_about_a_margin_are_an_error() -> None:
    tables = [one_way("by sex", "sex", f=3, m=4), one_way("by age", "age", young=3, old=5)]
    with pytest.raises(ValueError, match=r"differ about .*persons.*7, but 8 in 'by age'"):
        protect(tables)


def test_tables_that_categorise_in_different_ways_are_an_error() -> None:
    tables = [one_way("one", "sex", f=3, m=4), one_way("two", "sex", f=3, m=4, x=0)]
    with pytest.raises(ValueError, match="categorises 'sex' of 'persons'"):
        protect(tables)


def test_two_tables_of_one_name_are_an_error() -> None:
    table = one_way("one", "sex", f=3, m=4)
    with pytest.raises(ValueError, match="same name"):
        protect([table, table])


@pytest.mark.parametrize(
    ("part", "relation", "message"),
    [
        ({"sex": "m"}, "within", "not within"),
        ({"sex": "f"}, "equal", "not equal"),
        ({"sex": "x"}, "within", "no table shows"),
    ],
)
def test_an_untrue_link_is_an_error(part: dict[str, str], relation: str, message: str) -> None:
    tables = [one_way("one", "sex", f=3, m=9), Table("two", "others", (), {(): 5}, ())]
    with pytest.raises(ValueError, match=message):
        protect(tables, links=[Link(("persons", part), ("others", {}), relation)])


def test_a_link_of_an_unknown_relation_is_an_error() -> None:
    with pytest.raises(ValueError, match="beside"):
        Link(("persons", {}), ("others", {}), "beside")


SEX = (CATEGORIES["sex"],)


@pytest.mark.parametrize(
    ("dimensions", "cells", "values", "total", "message"),
    [
        (("sex", "age"), {}, SEX, None, "one list of categories"),
        (("sex", "sex"), {}, SEX * 2, None, "dimension stands twice"),
        (("sex",), {}, (("f", "f"),), None, "category stands twice"),
        (("sex",), {}, (("f", TOTAL),), None, "no category may be called"),
        (("sex",), {("x",): 1}, SEX, None, "not one of its cells"),
        (("sex",), {(TOTAL,): 1}, SEX, None, "not one of its cells"),
        (("sex",), {("f",): -1}, SEX, None, "negative"),
        (("sex",), {("f",): 1}, SEX, 2, "do not add up"),
    ],
)
def test_a_malformed_table_is_an_error(
    dimensions: tuple[str, ...],
    cells: dict[tuple[str, ...], int],
    values: tuple[tuple[str, ...], ...],
    total: int | None,
    message: str,
) -> None:
    with pytest.raises(ValueError, match=message):
        Table("wrong", "persons", dimensions, cells, values, total=total)


def test_overlapping_categories_without_a_total_are_an_error() -> None:
    with pytest.raises(ValueError, match="population's total"):
        Table("wrong", "persons", ("sex",), {}, SEX, overlapping=True)
