"""Each thing that can go wrong with a vault has its own words."""

import errno
import os
import resource
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from casedesk.domain.people import Person
from casedesk.storage import backups, keyring, keyring_file, records, reserve, users
from casedesk.storage import vault as vaults
from casedesk.storage.checks import check
from casedesk.storage.errors import (
    DamagedVault,
    DiskFull,
    NoPermission,
    NoSuchRecord,
    NoSuchUser,
    NotAVault,
    OutOfReach,
    VaultExists,
    VaultInUse,
    VaultTooNew,
    WrongPassphrase,
)
from casedesk.storage.replacement import rekey
from casedesk.storage.vault import Vault
from tests.conftest import COORDINATOR_NAME, PASSPHRASE, VOLUNTEER_NAME
from tests.storage.people import take_in


def _unlock(path: Path) -> Vault:
    return vaults.unlock(path, COORDINATOR_NAME, PASSPHRASE)


def test_the_wrong_passphrase(vault_path: Path) -> None:
    with pytest.raises(WrongPassphrase):
        vaults.unlock(vault_path, COORDINATOR_NAME, "not this one")
    with pytest.raises(NoSuchUser):
        vaults.unlock(vault_path, "Nobody", PASSPHRASE)


def test_the_wrong_recovery_code(vault_path: Path) -> None:
    for code in ("", "ABCDEF", "0" * 34, "not a code"):
        with pytest.raises(WrongPassphrase):
            vaults.recover(vault_path, code)


