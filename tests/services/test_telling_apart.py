"""Who is warned of, and who is not, among invented pairs: the measurement in small, without times.

`make bench` measures the same among a hundred thousand people.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Any

import pytest

from benchmarks import doubles
from benchmarks.doubles_people import HANDS, HELD_OUT, INTERVIEWS, SOUNDS
from casedesk.domain.answers import NOT_ASKED
from casedesk.domain.ids import new_id
from casedesk.domain.partial_dates import PartialDate
from casedesk.domain.people import Person
from casedesk.services import likenesses
from casedesk.storage.vault import Vault

_PEOPLE, _PAIRS = 1_000, 100


@pytest.fixture(scope="module")
def filled(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[tuple[Vault, dict[str, list[Person]]]]:
    """A vault of invented people, as many of each part."""
    vault, known = doubles.filled(tmp_path_factory.mktemp("doubles") / "D.casedesk", _PEOPLE)
    yield vault, known
    vault.close()


@pytest.mark.parametrize("part", [SOUNDS, HANDS, INTERVIEWS, HELD_OUT])
def test_the_same_person_is_warned_of_and_found_and_others_are_not(
    filled: tuple[Vault, dict[str, list[Person]]], part: str
) -> None:
    vault, known = filled
    result = doubles.measure(vault, known[part], part, _PAIRS)
    assert result.recall >= 95
    assert result.found >= 94
    assert result.warnings <= 4


def _full(known: dict[str, list[Person]]) -> Iterator[Person]:
    """Those of whom two given names, two surnames and the day of birth are known."""
    for person in known[SOUNDS]:
        names = (str(person.given_names).split(), str(person.surnames).split())
        birth = person.birth
        if all(len(each) == 2 for each in names) and isinstance(birth, PartialDate) and birth.day:
            yield person


def _is_found(vault: Vault, person: Person, **written: Any) -> bool:
    """Whether a person is told from whom they were written down as another time."""
    twin = replace(person, id=new_id(), **written)
    found = vault.run(lambda uow: likenesses.of(uow, twin))
    return person.id in {each.person.id for each in found}


def test_the_first_of_a_nationality_is_compared_too(
    filled: tuple[Vault, dict[str, list[Person]]],
) -> None:
    vault, known = filled
    some = list(_full(known))[:5]
    assert all(_is_found(vault, person, nationality="ISL") for person in some)


def test_names_run_together_with_a_letter_wrong_or_cut_in_two_are_the_same_names(
    filled: tuple[Vault, dict[str, list[Person]]],
) -> None:
    vault, known = filled
    together = cut = 0
    for person in _full(known):
        first, other = str(person.given_names).split()
        if len(first) >= 5 and len(other) >= 6 and together < 5:
            together += 1
            given = first + other[:2] + other[3:].lower()
            assert _is_found(vault, person, given_names=given, birth=NOT_ASKED), given
        father, mother = str(person.surnames).split()
        if len(mother) >= 8 and cut < 5:
            cut += 1
            surnames = f"{father} {mother[:5]} {mother[5:]}"
            assert _is_found(vault, person, surnames=surnames, birth=NOT_ASKED), surnames
    assert together == cut == 5


def test_nobody_is_warned_of_for_a_first_name_and_a_country(
    filled: tuple[Vault, dict[str, list[Person]]],
) -> None:
    vault, known = filled
    for person in list(_full(known))[:10]:
        first = str(person.given_names).split()[0]
        twin = Person(given_names=first, nationality=person.nationality)
        assert vault.run(partial(likenesses.of, person=twin)) == []
