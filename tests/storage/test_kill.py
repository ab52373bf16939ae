"""A process killed while it saves loses nothing that it acknowledged, and leaves nothing half."""

import multiprocessing
import os
import random
import shutil
import signal
import time
from pathlib import Path

import pytest

from casedesk.domain.cases import AsylumApplication, Case, Service, Stay
from casedesk.domain.incidents import Incident
from casedesk.domain.journeys import Journey
from casedesk.domain.people import Person
from casedesk.storage import records
from casedesk.storage.checks import check
from casedesk.storage.settling import opens
from casedesk.storage.vault import DATABASE, Vault
from tests.storage.people import take_in
from tests.storage.saving import opened, rekey_until_killed, save_until_killed

KILLS = 200
#: a vault is used for so many kills, then a fresh copy, so that checking stays quick
ROUNDS = 10
_PARTS = (Stay, Journey, Incident, AsylumApplication, Service)


@pytest.fixture(scope="module")
def starting() -> multiprocessing.context.ForkServerContext:
    """Starts processes that have imported everything already."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.storage.saving"])
    return context


def _killed(
    starting: multiprocessing.context.ForkServerContext, path: Path, key: bytes, after: float
) -> set[str]:
    """Let a process save for some time and kill it; the ids of the cases it acknowledged."""
    ours, theirs = starting.Pipe()
    child = starting.Process(target=save_until_killed, args=(path, theirs))
    child.start()
    theirs.close()
    ours.send_bytes(key)
    told = {ours.recv_bytes().decode()}
    time.sleep(after)
    assert child.pid is not None
    os.kill(child.pid, signal.SIGKILL)
    child.join()
    assert child.exitcode == -signal.SIGKILL
    try:
        while True:
            told.add(ours.recv_bytes().decode())
    except EOFError:
        return told


def test_two_hundred_kills_lose_nothing(
    vault: Vault, tmp_path: Path, starting: multiprocessing.context.ForkServerContext
) -> None:
    vault.close()
    chance = random.Random(20261123)  # noqa: S311 - moments, no secrets
    acknowledged = 0
    for kill in range(KILLS):
        if kill % ROUNDS == 0:
            path = Path(shutil.copytree(vault.path, tmp_path / f"{kill}.casedesk"))
            before: set[str] = set()
        told = _killed(starting, path, vault.key, chance.uniform(0, 0.03))
        acknowledged += len(told)
        survivor = opened(path, vault.key)
        kept = _whole_cases(survivor)
        assert told <= kept, "something acknowledged was lost"
        assert before <= kept
        assert len(kept - before - told) <= 1  # committed, and killed before it could say so
        if kill % ROUNDS == ROUNDS - 1:  # damage would stay until then
            assert check(survivor) == []
        survivor.close()
        before = kept
    assert acknowledged > KILLS


def test_a_replacement_of_the_key_killed_half_way_leaves_one_key_thatopens(
    vault: Vault, starting: multiprocessing.context.ForkServerContext
) -> None:
    for _ in range(50):
        vault.run(lambda uow: take_in(uow, given_names="Una", notes="x" * 20_000))
    vault.close()
    database = vault.path / DATABASE
    keys = [vault.key, bytes(32)]
    chance = random.Random(20261123)  # noqa: S311 - moments, no secrets
    for _ in range(20):
        ours, theirs = starting.Pipe()
        child = starting.Process(target=rekey_until_killed, args=(database, keys, theirs))
        child.start()
        assert ours.recv_bytes() == b"begun"
        time.sleep(chance.uniform(0, 0.2))
        assert child.pid is not None
        os.kill(child.pid, signal.SIGKILL)
        child.join()
        keys.sort(key=lambda key: not opens(database, key))
        assert [opens(database, key) for key in keys] == [True, False]
        survivor = opened(vault.path, keys[0])
        assert check(survivor) == []
        assert len(_whole_cases(survivor)) == 50
        survivor.close()


def _whole_cases(vault: Vault) -> set[str]:
    """The ids of all cases, each of which has all its parts."""
    with vault.begin() as uow:
        cases = records.find(uow, Case)
        ids = {case.id for case in cases}
        assert {person.id for person in records.find(uow, Person)} == {
            case.person_id for case in cases
        }
        for part in _PARTS:
            found = records.find(uow, part)
            assert [vars(each)["case_id"] for each in found] == sorted(ids)
    return ids
