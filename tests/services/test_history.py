"""Who changed what, and taking it back."""

from dataclasses import replace
from functools import partial
from typing import TypeVar

import pytest

from casedesk.domain.answers import NOT_ASKED
from casedesk.domain.cases import Service
from casedesk.domain.partial_dates import PartialDate
from casedesk.domain.people import Person
from casedesk.domain.records import Record
from casedesk.errors import Invalid
from casedesk.services import cases, history, incidents, people
from casedesk.services.people import Intake
from casedesk.services.vaults import UnitOfWork, Vault
from casedesk.storage import records
from casedesk.storage.tables import BY_KIND
from tests.services.test_incidents import robbery

R = TypeVar("R", bound=Record)


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


def add(vault: Vault, record: R) -> R:
    """Write a record down."""
    return vault.run(lambda uow: records.add(uow, record))


def take_out(vault: Vault, entry: history.Entry) -> None:
    """Undo what the history offers to undo."""
    assert history.can_undo(entry)
    vault.run(lambda uow: history.undo(uow, entry))


def test_whatever_was_added_to_a_case_is_taken_out_again(vault: Vault) -> None:
    case_id = vault.run(taken_in)
    for kind in sorted(history.ADDED):
        add(vault, BY_KIND[kind](case_id=case_id))  # type: ignore[call-arg]  # all have it
        newest = entries(vault, case_id)[0]
        assert (newest.kind, newest.action) == (kind, history.CREATED)
        take_out(vault, newest)
        assert newest.id not in {entry.id for entry in entries(vault, case_id)}, kind
    assert {entry.kind for entry in entries(vault, case_id)} == {"person", "case", "stay"}


def test_the_case_itself_is_not_taken_out_of_its_own_history(vault: Vault) -> None:
    case_id = vault.run(taken_in)
    offered = {entry.kind for entry in entries(vault, case_id) if history.can_undo(entry)}
    assert offered == {"stay"}


def test_what_was_added_and_corrected_since_stays(vault: Vault) -> None:
    case_id = vault.run(taken_in)
    service = Service(case_id=case_id, what="food", given_on=PartialDate(2026, 11, 21))
    stored = add(vault, service)
    vault.run(lambda uow: records.change(uow, replace(stored, what="shelter")))
    first = next(e for e in entries(vault, case_id)[::-1] if e.kind == "service")
    with pytest.raises(history.ChangedSince):
        vault.run(lambda uow: history.undo(uow, first))
