"""Who changed what, and taking it back."""

from dataclasses import replace
from functools import partial

import pytest

from casedesk.domain.answers import NOT_ASKED
from casedesk.domain.partial_dates import PartialDate
from casedesk.domain.people import Person
from casedesk.errors import Invalid
from casedesk.services import cases, history, incidents, people
from casedesk.services.people import Intake
from casedesk.services.vaults import UnitOfWork, Vault
from tests.services.test_incidents import robbery


def taken_in(uow: UnitOfWork) -> str:
    """The case of somebody invented."""
    draft = Intake(person=Person(given_names="Luz"), entered_on=PartialDate(2026, 11, 20))
    return people.intake(uow, draft).id


def entries(vault: Vault, case_id: str) -> list[history.Entry]:
    """The history as it stands."""
    return vault.run(lambda uow: history.of_case(uow, cases.read(uow, case_id)))


def rename(uow: UnitOfWork, case_id: str, name: str) -> None:
    """Correct the given names."""
    person = cases.read(uow, case_id).person
    people.correct(uow, replace(person, given_names=name))


def test_a_correction_tells_what_was_there_before(vault: Vault) -> None:
    case_id = vault.run(taken_in)
    vault.run(lambda uow: rename(uow, case_id, "Luz María"))
    newest = entries(vault, case_id)[0]
    assert newest.action == history.CHANGED
    assert newest.user == "Ana Prueba"
    assert [(each.spec.name, each.before, each.after) for each in newest.differences] == [
        ("given_names", "Luz", "Luz María")
    ]


def test_what_was_written_at_the_start_is_told_as_well(vault: Vault) -> None:
    case_id = vault.run(taken_in)
    found = entries(vault, case_id)
    assert {entry.kind for entry in found} == {"person", "case", "stay"}
    person = next(entry for entry in found if entry.kind == "person")
    assert person.action == history.CREATED
    assert [(each.before, each.after) for each in person.differences] == [(NOT_ASKED, "Luz")]


def test_a_change_is_taken_back_as_a_change_of_its_own(vault: Vault) -> None:
    case_id = vault.run(taken_in)
    vault.run(lambda uow: rename(uow, case_id, "Luz María"))
    before = len(entries(vault, case_id))
    newest = entries(vault, case_id)[0]
    vault.run(lambda uow: history.undo(uow, newest))
    assert vault.run(lambda uow: cases.read(uow, case_id)).person.given_names == "Luz"
    assert len(entries(vault, case_id)) == before + 1


def test_what_was_changed_again_since_is_not_taken_back(vault: Vault) -> None:
    case_id = vault.run(taken_in)
    vault.run(lambda uow: rename(uow, case_id, "Luz María"))
    first = entries(vault, case_id)[0]
    vault.run(lambda uow: rename(uow, case_id, "Luz Elena"))
    with pytest.raises(history.ChangedSince):
        vault.run(lambda uow: history.undo(uow, first))
    assert vault.run(lambda uow: cases.read(uow, case_id)).person.given_names == "Luz Elena"


def test_an_act_to_which_a_victim_was_added_since_is_not_taken_back(vault: Vault) -> None:
    incident = robbery(vault)
    bare = replace(incident, acts=incident.acts[:1], victimisations=())
    stored = vault.run(lambda uow: incidents.record(uow, bare))
    for more in ({"acts": incident.acts}, {"victimisations": incident.victimisations}):
        stored = vault.run(partial(incidents.record, incident=replace(stored, **more)))
    added = entries(vault, incident.case_id)[1]
    with pytest.raises(Invalid):
        vault.run(lambda uow: history.undo(uow, added))
    file = vault.run(lambda uow: cases.read(uow, incident.case_id))
    assert file.incidents == (stored,)
