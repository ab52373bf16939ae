"""Every change is told from the log, and can be taken back by another change."""

from dataclasses import replace

import pytest

from casedesk.domain.answers import NOT_ASKED, REFUSED, UNKNOWN
from casedesk.domain.people import Person
from casedesk.storage import log, records
from casedesk.storage.errors import CannotUndo, ChangedSince
from casedesk.storage.history import history, undo
from casedesk.storage.tables import operations
from casedesk.storage.vault import Vault


@pytest.fixture
def person(vault: Vault) -> Person:
    """A person whose name and telephone changed after the first interview."""
    made = vault.run(lambda uow: records.add(uow, Person(given_names="Luna", phone=UNKNOWN)))
    return vault.run(lambda uow: records.change(uow, replace(made, given_names="Lucía", age=30)))


def test_a_history_tells_who_changed_what(vault: Vault, person: Person) -> None:
    changes = vault.run(lambda uow: history(uow, person.id))
    told = [(each.action, each.field.name, each.before, each.after) for each in changes]
    assert told == [
        (log.CREATE, "given_names", NOT_ASKED, "Luna"),
        (log.CREATE, "phone", NOT_ASKED, UNKNOWN),
        (log.CHANGE, "given_names", "Luna", "Lucía"),
        (log.CHANGE, "age", NOT_ASKED, 30),
    ]
    assert {each.user for each in changes} == {vault.session.user}
    assert changes[-1].operation == person.version


def test_an_undo_is_a_change_of_its_own(vault: Vault, person: Person) -> None:
    back = vault.run(lambda uow: undo(uow, person.version))
    assert isinstance(back, Person)
    assert (back.given_names, back.age, back.phone) == ("Luna", NOT_ASKED, UNKNOWN)
    assert vault.run(lambda uow: records.get(uow, Person, person.id)) == back
    assert len(vault.run(lambda uow: history(uow, person.id))) == 6
    again = vault.run(lambda uow: undo(uow, back.version))
    assert isinstance(again, Person)
    assert (again.given_names, again.age) == ("Lucía", 30)


def test_an_undo_keeps_later_changes_of_other_answers(vault: Vault, person: Person) -> None:
    vault.run(lambda uow: records.change(uow, replace(person, phone=REFUSED)))
    back = vault.run(lambda uow: undo(uow, person.version))
    assert isinstance(back, Person)
    assert (back.given_names, back.phone) == ("Luna", REFUSED)


def test_an_undo_never_takes_a_later_change_with_it(vault: Vault, person: Person) -> None:
    vault.run(lambda uow: records.change(uow, replace(person, age=31)))
    with pytest.raises(ChangedSince) as refusal:
        vault.run(lambda uow: undo(uow, person.version))
    assert "Age in years" in str(refusal.value)


def test_neither_creations_nor_readings_are_undone(vault: Vault, person: Person) -> None:
    created = vault.run(lambda uow: history(uow, person.id))[0].operation
    with vault.begin() as uow:
        uow.note(log.READ, "person", person.id)
        uow.flush()
        read = log.latest(uow.connection, 1)[0].id
    for operation in (created, read, "no such operation"):
        with pytest.raises(CannotUndo), vault.begin() as uow:
            undo(uow, operation)


def test_what_was_erased_stays_erased(vault: Vault, person: Person) -> None:
    with vault.begin() as uow:
        uow.connection.execute(operations.update().values(content=None, salt=None))
    assert vault.run(lambda uow: history(uow, person.id)) == []
    with pytest.raises(CannotUndo):
        vault.run(lambda uow: undo(uow, person.version))
