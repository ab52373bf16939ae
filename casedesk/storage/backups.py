"""Backups: each is a vault folder of its own, which opens with the same passphrases.

It is written beside its place in a hidden folder and renamed when it is whole and durable, so
that what looks like a backup is one.
"""

import contextlib
import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import select

from casedesk.errors import CasedeskError
from casedesk.i18n import N_
from casedesk.progress import Progress, Step, Steps, silent
from casedesk.storage import log
from casedesk.storage.engine import connect, watched
from casedesk.storage.errors import DamagedVault, VaultExists, clear_errors
from casedesk.storage.files import copy_durably, digest, sync_file, sync_folder, write_whole
from casedesk.storage.tables import operations
from casedesk.storage.vault import (
    DATABASE,
    RING,
    SUFFIX,
    Vault,
    chain_anchor,
    with_suffix,
)

MANIFEST = "backup.json"
FOLDER = "backups"
_FORMAT = "casedesk-backup/1"
#: of how many days a copy is kept
_DAYS = 7
_FILES = (RING, DATABASE)


class NotABackup(CasedeskError):
    """The folder is no backup."""

    msgid = N_("“{path}” is not a backup of a vault.")
    advice = N_("Choose a folder whose name ends in a date, a time and .casedesk.")
    exit_code = 3


class DamagedBackup(CasedeskError):
    """A file of the backup is not what was written."""

    msgid = N_("This backup is damaged: {part} is not as it was written.")
    advice = N_("Use an older backup. Copy this one somewhere safe all the same.")
    exit_code = 5


class NoFolder(CasedeskError):
    """A file is where the folder for backups should be."""

    msgid = N_("“{path}” is no folder.")
    advice = N_("Choose a folder for the copy.")
    exit_code = 8


class NoSuchFolder(CasedeskError):
    """The folder for the copy is not there: perhaps a stick that is not plugged in."""

    msgid = N_("There is no folder “{path}”, so no copy was made.")
    advice = N_("If it is on a USB stick, plug the stick in. Or choose a folder that is there.")
    exit_code = 8


@dataclass(frozen=True)
class Backup:
    """One backup and what its manifest says."""

    path: Path
    made_at: datetime
    #: stands for all that is in it, as printed on reports
    anchor: str
    #: id of the last operation in it that was more than opening and reading
    last_change: str
    #: SHA-256 of each file
    files: dict[str, str]

    @property
    def position(self) -> int:
        """How many operations its log holds; 0 if the anchor does not say."""
        count = self.anchor.partition("-")[0]
        return int(count) if count.isascii() and count.isdigit() else 0


def rotate(vault: Vault, keep: int = 3, *, progress: Progress = silent) -> Backup | None:
    """Back up into the vault's own folder; None if nothing changed.

    The newest few are kept, and the newest of each of the last days of which there are copies:
    several commands in one hour push out nothing of the days before.

    Opening and reading change nothing: else a week of looking would push out what was written.
    """
    folder = vault.path / FOLDER
    there = _by_content(folder)
    if there and there[0].last_change == _last_change(vault):
        return None
    made = backup_to(vault, folder, make=True, progress=progress)
    with clear_errors(folder):
        there = _by_content(folder)
        for old in there:
            if old not in (*there[:keep], *_of_days(there)):
                shutil.rmtree(old.path)
    return made


def _of_days(there: list[Backup]) -> list[Backup]:
    """The newest copy of each of the last days; ``there`` are the newest first."""
    newest: dict[date, Backup] = {}
    for backup in there:
        newest.setdefault(backup.made_at.date(), backup)
    return [*newest.values()][:_DAYS]


def backup_to(
    vault: Vault, folder: Path, *, make: bool = False, progress: Progress = silent
) -> Backup:
    """Write a backup into a folder, made if told. Failing or stopped, it leaves nothing behind.

    Raises NoSuchFolder, NoFolder or DiskFull. A folder is not made unasked: under the name of a
    stick that is not plugged in it would lie on the disk of the vault.
    """
    if not make and not folder.exists():
        raise NoSuchFolder(path=folder)
    moment = vault.clock.now()
    path = _free(folder, f"{vault.path.stem} {moment:%Y-%m-%d %H.%M.%S}")
    with _written_whole(path) as partial:
        anchor, last_change = chain_anchor(vault), _last_change(vault)
        # Written once and read once.
        steps = Steps(progress, 2 * sum(_sizes(vault.path)))
        _copy_database(vault, partial / DATABASE, steps)
        copy_durably(vault.path / RING, partial / RING, steps.step)
        files = {name: digest(partial / name, steps.step) for name in _FILES}
        backup = Backup(path, moment, anchor, last_change, files)
        write_whole(partial / MANIFEST, _manifest(backup))
    return backup


def beside_vault(vault: Vault, folder: Path) -> bool:
    """Whether a folder is on the disk of the vault, and would be lost with it."""
    try:
        return folder.stat().st_dev == vault.path.stat().st_dev
    except OSError:
        return False


