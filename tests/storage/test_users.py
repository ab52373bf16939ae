"""Users come and go; keys follow."""

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from casedesk.domain.people import Person
from casedesk.errors import Invalid
from casedesk.progress import Steps, silent
from casedesk.storage import keyring, keyring_file, log, records, users
from casedesk.storage import vault as vaults
from casedesk.storage.errors import (
    DamagedVault,
    LastCoordinator,
    NoSuchUser,
    NotAllowed,
    UserExists,
    VaultInUse,
    WrongPassphrase,
)
from casedesk.storage.keyring import COORDINATOR, VOLUNTEER
from casedesk.storage.vault import Vault
from tests.conftest import COORDINATOR_NAME, PASSPHRASE, VOLUNTEER_NAME, FixedClock

OTHER = "farol nube tinta remo"
THIRD = "barco lima piano nieve"


@pytest.fixture
def two(vault: Vault) -> Vault:
    """The vault with a volunteer and one record."""
    users.add_user(vault, VOLUNTEER_NAME, VOLUNTEER, OTHER)
    vault.run(lambda uow: records.add(uow, Person(given_names="Zacarías")))
    return vault


def _reopened(vault: Vault, user: str, passphrase: str) -> Vault:
    vault.close()
    return vaults.unlock(vault.path, user, passphrase, clock=vault.clock)


def _actions(vault: Vault) -> list[str]:
    with vault.begin() as uow:
        return [each.action for each in log.latest(uow.connection)]


def test_an_added_user_opens_the_vault_in_their_role(two: Vault) -> None:
    opened = _reopened(two, "beto PRUEBA ", OTHER)
    assert (opened.session.user, opened.session.role) == (VOLUNTEER_NAME, VOLUNTEER)
    opened.close()


def test_a_name_is_given_once(two: Vault) -> None:
    for name in (VOLUNTEER_NAME, "  beto prueba", COORDINATOR_NAME.upper(), "Recovery sheet"):
        with pytest.raises(UserExists):
            users.add_user(two, name, VOLUNTEER, OTHER)
    with pytest.raises(Invalid):
        users.add_user(two, "  ", VOLUNTEER, OTHER)
    with pytest.raises(Invalid):
        users.add_user(two, "Carla Prueba", "owner", OTHER)


def test_an_accent_sent_in_two_ways_is_one_letter(vault: Vault) -> None:
    users.add_user(vault, "Mari\u0301a", VOLUNTEER, "corazo\u0301n nube")
    with pytest.raises(UserExists):
        users.add_user(vault, "Mar\u00eda", VOLUNTEER, OTHER)
    _reopened(vault, "Mar\u00eda", "coraz\u00f3n nube").close()


def test_a_removed_user_is_out_and_the_others_stay(two: Vault, tmp_path: Path) -> None:
    users.add_user(two, "Carla Prueba", COORDINATOR, THIRD)
    kept = (two.path / vaults.RING).read_bytes()
    code = users.remove_user(two, VOLUNTEER_NAME)
    with two.begin() as uow:  # goes on without unlocking again
        assert records.find(uow, Person)[0].given_names == "Zacarías"
    two.close()
    with pytest.raises(NoSuchUser):
        vaults.unlock(two.path, VOLUNTEER_NAME, OTHER)
    for user, passphrase in ((COORDINATOR_NAME, PASSPHRASE), ("Carla Prueba", THIRD)):
        vaults.unlock(two.path, user, passphrase).close()
    vaults.recover(two.path, code).close()
    # With the key file kept from before, the database of today stays shut.
    copy = Path(shutil.copytree(two.path, tmp_path / "copy.casedesk"))
    (copy / vaults.RING).write_bytes(kept)
    for user, passphrase in ((VOLUNTEER_NAME, OTHER), (COORDINATOR_NAME, PASSPHRASE)):
        with pytest.raises(DamagedVault):
            vaults.unlock(copy, user, passphrase)


def test_removing_somebody_ends_the_old_recovery_code(vault: Vault) -> None:
    old = users.new_recovery_code(vault)
    users.add_user(vault, VOLUNTEER_NAME, VOLUNTEER, OTHER)
    new = users.remove_user(vault, VOLUNTEER_NAME)
    vault.close()
    with pytest.raises(WrongPassphrase):
        vaults.recover(vault.path, old, clock=vault.clock)
    vaults.recover(vault.path, new, clock=vault.clock).close()


