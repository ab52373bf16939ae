"""Backups are vaults: they open with the same passphrases, wherever they are put."""

import shutil
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from casedesk.domain.people import Person
from casedesk.progress import Cancelled
from casedesk.storage import backups, checks, engine, records, users
from casedesk.storage import vault as vaults
from casedesk.storage.backups import DamagedBackup, NotABackup
from casedesk.storage.errors import VaultExists
from casedesk.storage.vault import Vault
from tests.conftest import COORDINATOR_NAME, PASSPHRASE, FixedClock
from tests.storage.people import take_in


@pytest.fixture
def kept(vault: Vault) -> Vault:
    """The vault with somebody in it."""
    vault.run(lambda uow: take_in(uow, given_names="Zacarías"))
    return vault


def _names(vault: Vault) -> list[object]:
    return [each.given_names for each in vault.run(lambda uow: records.find(uow, Person))]


def test_a_backup_is_named_by_its_moment_and_whole(kept: Vault, tmp_path: Path) -> None:
    made = backups.backup_to(kept, tmp_path / "USB", make=True)
    assert made.path.name == "Albergue 2026-11-23 10.00.00.casedesk"
    assert sorted(each.name for each in made.path.iterdir()) == [
        "backup.json",
        "cases.db",
        "vault.json",
    ]
    assert backups.verify(made.path) == made
    assert made.anchor == vaults.chain_anchor(kept)
    assert [each.name for each in made.path.parent.iterdir()] == [made.path.name]


def test_closing_keeps_a_week_and_only_if_something_changed(kept: Vault, clock: FixedClock) -> None:
    made = []
    for day in range(9):
        clock.advance(days=1)
        kept.run(lambda uow: take_in(uow, given_names="Otra"))
        made.append(backups.rotate(kept))
        clock.advance(minutes=day + 1)
        kept.run(lambda uow: uow.note("read", "case", "x"))
        assert backups.rotate(kept) is None
    there = backups.list_backups(kept.path / backups.FOLDER)
    assert there == made[:1:-1]


def test_copies_of_one_hour_do_not_push_out_those_of_earlier_days(
    kept: Vault, clock: FixedClock
) -> None:
    days = []
    for _day in range(3):
        clock.advance(days=1)
        kept.run(lambda uow: take_in(uow, given_names="Otra"))
        days.append(backups.rotate(kept))
    clock.advance(days=1)
    hour = []
    for _command in range(5):
        clock.advance(minutes=1)
        kept.run(lambda uow: take_in(uow, given_names="De la terminal"))
        hour.append(backups.rotate(kept))
    there = backups.list_backups(kept.path / backups.FOLDER)
    assert there == [*hour[:1:-1], *days[::-1]]


def test_a_clock_set_back_does_not_throw_the_newest_copy_away(
    kept: Vault, clock: FixedClock
) -> None:
    for _day in range(3):
        clock.advance(days=1)
        kept.run(lambda uow: take_in(uow, given_names="Otra"))
        backups.rotate(kept)
    clock.advance(days=-5)
    for _hour in range(3):
        kept.run(lambda uow: take_in(uow, given_names="Última"))
        made = backups.rotate(kept)
        assert made is not None
        assert backups.verify(made.path) == made
        assert backups.rotate(kept) is None
        clock.advance(hours=1)
    there = backups.list_backups(kept.path / backups.FOLDER)
    assert made in there
    assert len(there) == 6


def test_a_restored_backup_is_a_working_vault(kept: Vault, tmp_path: Path) -> None:
    made = backups.backup_to(kept, tmp_path)
    kept.run(lambda uow: take_in(uow, given_names="Later"))
    target = backups.restore(made.path, tmp_path / "otra" / "Restaurada")
    opened = vaults.unlock(target, COORDINATOR_NAME, PASSPHRASE)
    assert _names(opened) == ["Zacarías"]
    assert checks.check(opened) == []
    opened.run(lambda uow: take_in(uow, given_names="Nueva"))
    assert len(_names(opened)) == 2
    opened.close()


def test_a_stranger_restores_with_the_printed_sheet(kept: Vault, tmp_path: Path) -> None:
    code = users.new_recovery_code(kept)
    usb = backups.backup_to(kept, tmp_path / "USB", make=True).path
    shutil.rmtree(kept.path)
    target = backups.restore(usb, tmp_path / "laptop" / "Albergue.casedesk")
    opened = vaults.recover(target, code.lower().replace("-", " "))
    assert _names(opened) == ["Zacarías"]
    users.add_user(opened, "Dora Prueba", "coordinator", "farol nube tinta remo")
    opened.close()
    vaults.unlock(target, "Dora Prueba", "farol nube tinta remo").close()


