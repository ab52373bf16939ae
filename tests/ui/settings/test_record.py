"""The record of use in words, and the check that nothing was altered."""

from dataclasses import replace

import pytest

from casedesk.domain.cases import Stay
from casedesk.domain.partial_dates import PartialDate
from casedesk.domain.people import Person
from casedesk.services import audit, cases, people, users, vaults
from casedesk.services.people import Intake
from casedesk.services.vaults import UnitOfWork
from casedesk.storage.errors import NotAllowed
from casedesk.storage.vault import Vault
from casedesk.ui.kit.binding import set_language
from casedesk.ui.settings.about_section import NOT_PROTECTED, PROTECTED, AboutSection
from casedesk.ui.settings.record_section import RecordSection
from tests.conftest import COORDINATOR_NAME, PASSPHRASE
from tests.ui.settings.drivers import SettingsDriver


@pytest.fixture
def folio(vault: Vault) -> str:
    """The folio of somebody taken in."""

    def take_in(uow: UnitOfWork) -> str:
        day = PartialDate(2026, 11, 20)
        person = replace(Person(), given_names="Nadia")
        case = people.intake(uow, Intake(person=person, entered_on=day, stay=Stay(case_id="")))
        cases.read(uow, case.id)
        return str(case.folio)

    return vault.run(take_in)


def test_who_did_what_stands_in_words_with_the_folio(page: SettingsDriver, folio: str) -> None:
    users.add_user(page.desk.tasks.vault, "Beto", vaults.VOLUNTEER, PASSPHRASE)
    page.show("record", RecordSection)
    rows = page.rows()
    assert all(row[:2] == ("Nov 23, 2026 10:00", COORDINATOR_NAME) for row in rows)
    done = [row[2] for row in rows]
    assert done[:2] == ["Gave Beto a key", f"Opened a case · {folio}"]
    assert f"Person written down · {folio}" in done
    assert f"Stay written down · {folio}" in done
    assert done[-1] == "Opened the vault"


def test_nothing_that_was_answered_stands_in_the_record(page: SettingsDriver, folio: str) -> None:
    page.show("record", RecordSection)
    assert "Nadia" not in str(page.rows())


def test_the_record_follows_the_language(page: SettingsDriver) -> None:
    page.show("record", RecordSection)
    english = page.rows()
    set_language("es")
    page.qtbot.waitUntil(lambda: page.rows() != english)
    assert page.rows()[-1][0].startswith("23 nov 2026")


def test_every_action_of_the_program_has_words(page: SettingsDriver, folio: str) -> None:
    vault = page.desk.tasks.vault
    users.add_user(vault, "Beto", vaults.VOLUNTEER, PASSPHRASE)
    users.change_role(vault, "Beto", vaults.COORDINATOR, PASSPHRASE)
    users.reset_passphrase(vault, "Beto", PASSPHRASE)
    users.change_passphrase(vault, COORDINATOR_NAME, PASSPHRASE, PASSPHRASE + " dos")
    users.remove_user(vault, "Beto")
    users.new_recovery_code(vault)
    page.show("record", RecordSection)
    done = [row[2] for row in page.rows()]
    assert done[:6] == [
        "Made a new recovery sheet",
        "Took Beto's key away",
        "Changed their own passphrase",
        "Gave Beto a new passphrase",
        "Gave Beto another role: Coordinator",
        "Gave Beto a key",
    ]
    assert not [words for words in done if words.startswith("Something else")]


def test_an_untouched_vault_is_found_whole(page: SettingsDriver, folio: str) -> None:
    page.show("record", RecordSection)
    page.press("check_vault")
    assert "nothing was altered" in page.banner("check_fine")


def test_a_check_that_is_stopped_says_that_it_is_not_complete(
    page: SettingsDriver, folio: str
) -> None:
    section = page.show("record", RecordSection)
    section.check()
    page.press("stop_check")
    assert "not complete" in page.banner("check_wrong")
    assert not section.found.isVisible()
    assert page.focused("check_vault")
    page.press("check_vault")
    assert "nothing was altered" in page.banner("check_fine")
    assert not section.wrong.isVisible()


def test_an_altered_record_is_found(page: SettingsDriver, folio: str) -> None:
    def alter(uow: UnitOfWork) -> None:
        uow.connection.exec_driver_sql("UPDATE people SET given_names = 'Otra'")

    page.desk.tasks.vault.run(alter)
    page.show("record", RecordSection)
    page.press("check_vault")
    assert page.banner("check_wrong")


def test_the_record_is_for_coordinators(volunteer: Vault) -> None:
    with pytest.raises(NotAllowed):
        volunteer.run(audit.latest)


def test_what_is_protected_and_what_is_not_is_said(page: SettingsDriver) -> None:
    page.show("about", AboutSection)
    texts = page.labels("")
    assert set(PROTECTED) | set(NOT_PROTECTED) <= set(texts)
    assert page.label("vault_path") == str(page.desk.tasks.vault.path)