def test_the_last_coordinator_stays(two: Vault) -> None:
    with pytest.raises(LastCoordinator):
        users.remove_user(two, COORDINATOR_NAME)
    with pytest.raises(LastCoordinator):
        users.change_role(two, COORDINATOR_NAME, VOLUNTEER, PASSPHRASE)


def test_only_a_coordinator_looks_after_users(two: Vault) -> None:
    opened = _reopened(two, VOLUNTEER_NAME, OTHER)
    refused = (
        lambda: users.add_user(opened, "Carla Prueba", COORDINATOR, OTHER),
        lambda: users.remove_user(opened, COORDINATOR_NAME),
        lambda: users.reset_passphrase(opened, COORDINATOR_NAME, OTHER),
        lambda: users.change_role(opened, VOLUNTEER_NAME, COORDINATOR, OTHER),
        lambda: users.new_recovery_code(opened),
        lambda: users.change_passphrase(opened, COORDINATOR_NAME, PASSPHRASE, OTHER),
    )
    for attempt in refused:
        with pytest.raises(NotAllowed):
            attempt()
    opened.close()


def test_anybody_changes_their_own_passphrase(two: Vault) -> None:
    opened = _reopened(two, VOLUNTEER_NAME, OTHER)
    with pytest.raises(WrongPassphrase):
        users.change_passphrase(opened, VOLUNTEER_NAME, "not this one", "new words here")
    users.change_passphrase(opened, VOLUNTEER_NAME, OTHER, "new words here")
    opened.close()
    with pytest.raises(WrongPassphrase):
        vaults.unlock(opened.path, VOLUNTEER_NAME, OTHER)
    vaults.unlock(opened.path, VOLUNTEER_NAME, "new words here").close()


def test_a_costlier_derivation_keeps_the_passphrase(two: Vault) -> None:
    users.strengthen(two, COORDINATOR_NAME, PASSPHRASE, keyring.Kdf(passes=4))
    opened = _reopened(two, COORDINATOR_NAME, PASSPHRASE)
    assert [each.kdf.passes for each in vaults.users(opened.path)] == [3, 4]
    opened.close()


def test_a_forgotten_passphrase_is_replaced_by_a_coordinator(two: Vault) -> None:
    users.reset_passphrase(two, VOLUNTEER_NAME, "other words again")
    two.close()
    with pytest.raises(WrongPassphrase):
        vaults.unlock(two.path, VOLUNTEER_NAME, OTHER)
    vaults.unlock(two.path, VOLUNTEER_NAME, "other words again").close()


def test_a_changed_role_holds_from_the_next_unlocking(two: Vault) -> None:
    users.change_role(two, VOLUNTEER_NAME, COORDINATOR, OTHER)
    users.change_role(two, COORDINATOR_NAME, VOLUNTEER, PASSPHRASE)
    opened = _reopened(two, VOLUNTEER_NAME, OTHER)
    assert opened.session.coordinator
    assert {each.user: each.role for each in vaults.users(opened.path)} == {
        VOLUNTEER_NAME: COORDINATOR,
        COORDINATOR_NAME: VOLUNTEER,
    }
    opened.close()


def test_all_of_it_is_in_the_log(two: Vault) -> None:
    users.change_passphrase(two, COORDINATOR_NAME, PASSPHRASE, PASSPHRASE)
    users.reset_passphrase(two, VOLUNTEER_NAME, OTHER)
    users.change_role(two, VOLUNTEER_NAME, VOLUNTEER, OTHER)
    users.new_recovery_code(two)
    users.remove_user(two, VOLUNTEER_NAME)
    assert _actions(two)[:5] == [
        users.REMOVE_KEY,
        users.NEW_RECOVERY_CODE,
        users.CHANGE_ROLE,
        users.RESET_PASSPHRASE,
        users.CHANGE_PASSPHRASE,
    ]
    assert users.GIVE_KEY in _actions(two)


def test_the_calibrated_cost_is_within_bounds() -> None:
    assert users.calibrated_kdf(0.0) == keyring.FLOOR
    cost = users.calibrated_kdf(0.6)
    assert cost.memory >= keyring.FLOOR.memory
    pages = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    assert cost.memory * 1024 <= pages // 4
    assert users.calibrated_kdf(1e9).memory <= 1 << 20