def _free(folder: Path, name: str) -> Path:
    """A place of this name, or with a number behind it: two commands can end in one second."""
    path, number = folder / f"{name}{SUFFIX}", 1
    while path.exists():
        number += 1
        path = folder / f"{name} ({number}){SUFFIX}"
    return path


def list_backups(folder: Path) -> list[Backup]:
    """The backups in a folder, newest first; those whose manifest cannot be read are left out."""
    found = []
    for path in folder.glob(f"*{SUFFIX}") if folder.is_dir() else ():
        if not path.name.startswith(".") and (path / MANIFEST).is_file():
            with contextlib.suppress(DamagedBackup):
                found.append(read(path))
    return sorted(found, key=lambda backup: (backup.made_at, backup.path.name), reverse=True)


def _by_content(folder: Path) -> list[Backup]:
    """The backups of one vault, those first that hold most of its log.

    Not by their moments: on a computer whose clock went back the newest would be thrown away.
    """
    return sorted(list_backups(folder), key=lambda backup: backup.position, reverse=True)


def read(path: Path) -> Backup:
    """What the manifest of a backup says. Raises NotABackup or DamagedBackup."""
    with clear_errors(path):
        if not (path / MANIFEST).is_file():
            raise NotABackup(path=path)
        try:
            content = json.loads((path / MANIFEST).read_bytes())
            files = {name: str(content["files"][name]) for name in _FILES}
            made_at = datetime.fromisoformat(content["made_at"]).astimezone()
            known = content["format"] == _FORMAT
            anchor, last_change = str(content["anchor"]), str(content["last_change"])
            backup = Backup(path, made_at, anchor, last_change, files)
        except (ValueError, KeyError, TypeError, RecursionError):
            known = False
        if not known:
            raise DamagedBackup(part=MANIFEST)
        return backup


def verify(path: Path, *, progress: Progress = silent) -> Backup:
    """Check that a backup is as it was written; needs no key. Raises DamagedBackup."""
    backup = read(path)
    with clear_errors(path):
        _hold(backup, path, Steps(progress, sum(_sizes(path))).step)
    return backup


def restore(path: Path, target: Path, *, progress: Progress = silent) -> Path:
    """Make a vault of a backup, at a place where nothing is yet; returns its path.

    Raises NotABackup, DamagedBackup, VaultExists or DiskFull. Leaves nothing behind then, or when
    it is stopped.
    """
    target, backup = with_suffix(target), read(path)
    with clear_errors(path):
        # Read, copied, and the copy read again.
        steps = Steps(progress, 3 * sum(_sizes(path)))
        _hold(backup, path, steps.step)
    with _written_whole(target) as partial:
        for name in _FILES:
            copy_durably(path / name, partial / name, steps.step)
        _hold(backup, partial, steps.step)
    return target


def _hold(backup: Backup, folder: Path, step: Step) -> None:
    """Raise DamagedBackup if a file in a folder is not what was written."""
    for name, wanted in backup.files.items():
        if not (folder / name).is_file() or digest(folder / name, step) != wanted:
            raise DamagedBackup(part=name)


def _sizes(folder: Path) -> list[int]:
    """The bytes of each file that a backup has."""
    return [_size(folder / name) for name in _FILES]


def _size(file: Path) -> int:
    """How many bytes it has; none if it is not there."""
    return file.stat().st_size if file.is_file() else 0


@contextmanager
def _written_whole(path: Path) -> Iterator[Path]:
    """A hidden folder that takes the name ``path`` at the end of the block, or vanishes."""
    if path.exists():
        raise VaultExists(path=path)
    partial = path.with_name(f".{path.name}.partial")
    with clear_errors(path):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except FileExistsError:
            raise NoFolder(path=path.parent) from None
        shutil.rmtree(partial, ignore_errors=True)
        partial.mkdir(mode=0o700)
        try:
            yield partial
            sync_folder(partial)
            partial.rename(path)
        except BaseException:
            shutil.rmtree(partial, ignore_errors=True)
            raise
        sync_folder(path.parent)


def _copy_database(vault: Vault, target: Path, steps: Steps) -> None:
    """A compact copy under the same key, read as it was at one moment."""
    connection = connect(vault.path / DATABASE, vault.key)
    try:
        with watched(connection, lambda: steps.reach(_size(target))):
            connection.execute("VACUUM INTO ?", (str(target),))
    finally:
        connection.close()
    target.chmod(0o600)
    sync_file(target)
    with target.open("rb") as file:
        if file.read(15) == b"SQLite format 3":
            raise DamagedVault(part="a backup would be in the clear")


def _last_change(vault: Vault) -> str:
    passing = (log.UNLOCK, log.READ)
    query = select(operations.c.id).where(operations.c.action.not_in(passing))
    with vault.engine.connect() as connection:
        return connection.execute(query.order_by(operations.c.seq.desc()).limit(1)).scalar() or ""


def _manifest(backup: Backup) -> bytes:
    content = asdict(backup) | {"format": _FORMAT, "made_at": backup.made_at.isoformat()}
    del content["path"]
    return json.dumps(content, indent=1, sort_keys=True).encode()