def test_a_backup_of_before_a_removal_still_opens_as_it_was(kept: Vault, tmp_path: Path) -> None:
    users.add_user(kept, "Beto Prueba", "volunteer", "farol nube tinta remo")
    made = backups.backup_to(kept, tmp_path)
    users.remove_user(kept, "Beto Prueba")
    assert _names(kept) == ["Zacarías"]
    vaults.unlock(made.path, "Beto Prueba", "farol nube tinta remo").close()


def test_nothing_is_written_over(kept: Vault, tmp_path: Path) -> None:
    made = backups.backup_to(kept, tmp_path)
    with pytest.raises(VaultExists):
        backups.restore(made.path, kept.path)


def test_two_copies_of_one_second_are_both_kept(kept: Vault, tmp_path: Path) -> None:
    first, second = backups.backup_to(kept, tmp_path), backups.backup_to(kept, tmp_path)
    assert second.path.name == f"{first.path.stem} (2).casedesk"
    assert {each.path for each in backups.list_backups(tmp_path)} == {first.path, second.path}
    backups.verify(first.path)
    backups.verify(second.path)


@pytest.mark.parametrize("part", ["cases.db", "vault.json", "backup.json"])
def test_a_damaged_backup_is_refused(kept: Vault, tmp_path: Path, part: str) -> None:
    made = backups.backup_to(kept, tmp_path)
    raw = bytearray((made.path / part).read_bytes())
    raw[len(raw) // 2] ^= 0x80
    (made.path / part).write_bytes(raw)
    with pytest.raises(DamagedBackup):
        backups.verify(made.path)
    with pytest.raises(DamagedBackup):
        backups.restore(made.path, tmp_path / "new")
    (made.path / part).unlink()
    with pytest.raises((DamagedBackup, NotABackup)):
        backups.restore(made.path, tmp_path / "new")
    assert not (tmp_path / "new.casedesk").exists()
    assert not (tmp_path / ".new.casedesk.partial").exists()


def test_a_plain_folder_is_no_backup(tmp_path: Path) -> None:
    with pytest.raises(NotABackup):
        backups.verify(tmp_path)
    assert backups.list_backups(tmp_path / "none") == []
    (tmp_path / "x.casedesk").mkdir()
    assert backups.list_backups(tmp_path) == []


class Stop:
    """Stops work at its Nth step; says how many there were."""

    def __init__(self, at: int) -> None:
        self.at, self.steps = at, 0

    def __call__(self, done: int, total: int) -> None:
        assert 0 <= done <= total
        self.steps += 1
        if self.steps == self.at:
            raise Cancelled


def stopped_at_every_step(work: Callable[[Stop], object], there: Path) -> int:
    """Stop work at each of its steps in turn; returns how many it has. Nothing may be left."""
    for at in count(1):
        stop = Stop(at)
        try:
            work(stop)
        except Cancelled:
            assert list(there.iterdir()) == []
        else:
            return stop.steps
    raise AssertionError


def test_a_copy_that_is_stopped_leaves_nothing_behind(
    kept: Vault, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "_INSTRUCTIONS", 200)  # so that SQLite itself is stopped too
    stick = tmp_path / "USB"
    stick.mkdir()
    steps = stopped_at_every_step(lambda stop: backups.backup_to(kept, stick, progress=stop), stick)
    assert steps > 10
    (made,) = stick.iterdir()
    backups.verify(made)


def test_a_restore_that_is_stopped_leaves_nothing_behind(kept: Vault, tmp_path: Path) -> None:
    made = backups.backup_to(kept, tmp_path / "USB", make=True)
    laptop = tmp_path / "laptop"
    laptop.mkdir()
    steps = stopped_at_every_step(
        lambda stop: backups.restore(made.path, laptop / "Albergue", progress=stop), laptop
    )
    assert steps > 5
    vaults.unlock(laptop / "Albergue.casedesk", COORDINATOR_NAME, PASSPHRASE).close()


def test_how_far_a_copy_is_grows_to_all_of_it(kept: Vault, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    made = backups.backup_to(kept, tmp_path, progress=lambda *far: told.append(far))
    backups.restore(made.path, tmp_path / "Otra", progress=lambda *far: told.append(far))
    assert told[0][0] == 0
    assert (
        told[-1][0]
        == told[-1][1]
        == 3 * sum((made.path / name).stat().st_size for name in ("cases.db", "vault.json"))
    )
