"""A vault brought back on another computer does not publish beside what it does not know."""

from pathlib import Path

import pytest

from casedesk.reports import book, exporting, publishing
from casedesk.reports.periods import Period
from casedesk.reports.published import Published, Stated
from casedesk.reports.refusals import LedgerUnseen
from casedesk.services.vaults import Vault
from casedesk.storage import ledger
from casedesk.storage.backups import NoFolder
from tests.reports.publications import publish

MARCH = Period.parse("2026-03")
WORDS = "molino cometa ladera abanico sombra"


@pytest.fixture
def elsewhere(quarter: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Vault:
    """The vault with its ledger, on a computer that has never seen it."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "another computer"))
    return quarter


def test_nothing_is_added_to_a_ledger_that_may_be_an_old_one(
    elsewhere: Vault, tmp_path: Path
) -> None:
    before = elsewhere.run(ledger.head)
    (first, *_others) = elsewhere.run(Published).releases
    assert book.read(elsewhere).unseen
    with pytest.raises(LedgerUnseen):
        publish(elsewhere, "2026-03", tables=("corridor",))
    with pytest.raises(LedgerUnseen):
        publishing.state(elsewhere, Stated(MARCH, "persons", (), 120, 120, "prensa"))
    with pytest.raises(LedgerUnseen):
        exporting.export(elsewhere, first.number, "en", ("csv",), tmp_path / "out")
    assert elsewhere.run(ledger.head) == before
    assert not (tmp_path / "out").exists()


def test_it_publishes_once_somebody_says_that_nothing_else_is_out(elsewhere: Vault) -> None:
    publishing.begin(elsewhere, MARCH)
    assert not book.read(elsewhere).unseen
    assert publish(elsewhere, "2026-03", tables=("corridor",)).number > 0


def test_the_newest_ledger_can_be_brought_in_and_is_then_known(
    quarter: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = book.carry_out(quarter, tmp_path / "Libro.ledger", WORDS)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "another computer"))
    assert book.bring_in(quarter, file, WORDS) == 0
    assert publish(quarter, "2026-03", tables=("corridor",)).number > 0


def test_where_a_file_stands_no_folder_is_made_and_nothing_is_noted(
    quarter: Vault, tmp_path: Path
) -> None:
    before = quarter.run(ledger.head)
    (first, *_others) = quarter.run(Published).releases
    (tmp_path / "file").write_text("something else")
    for folder in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(NoFolder):
            exporting.export(quarter, first.number, "en", ("csv",), folder)
    assert quarter.run(ledger.head) == before
