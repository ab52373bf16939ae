"""A coordinator reads what was published, asks why, completes it, and carries it elsewhere."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from casedesk.reports.orders import catalogue
from casedesk.reports.periods import Period
from casedesk.reports.published import Published, Stated
from casedesk.reports.refusals import ToldOtherwise
from casedesk.services.vaults import Vault
from casedesk.storage import ledger, log
from casedesk.storage import vault as vaults
from casedesk.ui.kit.binding import set_language
from casedesk.ui.reports.ledger_section import LedgerSection
from tests.conftest import COORDINATOR_NAME, PASSPHRASE, FixedClock
from tests.reports import months
from tests.reports.test_proving import forge
from tests.ui.reports.drivers import Coordinator


def section(person: Coordinator) -> LedgerSection:
    """What is shown."""
    found = person.page.sections["ledger"]
    assert isinstance(found, LedgerSection)
    return found


def test_a_release_is_shown_and_saved_again_with_its_digests(
    reader: Coordinator, tmp_path: Path
) -> None:
    shown = section(reader)
    assert shown.list.rowCount() == 1
    assert f"3 of {len(catalogue().tables)} tables" in reader.reads()
    assert "Made for: Red" in reader.reads()
    shown.save_again(3, "es", ("csv",), tmp_path)
    reader.settle()
    shown.open()
    reader.settle()
    reader.qtbot.waitUntil(lambda: "casedesk-2026-03-3-es.csv" in reader.reads())


@pytest.mark.parametrize(("language", "words"), [("en", "Counted: "), ("es", "Se contaron: ")])
def test_enter_on_a_number_tells_why_it_is_so(
    reader: Coordinator, language: str, words: str
) -> None:
    set_language(language)
    grid = section(reader).figures.grid
    grid.setFocus()
    QTest.keyClick(grid, Qt.Key.Key_Down)
    QTest.keyClick(grid, Qt.Key.Key_Right)
    QTest.keyClick(grid, Qt.Key.Key_Return)
    reader.settle()
    answer = section(reader).figures.answer.text()
    assert words in answer
    last = reader.vault.run(lambda uow: log.latest(uow.connection, 1))[0]
    assert last.content is not None
    assert (last.action, last.content["release"]) == (log.READ, 3)


def test_a_count_told_outside_is_entered_and_what_follows_is_told(reader: Coordinator) -> None:
    shown = section(reader)
    shown.stated.of.control.set_value(("nationality=CUB",))
    reader.press("enter_stated")
    assert shown.stated.count.error()
    shown.stated.count.control.set_value("1")
    shown.stated.of.control.set_value(("nationality=CUB", "nationality=HND"))
    reader.press("enter_stated")
    assert shown.stated.of.error()
    shown.stated.of.control.set_value(("nationality=CUB",))
    with reader.qtbot.waitSignal(reader.desk.refused) as refused:
        reader.press("enter_stated")
    assert isinstance(refused.args[0], ToldOtherwise)
    assert shown.stated.count.control.content() == "1"
    printed = reader.vault.run(Published).releases[0].table("nationality_sex").counts["CUB", "*"]
    shown.stated.count.control.set_value(str((printed or 0) - 4))
    reader.press("enter_stated")
    reader.settle()
    assert [each.low for each in shown._book.stated] == [(printed or 0) - 4]  # type: ignore[union-attr]
    assert shown.stated.count.control.content() is None
    assert "small numbers can be deduced" in shown.told.label.text()
    assert "Persons by nationality and sex" in shown.told.label.text()


def test_late_records_are_told_and_leave_the_month_as_it_was(reader: Coordinator) -> None:
    assert not section(reader).late.isVisible()
    before = reader.vault.run(ledger.head)
    months.enter(reader.vault, 2026, 3, count=5)
    section(reader).open()
    reader.settle()
    assert "March 2026" in section(reader).late.label.text()
    assert reader.vault.run(ledger.head) == before


def test_the_ledger_goes_to_another_vault(
    reader: Coordinator, vault_path: Path, tmp_path: Path
) -> None:
    shown, file = section(reader), tmp_path / "Libro.ledger"
    reader.press("take")
    words = shown.carry.box.made
    shown.carry_out(file, words)
    reader.settle()
    assert file.exists()
    assert not shown.carry.box.passphrase()
    there: Vault = vaults.unlock(vault_path, COORDINATOR_NAME, PASSPHRASE, clock=FixedClock())
    wanted = reader.vault.run(ledger.head)
    reader.desk.tasks.vault = there
    try:
        shown.bring_in(file, words)
        reader.settle()
        assert there.run(ledger.head) == wanted
        assert "Entries added" in shown.done.label.text()
    finally:
        there.close()


def test_all_that_was_published_is_proved_again(reader: Coordinator) -> None:
    proving = section(reader).proving
    reader.press("prove_again")
    reader.settle()
    assert "All is proved" in proving.proved.label.text()
    assert "Reports: 1." in proving.proved.label.text()
    assert not proving.work.isVisible()


def test_an_audit_that_is_stopped_says_that_it_is_not_complete(reader: Coordinator) -> None:
    proving = section(reader).proving
    proving.prove()
    assert not proving.prove_button.isEnabled()
    proving.work.stop_button.click()
    reader.settle()
    assert "not complete" in proving.unproved.label.text()
    assert not proving.proved.isVisible()
    assert proving.prove_button.isEnabled()


def test_what_is_not_proved_is_told_with_what_to_do(reader: Coordinator) -> None:
    forge(reader.vault, ledger.PROOF, lambda body, blob: ({**body, "releases": []}, blob))
    reader.press("prove_again")
    reader.settle()
    told = section(reader).proving.unproved.label.text()
    assert "Report 3 (2026-03): there is no proof of it." in told
    assert "Publish nothing from this vault" in told


def test_what_was_told_outside_is_not_entered_if_that_is_stopped(reader: Coordinator) -> None:
    shown = section(reader)
    shown.state(Stated(Period(2026, 3, 3), "persons", (("sex", "woman"),), 30, 30, "press"))
    shown.work.stop_button.click()
    reader.settle()
    assert shown.told.label.text() == "Stopped. Nothing was changed."
    assert not shown.work.isVisible()
    assert ledger.FACT not in {each.kind for each in reader.vault.run(ledger.entries)}
