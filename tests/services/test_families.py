"""People who belong together, and people who may be the same."""

import pytest

from casedesk.domain.partial_dates import PartialDate
from casedesk.domain.people import Person
from casedesk.services import cases, families, namesakes, people
from casedesk.services.people import Intake
from casedesk.services.vaults import UnitOfWork, Vault

DAY = PartialDate(2026, 11, 20)


def draft(given_names: str, surnames: str) -> Intake:
    """What is written down about somebody invented."""
    return Intake(person=Person(given_names=given_names, surnames=surnames), entered_on=DAY)


def test_a_relative_without_household_gets_one(vault: Vault) -> None:
    mother = draft("Rosa", "Mejía Paz")
    first = vault.run(lambda uow: people.intake(uow, mother))
    second = vault.run(
        lambda uow: families.intake_beside(uow, draft("Iván", "Mejía"), mother.person.id)
    )
    of_mother = vault.run(lambda uow: cases.read(uow, first.id))
    of_child = vault.run(lambda uow: cases.read(uow, second.id))
    assert of_mother.household == of_child.household
    assert of_mother.household is not None
    assert of_mother.household.name == "Mejía Paz"
    assert [member.called for member in of_child.members] == ["Rosa Mejía Paz"]


def test_a_second_relative_joins_the_same_household(vault: Vault) -> None:
    mother = draft("Rosa", "Mejía Paz")
    vault.run(lambda uow: people.intake(uow, mother))

    def household(uow: UnitOfWork) -> str:
        return families.household_of(uow, mother.person.id)

    assert vault.run(household) == vault.run(household)


@pytest.mark.parametrize("typed", ["rosa mejia paz", "Mejía Paz Rosa", " ROSA  Mejia PAZ "])
def test_the_same_name_is_seen_whatever_the_accents_and_the_order(vault: Vault, typed: str) -> None:
    vault.run(lambda uow: people.intake(uow, draft("Rosa", "Mejía Paz")))
    vault.run(lambda uow: people.intake(uow, draft("Rosa", "Mejía")))
    found = vault.run(lambda uow: namesakes.of(uow, typed))
    assert [line.name for line in found] == ["Rosa Mejía Paz"]


def test_a_single_name_is_no_hint(vault: Vault) -> None:
    vault.run(lambda uow: people.intake(uow, draft("Rosa", "")))
    assert vault.run(lambda uow: namesakes.of(uow, "Rosa")) == []
