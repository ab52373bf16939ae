"""A child is never placed with adults who are not family without a warning; nothing is refused."""

from typing import Any

import pytest

from casedesk.domain.answers import NOT_ASKED
from casedesk.domain.derived.placements import Sleeper, warnings


def sleeper(**answers: Any) -> Sleeper:
    usual: dict[str, Any] = {
        "child": False,
        "accompanied": None,
        "sex": NOT_ASKED,
        "household_id": NOT_ASKED,
        "relation": NOT_ASKED,
        "bed": NOT_ASKED,
    }
    return Sleeper(**(usual | answers))


MOTHER = sleeper(sex="woman", household_id="h", relation="head")
CHILD = sleeper(child=True, accompanied=True, household_id="h", relation="child")
FRIEND = sleeper(household_id="h", relation="not_related")
ALONE = sleeper(child=True, accompanied=False)
WOMAN, MAN = sleeper(sex="woman"), sleeper(sex="man")
OTHER_MOTHER = sleeper(household_id="other", relation="head")


@pytest.mark.parametrize(
    ("new", "others", "area", "beds", "found"),
    [
        ([CHILD, MOTHER], [], "families", 4, ()),
        ([CHILD], [MOTHER], "women", None, ()),
        ([ALONE], [], "minors", 4, ()),
        ([ALONE], [CHILD], "minors", 4, ()),
        ([CHILD, MOTHER], [WOMAN], "women", 4, ("child_with_adults",)),
        ([WOMAN], [CHILD, MOTHER], "women", 4, ("child_with_adults",)),
        ([CHILD, FRIEND], [], "annex", 4, ("child_with_adults",)),
        ([CHILD, MOTHER], [OTHER_MOTHER], "families", 9, ("families_together",)),
        (
            [ALONE],
            [OTHER_MOTHER],
            "families",
            9,
            ("child_with_adults", "child_alone", "other_area"),
        ),
        ([ALONE], [], "men", 9, ("child_alone",)),
        ([sleeper(sex="man", bed=18)], [], "men", 18, ()),
        ([sleeper(sex="man", bed=99)], [], "men", 18, ("no_such_bed",)),
        ([sleeper(sex="man", bed=99)], [], "men", None, ()),
        ([MAN], [], "women", 9, ("other_area",)),
        ([sleeper(sex="trans")], [WOMAN], "women", 9, ()),
        ([WOMAN], [], "minors", 9, ("other_area",)),
        ([WOMAN], [WOMAN], "women", 1, ("room_full",)),
        ([sleeper(bed=2)], [sleeper(bed=2)], "annex", 9, ("bed_taken",)),
        ([sleeper(bed=2)], [sleeper(bed=3), sleeper()], "annex", 9, ()),
    ],
)
def test_what_is_warned_of(
    new: list[Sleeper], others: list[Sleeper], area: str, beds: int | None, found: tuple[str, ...]
) -> None:
    assert warnings(new, others, area, beds) == found
