"""Content in a vault: installed, refused, gone back from; and what was explained stays readable."""

import pytest

from casedesk.domain.packs import comparing, library
from casedesk.services import contents
from casedesk.services.contents import BadContent, NothingBefore, OlderContent, SameVersion
from casedesk.services.vaults import Vault
from casedesk.storage import log
from casedesk.storage.errors import NotAllowed
from tests.domain.packs.made import altered

ES = 'es = "Pide tu constancia. Revisa tu nombre y las fechas."'
BETTER = 'es = "Pide tu constancia y revisa tu nombre."'
SIGNER = "a public key"


def version(vault: Vault, pack: str = "L2") -> str:
    """The version in use."""
    return vault.run(contents.current).packs[pack].version


def test_a_new_vault_uses_what_came_with_the_program(vault: Vault) -> None:
    assert vault.run(contents.current).packs == library.shipped().packs


def test_an_update_says_what_changes_and_is_used(vault: Vault) -> None:
    newer = altered("L2", (ES, BETTER))
    (change,) = vault.run(lambda uow: contents.changes(uow, [newer]))
    (row,) = change.rows
    assert (row.kind, row.id) == (comparing.CHANGED, "L2.6")
    (part,) = row.parts
    assert (part.before, part.now) == (ES[6:-1], BETTER[6:-1])
    assert version(vault) == "2026-11"
    vault.run(lambda uow: contents.install(uow, [newer], SIGNER))
    assert version(vault) == "2026-12"
    assert version(vault, "L3") == "2026-11"
    with vault.begin() as uow:
        (line,) = [each for each in log.latest(uow.connection) if each.kind == "content"]
    assert (line.action, line.record_id) == (contents.INSTALL, "L2")
    assert (line.content or {})["signer"] == SIGNER


def test_the_version_before_is_kept_and_can_be_gone_back_to(vault: Vault) -> None:
    newer = altered("L2", (ES, BETTER))
    vault.run(lambda uow: contents.install(uow, [newer], SIGNER))
    vault.run(lambda uow: contents.go_back(uow, "L2"))
    assert vault.run(contents.current).packs["L2"] == library.shipped().packs["L2"]
    with pytest.raises(NothingBefore):
        vault.run(lambda uow: contents.go_back(uow, "L2"))
    # And forward again.
    vault.run(lambda uow: contents.install(uow, [newer], SIGNER))
    assert version(vault) == "2026-12"


def test_an_older_version_is_refused_and_nothing_of_the_file_is_used(vault: Vault) -> None:
    newer, newest = altered("L2"), altered("L2", version="2026-12.1")
    vault.run(lambda uow: contents.install(uow, [newest], SIGNER))
    other = altered("L3")
    with pytest.raises(OlderContent, match=r"2026-12, older than 2026-12\.1"):
        vault.run(lambda uow: contents.install(uow, [other, newer], SIGNER))
    assert (version(vault), version(vault, "L3")) == ("2026-12.1", "2026-11")


def test_another_text_of_the_same_version_is_refused(vault: Vault) -> None:
    same = altered("L2", (ES, BETTER), version="2026-11")
    with pytest.raises(SameVersion):
        vault.run(lambda uow: contents.install(uow, [same], SIGNER))


def test_what_the_check_refuses_is_not_installed(vault: Vault) -> None:
    noted = altered("L2", (ES, 'es = "Pide tu constancia [artículo]."'))
    with pytest.raises(BadContent, match="an editor's note was left"):
        vault.run(lambda uow: contents.install(uow, [noted], SIGNER))
    assert version(vault) == "2026-11"


def test_a_newer_program_brings_newer_content_unless_somebody_went_back(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault.run(lambda uow: contents.install(uow, [altered("L2"), altered("L3")], SIGNER))
    vault.run(lambda uow: contents.go_back(uow, "L3"))
    newer = [altered("L2", version="2027-01"), altered("L3", version="2027-01")]
    tomorrow = library.shipped().with_(newer)
    monkeypatch.setattr(library, "shipped", lambda: tomorrow)
    assert (version(vault), version(vault, "L3")) == ("2027-01", "2026-11")


def test_what_was_explained_stays_readable_after_the_program_forgets_it(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    explained = library.shipped().packs["L2"]
    vault.run(lambda uow: contents.keep(uow, explained))
    tomorrow = library.shipped().with_([altered("L2", (ES, BETTER))])
    monkeypatch.setattr(library, "shipped", lambda: tomorrow)
    assert version(vault) == "2026-12"
    found = vault.run(lambda uow: contents.at_version(uow, "L2", "2026-11"))
    assert found is not None
    assert found.items[5].texts["es"] == "Pide tu constancia. Revisa tu nombre y las fechas."


def test_only_a_coordinator_installs_goes_back_and_trusts(volunteer: Vault) -> None:
    for work in (
        lambda uow: contents.install(uow, [altered("L2")], SIGNER),
        lambda uow: contents.go_back(uow, "L2"),
        lambda uow: contents.trust(uow, "key", "Somebody"),
        lambda uow: contents.print_unconfirmed(uow, False),
    ):
        with pytest.raises(NotAllowed):
            volunteer.run(work)


def test_items_to_be_confirmed_are_printed_until_a_coordinator_says_otherwise(vault: Vault) -> None:
    assert vault.run(contents.unconfirmed_printed)
    vault.run(lambda uow: contents.print_unconfirmed(uow, False))
    assert not vault.run(contents.unconfirmed_printed)
    vault.run(lambda uow: contents.print_unconfirmed(uow, True))
    assert vault.run(contents.unconfirmed_printed)
