"""Drafts belong to whoever types them."""

from casedesk.storage import drafts
from casedesk.storage.log import latest
from casedesk.storage.unit_of_work import Session
from casedesk.storage.vault import Vault
from tests.conftest import FixedClock


def test_a_draft_is_kept_replaced_and_forgotten(vault: Vault, clock: FixedClock) -> None:
    vault.run(lambda uow: drafts.save(uow, "incident/1", {"place": "Arriaga"}))
    clock.advance(minutes=1)
    vault.run(lambda uow: drafts.save(uow, "incident/1", {"place": "Tapachula", "n": [1, None]}))
    draft = vault.run(lambda uow: drafts.load(uow, "incident/1"))
    assert draft is not None
    assert draft.content == {"place": "Tapachula", "n": [1, None]}
    assert draft.saved_at == clock.now()
    vault.run(lambda uow: drafts.delete(uow, "incident/1"))
    assert vault.run(lambda uow: drafts.load(uow, "incident/1")) is None


def test_half_a_character_is_kept_as_well(vault: Vault) -> None:
    content = {"notes": "Inventada \ud83d"}  # a text cut in the middle of a picture
    vault.run(lambda uow: drafts.save(uow, "person/new", content))
    draft = vault.run(lambda uow: drafts.load(uow, "person/new"))
    assert draft is not None
    assert draft.content == content


def test_nobody_sees_the_drafts_of_others(vault: Vault, clock: FixedClock) -> None:
    vault.run(lambda uow: drafts.save(uow, "person/new", {"alias": "Luna"}))
    clock.advance(minutes=1)
    vault.run(lambda uow: drafts.save(uow, "stay/new", {}))
    mine = vault.run(drafts.all_drafts)
    assert [draft.form for draft in mine] == ["stay/new", "person/new"]
    vault.session = Session("Beto Prueba", "volunteer")
    assert vault.run(drafts.all_drafts) == []
    vault.run(lambda uow: drafts.delete(uow, "person/new"))
    vault.session = Session("Ana Prueba", "coordinator")
    assert vault.run(lambda uow: drafts.load(uow, "person/new")) is not None


def test_drafts_are_not_in_the_log(vault: Vault) -> None:
    vault.run(lambda uow: drafts.save(uow, "person/new", {"alias": "Luna"}))
    with vault.begin() as uow:
        assert {each.action for each in latest(uow.connection)} == {"unlock"}
