"""Some of those who are counted tell what they know: the others stay hidden all the same."""

from dataclasses import replace

import pytest

from casedesk.disclosure import (
    CannotProtect,
    Figure,
    ProtectedTable,
    World,
    bounds,
    certify,
    deduce,
    protect,
)
from tests.disclosure.examples import one_way

WOMEN = Figure("persons", (("sex", "f"),))


def test_two_who_know_each_other_do_not_learn_that_there_is_one_more() -> None:
    # Two women who know of each other read "0 to 4": at most two more, so few, or none.
    (five,) = protect([one_way("by sex", "sex", f=2, m=40)])
    assert deduce(World((five,))) == []
    with pytest.raises(CannotProtect) as refused:
        certify(World((five,), threshold=7, insiders=2))
    assert refused.value.figures == (WOMEN,)
    # "0 to 9": two more, or seven more.
    (ten,) = protect([one_way("by sex", "sex", f=2, m=40)], base=10)
    world = World((ten,), threshold=7, insiders=2)
    certify(world)
    assert bounds(world, [WOMEN])[WOMEN] == (0, 9)


def test_that_a_count_could_be_none_tells_insiders_nothing() -> None:
    shown = ProtectedTable(
        "t", "persons", ("sex",), (("f", "m"),), {("f",): None, ("m",): None, ("*",): 6}, 1
    )
    few = World((shown,), threshold=7)
    certify(replace(few, threshold=5))
    assert {each.whole for each in deduce(few)} == {Figure("persons", ())}
    with pytest.raises(CannotProtect) as refused:
        certify(replace(few, insiders=2))
    assert WOMEN in refused.value.figures
