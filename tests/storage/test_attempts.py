"""Wrong passphrases are slowed and never punished."""

import pytest

from casedesk.storage import vault as vaults
from casedesk.storage.attempts import Attempts
from casedesk.storage.errors import TooManyTries, WrongPassphrase
from casedesk.storage.vault import Vault
from tests.conftest import COORDINATOR_NAME, PASSPHRASE, FixedClock


def _wait(tries: Attempts, clock: FixedClock) -> int:
    try:
        tries.check("slot", clock.now())
    except TooManyTries as error:
        return int(str(error.details["seconds"]))
    return 0


def test_each_failure_doubles_the_wait(vault: Vault, clock: FixedClock) -> None:
    tries = Attempts(vault.path)
    waits = []
    for _ in range(14):
        tries.failed("slot", clock.now())
        waits.append(_wait(Attempts(vault.path), clock))  # remembered on disk
    assert waits == [0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300]
    clock.advance(seconds=299)
    assert _wait(tries, clock) == 1
    clock.advance(seconds=1)
    assert _wait(tries, clock) == 0


def test_a_clock_set_back_gains_nothing(vault: Vault, clock: FixedClock) -> None:
    tries = Attempts(vault.path)
    for _ in range(9):
        tries.failed("slot", clock.now())
    clock.advance(seconds=-10)
    assert _wait(tries, clock) == 54


def test_the_right_passphrase_waits_too_and_then_forgives(vault: Vault, clock: FixedClock) -> None:
    vault.close()
    for _ in range(3):
        with pytest.raises(WrongPassphrase):
            vaults.unlock(vault.path, COORDINATOR_NAME, "not this one", clock=clock)
    with pytest.raises(TooManyTries):
        vaults.unlock(vault.path, COORDINATOR_NAME, PASSPHRASE, clock=clock)
    clock.advance(seconds=1)
    vaults.unlock(vault.path, COORDINATOR_NAME, PASSPHRASE, clock=clock).close()
    with pytest.raises(WrongPassphrase):
        vaults.unlock(vault.path, COORDINATOR_NAME, "not this one", clock=clock)
    vaults.unlock(vault.path, COORDINATOR_NAME, PASSPHRASE, clock=clock).close()


@pytest.mark.parametrize("raw", [b"", b"[]", b'{"slot": 3}', b'{"slot": ["x", "y"]}', b"\xff"])
def test_a_damaged_memory_locks_nobody_out(vault: Vault, clock: FixedClock, raw: bytes) -> None:
    (vault.path / "attempts.json").write_bytes(raw)
    assert _wait(Attempts(vault.path), clock) == 0
