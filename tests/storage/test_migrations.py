"""Migrations and tables agree, and a vault of the first version still opens."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text
from sqlalchemy.exc import DBAPIError

from casedesk.domain.cases import AsylumApplication, Case
from casedesk.domain.partial_dates import PartialDate
from casedesk.domain.people import Person
from casedesk.domain.procedure_entries import ProcedureEntry
from casedesk.services import cases
from casedesk.services.asylum import histories
from casedesk.storage import (
    backups,
    checks,
    directory,
    keyring,
    keyring_file,
    ledger,
    records,
    schema,
)
from casedesk.storage import vault as vaults
from casedesk.storage.directory import Filter
from casedesk.storage.engine import make_engine
from casedesk.storage.errors import DamagedVault
from casedesk.storage.tables import RECORDS, metadata
from casedesk.storage.vault import Vault
from tests.conftest import COORDINATOR_NAME, PASSPHRASE
from tests.storage.publishing import TRIGGERS, entries_of, publish_some
from tests.vaults import make_first

FIRST = Path(make_first.__file__).parent / "first.casedesk"


def test_the_newest_migration_is_the_one_the_program_expects() -> None:
    script = ScriptDirectory(str(schema.MIGRATIONS))
    assert script.get_heads() == [schema.HEAD]
    assert {each.revision for each in script.walk_revisions()} == schema.known_revisions()


def test_a_migrated_database_has_the_tables_of_the_program(vault: Vault) -> None:
    def include(name: str | None, kind: str, _parents: object) -> bool:
        return not (kind == "table" and name is not None and name.startswith("directory_search"))

    with vault.engine.connect() as connection:
        options = {"compare_type": True, "include_name": include}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, metadata) == []


def test_the_comparison_sees_a_column_more(vault: Vault) -> None:
    """The control of the test before."""
    with vault.engine.connect() as connection:
        connection.execute(text("ALTER TABLE people ADD COLUMN more VARCHAR"))
        context = MigrationContext.configure(connection)
        found = compare_metadata(context, metadata)
        assert any("more" in str(difference) for difference in found)
        connection.rollback()


def test_opening_a_vault_of_now_changes_no_table(vault: Vault) -> None:
    def tables() -> list[str]:
        with vault.engine.connect() as connection:
            query = text("SELECT sql FROM sqlite_master ORDER BY name")
            return list(connection.execute(query).scalars())

    before = tables()
    schema.migrate(vault.engine)
    assert tables() == before


def test_a_migration_that_breaks_a_link_is_undone_whole(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = vault.run(lambda uow: records.add(uow, Person(given_names="Una")))
    vault.run(lambda uow: records.add(uow, Case(person_id=person.id, folio="K7MP-3XQT")))

    def upgrade(connection: object) -> None:
        connection.execute(text("DELETE FROM people"))  # type: ignore[attr-defined]
        connection.execute(text("CREATE TABLE half (id)"))  # type: ignore[attr-defined]

    monkeypatch.setattr(schema, "HEAD", "9998")
    monkeypatch.setattr(schema, "_upgrade", upgrade)
    with pytest.raises(DamagedVault):
        schema.migrate(vault.engine)
    with vault.begin() as uow:
        assert records.get(uow, Person, person.id) == person
        query = text("SELECT count(*) FROM sqlite_master WHERE name = 'half'")
        assert uow.connection.execute(query).scalar() == 0
        assert uow.connection.execute(text("PRAGMA foreign_keys")).scalar() == 1


def test_a_vault_is_backed_up_before_it_is_brought_up_to_date(
    vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    def upgrade(connection: object) -> None:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))  # type: ignore[attr-defined]

    vault.close()
    monkeypatch.setattr(schema, "HEAD", "9999")
    monkeypatch.setattr(schema, "_upgrade", upgrade)
    opened = vaults.unlock(vault.path, COORDINATOR_NAME, PASSPHRASE)
    (made,) = backups.list_backups(vault.path / backups.FOLDER)
    opened.close()
    monkeypatch.undo()
    old = vaults.unlock(backups.verify(made.path).path, COORDINATOR_NAME, PASSPHRASE)
    assert checks.check(old) == []
    old.close()


@pytest.fixture
def first(tmp_path: Path) -> Path:
    """A copy of the vault of the first version."""
    return Path(shutil.copytree(FIRST, tmp_path / FIRST.name))


def test_a_vault_of_the_first_version_gives_back_its_records(first: Path) -> None:
    opened = vaults.unlock(first, make_first.USER, make_first.PASSPHRASE)
    assert opened.shelter == make_first.SHELTER
    assert checks.check(opened) == []
    with opened.begin() as uow:
        for cls in RECORDS:
            made = [each for each in make_first.people() if type(each) is cls]
            found = [replace(each, version="") for each in records.find(uow, cls)]
            assert found == sorted(made, key=lambda each: each.id), cls
        for words in ("nieves", "ÁNGEL", make_first.FOLIOS[0]):
            assert directory.numbers(uow.connection, Filter(words=words)), words
    opened.close()


def test_a_procedure_of_the_first_version_stands_where_it_stood(first: Path) -> None:
    opened = vaults.unlock(first, make_first.USER, make_first.PASSPHRASE)
    (application,) = opened.run(lambda uow: records.find(uow, AsylumApplication))
    with opened.begin() as uow:
        numbers = directory.numbers(uow.connection, Filter(asylum=frozenset({"A1"})))
        (line,) = directory.lines(uow.connection, numbers)
        entry = ProcedureEntry(
            case_id=line.case_id, what="state.A2", happened_on=PartialDate(2026, 11, 5)
        )
        file = cases.read(uow, line.case_id)
        (told,) = histories.of_case(uow, file)
        records.add(uow, entry)
        uow.flush()
        (later,) = directory.lines(uow.connection, numbers)
    assert (line.case_id, told.entry.what) == (application.case_id, "state.A1")
    assert told.recorded_by == make_first.USER
    assert later.asylum == "A2"
    assert checks.check(opened) == []
    opened.close()


def test_a_vault_of_the_first_version_opens_by_its_sheet_and_takes_more(first: Path) -> None:
    opened = vaults.recover(first, make_first.read_code())
    opened.run(lambda uow: records.add(uow, Person(given_names="Nueva")))
    assert checks.check(opened) == []
    opened.close()


def _triggers(vault: Vault) -> set[str]:
    with vault.engine.connect() as connection:
        query = text("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = :table")
        return set(connection.execute(query, {"table": "ledger"}).scalars())


def _at(vault: Vault) -> str | None:
    with vault.engine.connect() as connection:
        return schema.revision(connection)


def test_a_vault_of_the_first_version_is_given_a_ledger(first: Path) -> None:
    opened = vaults.unlock(first, make_first.USER, make_first.PASSPHRASE)
    assert _at(opened) == schema.HEAD
    assert _triggers(opened) == TRIGGERS
    assert opened.run(ledger.head) is None
    made = publish_some(opened)
    with pytest.raises(DBAPIError, match="append-only"), opened.begin() as uow:
        uow.connection.execute(text("DELETE FROM ledger"))
    assert entries_of(opened) == made
    assert checks.check(opened) == []
    opened.close()


def test_a_vault_of_the_first_version_is_kept_as_it_was(first: Path) -> None:
    vaults.unlock(first, make_first.USER, make_first.PASSPHRASE).close()
    (made,) = backups.list_backups(first / backups.FOLDER)
    engine = make_engine(made.path / vaults.DATABASE, _key(first))
    with engine.connect() as connection:
        assert schema.revision(connection) == "0001"
        assert not inspect(connection).has_table("ledger")
    engine.dispose()


def test_a_new_vault_has_the_same_triggers(vault: Vault) -> None:
    assert _at(vault) == schema.HEAD
    assert _triggers(vault) == TRIGGERS


def _key(path: Path) -> bytes:
    ring = keyring_file.load(path / vaults.RING)
    slot = ring.slot(make_first.USER)
    assert slot is not None
    return keyring.open_slot(ring, slot, make_first.PASSPHRASE)[0]
