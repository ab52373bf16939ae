"""A figure is shown exactly if enough persons and families stand behind it, and no family rules."""

import pytest

from casedesk.disclosure import TOTAL
from casedesk.reports import definition_files
from casedesk.reports.counting import count
from casedesk.reports.facts import GROUP, PERSON, Facts

Told = list[tuple[str, str]]


def incidents(told: Told) -> Facts:
    """Incidents in which officials had a part, each told by a person of a family."""
    return {
        "incidents": {
            "officials": ["yes"] * len(told),
            PERSON: [person for person, _family in told],
            GROUP: [family for _person, family in told],
        }
    }


def of(persons: int, *families: int) -> Told:
    """So many persons in families of these sizes; those left over are alone."""
    homes = [f"family {at}" for at, size in enumerate(families) for _each in range(size)]
    homes += [f"alone {at}" for at in range(persons - len(homes))]
    return [(f"person {at}", home) for at, home in enumerate(homes)]


@pytest.mark.parametrize(
    ("told", "weak"),
    [
        (of(5), False),
        (of(6, 2, 2, 2), False),
        (of(6, 3, 2, 1), False),
        # Nine incidents, but four persons.
        ([*of(4), *of(4), *of(1)], True),
        # Two families.
        (of(10, 5, 5), True),
        # One family is over half of them.
        (of(7, 4), True),
        # One person told over half of the incidents.
        ([*of(6), *of(1) * 7], True),
    ],
)
def test_persons_families_and_the_largest_of_them_decide(told: Told, weak: bool) -> None:
    definition = definition_files.load().table("officials")
    table = count(definition, incidents(told), persons=5)
    assert (("yes",) in table.weak) is weak
    assert ((TOTAL,) in table.weak) is weak
    assert table.cells["yes",] == len(told)


def test_nothing_is_weak_where_nothing_is_shown_exactly() -> None:
    definition = definition_files.load().table("officials")
    assert count(definition, incidents(of(2))).weak == frozenset()
