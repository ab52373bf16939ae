"""The check finds what was altered behind the program's back."""

import os
import shutil
from pathlib import Path

import pytest

from casedesk.storage import vault as vaults
from casedesk.storage.checks import check
from casedesk.storage.errors import DamagedVault
from casedesk.storage.vault import Vault
from tests.conftest import COORDINATOR_NAME, PASSPHRASE
from tests.storage.people import take_in


@pytest.fixture
def kept(vault: Vault) -> Vault:
    """The vault with two people in it."""
    vault.run(lambda uow: take_in(uow, given_names="Zacarías", surnames="Prueba Uno"))
    vault.run(lambda uow: take_in(uow, given_names="Yolanda", alias="Luna"))
    return vault


def test_a_vault_in_use_is_whole(kept: Vault) -> None:
    assert check(kept) == []


ALTERATIONS = {
    "UPDATE people SET given_names = 'Otro' WHERE given_names = 'Yolanda'": {
        "A record differs from the log",
        "The list of cases is out of step",
    },
    'UPDATE stays SET missing = \'{"exited_on":"refused"}\'': {
        "A record differs from the log",
        "The list of cases is out of step",
    },
    "DELETE FROM services": {"A record of the log is missing"},
    "INSERT INTO households (id, version, name) VALUES ('h', 'v', 'x')": {
        "A record is not in the log"
    },
    "DELETE FROM operations WHERE seq = 3": {
        "The log was altered at line 4",
        "A record is not in the log",
    },
    "UPDATE operations SET user = 'Otra' WHERE seq = 3": {"The log was altered at line 3"},
    "UPDATE directory SET name = 'Otra'": {"The list of cases is out of step"},
    "DELETE FROM directory": {"A case is not in the list"},
    "INSERT INTO directory_search(directory_search) VALUES ('delete-all')": {
        "The search index is out of step"
    },
    "DELETE FROM people": {
        "A link between records leads nowhere",
        "A record of the log is missing",
        "The list of cases is out of step",
        "An incident names a person not on file",
    },
}


@pytest.mark.parametrize("statement", ALTERATIONS)
def test_an_alteration_is_found(kept: Vault, statement: str) -> None:
    with kept.engine.connect() as connection:
        raw = connection.connection.dbapi_connection
        assert raw is not None
        raw.execute("PRAGMA foreign_keys=OFF")
        raw.execute(statement)
        raw.execute("PRAGMA foreign_keys=ON")
    found = {str(each) for each in check(kept)}
    expected = ALTERATIONS[statement]
    assert all(any(each.startswith(message) for each in found) for message in expected), found
    assert all(any(each.startswith(message) for message in expected) for each in found), found


def test_flipped_bits_never_pass_unseen(kept: Vault, tmp_path: Path) -> None:
    kept.close()
    size = (kept.path / vaults.DATABASE).stat().st_size
    pages = size // 4096
    for page in range(0, pages, max(1, pages // 20)):
        path = Path(shutil.copytree(kept.path, tmp_path / f"{page}.casedesk"))
        with (path / vaults.DATABASE).open("rb+") as file:
            file.seek(page * 4096 + 2000)
            byte = file.read(1)[0]
            file.seek(-1, os.SEEK_CUR)
            file.write(bytes([byte ^ 1]))
        try:
            opened = vaults.unlock(path, COORDINATOR_NAME, PASSPHRASE)
        except DamagedVault:
            continue
        assert check(opened), page
        opened.close()
