"""Who changed what, and taking it back."""

from dataclasses import replace
from functools import partial
from typing import TypeVar

import pytest

from casedesk.domain.answers import NOT_ASKED
from casedesk.domain.cases import Referral, Service
from casedesk.domain.partial_dates import PartialDate
from casedesk.domain.people import Person
from casedesk.domain.records import Record
from casedesk.errors import Invalid
from casedesk.services import (
    audit,
    cases,
    follow_ups,
    history,
    incidents,
    merging,
    people,
    referrals,
)
from casedesk.services.people import Intake
from casedesk.services.vaults import UnitOfWork, Vault
from casedesk.storage import records
from casedesk.storage.checks import check
from casedesk.storage.errors import NotAllowed
from casedesk.storage.keyring import COORDINATOR, VOLUNTEER
from casedesk.storage.tables import BY_KIND
from tests.conftest import FixedClock
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


def test_whatever_was_added_to_a_case_is_taken_out_again_and_put_back(vault: Vault) -> None:
    case_id = vault.run(taken_in)
    for kind in sorted(history.ADDED - {"extra_field"}):
        stored = add(vault, BY_KIND[kind](case_id=case_id))  # type: ignore[call-arg]  # all have it
        newest = entries(vault, case_id)[0]
        assert (newest.kind, newest.action) == (kind, history.CREATED)
        take_out(vault, newest)
        assert not vault.run(partial(records.find, cls=type(stored), id=stored.id))
        gone, made = entries(vault, case_id)[:2]
        assert (gone.action, gone.kind, gone.user) == (history.TAKEN_BACK, kind, "Ana Prueba")
        assert (made.id, history.can_undo(made)) == (newest.id, False)
        assert {each.spec.name: each.after for each in gone.differences} == {
            each.spec.name: each.after for each in made.differences
        }
        take_out(vault, gone)
        again = entries(vault, case_id)[0]
        assert (again.action, again.kind) == (history.PUT_BACK, kind)
        on_file = vault.run(partial(records.get, cls=type(stored), record_id=stored.id))
        assert on_file == replace(stored, version=on_file.version)
        take_out(vault, again)
    assert not check(vault)


def test_a_taking_out_says_in_the_record_of_use_which_case_it_was(vault: Vault) -> None:
    told = robbery(vault)
    stored = vault.run(lambda uow: incidents.record(uow, told))
    take_out(vault, entries(vault, stored.case_id)[0])
    line = vault.run(audit.latest)[0]
    folio = vault.run(lambda uow: cases.read(uow, stored.case_id)).case.folio
    assert (line.action, line.kind, line.folio) == (audit.TAKEN_BACK, "incident", folio)


def test_a_record_goes_out_only_by_its_writer_on_the_day_or_a_coordinator(
    volunteer: Vault, clock: FixedClock
) -> None:
    case_id = volunteer.run(taken_in)
    service = Service(case_id=case_id, what="food", given_on=PartialDate(2026, 11, 21))
    stored = add(volunteer, service)
    own = entries(volunteer, case_id)[0]
    assert history.can_undo(own)
    clock.advance(days=1)
    for user, role, allowed in (
        ("Beto Prueba", VOLUNTEER, False),
        ("Carla Prueba", VOLUNTEER, False),
        ("Ana Prueba", COORDINATOR, True),
    ):
        volunteer.session = type(volunteer.session)(user, role)
        assert history.can_undo(entries(volunteer, case_id)[0]) is allowed
        if not allowed:
            with pytest.raises(NotAllowed):
                volunteer.run(lambda uow: history.undo(uow, own))
    take_out(volunteer, entries(volunteer, case_id)[0])
    volunteer.session = type(volunteer.session)("Carla Prueba", VOLUNTEER)
    take_out(volunteer, entries(volunteer, case_id)[0])
    assert volunteer.run(lambda uow: records.get(uow, Service, stored.id)).what == "food"


def test_a_referral_leaves_and_comes_back_with_what_it_made(vault: Vault) -> None:
    case_id = vault.run(taken_in)
    sent = Referral(case_id=case_id, to="dif", referred_on=PartialDate(2026, 11, 21))
    vault.run(lambda uow: referrals.save(uow, sent))
    asked = vault.run(lambda uow: follow_ups.of_case(uow, case_id))
    assert len(asked) == 1
    written = next(e for e in entries(vault, case_id) if e.kind == "referral")
    take_out(vault, written)
    assert not vault.run(lambda uow: follow_ups.of_case(uow, case_id))
    gone = next(e for e in entries(vault, case_id) if e.kind == "referral")
    take_out(vault, gone)
    back = vault.run(lambda uow: follow_ups.of_case(uow, case_id))
    assert [replace(each, version="") for each in back] == [replace(asked[0], version="")]


def test_what_was_taken_out_comes_back_to_the_case_that_stays_after_a_merge(vault: Vault) -> None:
    told = robbery(vault)
    stored = vault.run(lambda uow: incidents.record(uow, told))
    gone_id, kept_id = stored.case_id, vault.run(taken_in)
    take_out(vault, entries(vault, gone_id)[0])
    two = vault.run(lambda uow: merging.pair(uow, kept_id, gone_id))
    vault.run(lambda uow: merging.merge(uow, two.kept, kept_id, two.gone.id))
    gone = next(e for e in entries(vault, kept_id) if e.action == history.TAKEN_BACK)
    take_out(vault, gone)
    file = vault.run(lambda uow: cases.read(uow, kept_id))
    assert [each.id for each in file.incidents] == [stored.id]


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
