"""Units that cannot be mixed. The checker of types holds the same: see the ignored errors."""

import pytest

from casedesk.domain.clocks import rule_files
from casedesk.domain.clocks.lengths import (
    UNITS,
    Hours,
    JudicialWorkingDays,
    NaturalDays,
    WorkingDays,
    length,
)


def test_lengths_of_one_unit_add_up() -> None:
    total: WorkingDays = WorkingDays(45) + WorkingDays(45)
    assert total == WorkingDays(90)
    assert WorkingDays(3) < WorkingDays(5)


def test_lengths_of_two_units_do_not_mix() -> None:
    with pytest.raises(TypeError):
        WorkingDays(45) + NaturalDays(45)  # type: ignore[operator]
    with pytest.raises(TypeError):
        JudicialWorkingDays(15) + WorkingDays(15)  # type: ignore[operator]
    with pytest.raises(TypeError):
        _ = Hours(72) < NaturalDays(3)  # type: ignore[operator]
    with pytest.raises(TypeError):
        WorkingDays(45) + 45  # type: ignore[operator]
    assert len({kind(1) for kind in UNITS.values()}) == len(UNITS)


@pytest.mark.parametrize(("unit", "amount"), [("working_days", 0), ("hours", -1), ("weeks", True)])
def test_a_length_that_is_none_is_refused(unit: str, amount: int) -> None:
    with pytest.raises(ValueError, match=unit):
        length(unit, amount)


def test_rules_in_a_row_must_follow_each_other() -> None:
    assert rule_files.rule("D9+D10").terms[0].length == WorkingDays(90)
    for wrong in ("D10+D9", "D9+D19", "D9+D21", "D21", ""):
        with pytest.raises(rule_files.UnknownRule):
            rule_files.rule(wrong)