def test_what_is_no_vault(tmp_path: Path, vault_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.casedesk"):
        with pytest.raises(NotAVault):
            _unlock(path)
    (vault_path / vaults.DATABASE).unlink()
    with pytest.raises(NotAVault):
        _unlock(vault_path)


def test_a_place_that_is_taken(vault_path: Path) -> None:
    with pytest.raises(VaultExists):
        vaults.create(vault_path, shelter="x", user="y", role="coordinator", passphrase="z")


def test_a_vault_that_cannot_be_opened_when_it_is_made_is_not_left_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(vault: Path) -> None:
        raise PermissionError(errno.EACCES, "refused", str(vault))

    monkeypatch.setattr(reserve, "keep", refuse)
    with pytest.raises(NoPermission):
        vaults.create(
            tmp_path / "x", shelter="x", user="y", role="coordinator", passphrase=PASSPHRASE
        )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("cut", [0, 1000, 4096, 20_000])
def test_a_file_cut_short_is_damaged(vault_path: Path, cut: int) -> None:
    os.truncate(vault_path / vaults.DATABASE, cut)
    with pytest.raises(DamagedVault):
        _unlock(vault_path)


def test_a_plain_database_is_never_opened(vault_path: Path) -> None:
    database = vault_path / vaults.DATABASE
    database.unlink()
    with sqlite3.connect(database) as plain:
        plain.execute("CREATE TABLE people (id)")
    plain.close()
    with pytest.raises(DamagedVault, match="not encrypted"):
        _unlock(vault_path)


def test_a_database_of_a_newer_program(vault: Vault) -> None:
    with vault.begin() as uow:
        uow.connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    vault.close()
    with pytest.raises(VaultTooNew, match="9999"):
        _unlock(vault.path)


def test_a_vault_open_in_another_process(vault_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from casedesk.storage import vault\n"
        "opened = vault.unlock(Path(sys.argv[1]), *sys.argv[2:]); print('open', flush=True)\n"
        "sys.stdin.read(); opened.close()"
    )
    command = [sys.executable, "-c", script, str(vault_path), COORDINATOR_NAME, PASSPHRASE]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        assert child.stdin and child.stdout
        assert child.stdout.readline() == b"open\n"
        with pytest.raises(VaultInUse):
            _unlock(vault_path)
        child.stdin.close()
        assert child.wait(20) == 0
    _unlock(vault_path).close()


def test_a_record_that_is_not_there(vault: Vault) -> None:
    with pytest.raises(NoSuchRecord), vault.begin() as uow:
        records.get(uow, Person, "none")


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 30 MB."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=30m", "tmpfs", str(place)]
    try:
        subprocess.run(mount, check=True, capture_output=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("mounting a small disk is not permitted here")
    yield place
    subprocess.run(["umount", "--lazy", str(place)], check=True)


def _fill(disk: Path, leave: int = 0) -> Path:
    """Fill the disk up to some bytes."""
    filler = disk / "filler"
    with filler.open("ab", buffering=0) as file:
        size = shutil.disk_usage(disk).free - leave
        try:
            while size > 0:
                size -= file.write(bytes(min(size, 1 << 20)))
        except OSError:
            pass
    return filler


def test_a_full_disk_is_told_and_the_reserve_saves_the_last_record(
    vault: Vault, small_disk: Path
) -> None:
    vault.close()
    path = Path(shutil.copytree(vault.path, small_disk / "Albergue.casedesk"))
    opened = _unlock(path)
    opened.run(lambda uow: take_in(uow, given_names="Primera"))
    filler = _fill(small_disk)
    with pytest.raises(DiskFull), opened.begin() as uow:
        take_in(uow, given_names="Perdida")
    opened.run(lambda uow: take_in(uow, given_names="Última"))  # from the reserve
    names = [each.given_names for each in opened.run(lambda uow: records.find(uow, Person))]
    assert names == ["Primera", "Última"]
    _fill(small_disk)
    with pytest.raises(DiskFull):
        for _ in range(200):
            opened.run(lambda uow: take_in(uow, given_names="Otra", notes="x" * 100_000))
    filler.unlink()
    assert check(opened) == []
    opened.close()


def test_a_vault_on_a_full_disk_is_not_called_damaged(vault: Vault, small_disk: Path) -> None:
    vault.run(lambda uow: take_in(uow, given_names="Primera"))
    vault.close()
    path = Path(shutil.copytree(vault.path, small_disk / "Albergue.casedesk"))
    (path / "reserve").unlink()
    filler = _fill(small_disk)
    with pytest.raises(WrongPassphrase):
        vaults.unlock(path, COORDINATOR_NAME, "another")
    with pytest.raises(DiskFull):
        _unlock(path)
    filler.unlink()
    opened = _unlock(path)
    _fill(small_disk)
    opened.close()
    opened = _unlock(path)  # from the reserve
    opened.run(lambda uow: take_in(uow, given_names="Última"))
    assert check(opened) == []
    opened.close()


def test_a_full_disk_leaves_no_half_backup_and_no_half_vault(
    vault: Vault, small_disk: Path
) -> None:
    vault.run(lambda uow: take_in(uow, given_names="Una"))
    filler = _fill(small_disk, leave=100_000)
    with pytest.raises(DiskFull):
        backups.backup_to(vault, small_disk)
    with pytest.raises(DiskFull):
        vaults.create(
            small_disk / "x", shelter="x", user="y", role="coordinator", passphrase=PASSPHRASE
        )
    assert list(small_disk.iterdir()) == [filler]
    filler.unlink()
    made = backups.backup_to(vault, small_disk)
    _fill(small_disk, leave=100_000)
    with pytest.raises(DiskFull):
        backups.restore(made.path, small_disk / "y")
    assert sorted(each.name for each in small_disk.iterdir()) == [made.path.name, "filler"]


def test_a_full_disk_takes_nobodys_key_away(vault: Vault, small_disk: Path) -> None:
    users.add_user(vault, VOLUNTEER_NAME, "volunteer", "farol nube tinta remo")
    for _ in range(40):
        vault.run(lambda uow: take_in(uow, given_names="Una", notes="x" * 100_000))
    vault.close()
    path = Path(shutil.copytree(vault.path, small_disk / "Albergue.casedesk"))
    reserve.release(path)
    opened = _unlock(path)
    reserve.release(path)
    filler = _fill(small_disk, leave=3_000_000)
    with pytest.raises(DiskFull):
        users.remove_user(opened, VOLUNTEER_NAME)
    filler.unlink()
    opened.run(lambda uow: take_in(uow, given_names="Otra"))
    assert check(opened) == []
    opened.close()
    vaults.unlock(path, VOLUNTEER_NAME, "farol nube tinta remo").close()
    opened = _unlock(path)
    reserve.release(path)
    users.remove_user(opened, VOLUNTEER_NAME)
    assert len(opened.run(lambda uow: records.find(uow, Person))) == 41
    opened.close()


def test_a_disk_that_cannot_be_written_or_reached_is_told(vault: Vault, small_disk: Path) -> None:
    made = backups.backup_to(vault, small_disk)
    vault.close()
    path = Path(shutil.copytree(vault.path, small_disk / "Albergue.casedesk"))
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    with pytest.raises(NoPermission):
        _unlock(path)
    with pytest.raises(NoPermission):
        backups.restore(made.path, small_disk / "x")
    with pytest.raises(OutOfReach):
        backups.restore(made.path, Path("/proc/no stick/x"))


def test_a_system_that_writes_no_more_is_told(vault: Vault) -> None:
    """A limit on the size of files, where no small disk may be mounted."""
    vault.run(lambda uow: take_in(uow, given_names="Primera"))
    size = max(each.stat().st_size for each in vault.path.glob("cases.db*"))
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size + 50_000, hard))
    try:
        with pytest.raises(DiskFull):
            vault.run(lambda uow: take_in(uow, given_names="Perdida", notes="x" * 1_000_000))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert len(vault.run(lambda uow: records.find(uow, Person))) == 1
    vault.run(lambda uow: take_in(uow, given_names="Segunda"))
    assert check(vault) == []


def test_no_key_is_forgotten_while_the_database_cannot_be_opened(vault: Vault) -> None:
    """A replacement of the data key was cut short, and then the system writes no more."""
    vault.run(lambda uow: take_in(uow, given_names="Primera"))
    vault.close()
    ring, key = keyring_file.load(vault.path / vaults.RING), bytes(32)
    for slot in ring.slots:
        ring = ring.with_slot(keyring.seal_next(ring, slot, key))
    vaults.save_ring(vault.path, ring)
    rekey(vault.path / vaults.DATABASE, vault.key, key)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (16_384, hard))  # enough for the slots
    try:
        with pytest.raises(DamagedVault):
            _unlock(vault.path)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    opened = _unlock(vault.path)
    names = [each.given_names for each in opened.run(lambda uow: records.find(uow, Person))]
    assert names == ["Primera"]
    opened.close()