_DIE_AT = """
import os, signal, sys
from pathlib import Path
from casedesk.storage import replacement, users, vault as vaults

step, path, user, passphrase, name = int(sys.argv[1]), Path(sys.argv[2]), *sys.argv[3:]
calls = 0

def dying(function):
    def wrapped(*args, **kwargs):
        before(); result = function(*args, **kwargs); before(); return result
    return wrapped

def before():
    global calls
    if calls == step:
        os.kill(os.getpid(), signal.SIGKILL)
    calls += 1

opened = vaults.unlock(path, user, passphrase)
for each in ("save_ring", "connect", "_checkpoint", "sync_file", "rekey"):
    setattr(replacement, each, dying(getattr(replacement, each)))
users.remove_user(opened, name)
print("removed", calls)
"""


def _die_at(step: int, path: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", _DIE_AT, str(step), str(path)]
    return subprocess.run(
        [*command, COORDINATOR_NAME, PASSPHRASE, VOLUNTEER_NAME],
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_removal_killed_at_any_step_is_finished_or_undone(two: Vault, tmp_path: Path) -> None:
    two.close()
    outcomes = []
    for step in range(20):
        path = Path(shutil.copytree(two.path, tmp_path / f"{step}.casedesk"))
        child = _die_at(step, path)
        if child.returncode == 0:
            break
        assert child.returncode == -signal.SIGKILL, child.stderr
        # The removed user first: they either open as before or are out for good.
        try:
            vaults.unlock(path, VOLUNTEER_NAME, OTHER).close()
            outcomes.append("undone")
        except NoSuchUser:
            outcomes.append("finished")
        opened = vaults.unlock(path, COORDINATOR_NAME, PASSPHRASE)
        with opened.begin() as uow:
            assert [each.given_names for each in records.find(uow, Person)] == ["Zacarías"]
            assert not list(log.broken_links(uow.connection, Steps(silent, 0).step))
        opened.close()
        ring = keyring_file.load(path / vaults.RING)
        assert not ring.moving
        assert (ring.slot(VOLUNTEER_NAME) is None) == (outcomes[-1] == "finished")
    else:
        pytest.fail("the removal never ran to its end")
    assert outcomes[0] == "undone"
    assert outcomes[-1] == "finished"
    assert outcomes == sorted(outcomes, reverse=True)  # undone up to a point, then finished


def test_undoing_waits_for_whoever_stays(two: Vault, clock: FixedClock) -> None:
    """A replacement begun and cut short leaves the removed user where they were."""
    ring = keyring_file.load(two.path / vaults.RING)
    ana, sheet = ring.slot(COORDINATOR_NAME), ring.recovery
    assert ana and sheet
    key = bytes(32)
    for slot in (ana, sheet):
        ring = ring.with_slot(keyring.seal_next(ring, slot, key))
    vaults.save_ring(two.path, ring)
    opened = _reopened(two, COORDINATOR_NAME, PASSPHRASE)
    opened.close()
    settled = keyring_file.load(two.path / vaults.RING)
    assert not settled.moving
    assert settled.generation == 1
    vaults.unlock(two.path, VOLUNTEER_NAME, OTHER, clock=clock).close()


def test_keys_that_change_while_a_passphrase_is_tried_are_not_put_back(
    two: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another window ends a removal, with a new sheet, between reading the keys and the lock."""
    ring = keyring_file.load(two.path / vaults.RING)
    ana, sheet = ring.slot(COORDINATOR_NAME), ring.recovery
    assert ana and sheet
    for slot in (ana, sheet):
        ring = ring.with_slot(keyring.seal_next(ring, slot, bytes(32)))
    vaults.save_ring(two.path, ring)
    two.close()
    codes: list[str] = []
    open_slot = keyring.open_slot

    def slowly(ring: keyring.Keyring, slot: keyring.Slot, secret: str) -> object:
        monkeypatch.setattr(keyring, "open_slot", open_slot)
        other = vaults.unlock(two.path, COORDINATOR_NAME, PASSPHRASE, clock=two.clock)
        codes.append(users.new_recovery_code(other))
        other.close()
        return open_slot(ring, slot, secret)

    monkeypatch.setattr(keyring, "open_slot", slowly)
    with pytest.raises(VaultInUse):
        vaults.unlock(two.path, COORDINATOR_NAME, PASSPHRASE, clock=two.clock)
    vaults.recover(two.path, codes[0], clock=two.clock).close()
