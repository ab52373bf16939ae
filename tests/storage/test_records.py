"""Records come back as they were written, and nobody's change is lost."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event

from casedesk.domain.answers import NOT_ASKED, REFUSED, UNKNOWN
from casedesk.domain.cases import Case, Stay
from casedesk.domain.encoding import decoded, encode, encoded
from casedesk.domain.extras import ExtraField
from casedesk.domain.fields import Type, specs
from casedesk.domain.ids import new_folio
from casedesk.domain.people import Household, Person
from casedesk.domain.records import Record
from casedesk.domain.rooms import Room
from casedesk.storage import log, records
from casedesk.storage.checks import check
from casedesk.storage.errors import ChangedMeanwhile
from casedesk.storage.tables import RECORDS
from casedesk.storage.unit_of_work import UnitOfWork
from casedesk.storage.vault import Vault
from tests.storage.answers import record_answers
from tests.storage.people import arrived

_USUAL = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def _links(uow: UnitOfWork, cls: type[Record]) -> dict[str, str]:
    """Real records for the links of a class."""
    person = records.add(uow, Person())
    known = {
        "household_id": lambda: records.add(uow, Household()).id,
        "person_id": lambda: person.id,
        "room_id": lambda: records.add(uow, Room(name="Uno", area="women")).id,
        "other_id": lambda: person.id,
        "field_id": lambda: records.add(uow, ExtraField()).id,
        "case_id": lambda: records.add(uow, Case(person_id=person.id, folio=new_folio())).id,
    }
    return {
        name: known[name]()
        for name, spec in specs(cls).items()
        if spec.type is Type.LINK and name in known
    }


def _required(cls: type[Record], answers: dict[str, Any]) -> dict[str, Any]:
    return answers | {"folio": new_folio()} if cls is Case else answers


@pytest.mark.parametrize("cls", RECORDS)
@_USUAL
@given(data=st.data())
def test_any_answers_come_back(vault: Vault, cls: type[Record], data: st.DataObject) -> None:
    first = _required(cls, data.draw(record_answers(cls)))
    second = _required(cls, data.draw(record_answers(cls)))
    with vault.begin() as uow:
        made = cls(**_links(uow, cls), **first)
        stored = records.add(uow, made)
        assert replace(stored, version="") == made
        assert records.get(uow, cls, made.id) == stored
        changed = records.change(uow, replace(stored, **second))
        assert records.get(uow, cls, made.id) == changed
        assert replace(changed, version="") == replace(made, **second)
        assert records._as_of(uow, stored) == stored
        assert records._as_of(uow, changed) == changed
        records.change(uow, replace(changed, **first))


@pytest.mark.parametrize("cls", RECORDS)
@_USUAL
@given(data=st.data())
def test_an_encoding_is_what_each_field_says(cls: type[Record], data: st.DataObject) -> None:
    answers = data.draw(record_answers(cls))
    links = {name: "x" for name, spec in specs(cls).items() if spec.type is Type.LINK}
    record = cls(**links, **answers)
    content = encoded(record)
    for name, spec in specs(cls).items():
        value = getattr(record, name)
        if value is NOT_ASKED or (value == () and spec.type is Type.PARTS):
            assert name not in content
        else:
            assert content[name] == encode(spec, value)
    assert decoded(cls, content, id=record.id) == record


def test_a_bulk_of_any_order_is_stored_whole(vault: Vault) -> None:
    """Rows are written class by class, so that a link may come before what it leads to."""
    person = Person(given_names="Una")
    case = Case(person_id=person.id, folio=new_folio())
    stay = Stay(case_id=case.id)
    stored = vault.run(lambda uow: records.add_all(uow, [stay, case, person]))
    assert [replace(each, version="") for each in stored] == [stay, case, person]
    assert len({each.version for each in stored}) == 3
    assert check(vault) == []


def test_a_bulk_takes_a_handful_of_statements(vault: Vault) -> None:
    """Imports have to write thousands of rows a second."""
    statements: list[str] = []
    event.listen(vault.engine, "before_cursor_execute", lambda *args: statements.append(args[2]))
    everybody = [record for _ in range(250) for record in arrived(given_names="Una")]
    with vault.begin() as uow:
        records.add_all(uow, everybody)
    # BEGIN, the end of the log, who was merged (3), 7 kinds of records, the log, the list, words
    assert len(statements) <= 21, statements
    assert check(vault) == []


@pytest.fixture
def person(vault: Vault) -> Person:
    """A stored person."""
    return vault.run(lambda uow: records.add(uow, Person(given_names="Luna", phone="1")))


def _change(vault: Vault, record: Person) -> Person:
    return vault.run(lambda uow: records.change(uow, record))


def test_two_people_change_different_answers(vault: Vault, person: Person) -> None:
    _change(vault, replace(person, phone="2"))
    after = _change(vault, replace(person, alias="Lu"))
    assert (after.given_names, after.phone, after.alias) == ("Luna", "2", "Lu")


def test_two_people_change_the_same_answer(vault: Vault, person: Person) -> None:
    _change(vault, replace(person, phone="2"))
    with pytest.raises(ChangedMeanwhile, match="Telephone"):
        _change(vault, replace(person, phone="3", alias="Lu"))
    stored = vault.run(lambda uow: records.get(uow, Person, person.id))
    assert (stored.phone, stored.alias) == ("2", NOT_ASKED)


def test_two_people_change_the_same_answer_alike(vault: Vault, person: Person) -> None:
    first = _change(vault, replace(person, phone=UNKNOWN))
    assert _change(vault, replace(person, phone=UNKNOWN)) == first


def test_an_answer_changed_and_put_back_is_no_conflict(vault: Vault, person: Person) -> None:
    second = _change(vault, replace(person, phone=REFUSED))
    _change(vault, replace(second, phone="1"))
    assert _change(vault, replace(person, phone="4")).phone == "4"


def test_no_change_writes_nothing(vault: Vault, person: Person) -> None:
    assert _change(vault, person) == person
    with vault.begin() as uow:
        assert log.latest(uow.connection, 1)[0].id == person.version


def test_a_failure_leaves_nothing(vault: Vault, person: Person) -> None:
    def work(uow: UnitOfWork) -> None:
        records.change(uow, replace(person, phone="9"))
        records.add(uow, Person(given_names="Otra"))
        raise KeyError

    with pytest.raises(KeyError):
        vault.run(work)
    assert vault.run(lambda uow: records.find(uow, Person)) == [person]
    assert check(vault) == []
