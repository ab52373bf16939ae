"""The auditor's verdict is that of trying every table of whole numbers."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import product
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casedesk.disclosure import (
    TOTAL,
    CannotProtect,
    Fact,
    Key,
    Nested,
    ProtectedTable,
    World,
    certify,
    check,
    deduce,
    stoppable,
)
from tests.disclosure.every_table import IN, Crowd, Kind, deductions, kinds

ORDINARY = {
    "a": (frozenset(["a1"]), frozenset(["a2"])),
    "b": (frozenset(["b1"]), frozenset(["b2"])),
    "c": (frozenset(["c1"]), frozenset(["c2"])),
}
#: nothing said, one or the other, or both
REASONS = (frozenset(["none"]), frozenset(["x"]), frozenset(["y"]), frozenset(["x", "y"]))
ONE_WAY = [("a",), ("b",)]
TWO_WAY = [("a", "b"), ("b", "c")]
ROUND = [("a", "b"), ("b", "c"), ("a", "c")]
WHOLE = [("a", "b", "c")]
OVERLAPPING: list[list[tuple[str, ...]]] = [
    [("reason",)],
    [("reason",), ("a",)],
    [("reason", "a"), ("a",)],
]
counts = st.lists(st.integers(0, 3), min_size=8, max_size=8)


def shown(
    all_kinds: Sequence[Kind],
    crowd: Sequence[int],
    dimensions: tuple[str, ...],
    data: st.DataObject,
    *,
    base: int = 1,
    population: str = "persons",
) -> ProtectedTable:
    """A table of a crowd of which some figures are hidden, or all rounded either way."""
    overlapping = dimensions[0] == "reason"
    values = [sorted({value for kind in all_kinds for value in kind[name]}) for name in dimensions]
    found: dict[Key, int | None] = {}
    for key in product(*((*each, TOTAL) for each in values)):
        true = sum(
            number
            for kind, number in zip(all_kinds, crowd, strict=True)
            if population in kind.get(IN, (population,))
            and all(
                value in (TOTAL, *kind[name]) for name, value in zip(dimensions, key, strict=True)
            )
        )
        if base == 1:
            found[key] = None if data.draw(st.booleans()) else true
        else:
            up = true % base > 0 and data.draw(st.booleans())
            found[key] = true // base * base + base * up
    return ProtectedTable(
        f"by {dimensions}",
        population,
        dimensions,
        tuple(map(tuple, values)),
        found,
        base,
        overlapping,
        ("none",) if overlapping else (),
    )


def compare(world: World, crowd: Crowd) -> None:
    """The attacker deduces what follows; a certificate is there if and only if nothing does."""
    expected = deductions(world, crowd)
    assert deduce(world) == expected
    if expected:
        with pytest.raises(CannotProtect) as refused:
            certify(world)
        assert refused.value.reason == "deducible"
    else:
        check(world, certify(world))


@pytest.mark.parametrize("shapes", [ONE_WAY, TWO_WAY, ROUND, WHOLE], ids=str)
@settings(max_examples=20, deadline=None)
@given(counts, st.integers(3, 5), st.data())
def test_of_hidden_figures_it_tells_what_every_crowd_agrees_on(
    shapes: list[tuple[str, ...]], numbers: list[int], threshold: int, data: st.DataObject
) -> None:
    every = kinds(ORDINARY)
    numbers = [number // 2 for number in numbers] if sum(numbers) > 9 else numbers
    total = sum(numbers)
    tables = [shown(every, numbers, shape, data) for shape in shapes]
    everybody = ProtectedTable("everybody", "persons", (), (), {(): total}, 1)
    world = World((*tables, everybody), threshold=threshold)
    compare(world, Crowd(every, total, total))


@pytest.mark.parametrize("shapes", [ONE_WAY, [("a", "b")]], ids=str)
@settings(max_examples=20, deadline=None)
@given(st.lists(st.integers(0, 6), min_size=4, max_size=4), st.sampled_from([3, 5]), st.data())
def test_of_any_rounding_it_tells_what_every_crowd_agrees_on(
    shapes: list[tuple[str, ...]], numbers: list[int], base: int, data: st.DataObject
) -> None:
    every = kinds({name: ORDINARY[name] for name in ("a", "b")})
    tables = tuple(shown(every, numbers, shape, data, base=base) for shape in shapes)
    compare(World(tables, threshold=base), Crowd(every, 0, sum(numbers) + 2 * base))


@settings(max_examples=20, deadline=None)
@given(counts, st.data())
def test_of_overlapping_categories_it_tells_what_every_crowd_agrees_on(
    numbers: list[int], data: st.DataObject
) -> None:
    every = kinds({"reason": REASONS, "a": ORDINARY["a"]})
    numbers = [number // 2 for number in numbers]
    total = sum(numbers)
    shapes = data.draw(st.sampled_from(OVERLAPPING))
    tables = [shown(every, numbers, shape, data) for shape in shapes]
    everybody = ProtectedTable("everybody", "persons", (), (), {(): total}, 1)
    compare(World((*tables, everybody), threshold=3), Crowd(every, total, total))


@pytest.mark.parametrize("kind", ["sum", "union"])
@settings(max_examples=20, deadline=None)
@given(st.lists(st.integers(0, 2), min_size=6, max_size=6), st.data())
def test_of_months_in_a_year_it_tells_what_every_crowd_agrees_on(
    kind: Literal["sum", "union"], numbers: list[int], data: st.DataObject
) -> None:
    """In a union somebody may have come in both months."""
    when = [frozenset(["first", "year"]), frozenset(["second", "year"])]
    when += [frozenset(["first", "second", "year"])] if kind == "union" else []
    every = kinds({"a": ORDINARY["a"], IN: when})
    numbers = numbers[: len(every)]
    names = ("first", "second", "year")
    tables = [shown(every, numbers, ("a",), data, population=name) for name in names]
    everybody = ProtectedTable("everybody", "year", (), (), {(): sum(numbers)}, 1)
    nested = (Nested("year", ("first", "second"), kind),)
    world = World((*tables, everybody), nested=nested, threshold=3)
    compare(world, Crowd(every, sum(numbers), sum(numbers)))


def test_earlier_witnesses_that_still_hold_spare_the_search() -> None:
    cells: dict[Key, int | None] = {("f",): 20, ("m",): 0, (TOTAL,): 20}
    table = ProtectedTable("sex", "persons", ("sex",), (("f", "m"),), cells, base=5)
    world = World((table,))
    (known,) = certify(world).witnesses

    def solving() -> None:
        raise AssertionError("a programme is solved")

    with stoppable(solving):
        again = certify(world, known=known)
        with pytest.raises(AssertionError, match="solved"):
            certify(world)
    check(world, again)
    told = replace(world, facts=(Fact("persons", {"sex": "m"}, 3, 4),))
    with pytest.raises(CannotProtect):
        certify(told, known=known)
