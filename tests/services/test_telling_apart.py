"""Who is warned of, and who is not, among invented pairs: the measurement in small, without times.

`make bench` measures the same among a hundred thousand people.
"""

from collections.abc import Iterator

import pytest

from benchmarks import doubles
from benchmarks.doubles_people import HELD_OUT, TUNED
from casedesk.domain.people import Person
from casedesk.storage.vault import Vault

_PEOPLE, _PAIRS = 1_000, 100


@pytest.fixture(scope="module")
def filled(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[Vault, dict[str, list[Person]]]]:
    """A vault of invented people, half of each part."""
    vault, known = doubles.filled(tmp_path_factory.mktemp("doubles") / "D.casedesk", _PEOPLE)
    yield vault, known
    vault.close()


@pytest.mark.parametrize("part", [TUNED, HELD_OUT])
def test_the_same_person_is_warned_of_and_found_and_others_are_not(
    filled: tuple[Vault, dict[str, list[Person]]], part: str
) -> None:
    vault, known = filled
    result = doubles.measure(vault, known[part], part, _PAIRS)
    assert result.recall >= 95
    assert result.found >= 94
    assert result.warnings <= 4
